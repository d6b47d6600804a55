/// What a policy sees and what it says. Policies are pure: an observation goes in, an opinion comes out; the only state
/// is the policy's own value. Alarms, limits and precedence are the loop's (control.h), effects are autoscaler.cpp's.
///
/// A policy is a class with
///
///   std::vector<AlarmRule> alarms() const;          the alarms on its metric that it wants watched
///   std::int64_t warmUp() const;                    how long after entering service a worker is warming for it [ns]
///   Opinion consider(const Observation&);
///
/// One that has also `sizes()`, of the types of a ladder, and `firstRung()` speaks of the size of workers instead of
/// their number.
#pragma once

#include "models/metrics/datapoints.h"
#include "models/metrics/metric_spec.h"
#include "models/scaling/decision.h"

#include <cstdint>
#include <optional>
#include <span>

namespace headroom {

/// An alarm of a policy. `acts`: it calls for an action now, as it has just come on, or again, a minute after the last
/// time (an action that scales is repeated while its alarm is on; "Using Amazon CloudWatch alarms", alarm actions).
struct AlarmView {
  AlarmState state = AlarmState::insufficientData;
  bool acts = false;
};

/// A metric that somebody follows; policy −1: an alarm that is only watched.
struct Followed {
  MetricSpec spec;
  std::int32_t policy = -1;
  Datapoints points = {};
};

struct Observation {
  Instant now;
  std::span<const double> values;      // published and usable, oldest first
  Datapoint newest;                    // of them
  std::span<const Followed> followed;  // all metrics of the policy; the above are of the first
  std::span<const AlarmView> alarms;   // in the order of the policy's alarms()
  std::int64_t desired = 0;
  std::int64_t members = 0;  // workers there are, pending ones included
  std::int64_t inService = 0, pending = 0;
  std::int64_t min = 0, max = 0;
  std::int64_t warmed = 0;       // in service and past the policy's warm-up
  bool warming = false;          // some worker is pending, or within the policy's warm-up
  bool fresh = false;            // the newest value of some metric of it has not been shown to this policy before
  Instant coolsUntil;            // end of the cooldown after the last action of a simple policy
  std::int64_t size = 1;         // of the fleet's workers, in units of a ladder's first type
  bool moving = false;           // not all workers have it yet …
  std::optional<Instant> moved;  // … or the last had it then; none has ever moved
};

/// What a policy would have. wanted > desired: out; wanted < desired: in; equal: nothing.
struct Opinion {
  std::int64_t wanted = 0;
  bool acts = true;            // false: it wants so, and has said so less than a minute ago
  double threshold = 0;        // of the alarm that spoke, else the target
  Bound held = Bound::none;    // what keeps it from acting on what it wants
  bool keeps = false;          // it answers with no less than there is, so nobody may go in
  bool jointly = false;        // it shrinks the fleet only together with all others of which this is true …
  bool readyToShrink = false;  // … and is for it (or never shrinks it: then it has no say)
};

}  // namespace headroom
