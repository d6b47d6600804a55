#include "models/scaling/research/hist.h"

#include <algorithm>

namespace headroom {
namespace {

std::size_t hourOf(Instant t) { return static_cast<std::size_t>(t.ns() / Duration::hours(1).ns() % 24); }

std::int64_t percentile90(std::vector<std::int64_t> values) {
  const auto at = static_cast<std::ptrdiff_t>(0.9 * static_cast<double>(values.size()));
  std::nth_element(values.begin(), values.begin() + at, values.end());
  return values[static_cast<std::size_t>(at)];
}

}  // namespace

const Type& typeOf(const HistPolicy*) {
  using H = HistPolicy;
  static const Type type =
      object<H>("Hist (Urgaonkar et al. 2008): the 90th percentile of what this hour of the day needed in the past.",
                withLoad<H>({field("lead", &H::lead, "How far ahead the hour is looked up.", between(0, 86'400))}));
  return type;
}

std::int64_t HistRule::workers(const Observation& seen) {
  constexpr std::size_t remembered = 730, judged = 10, tolerated = 5;
  const double load = loadOf(spec_, seen);
  const std::int64_t needed = wholeAbove(load);
  const std::vector<std::int64_t>& then = hours_[hourOf(seen.newest.end + spec_.lead)];
  std::int64_t wanted = then.empty() ? seen.desired : percentile90(then);
  std::vector<std::int64_t>& now = hours_[hourOf(seen.newest.begin)];
  if (now.size() == remembered) now.erase(now.begin());
  now.push_back(needed);
  if (errors_.size() == judged) errors_.erase(errors_.begin());
  errors_.push_back(seen.inService - needed);
  const auto tooFew = std::count_if(errors_.begin(), errors_.end(), [](std::int64_t e) { return e < 0; });
  if (static_cast<std::size_t>(tooFew) > tolerated) {
    wanted = std::max(wanted, wholeAbove(1.05 * load));
    errors_.clear();
  }
  return wanted;
}

}  // namespace headroom
