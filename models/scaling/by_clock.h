/// Policies that plan ahead, in the catalogue: they follow none of the loop's metrics and alarms. planner.cpp asks them
/// when their time has come, and to the loop they are silent.
#pragma once

#include "models/scaling/policy.h"

#include <vector>

namespace headroom {

template <class Spec>
class ByClock {
 public:
  ByClock(const Spec&, Duration) {}
  static std::vector<AlarmRule> alarms() { return {}; }
  static std::int64_t warmUp() { return 0; }
  static Opinion consider(const Observation& seen) { return {seen.desired}; }
};

/// What such a policy asks for.
struct Order {
  std::int64_t workers = 0;
  double load = 0, perWorker = 0;  // what it expects, what a worker is to carry [requests/s]
  bool acts = true;                // false: it only says so
  bool mayShrink = false;          // it also lowers desired capacity, if no policy follows a metric beside it
  std::int64_t liftsMax = 0;       // max becomes at least this
};

/// Whole workers for a load; an error of rounding orders none.
std::int64_t workersFor(double load, double perWorker);

}  // namespace headroom
