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

std::int64_t launchedToBalance(std::int64_t most, std::int64_t least, std::int64_t max) {
  if (most - least < 2) return 0;
  return std::min((most - least) / 2, std::max<std::int64_t>(1, max / 10));
}

}  // namespace headroom
