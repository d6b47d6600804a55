/// No policy at all: the number of workers stays where it is, and the unhealthy are replaced.
#pragma once

#include "models/param.h"
#include "models/scaling/policy.h"

#include <vector>

namespace headroom {

struct FixedPolicy {};

const Type& typeOf(const FixedPolicy*);

class Fixed {
 public:
  Fixed(const FixedPolicy&, Duration) {}
  static std::vector<AlarmRule> alarms() { return {}; }
  static std::int64_t warmUp() { return 0; }
  static Opinion consider(const Observation& seen) { return {seen.desired}; }
};

}  // namespace headroom
