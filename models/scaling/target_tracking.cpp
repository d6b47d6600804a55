#include "models/scaling/target_tracking.h"

#include "models/whole_above.h"

#include <algorithm>
#include <cmath>

namespace headroom {

const Type& typeOf(const TargetTrackingPolicy::LowValue*) {
  using L = TargetTrackingPolicy::LowValue;
  static const Type type = choice<L>({{"greatest", std::int64_t(L::greatest), "the greatest of the low periods"},
                                      {"newest", std::int64_t(L::newest), "the newest of them"}});
  return type;
}

const Type& typeOf(const TargetTrackingPolicy*) {
  using T = TargetTrackingPolicy;
  static const Type type = object<T>(
      "EC2 target tracking: a pair of alarms around a target.",
      withMetric<T>(
          {fieldAs(targetType(), "target", &T::target, "Where to: `60 %`, or a number per worker and period.",
                   above(0)),
           field("high_points", &T::highPoints, "Periods above the target before scaling out.", between(1, 1440)),
           field("low_points", &T::lowPoints, "Periods below `low_ratio` of the target before scaling in.",
                 between(1, 1440)),
           field("low_ratio", &T::lowRatio, "The low alarm's threshold over the target.", between(0, 1)),
           field("low_value", &T::lowValue, "Of those: what a scale-in is reckoned from."),
           field("scale_in", &T::scaleIn, "May it remove workers?"),
           optionalField("warm_up", &T::warmUp,
                         "Of this policy; default the fleet's, else 300s for the scale-in block.", atLeast(0))}));
  return type;
}

TargetTracking::TargetTracking(const TargetTrackingPolicy& spec, Duration warmUp)
    : spec_(spec), warmUp_(spec.warmUp.value_or(warmUp).ns()) {}

std::vector<AlarmRule> TargetTracking::alarms() const {
  const auto rule = [](std::int64_t points, Comparison comparison, double threshold, const char* label) {
    return AlarmRule{points, points, comparison, threshold, MissingData::missing, label};
  };
  return {rule(spec_.highPoints, Comparison::above, spec_.target, "high"),
          rule(spec_.lowPoints, Comparison::below, spec_.target * spec_.lowRatio.value, "low")};
}

/// Rounded so as never to be short: 1.5 more are 2, 1.5 fewer are 1; an error of rounding orders no worker.
std::int64_t TargetTracking::proportional(std::int64_t workers, double metric) const {
  return wholeAbove(static_cast<double>(workers) * metric / spec_.target);
}

double TargetTracking::lowValue(std::span<const double> values) const {
  const bool newest = spec_.lowValue == TargetTrackingPolicy::LowValue::newest;
  const std::size_t window = std::min(values.size(), static_cast<std::size_t>(newest ? 1 : spec_.lowPoints));
  double most = 0;
  for (const double v : values.last(window))
    if (v > most) most = v;
  return most;
}

Opinion TargetTracking::consider(const Observation& seen) const {
  const AlarmView high = seen.alarms[0], low = seen.alarms[1];
  Opinion o{seen.desired, false, spec_.target};
  o.jointly = true;
  o.readyToShrink = !spec_.scaleIn;
  if (std::isnan(seen.newest.value)) return o;  // blind, it holds still
  if (high.state == AlarmState::alarm) {
    o.wanted = std::max(seen.desired, proportional(seen.newest.counted, seen.newest.value));
    o.acts = high.acts;
    o.keeps = true;
  } else if (low.state == AlarmState::alarm && spec_.scaleIn) {
    // Those who have warmed up since the period ended shared the load in it, and are in nobody's count of it.
    const std::int64_t sharing = std::max(seen.newest.counted, seen.inService);
    o.wanted = std::min(seen.desired, proportional(sharing, lowValue(seen.values)));
    o.acts = low.acts;
    o.threshold = spec_.target * spec_.lowRatio.value;
    o.readyToShrink = true;
    if (seen.warming) o.held = Bound::warmUp;
  }
  return o;
}

}  // namespace headroom
