#include "models/scaling/replacement.h"

#include "models/whole_above.h"

#include <algorithm>

namespace headroom {
namespace {

std::int64_t wholeBelow(double x) { return -wholeAbove(-x); }

}  // namespace

Replacement replacedByPace(const HealthView& v, double share) {
  const std::int64_t batch = std::max<std::int64_t>(1, wholeBelow(share * static_cast<double>(v.desired)));
  if (v.coming > 0 || v.ordered >= batch) return {};
  return {std::min(v.ill, batch), 0};
}

Replacement replacedInRange(const HealthView& v, double leastHealthy, double mostHealthy) {
  const auto desired = static_cast<double>(v.desired);
  const std::int64_t least = wholeAbove(leastHealthy * desired), most = wholeBelow(mostHealthy * desired);
  Replacement r;
  if (v.ready >= least) r.away = v.ill;
  const std::int64_t room = most - v.ready - v.coming - v.ordered, wanted = v.ill - r.away - v.ahead;
  r.ahead = std::clamp<std::int64_t>(room, 0, std::max<std::int64_t>(wanted, 0));
  return r;
}

std::int64_t launchedToBalance(std::vector<std::int64_t> members, const std::vector<bool>& open, std::int64_t max) {
  std::int64_t there = 0;
  for (const std::int64_t n : members) there += n;
  const std::int64_t room = std::max<std::int64_t>(0, max - there) + std::max<std::int64_t>(1, max / 10);
  for (std::int64_t moved = 0; moved < room; ++moved) {
    const auto full = std::max_element(members.begin(), members.end());
    auto thin = members.end();
    for (std::size_t z = 0; z < members.size(); ++z)
      if (open[z] && (thin == members.end() || members[z] < *thin))
        thin = members.begin() + static_cast<std::ptrdiff_t>(z);
    if (thin == members.end() || *full - *thin < 2) return moved;
    --*full;
    ++*thin;
  }
  return room;
}

}  // namespace headroom
