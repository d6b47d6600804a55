/// The parts that the state of a run is made of, as plain values; world.h puts them together.
#pragma once

#include "models/blueprint.h"
#include "models/budget.h"
#include "models/call.h"
#include "models/cost/ledger.h"
#include "models/fleet/balancer.h"
#include "models/fleet/environments.h"
#include "models/fleet/worker.h"
#include "models/observe.h"
#include "models/scaling/scaler.h"
#include "models/tally.h"
#include "sim/fingerprint.h"
#include "sim/histogram.h"
#include "sim/huge_pages.h"
#include "sim/ring.h"
#include "sim/slab.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <vector>

namespace headroom {

/// What a client's lane or note must find again.
struct DelayedCall {
  std::int64_t due = 0;
  Handle call;
};

struct ClientState {
  const ClientPlan* plan = nullptr;  // here and below: of the blueprint, which all copies of a run share
  Ring<Handle> lane;                 // time-outs of one constant length, first sent first …
  std::vector<DelayedCall> timers;   // … or of drawn lengths, a heap: first due first
  double tokens = 0;                 // of the retry budget
  NumberedStream draws;
};

/// An objective as it is counted: exactly, as answers arrive.
struct ObjectiveState {
  std::uint64_t good = 0, ended = 0;                  // of the measured window
  std::uint64_t goodSoFar = 0, endedSoFar = 0;        // since the start of the run …
  std::uint64_t goodAtMinute = 0, endedAtMinute = 0;  // … and what they were when this minute began, and this bucket
  std::uint64_t goodAtBucket = 0, endedAtBucket = 0;
  BudgetWindow budget;
};

struct DemandState {
  const DemandPlan* plan = nullptr;
  Arrivals arrivals;
  NumberedStream classes;
  NumberedStream thoughts;
  std::vector<std::uint32_t> turns;  // of each closed-loop user
  std::uint64_t key = 0;             // of its requests' numbers
  std::uint64_t count = 0;           // requests so far
  std::int64_t workAhead = 0;        // plain: of the next request
  std::uint32_t nextZone = 0;
  Tally bucket, total, measured;
  Fingerprint fingerprint;
};

/// Workers of a service in a zone, by state, over time.
struct Presence {
  std::array<LevelArea, workerStates> states;
  LevelArea warming;
  std::vector<LevelArea> ofType;                     // workers in service and draining; empty where there is one type
  std::uint64_t inServiceMin = 0, inServiceMax = 0;  // in this bucket
  std::array<std::uint64_t, workerStates> bases{};   // readings at the bucket's begin
  std::uint64_t warmingBase = 0;
  std::vector<std::uint64_t> ofTypeBases;
  double served = 0;                 // workers in service and draining, mean over the bucket …
  std::vector<double> servedOfType;  // … and by type, where there are several
};

/// Readings at the edges of the measured window; differences are time integrals over it.
struct WindowReading {
  std::uint64_t inSystem = 0, queued = 0, present = 0;  // present: all workers from launching to draining
  std::uint64_t busy = 0, capacity = 0;                 // slot-time in use and there
  std::uint64_t crossings = 0;                          // calls that went to a worker of another zone
  std::uint64_t warm = 0;                               // workers in the warm pool
  std::uint64_t starting = 0, provisionedUse = 0;       // environments in init; provisioned ones with a call
};

/// Workers of an instance type that are paid, over time, and what became of launches.
struct TypeState {
  LevelArea paid, spotPaid;
  std::uint64_t bucketBase = 0;                                            // reading of `paid` at the bucket's begin
  std::uint64_t paidFrom = 0, paidUntil = 0, spotFrom = 0, spotUntil = 0;  // readings at the measured window's edges
  double minimumSeconds = 0;  // billed beyond the time lived; of spot workers at their share of the price
  std::uint64_t launched = 0, launchFailed = 0;
};

struct ServiceState {
  const ServicePlan* plan = nullptr;
  std::vector<Balancer> balancers;  // one, or one a zone (by region zone) when calls stay in their zone
  bool balancerPerZone = false;
  LargeVector<Worker> workers;
  std::vector<Sharing> sharing;                    // a worker each, if the processor is shared
  std::vector<std::vector<std::uint32_t>> blocks;  // first slots of each worker's blocks
  std::vector<std::uint32_t> freeWorkers;
  CallQueue queue;                        // at the balancer
  std::vector<std::uint32_t> freeBlocks;  // first slots of blocks of the gone
  Stream balancing, placing;
  NumberedStream work, starts, health, errors, edges, hooks, interruptions;
  std::vector<std::uint32_t> sessions;       // sticky: worker of a session, UINT32_MAX: none
  std::vector<std::uint8_t> sessionWasLost;  // sticky, in the measured window: 1 or 0 a session
  std::uint64_t sessionsLost = 0;            // in the measured window, each time
  double slow = 1, errorShare = 0;           // faults of the whole service …
  std::vector<double> zoneSlow, zoneErrors;  // … and of its part in a zone
  std::vector<std::uint8_t> shifted;         // a zone: shifts away from it that hold
  std::uint32_t shifts = 0;                  // of them all
  Tally bucket, total, measured;
  Histogram latency, bucketLatency, waits;
  LongSum latencySum, bucketLatencySum, waitSum;
  Histogram firstLatency;  // in this bucket, but neither in bucketLatency nor in the requests' yet …
  LongSum firstLatencySum;
  std::uint64_t waited = 0, began = 0;
  LevelArea inSystem, queued;
  std::uint64_t repeats = 0;  // calls offered so far that were not a caller's first attempt
  std::uint64_t crossings = 0;
  Fingerprint fingerprint;
  Scaler scaler;
  std::uint32_t serial = 0;  // of workers
  std::uint64_t launched = 0, lost = 0, terminated = 0, launchFailed = 0;
  std::uint64_t warmStarts = 0, spotNotices = 0;  // in the measured window
  Environments environments;                      // of a function
  bool allUnhealthy = false;                      // fail-open is on
  // What is shown and summed up (models/observe.cpp, models/accounts.cpp).
  std::vector<Presence> presence;  // a zone
  std::uint64_t present = 0, presentMin = 0, presentMax = 0;
  std::vector<TypeState> types;       // of the plan's
  std::vector<std::uint32_t> atWork;  // a zone, and in it a type: workers in service that are not dark
  std::vector<double> able;           // a zone: what share of its capacity such a worker has under faults
  double serving = 0, billed = 0;     // in truth, in what `rated` is of; of those at work the shares
  Ledger ledger, bucketLedger;        // the summary's, on the minute grid; the series', on buckets
  LedgerSums measuredLedger;
  std::vector<WorkerReading> bucketReadings;  // of the workers, at the bucket's begin
  Histogram rowLatency;                       // since the last rows of the table `latency`
  std::vector<std::uint64_t> queueMax;        // a zone, in this bucket
  std::uint64_t minuteBusy = 0, minuteCapacity = 0, minuteFirst = 0, bucketFirst = 0, bucketQueued = 0;
  double utilisationMax = 0;
  double lastSupply = -1, lastNeeded = -1;
  std::uint64_t unstableSteps = 0, steps = 0;
  WindowReading from, until;

  /// Calls so far that were a caller's first attempt.
  std::uint64_t firstAttempts() const { return total.offered + bucket.offered - repeats; }
};

/// Workers at work of this one's type in its zone.
inline std::uint32_t& atWorkOf(ServiceState& s, const Worker& w) { return s.atWork[w.zone * s.types.size() + w.type]; }

/// The codes of the series `zone_state`.
enum ZoneCondition : std::uint8_t { zoneIsUp, zoneIsDark, zoneIsIsolated, zoneIsImpaired };

/// Dark is worse than isolated, that than impaired: the codes of what is not up go from worst to least.
constexpr std::uint8_t worseOf(std::uint8_t a, std::uint8_t b) {
  if (a == zoneIsUp || b == zoneIsUp) return std::max(a, b);
  return std::min(a, b);
}

/// The codes of the series `launches_state`, from the best to the worst.
enum LaunchesCondition : std::uint8_t { launchesAreOk, launchesFail, launchesAreBlocked };

struct ZoneState {
  std::uint32_t outages = 0;  // faults that hold it
  double slow = 1, errorShare = 0;
  bool up() const { return outages == 0; }
  bool impaired() const { return slow != 1 || errorShare > 0; }
  ZoneCondition condition() const { return !up() ? zoneIsDark : impaired() ? zoneIsImpaired : zoneIsUp; }
};

/// How a fault went; −1: not (yet).
struct FaultState {
  std::int64_t began = -1, noticed = -1, ended = -1, recovered = -1;
  std::int64_t goodSince = -1;
  bool active = false;
  bool activeThisMinute = false;  // began in it, or ended after its begin
  std::uint32_t times = 0;
  std::array<std::int64_t, 2> bucketFullAt{};  // api_throttling: of each ApiCall
  Stream draws;
};

}  // namespace headroom
