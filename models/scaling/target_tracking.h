/// Target tracking as EC2 Auto Scaling does it: a pair of alarms around a target, and a proportional rule.
///
///   high   metric > target           3 of 3 one-minute points   desired' = max(desired, ⌈n·metric/target⌉)
///   low    metric < r · target      15 of 15                    desired' = min(desired, ⌈n·greatest of the
///   window/target⌉)
///
/// The value fed to the rule for scaling in is not published ("more gradual"); the newest can be had instead.
/// n is the number of workers that produced the metric (in service, past their warm-up). Counts of alarms' points and r
/// are not documented by the provider; they are parameters with the values seen in its consoles.
#pragma once

#include "models/metrics/metric_spec.h"
#include "models/scaling/policy.h"

#include <optional>
#include <vector>

namespace headroom {

struct TargetTrackingPolicy : MetricSpec {
  enum class LowValue : std::uint8_t { greatest, newest };
  double target = 0.6;  // in the unit of the metric: a fraction, or a number per worker and period
  std::int64_t highPoints = 3, lowPoints = 15;
  Ratio lowRatio{0.9};                     // the low alarm's threshold: lowRatio × target
  LowValue lowValue = LowValue::greatest;  // of the low alarm's window: what a scale-in is reckoned from
  bool scaleIn = true;
  std::optional<Duration> warmUp;  // of this policy: default the fleet's, else 300 s for the scale-in block
};

const Type& typeOf(const TargetTrackingPolicy::LowValue*);
const Type& typeOf(const TargetTrackingPolicy*);

class TargetTracking {
 public:
  /// `warmUp`: the fleet's, for policies without their own.
  TargetTracking(const TargetTrackingPolicy& spec, Duration warmUp);
  std::vector<AlarmRule> alarms() const;
  std::int64_t warmUp() const { return warmUp_; }
  Opinion consider(const Observation& seen) const;

 private:
  double lowValue(std::span<const double> values) const;
  std::int64_t proportional(std::int64_t workers, double metric) const;

  TargetTrackingPolicy spec_;
  std::int64_t warmUp_;
};

}  // namespace headroom
