/// What a policy sees and what it says. Policies are pure: an observation goes in, an opinion comes out; the only state
/// is the policy's own value. The loop in autoscaler.cpp is the one place with effects.
#pragma once

#include "models/metrics/alarm.h"
#include "sim/time.h"

#include <cstdint>
#include <span>

namespace headroom {

/// Words of definitions.md 10, in the order of their codes in the trace.
enum class Trigger : std::uint8_t { alarm, period, schedule, health, rebalance, repair, user };
enum class Bound : std::uint8_t {
  none,
  min,
  max,
  cooldown,
  warmUp,
  stabilisation,
  rateLimit,
  tolerance,
  missingData,
  anotherPolicy,
  disabled,
  frozen
};

/// One published value of a metric; NaN: missing.
struct Datapoint {
  Instant begin, end;
  double value = 0;
  std::int64_t counted = 0;  // workers that took part
};

struct Observation {
  std::span<const double> values;  // published and usable, oldest first
  Datapoint newest;
  std::int64_t desired = 0;
};

/// What a policy would have. wanted > desired: out; wanted < desired: in; equal: nothing.
struct Opinion {
  std::int64_t wanted = 0;
  AlarmState high = AlarmState::insufficientData, low = AlarmState::insufficientData;
  double threshold = 0;        // of the alarm that spoke, else the target
  bool readyToShrink = false;  // its low alarm is on (or it never shrinks: then it has no say)
};

}  // namespace headroom
