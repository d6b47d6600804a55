/// The state of a run: all of it, as one value. Copy it at an event boundary and both copies end alike.
///
/// The only loop and the only switch are in `World::run`. The verbs are spread over the folders of what they are about:
///   models/life.cpp            a call, from the wish to the answer             (the hot path)
///   models/ends.cpp            ends that are late, wasted, judged
///   models/client/callers.cpp  time-outs, retries;  region/nested_calls.cpp    calls that calls make
///   models/fleet/lifecycle.cpp workers come, drain and go;  fleet/standing.cpp what that makes of capacity
///   models/fleet/health.cpp    what the balancer believes
///   models/metrics/meters.cpp  what is seen;  scaling/autoscaler.cpp  desired capacity and who changes it
///   models/fault/faults.cpp    what breaks;  changes.cpp  settings that change
///   models/observe.cpp         what is shown of it;  cost/ledger.h  what it costs
///
/// Rules that keep it right: a reference into `calls` does not survive `calls.take()`; a dying worker is made
/// consistent before anybody is told; every end of a call goes through `answer`, every end of a request through
/// `concluded`.
#pragma once

#include "models/blueprint.h"
#include "models/kinds.h"
#include "models/scaling/outside.h"
#include "models/scaling/replacement.h"
#include "models/state.h"
#include "models/windows.h"
#include "sim/agenda.h"
#include "sim/huge_pages.h"
#include "sim/probe.h"

#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace headroom {

/// The two forms in which the hot path is compiled. `full` asks about everything a scenario may use; `plain` is for
/// services that use none of what costs (`ServicePlan::plain`), leaves those questions out, and does the same.
enum class Path : bool { full, plain };

/// A call at its service, with what every step of its life touches. Good until a place for another call is taken.
struct Visit {
  std::uint32_t c;
  Call& call;
  ServiceState& s;
  const ServicePlan& plan;
  std::int64_t now;
};

/// Where rows go while running. Not part of the state.
struct Watch {
  Listener* listener = nullptr;
  double requestSample = 0;    // share of requests whose story is told
  Outside* outside = nullptr;  // who decides for policies that programs outside decide for
  bool workerUse = false;      // each worker's use is told, bucket by bucket
};

/// How long a caller pauses before attempt + 1.
std::int64_t backoffNs(const BackoffSpec&, std::uint32_t attempt, Generator& random);

class World {
 public:
  World(std::shared_ptr<const Blueprint> blueprint, std::uint64_t seed, std::uint32_t replica = 0);

  /// Runs until the end of the run, or until `events` have happened. Returns true when the run is over.
  bool run(const Watch& watch, std::uint64_t events = std::numeric_limits<std::uint64_t>::max());
  bool over() const { return over_; }
  Instant now() const { return Instant::atNs(now_); }
  std::uint64_t eventCount() const { return events_; }
  /// 16 lowercase hexadecimal digits.
  std::string fingerprint() const;
  /// As the run began; settings may have changed since.
  const Blueprint& firstPlan() const { return *first_; }

  // ---- state, open to the verbs below and to whoever reads results
  // ---------------------------------------------------
  std::shared_ptr<const Blueprint> blueprint;  // as it is now
  Agenda agenda;
  Slab<Call> calls;
  LargeVector<Slot> slots;
  std::vector<ClientState> clients;
  std::vector<DemandState> demands;
  std::vector<ServiceState> services;
  std::vector<ZoneState> zones;
  std::vector<FaultState> faults;
  std::vector<ObjectiveState> objectives;
  std::vector<FunctionLoad> functionLoads;  // a service; as it was when somebody last asked
  CallRate functionCalls;                   // of the account
  Ring<DelayedCall> outbound, inbound;      // calls and answers that cross zones
  Histogram requestLatency, bucketRequestLatency, rowRequestLatency;
  LongSum requestLatencySum, bucketRequestLatencySum;
  LevelArea inFlight;
  std::uint64_t inFlightFrom = 0, inFlightUntil = 0, bucketInFlight = 0;
  std::int64_t bucketBegan = 0, minuteBegan = 0, latencyBegan = 0;
  std::vector<double> scratch;              // of a bucket
  std::vector<std::uint8_t> zoneWorst;      // in this bucket, a ZoneCondition
  std::vector<std::uint8_t> launchesWorst;  // in this bucket, a LaunchesCondition
  Windows windows;

  // ---- life of a call (models/life.cpp) -----------------------------------------------------------------------------
  template <Path path>
  void arrive(DemandState& demand);
  template <Path path>
  void wish(DemandState& demand, std::uint64_t index, std::uint32_t user);
  template <Path path>
  void send(const Visit&);
  template <Path path>
  void sendFrom(DemandState& demand, const Visit&);
  [[gnu::noinline]] void enterElsewhere(DemandState& demand, Call& call) const;
  void sendAgain(std::uint32_t call);
  [[gnu::noinline]] static Byte classOf(const DemandPlan& plan, std::uint64_t draw);
  Visit visit(std::uint32_t index) { return visit(index, calls[index]); }
  Visit visit(std::uint32_t index, Call& call) {
    ServiceState& s = services[call.service];
    return {index, call, s, *s.plan, now_};
  }
  template <Path path>
  void offer(const Visit&);
  [[gnu::noinline]] void refuse(std::uint32_t call, Outcome outcome);
  template <Path path>
  void reach(const Visit&, Worker& worker);
  template <Path path>
  void waitAt(const Visit&, Worker& worker);
  static std::int64_t drawnWork(const ServiceState& s, std::uint64_t number);
  template <Path path>
  std::int64_t workOf(const Visit&);
  template <Path path>
  void begin(const Visit&, Worker& worker, std::uint32_t slot);
  void workDone(const Visit&);
  [[gnu::noinline]] void callOthers(std::uint32_t call);
  [[gnu::noinline]] void childEnded(Handle parent, std::uint8_t edge, Outcome outcome);
  void finish(const Visit&, Outcome outcome);
  template <Path path>
  void release(const Visit&, Worker& worker, std::uint32_t slot);
  std::uint32_t leaveLine(ServiceState& s, Worker& worker);
  void nextFromQueue(ServiceState& s, const ServicePlan& plan, std::uint32_t worker);
  void takeFromLine(ServiceState& s, const ServicePlan& plan, std::uint32_t worker);
  void respond(const Visit&, Outcome outcome);
  template <Path path>
  void answer(const Visit&, Outcome outcome);
  [[gnu::noinline]] void answerNobody(std::uint32_t call);
  [[gnu::noinline]] void noteAsides(DemandState& demand, Call& call);
  [[gnu::noinline]] void answerAside(ServiceState& s, const Call& call, Outcome outcome, std::int64_t latency);
  [[gnu::noinline]] void concludedAside(DemandState& demand, const Call& last, Outcome outcome, std::int64_t latency);
  void waste(ServiceState& s, const Call& call) const;
  [[gnu::noinline]] void cross(std::uint32_t call);
  [[gnu::noinline]] void crossBack(const Visit&, Outcome outcome);
  [[gnu::noinline]] void retryOrConclude(const Call& last, Outcome outcome);
  template <Path path>
  static bool first(const Call& call);
  template <Path path>
  static bool endsWithIt(const Call& call, Outcome outcome);
  template <Path path>
  void concluded(const Call& last, Outcome outcome, bool binned = false);
  Outcome verdict(const Call& call) const;
  [[gnu::noinline]] Outcome verdictUnderErrors(const Call& call) const;
  [[gnu::noinline]] void addSlots(std::uint32_t service, std::uint32_t worker);
  void forget(std::uint32_t call);
  [[gnu::noinline]] void hang(std::uint32_t call);
  [[gnu::noinline]] static void countEnd(Tally& tally, Histogram& latencies, LongSum& sum, Outcome outcome,
                                         std::int64_t latency);
  [[gnu::noinline]] void judge(const std::vector<std::uint32_t>& which, Outcome outcome, std::int64_t latency,
                               bool counted);
  std::uint32_t freshWorker(ServiceState& s, const Call& call);
  [[gnu::noinline]] std::uint32_t chosenWorker(ServiceState& s, const Call& call);
  [[gnu::noinline]] static std::uint32_t foreignWorker(ServiceState& s);
  std::uint32_t stickyWorker(ServiceState& s, const Call& call);
  void slotDue(std::uint32_t slot);
  void fetchAhead(std::uint32_t slot);
  void streamDue(std::uint32_t stream);
  [[gnu::noinline]] void slotDueFully(std::uint32_t slot);
  [[gnu::noinline]] void arriveFully(DemandState& demand);
  void abandonWork(std::uint32_t call);
  void stopWork(std::uint32_t call);
  [[gnu::noinline]] void thinkAgain(std::uint32_t demand, std::uint32_t user);
  [[gnu::noinline]] void timeOut(std::uint32_t call);
  void giveUp(std::uint32_t call);
  [[gnu::noinline]] void earnTokens(std::uint32_t client);
  void laneDue(std::uint32_t client);
  [[gnu::noinline]] void timerDue(ClientState& client);
  [[gnu::noinline]] void crossingDue(bool answerWay);
  /// The arrival stream of calls that cross zones: the last one.
  std::uint32_t crossingStream() const { return blueprint->shape.arrivalStreams - 1; }
  void enqueue(CallQueue& queue, std::uint32_t call, bool atHead);
  void line(CallQueue& queue, std::uint32_t call, bool atHead);
  void startPatience(std::uint32_t call);
  void leaveQueue(std::uint32_t call);
  void startTimer(std::uint32_t call);
  void startLane(ClientState& client, Handle call);
  [[gnu::noinline]] void drawTimer(ClientState& client, std::uint32_t call);
  [[gnu::noinline]] void noteDeadline(std::uint32_t call);
  [[gnu::noinline]] void beginShared(const Visit&, const Worker& worker, std::int64_t work);
  [[gnu::noinline]] void shareDue(std::uint32_t service, std::uint32_t worker);
  [[gnu::noinline]] void rescheduleShared(ServiceState& s, const ServicePlan& plan, std::uint32_t worker);

  // ---- workers (models/fleet/) --------------------------------------------------------------------------------------
  std::uint32_t addWorker(std::uint32_t service, std::uint8_t zone, bool initial, std::uint8_t type = 0);
  std::uint32_t launch(std::uint32_t service, std::uint8_t zone, std::uint32_t decision);
  void nextStage(std::uint32_t service, std::uint32_t worker, std::int64_t after);
  void started(std::uint32_t service, std::uint32_t worker);
  void drained(std::uint32_t service, std::uint32_t worker);
  void terminate(std::uint32_t service, std::uint32_t worker);
  void forgetCalls(std::uint32_t service, std::uint32_t worker);
  void beginLaunchHook(std::uint32_t service, std::uint32_t worker);
  void launchHookOver(std::uint32_t service, std::uint32_t worker);
  void beginTerminationHook(std::uint32_t service, std::uint32_t worker);
  std::uint32_t environmentFor(ServiceState& s, const Call& call);
  std::uint32_t coldStart(std::uint32_t service);
  bool hasConcurrency(std::uint32_t service);
  bool mayBeCalled(std::uint32_t service);
  [[gnu::noinline]] void environmentFreed(ServiceState& s, std::uint32_t worker);
  void fillProvisioned(std::uint32_t service, bool atStart);
  void loseEnvironment(std::uint32_t service, std::uint32_t worker);
  void forgetEnvironment(ServiceState& s, std::uint32_t worker);
  void noteExpiry(std::uint32_t service, std::uint32_t worker);
  void expire(std::uint32_t service, std::uint32_t worker);
  void stageOver(std::uint32_t service, std::uint32_t worker);
  void enterService(std::uint32_t service, std::uint32_t worker);
  void drain(std::uint32_t service, std::uint32_t worker);
  [[gnu::noinline]] void retireIfIdle(std::uint32_t service, std::uint32_t worker);
  void endWorker(std::uint32_t service, std::uint32_t worker);
  void killCalls(std::uint32_t service, std::uint32_t worker, bool silently);
  void lose(std::uint32_t service, std::uint32_t worker);
  void darken(std::uint32_t service, std::uint32_t worker);
  void lighten(std::uint32_t service, std::uint32_t worker);
  void registerWorker(std::uint32_t service, std::uint32_t worker);
  void launchFails(std::uint32_t service, std::uint32_t worker);
  void warmUpOver(std::uint32_t service, std::uint32_t worker);
  void drainOver(std::uint32_t service, std::uint32_t worker);
  std::vector<std::uint32_t> callsOf(std::uint32_t service, std::uint32_t worker) const;
  void takeOut(std::uint32_t service, std::uint32_t worker, std::uint32_t call);
  void feedOthers(std::uint32_t service);
  void loseSessions(std::uint32_t service, std::uint32_t worker);
  void bill(std::uint32_t service, std::uint32_t worker);
  void setState(std::uint32_t service, std::uint32_t worker, WorkerState state);
  void noteCapacity(std::uint32_t service);
  double slownessIn(const ServiceState& s, std::uint8_t zone) const {
    return s.slow * zones[zone].slow * s.zoneSlow[zone];
  }
  double errorShareIn(const ServiceState& s, std::uint8_t zone) const {
    return 1 - (1 - s.errorShare) * (1 - zones[zone].errorShare) * (1 - s.zoneErrors[zone]);
  }
  WorkerReading readingOf(const ServicePlan& plan, const Worker& worker) const;
  void setPace(std::uint32_t service, std::uint32_t worker);
  void join(std::uint32_t service, std::uint32_t worker);
  void leave(std::uint32_t service, std::uint32_t worker);
  NoteHandle noteWorker(NoteKind kind, std::uint32_t service, std::uint32_t worker, std::int64_t when);
  void watchHealth(std::uint32_t service, std::uint32_t worker);
  void probe(std::uint32_t service, std::uint32_t worker);
  void probeTimedOut(std::uint32_t service, std::uint32_t worker);
  void answered(std::uint32_t service, std::uint32_t worker, bool well);
  void openGates(std::uint32_t service);
  Balancer& balancerOf(ServiceState& s, std::uint8_t zone) { return s.balancers[s.balancerPerZone ? zone : 0]; }

  // ---- control (models/scaling/) ------------------------------------------------------------------------------------
  void startFleet(std::uint32_t service);
  void reconcile(std::uint32_t service, std::uint32_t decision);
  void requestRepair(std::uint32_t service);
  void noteResize(std::uint32_t service);
  void entered(std::uint32_t service, std::uint32_t worker);
  void launchFailedIn(std::uint32_t service, std::uint8_t zone, std::uint8_t type);
  void relaunch(std::uint32_t service, bool throttled);
  bool mayCall(std::uint32_t service, ApiCall call, std::uint32_t decision);
  void repairWhenZonesOpen(std::uint32_t service);
  void waitForZones(std::uint32_t service);
  void rebalance(std::uint32_t service);
  std::vector<std::int64_t> membersByZone(std::uint32_t service, bool andPool = false) const;
  std::uint8_t thinnestZone(std::uint32_t service, bool forPool = false);
  std::uint32_t victimOf(std::uint32_t service, std::int64_t surplus);
  // Several instance types in a fleet (models/scaling/types.cpp).
  std::int64_t weightOf(std::uint32_t service, const Worker& worker) const;
  std::int64_t unitsOf(std::uint32_t service) const;
  void settleOverage(std::uint32_t service, bool launched, std::int64_t beyond);
  PlaceLaunches& launchesOf(std::uint32_t service, std::uint8_t zone, std::uint8_t type);
  std::int64_t opensAt(std::uint32_t service, std::uint8_t zone) const;
  std::uint8_t typeFor(std::uint32_t service, std::uint8_t zone, bool spot) const;
  std::int64_t movedToBalance(std::uint32_t service, std::span<const std::int64_t> units) const;
  Replacement replacementOf(std::uint32_t service, std::int64_t ill) const;
  std::int64_t onDemandUnits(std::uint32_t service) const;
  bool nextIsSpot(std::uint32_t service) const;
  bool surplusOf(std::uint32_t service, std::int64_t capacity, bool spot) const;
  void noteInterruption(std::uint32_t service, std::uint32_t worker);
  void startReclaims(std::uint32_t service);
  void reclaim(std::uint32_t service, std::uint32_t which);
  void spotNotice(std::uint32_t service, std::uint32_t worker);
  void startPool(std::uint32_t service);
  void fillPool(std::uint32_t service);
  void enterPool(std::uint32_t service, std::uint32_t worker);
  bool goesBackToPool(std::uint32_t service, const Worker& worker) const;
  bool drawFromPool(std::uint32_t service, std::uint8_t zone, std::uint32_t decision);
  ServiceCounts countsOf(std::uint32_t service) const;
  void startMeter(std::uint32_t service, const MetricSpec& spec, std::int32_t policy);
  Datapoint measured(std::uint32_t service, Meter& meter);
  struct Counted {
    std::int64_t units = 0;  // of desired capacity
    double size = 1;         // mean of the workers, in units of a ladder's first type
  };
  Counted closeInterval(std::uint32_t service, Meter& meter, Interval& interval);
  double workersMetric(std::uint32_t service, MetricKind metric) const;
  FleetView fleetView(std::uint32_t service) const;
  void settle(std::uint32_t service, const Evaluation& result);
  void startSchedules(std::uint32_t service);
  void noteSchedule(std::uint32_t service, std::uint32_t policy, Instant after);
  void scheduleDue(std::uint32_t service, std::uint32_t policy);
  // Policies that plan ahead, and machines that change their size (models/scaling/planner.cpp).
  void startPlans(std::uint32_t service);
  void notePlan(std::uint32_t service, std::uint32_t policy, std::int64_t after);
  void planDue(std::uint32_t service, std::uint32_t policy);
  void followPlan(std::uint32_t service, std::uint32_t policy);
  std::optional<double> expectedLoad(std::uint32_t service, std::uint32_t policy, std::int64_t from,
                                     std::int64_t until) const;
  void lookAhead(std::uint32_t service, std::uint32_t policy);
  void give(std::uint32_t service, std::uint32_t policy, const Order& order);
  double sizeNeeded(std::uint32_t service, std::uint32_t policy, double load) const;
  void startOnLadder(std::uint32_t service);
  void climb(std::uint32_t service, std::uint32_t policy, const LadderPolicy& ladder, double load);
  void resizeAll(std::uint32_t service, const Decision& decision);
  void resizeNext(std::uint32_t service);
  void activityMoved(std::uint32_t service, const Worker& worker);
  void carryOut(std::uint32_t service, const Decision& decision);
  void endSuppressions(std::uint32_t service);
  void writeAlarm(std::uint32_t service, const AlarmChange& change);
  void writeDecision(std::uint32_t service, const Decision& decision);
  void startCounting(std::uint32_t service, std::uint32_t worker);
  void stopCounting(std::uint32_t service, std::uint32_t worker);
  void repair(std::uint32_t service);
  void closeMetric(std::uint32_t service, std::uint32_t meter);
  void askOutside(std::uint32_t service);
  void evaluate(std::uint32_t service);
  void startPods(std::uint32_t service);
  void notePods(std::uint32_t service, Duration after);
  void lookAtPods(std::uint32_t service);
  PodLook podLook(std::uint32_t service, HpaLoop& loop);
  void syncHpa(std::uint32_t service, HpaLoop& loop);
  void tickKpa(std::uint32_t service, KpaLoop& loop);
  void decidedForPods(std::uint32_t service, Decision decision);

  // ---- settings that change (models/changes.cpp) --------------------------------------------------------------------
  void noteChange();
  void settingsChange();
  void adoptPolicies(std::uint32_t service, const ChangePlan& change);
  void adoptLimits(std::uint32_t service, const ChangePlan& change);

  // ---- faults (models/fault/) ---------------------------------------------------------------------------------------
  void faultBegins(std::uint32_t fault);
  void faultEnds(std::uint32_t fault);
  void scheduleFault(std::uint32_t fault, bool first);
  void zoneDark(std::uint8_t zone);
  void zoneUp(std::uint8_t zone);
  void crashOne(std::uint32_t fault);
  void refreshImpairments();
  void impair(const FaultPlan& plan);
  void noticed(std::uint8_t zone, std::uint32_t service, std::int64_t seenUntil);
  void met(std::uint32_t fault, std::uint32_t service, std::uint8_t zone);
  void noteLaunches();

  // ---- stories of single requests (models/stories.cpp) --------------------------------------------------------------
  void watch(const Watch& watch);
  /// Whether the story of this request is told: steps of the golden ratio spread those that are evenly over all.
  bool isTold(std::uint64_t number) const { return number * 0x9E3779B97F4A7C15u < storyShare_; }
  [[gnu::noinline]] void tellCall(const Call& call, Outcome outcome);
  [[gnu::noinline]] void tellRequest(const Call& last, Outcome outcome);

  // ---- what is shown (models/observe.cpp) ---------------------------------------------------------------------------
  void writeLife(std::uint32_t service, const Worker& worker, std::int64_t ended);
  void closeBucket();
  void beginBucket();
  void keepForRows();
  void writeLatencies();
  void settleLatencies();
  void pourFirst();
  void pourFirstSums();
  void lookFrom(std::int64_t now);
  void writeLatency(std::uint32_t service, const Histogram& histogram);
  void event(EventKind kind, std::uint32_t service, double worker, double zone, double cause);

  // ---- what is summed up (models/accounts.cpp)
  // ------------------------------------------------------------------------
  void closeMinute();
  void openMeasurement();
  void closeMeasurement();
  WindowReading readingOf(const ServicePlan& plan, const ServiceState& s) const;
  void judgeFaults(std::int64_t begin, std::int64_t end);
  void openWindows();  // models/windows.cpp
  void keepLatencies();
  void takeLatencies();
  void restoreBucket();
  void countMinute(std::size_t flow, const Tally& now);
  bool inWindow(const WindowPlan& window) const;
  void closeWindows();
  std::vector<DemandPiece> demandOf(std::uint32_t service, std::int64_t begin, std::int64_t end,
                                    std::uint64_t firstBefore) const;

  Instant at(std::int64_t ns) const { return Instant::atNs(ns); }
  std::int64_t now_ = 0;
  std::int64_t end_ = 0;
  std::uint64_t events_ = 0;
  std::int64_t limit_ = 0;     // what is due from here on does not happen
  std::uint32_t streams_ = 0;  // arrival streams of demands; what is above them is of calls that cross zones
  bool over_ = false, measuring_ = false, draining_ = false, measured_ = false;
  bool counting_ = false;  // wishes count for the measured window by themselves: it is open, and not the whole run
  bool asides_ = false;    // counting_, or stories are told
  bool erroring_ = false;  // some fault makes errors
  bool wide_ = false;      // so many slots that what comes next must be fetched ahead
  bool whole_ = true;      // the measured window is the whole run: buckets add up to it, nothing is counted twice
  std::uint32_t soon_ = Slab<Call>::none;  // a slot whose completion is near
  Watch watch_;
  std::uint64_t storyShare_ = 0;  // of 2^64: requests whose story is told
  std::uint32_t stories_ = 0;

 private:
  void start();
  [[gnu::noinline]] void due(Source source);
  void noteDue(Rank rank);
  void workerNote(const Note& note);
  [[gnu::noinline]] void endReached();
  bool drains(Instant next) const;
  void assertConserved() const;

  std::shared_ptr<const Blueprint> first_;  // holds all that come after it
};

}  // namespace headroom
