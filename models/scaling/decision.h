/// A change of desired capacity, or one that was suppressed, with its inputs and its reason; definitions.md 10.
#pragma once

#include "models/metrics/alarm.h"

#include <cstdint>

namespace headroom {

/// Words of definitions.md 10, in the order of their codes in the trace.
enum class Trigger : std::uint8_t { alarm, period, schedule, health, rebalance, repair, user, forecast, resize };
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

struct Decision {
  std::int64_t id = -1;
  std::int64_t time = 0, first = 0, last = 0, count = 1;
  std::int32_t policy = -1;
  Trigger trigger = Trigger::alarm;
  double seen = 0, threshold = 0;
  std::int64_t periodEnd = 0;
  AlarmState alarm = AlarmState::ok;
  std::int64_t counted = 0, inService = 0, pending = 0;
  std::int64_t before = 0, wanted = 0, after = 0;
  Bound bound = Bound::none;
};

}  // namespace headroom
