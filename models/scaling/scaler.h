/// What the control loop of one fleet keeps: its control, the meters that feed it, launches that failed.
#pragma once

#include "models/metrics/meter.h"
#include "models/scaling/control.h"
#include "models/scaling/kubernetes/pod_scaler.h"
#include "models/scaling/planner.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace headroom {

/// Launches of an instance type into a zone that failed: it is left alone there for a while, longer each time.
struct PlaceLaunches {
  std::int64_t blockedUntil = 0, pause = 0;
};

struct Scaler {
  Control control;
  std::vector<Meter> meters;        // of the metrics of `control`
  std::vector<Schedule> schedules;  // of the policies; empty ones of those that have none
  std::vector<Planner> planners;    // of the policies; empty ones of those that do not plan ahead
  std::uint8_t type = 0;            // of workers that are launched, on a ladder of types
  std::uint32_t resizing = 0;       // the decision that made them so
  std::optional<Instant> moved;     // when a worker last had its new type
  std::int64_t stopped = 0;         // before the start of a worker that is launched now, because it changes its type
  PodScaler pods;
  std::int64_t evaluated = -1;
  std::int64_t activityEnded = 0;     // when a worker of the activity that a cooldown waits for last came or went
  std::int64_t extra = 0;             // launched before others go, to balance zones …
  std::int64_t ahead = 0;             // … or before ill ones go; both in what desired capacity counts
  std::int64_t overage = 0;           // units beyond what was wanted, as types weigh what they weigh; they stay
  std::vector<PlaceLaunches> places;  // a zone, and in it a type
  bool repairDue = false;
  std::int64_t callAgainAt = -1;   // when an API call that was throttled is made again; −1: none has been
  std::uint32_t heldDecision = 0;  // the last decision whose calls were
  std::uint64_t out = 0, in = 0, suppressed = 0;  // decisions within the measured window
};

}  // namespace headroom
