#include "models/scaling/termination.h"

#include <algorithm>

namespace headroom {
namespace {

constexpr std::int64_t hour = 3'600'000'000'000;

std::int64_t leftOfHour(const TerminationCandidate& c, Instant now) { return hour - (now.ns() - c.hoursSince) % hour; }

/// Keeps those of the least `key`.
template <class Key>
void keepLeast(std::vector<std::size_t>& left, Key key) {
  if (left.empty()) return;
  auto least = key(left.front());
  for (const std::size_t i : left) least = std::min(least, key(i));
  std::erase_if(left, [&](std::size_t i) { return key(i) != least; });
}

}  // namespace

const Type& typeOf(const TerminationPolicy*) {
  using P = TerminationPolicy;
  static const Type type = choice<P>({
      {"oldest_instance", std::int64_t(P::oldestInstance), "ordered longest ago"},
      {"newest_instance", std::int64_t(P::newestInstance), "ordered last"},
      {"closest_to_next_instance_hour", std::int64_t(P::closestToNextInstanceHour),
       "whose present hour is over soonest"},
      {"allocation_strategy", std::int64_t(P::allocationStrategy), "of the type that is launched last of all"},
      {"default", std::int64_t(P::defaultPolicy),
       "EC2's: of the type that is launched last of all, then whose present hour is over soonest"},
  });
  return type;
}

std::vector<std::size_t> whoGoes(std::span<const TerminationCandidate> candidates,
                                 std::span<const std::int64_t> membersByZone, TerminationPolicy policy, Instant now) {
  std::vector<std::size_t> left;
  for (std::size_t i = 0; i < candidates.size(); ++i) left.push_back(i);
  keepLeast(left, [&](std::size_t i) { return !candidates[i].pending; });
  keepLeast(left, [&](std::size_t i) { return !candidates[i].oldType; });
  keepLeast(left, [&](std::size_t i) { return !candidates[i].surplusKind; });
  keepLeast(left, [&](std::size_t i) { return -membersByZone[candidates[i].zone]; });
  switch (policy) {
    case TerminationPolicy::oldestInstance: keepLeast(left, [&](std::size_t i) { return candidates[i].serial; }); break;
    case TerminationPolicy::newestInstance:
      keepLeast(left, [&](std::size_t i) { return -std::int64_t{candidates[i].serial}; });
      break;
    case TerminationPolicy::allocationStrategy:
      keepLeast(left, [&](std::size_t i) { return -std::int64_t{candidates[i].rank}; });
      break;
    case TerminationPolicy::defaultPolicy:
      keepLeast(left, [&](std::size_t i) { return -std::int64_t{candidates[i].rank}; });
      [[fallthrough]];
    case TerminationPolicy::closestToNextInstanceHour:
      keepLeast(left, [&](std::size_t i) { return leftOfHour(candidates[i], now); });
      break;
  }
  return left;
}

}  // namespace headroom
