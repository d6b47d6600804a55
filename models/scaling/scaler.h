/// What the control loop of one fleet keeps: desired capacity, policies with what they can see, launches that failed.
#pragma once

#include "models/fleet/worker.h"
#include "models/scaling/policy.h"
#include "models/scaling/target_tracking.h"

#include <cstdint>
#include <vector>

namespace headroom {

/// Counts of a service so far, as metrics read them.
struct ServiceCounts {
  std::uint64_t offered = 0, ended = 0, bad = 0, queued = 0;  // queued: ∫ at the balancer and the workers [ns]
};

/// One policy and the metric it reads.
struct Follower {
  TargetTracking policy;
  std::size_t memory = 0;
  std::vector<double> values;      // published, oldest first, at most `memory`
  std::vector<Datapoint> waiting;  // published later: their delay is not over
  Datapoint newest;
  std::int64_t began = 0;           // of the present period
  std::vector<WorkerReading> base;  // readings of workers at its begin, or when they began to count
  ServiceCounts from;
};

/// A decision to be written, or a suppressed one that goes on; definitions.md 10.
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

/// Launches into a zone that failed: it is left alone for a while, longer each time.
struct ZoneLaunches {
  std::int64_t blockedUntil = 0, pause = 0;
};

struct Scaler {
  std::int64_t desired = 0;
  std::int64_t extra = 0;           // launched before others go, to balance zones
  std::vector<Follower> followers;  // by policy; a fixed one has none of its fields in use
  std::vector<ZoneLaunches> zones;
  bool repairDue = false;
  std::int64_t decisions = 0;                          // ids given so far
  Decision suppressed;                                 // the last one, if it may go on; id −1: none
  std::uint64_t out = 0, in = 0, suppressedCount = 0;  // within the measured window
};

}  // namespace headroom
