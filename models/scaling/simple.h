/// Simple scaling as EC2 Auto Scaling does it: one alarm, one adjustment, then a cooldown.
///
/// While the workers that it ordered have not entered service (or those it sent away have not gone), and for `cooldown`
/// after the last of them, every simple policy of the fleet is deaf: calls are dropped, not queued, so the next action
/// comes with the first repetition of the alarm after that. Nothing else heeds the cooldown. ("Scaling cooldowns for
/// Amazon EC2 Auto Scaling".)
#pragma once

#include "models/metrics/alarm_spec.h"
#include "models/scaling/adjustment.h"
#include "models/scaling/policy.h"

#include <optional>
#include <vector>

namespace headroom {

struct SimplePolicy : AlarmSpec {
  Adjustment adjust = Adjustment::change;
  std::int64_t by = 1;
  std::int64_t minMagnitude = 0;
  std::optional<Duration> cooldown;  // default: the group's
};

const Type& typeOf(const SimplePolicy*);

class SimpleScaling {
 public:
  SimpleScaling(const SimplePolicy& spec, Duration) : spec_(spec), rule_(spec.rule()) {}
  std::vector<AlarmRule> alarms() const { return {rule_}; }
  static std::int64_t warmUp() { return 0; }
  std::int64_t cooldown() const { return spec_.cooldown.value_or(Duration::seconds(300)).ns(); }
  Opinion consider(const Observation& seen) const;

 private:
  SimplePolicy spec_;
  AlarmRule rule_;
};

}  // namespace headroom
