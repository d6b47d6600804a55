#include "models/scaling/target_tracking.h"

#include <algorithm>
#include <cmath>

namespace headroom {

TargetTracking::TargetTracking(const TargetTrackingPolicy& spec)
    : target_(spec.target),
      scaleIn_(spec.scaleIn),
      high_{spec.highPoints, spec.target, true},
      low_{spec.lowPoints, spec.target * spec.lowRatio.value, false} {}

Opinion TargetTracking::consider(const Observation& seen) {
  highState_ = judged(high_, seen.values, highState_);
  lowState_ = judged(low_, seen.values, lowState_);
  Opinion o{seen.desired, highState_, lowState_, target_, false};
  const auto n = static_cast<double>(seen.newest.counted);
  const auto proportional = [&](double metric) {
    return static_cast<std::int64_t>(std::ceil(n * metric / target_ - 1e-9));
  };
  if (highState_ == AlarmState::alarm && !std::isnan(seen.newest.value)) {
    o.wanted = std::max(seen.desired, proportional(seen.newest.value));
  } else if (lowState_ == AlarmState::alarm && scaleIn_) {
    double most = 0;
    const std::size_t window = std::min(seen.values.size(), static_cast<std::size_t>(low_.points));
    for (const double v : seen.values.last(window))
      if (v > most) most = v;
    o.wanted = std::min(seen.desired, proportional(most));
    o.threshold = low_.threshold;
    o.readyToShrink = true;
  }
  if (!scaleIn_) o.readyToShrink = true;
  return o;
}

}  // namespace headroom
