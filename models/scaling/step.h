/// Step scaling as EC2 Auto Scaling does it: one alarm, and an adjustment that depends on how far the metric is beyond
/// the alarm's threshold.
///
/// Steps are relative to the threshold T. Above it a step matches if T + from ≤ v < T + to, below it if
/// T + from < v ≤ T + to; at T itself the alarm's direction decides. No cooldown: while the alarm is on, every minute
/// counts, and warm-up keeps repeated breaches of one step from adding up: what is ordered is reckoned from the workers
/// that are past their warm-up, and whatever is pending or warming already is part of the answer. A scale-in is
/// reckoned from what there is, and waits until nobody warms. ("Step and simple scaling policies for Amazon EC2 Auto
/// Scaling".) Our reading: v is the newest datapoint.
#pragma once

#include "models/metrics/alarm_spec.h"
#include "models/scaling/adjustment.h"
#include "models/scaling/policy.h"

#include <optional>
#include <vector>

namespace headroom {

struct StepSpec {
  std::optional<double> from, to;  // relative to the threshold; absent: no end on that side
  std::int64_t by = 0;
};

struct StepPolicy : AlarmSpec {
  Adjustment adjust = Adjustment::change;
  std::vector<StepSpec> steps;
  std::int64_t minMagnitude = 0;
  std::optional<Duration> warmUp;  // of this policy: default the fleet's, else 300 s
};

const Type& typeOf(const StepPolicy*);

class StepScaling {
 public:
  /// `warmUp`: the fleet's, for policies without their own.
  StepScaling(const StepPolicy& spec, Duration warmUp);
  std::vector<AlarmRule> alarms() const { return {rule_}; }
  std::int64_t warmUp() const { return warmUp_; }
  Opinion consider(const Observation& seen) const;
  /// The step for a value; nullptr: none.
  const StepSpec* match(double value) const;

 private:
  StepPolicy spec_;
  AlarmRule rule_;
  std::int64_t warmUp_;
};

}  // namespace headroom
