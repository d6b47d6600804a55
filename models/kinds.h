/// What happens in a run, as numbers: what fingerprints tell apart, what notes mean, what the table `events` is about.
#pragma once

#include <cstdint>

namespace headroom {

/// What fingerprints tell apart, of a service's calls, a demand's requests, and a service's workers.
enum Mark : std::uint32_t {
  endedMark = 2,  // + the outcome
  lateMark = 8,
  openMark = 16,
  concludedMark = 17,  // + the outcome
  launchMark = 32,
  launchFailedMark,
  inServiceMark,
  drainMark,
  retiredMark,
  lostMark,
  darkMark,
  lightMark,
  warmMark,
  warmStartMark,
  resizeMark = 49
};

/// What notes mean. `a` and `b` of each are said beside it.
enum class NoteKind : std::uint32_t {
  closeBucket,
  closeMinute,
  measureFrom,
  measureUntil,
  closeMetric,    // a: service, b: meter
  faultBegins,    // a: fault
  faultEnds,      // a: fault
  deadline,       // b: call handle
  attempt,        // b: call handle: its back-off is over
  think,          // a: demand, b: user
  stageOver,      // a: service, b: worker and generation
  drainOver,      // a: service, b: worker and generation
  warmUpOver,     // a: service, b: worker and generation
  probe,          // a: service, b: worker and generation
  repair,         // a: service: the fleet looks at its members' health
  evaluate,       // a: service: alarms and policies
  relaunch,       // a: service, b: a call was throttled (1), or launches failed (0)
  schedule,       // a: service, b: policy: a scheduled action is due
  lookAtPods,     // a: service: under one of Kubernetes' autoscalers
  spotNotice,     // a: service, b: worker and generation: it will be taken back
  reclaim,        // a: service, b: which of its spot capacity's reclaims
  expire,         // a: service, b: worker and generation: an environment was idle for long
  plan,           // a: service, b: policy: one that plans ahead reads the load, or acts
  resize,         // a: service: the next worker changes its type
  probeTimedOut,  // a: service, b: worker and generation: it has not answered the check
  settingsChange,
};

/// What the rows of the table `events` are about, in the order of their codes.
enum class EventKind : std::uint8_t {
  launch,
  launchFailed,
  inService,
  draining,
  terminated,
  lost,
  unhealthy,
  healthy,
  faultBegins,
  faultNoticed,
  faultEnds,
  faultRecovered,
  failOpen,
  failOpenEnds,
  warm,       // it waits in the warm pool
  warmStart,  // it leaves the pool for service
  spotNotice,
  settingsChange
};

}  // namespace headroom
