/// Target tracking as EC2 Auto Scaling does it: a pair of alarms around a target, and a proportional rule.
///
///   high   metric > target           3 of 3 one-minute points   desired' = max(desired, ⌈n·metric/target⌉)
///   low    metric < r · target      15 of 15                    desired' = min(desired, ⌈n·greatest of the
///   window/target⌉)
///
/// n is the number of workers that produced the metric (in service, past their warm-up). Counts of alarms' points and r
/// are not documented by the provider; they are parameters with the values seen in its consoles.
#pragma once

#include "models/scaling/policy.h"
#include "models/scaling/policy_spec.h"

namespace headroom {

class TargetTracking {
 public:
  TargetTracking() = default;
  explicit TargetTracking(const TargetTrackingPolicy& spec);
  Opinion consider(const Observation& seen);
  /// Datapoints worth keeping.
  std::size_t memory() const { return low_.range() > high_.range() ? low_.range() : high_.range(); }

 private:
  double target_ = 1;
  bool scaleIn_ = true;
  AlarmRule high_, low_;
  AlarmState highState_ = AlarmState::insufficientData, lowState_ = AlarmState::insufficientData;
};

}  // namespace headroom
