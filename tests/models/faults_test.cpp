/// Faults that policies answer to. Arrivals are evenly spaced and times fixed, so that what must come out can be
/// counted by hand; where a provider documents an example, that is the case.
#include "tests/models/clockwork.h"

#include <algorithm>
#include <cmath>
#include <map>

#include <gtest/gtest.h>

namespace headroom {
namespace {

using Row = std::vector<double>;

Duration s(double seconds) { return Duration::fromSeconds(seconds); }

FaultSpec fault(FaultKind kind, double at, double lasts) {
  FaultSpec f;
  f.name = "fault";
  f.at = after(at);
  f.lasts = Deterministic{s(lasts)};
  f.fault = std::move(kind);
  return f;
}

/// Ten calls a second, 100 ms each, on workers of four slots in zones a and b, which start at once.
ScenarioSpec steady(double seconds, std::int64_t workers = 2) {
  ScenarioSpec spec = clockwork(seconds, 0.1);
  spec.demand[0].rate[0].curve = StepsCurve{{{Duration(), {10}}}};
  ServiceSpec& web = spec.services[0];
  web.worker.slots.value = 4;
  web.balancer.healthCheck.interval = s(1);
  web.fleet.min = web.fleet.max = workers;
  web.fleet.replaceUnhealthy = true;
  return spec;
}

/// At `at` the fleet is told to have so many workers.
ScenarioSpec grown(double seconds, double at, std::int64_t to) {
  ScenarioSpec spec = steady(seconds);
  spec.services[0].fleet.max = to;
  ScheduledPolicy action;
  action.at = after(at);
  action.desired = to;
  spec.services[0].scaling.push_back({"action", action});
  return spec;
}

struct Seen : Heard {
  /// When alarms changed their state, and to which.
  std::vector<std::pair<double, AlarmState>> alarms() const {
    std::vector<std::pair<double, AlarmState>> found;
    if (const auto all = rows.find(alarmTable); all != rows.end())
      for (const Row& r : all->second) found.emplace_back(r[0], static_cast<AlarmState>(r[6]));
    return found;
  }
};

Seen seen(const ScenarioSpec& spec) {
  Seen ear;
  World world(compile(spec), 1);
  world.run({&ear, 0});
  return ear;
}

World until(const ScenarioSpec& spec, double seconds) {
  World world(compile(spec), 1);
  while (!world.over() && world.now().inSeconds() < seconds) world.run({}, 1);
  return world;
}

std::vector<std::int64_t> byZone(const World& world) { return world.membersByZone(0); }

NamedAlarm watched() {
  NamedAlarm a;
  a.name = "watched";
  a.metric = MetricKind::requests;
  a.above = 1200;
  return a;
}

SimplePolicy oneMoreAbove(double requests) {
  SimplePolicy up;
  up.metric = MetricKind::requests;
  up.above = requests;
  return up;
}

// ---- metrics -------------------------------------------------------------------------------------------------------

/// The outage from 180 to 480 s takes the minutes that end at 240 … 480 s; each would be usable a minute later. One of
/// one datapoint is judged over three periods: at 420 s none of them is there; at 600 s the minute until 540 s is.
TEST(MetricsMissing, AnAlarmRunsOutOfDataOnceItsWholeRangeIsEmpty) {
  ScenarioSpec spec = steady(900);
  spec.services[0].alarms.push_back(watched());
  spec.faults.push_back(fault(MetricsMissing{}, 180, 300));
  const Seen run = seen(spec);
  using A = AlarmState;
  const std::vector<std::pair<double, A>> wanted{{120, A::ok}, {420, A::insufficientData}, {600, A::ok}};
  EXPECT_EQ(run.alarms(), wanted);
  for (const Row& r : run.rows.at(metricTable))
    EXPECT_EQ(std::isnan(r[5]), r[4] > 180 && r[4] <= 480) << "the minute that ends at " << r[4];
  ASSERT_EQ(run.eventRows(EventKind::faultNoticed).size(), 1u);
  EXPECT_EQ(run.eventRows(EventKind::faultNoticed)[0][0], 420) << "by the alarm";
}

/// Three minutes of 200 % load, a minute of delay: 420 s. With an outage from the step to 780 s the first three are
/// those until 960 s. The fleet goes on as it is meanwhile.
TEST(MetricsMissing, FreezeTargetTracking) {
  ScenarioSpec spec = steady(1200);
  spec.services[0].fleet.max = 10;
  spec.demand[0].rate[0].curve = StepsCurve{{{Duration(), {10}}, {s(180), {40}}}};
  TargetTrackingPolicy track;
  track.metric = MetricKind::requestsPerWorker;
  track.target = 600;
  spec.services[0].scaling.push_back({"track", track});
  EXPECT_EQ(seen(spec).changes().at(0), std::pair(420.0, 4.0)) << "2 · 1200 / 600";
  spec.faults.push_back(fault(MetricsMissing{}, 180, 600));
  EXPECT_EQ(seen(spec).changes().at(0), std::pair(1020.0, 4.0));
  spec.faults.back().fault = MetricsMissing{"", MetricSet{1u << static_cast<unsigned>(MetricKind::cpu)}};
  EXPECT_EQ(seen(spec).changes().at(0).first, 420) << "another metric";
  spec.faults.back().fault = MetricsMissing{"web", {}};
  EXPECT_EQ(seen(spec).changes().at(0).first, 1020);
}

/// A load of half the threshold. Three of three points, five periods are looked at: at 480 s one real point is left and
/// two fillers, at 540 s three fillers.
TEST(MetricsMissing, ThatCountAsBreachingMakeAPolicyActWithoutNeed) {
  ScenarioSpec spec = steady(600);
  spec.services[0].fleet.max = 10;
  SimplePolicy up = oneMoreAbove(1200);
  up.of = 3;
  up.missing = MissingData::breaching;
  spec.services[0].scaling.push_back({"up", up});
  EXPECT_TRUE(seen(spec).changes().empty());
  spec.faults.push_back(fault(MetricsMissing{}, 180, 300));
  EXPECT_EQ(seen(spec).changes().at(0), std::pair(540.0, 3.0));
}

/// Samples of five minutes are lost, those before and after count: the period until 600 s has one minute of 600 calls.
TEST(MetricsMissing, APeriodIsMadeOfTheSamplesThatAreLeft) {
  ScenarioSpec spec = steady(660);
  spec.services[0].alarms.push_back(watched());
  spec.services[0].alarms[0].period = Duration::minutes(5);
  spec.faults.push_back(fault(MetricsMissing{}, 240, 300));
  const Seen run = seen(spec);
  std::map<double, double> seenBy;
  for (const Row& r : run.rows.at(metricTable)) seenBy[r[4]] = r[5];
  EXPECT_TRUE(std::isnan(seenBy.at(540)));
  EXPECT_NEAR(seenBy.at(600), 600, 1);
}

/// Without an outage the minute until 240 s is acted upon at 300 s. Two minutes late its value comes at 420 s, into a
/// place that an alarm still looks at; three minutes late it never does, and the alarm sees nothing until the fault
/// ends.
TEST(MetricsLate, AreWaitedForAsLongAsTheAlarmsRangeReaches) {
  ScenarioSpec spec = steady(1200);
  spec.services[0].fleet.max = 10;
  spec.demand[0].rate[0].curve = StepsCurve{{{Duration(), {10}}, {s(180), {40}}}};
  spec.services[0].scaling.push_back({"up", oneMoreAbove(1200)});
  EXPECT_EQ(seen(spec).changes().at(0).first, 300);
  spec.faults.push_back(fault(MetricsLate{"", {}, s(120)}, 180, 500));
  EXPECT_EQ(seen(spec).changes().at(0).first, 420);
  spec.faults.back().fault = MetricsLate{"", {}, s(180)};
  const Seen blind = seen(spec);
  using A = AlarmState;
  const std::vector<std::pair<double, A>> wanted{{120, A::ok}, {420, A::insufficientData}, {780, A::alarm}};
  EXPECT_EQ(blind.alarms(), wanted) << "the first minute that ends after 680 s is the one until 720 s";
  EXPECT_EQ(blind.changes().at(0).first, 780);
}

/// A policy that is asked once a period: the minute until 240 s needs four workers, and is known at 240 s and its
/// delay. Half a minute late it is known then, before the next minute is due; a whole minute late it never is the
/// newest.
TEST(MetricsLate, OncePerPeriodIsWhenTheValueHasCome) {
  ScenarioSpec spec = steady(600);
  spec.services[0].fleet.max = 10;
  spec.demand[0].rate[0].curve = StepsCurve{{{Duration(), {10}}, {s(180), {40}}}};
  FollowPolicy follow;
  follow.carries = {10};
  follow.delay = s(5);
  spec.services[0].scaling.push_back({"follow", follow});
  EXPECT_EQ(seen(spec).changes().at(0), std::pair(245.0, 4.0));
  spec.faults.push_back(fault(MetricsLate{"", {}, s(30)}, 180, 420));
  EXPECT_EQ(seen(spec).changes().at(0), std::pair(275.0, 4.0));
  spec.faults.back().fault = MetricsLate{"", {}, s(60)};
  EXPECT_TRUE(seen(spec).changes().empty());
}

// ---- launches ------------------------------------------------------------------------------------------------------

/// Two of four launches are meant for zone a and fail after 10 s; the fleet orders them elsewhere at once. When the ban
/// is over the zones are evened out.
TEST(LaunchFailure, InAZoneTheOtherOneTakesOver) {
  ScenarioSpec spec = grown(2400, 60, 6);
  spec.services[0].start.launch = Deterministic{s(10)};
  spec.faults.push_back(fault(LaunchFailure{"", "a", "", {1}}, 0, 600));
  const Seen run = seen(spec);
  const auto failed = run.eventRows(EventKind::launchFailed);
  ASSERT_EQ(failed.size(), 2u);
  for (const Row& r : failed) EXPECT_EQ(r[0], 70);
  EXPECT_EQ(run.eventRows(EventKind::faultNoticed).at(0)[0], 70);
  EXPECT_EQ(byZone(until(spec, 590)), (std::vector<std::int64_t>{1, 5}));
  EXPECT_EQ(byZone(until(spec, 2390)), (std::vector<std::int64_t>{3, 3}));
}

/// Everywhere at once: the group keeps its desired capacity and tries again after 60 s, then 120 s …, each zone by
/// itself.
TEST(LaunchFailure, EverywhereIsTriedAgainLessAndLessOften) {
  ScenarioSpec spec = grown(1000, 60, 3);
  spec.faults.push_back(fault(LaunchFailure{}, 0, 700));
  std::vector<double> tries;
  for (const Row& r : seen(spec).eventRows(EventKind::launchFailed)) tries.push_back(r[0]);
  EXPECT_EQ(tries, (std::vector<double>{60, 60, 120, 120, 240, 240, 480, 480}));
  EXPECT_EQ(byZone(until(spec, 719)), (std::vector<std::int64_t>{1, 1}));
  EXPECT_EQ(byZone(until(spec, 990)), byZone(until(grown(1000, 60, 3), 990)));
}

TEST(LaunchFailure, OfATypeConcernsThatTypeOnly) {
  ScenarioSpec spec = grown(600, 60, 6);
  spec.faults.push_back(fault(LaunchFailure{"", "", "m7g.large", {1}}, 0, 600));
  EXPECT_TRUE(seen(spec).eventRows(EventKind::launchFailed).empty());
  spec.services[0].worker.type = "m7g.large";
  EXPECT_FALSE(seen(spec).eventRows(EventKind::launchFailed).empty());
}

/// Of 1,000 launches that fail with a probability of 30 % the share is within 4.5 standard errors, 0.0145 each.
TEST(LaunchFailure, HasItsProbability) {
  ScenarioSpec spec = grown(61, 60, 1002);
  spec.faults.push_back(fault(LaunchFailure{"", "", "", {0.3}}, 0, 61));
  const Seen run = seen(spec);
  const auto first = run.eventRows(EventKind::launch);
  std::size_t failed = 0;
  for (const Row& r : run.eventRows(EventKind::launchFailed)) failed += r[4] < 1002;  // serials of the first orders
  ASSERT_GE(first.size(), 1000u);
  EXPECT_NEAR(static_cast<double>(failed) / 1000, 0.3, 4.5 * 0.0145);
}

/// 10 + 20 + 30 s, three times as long. A stage that has begun before keeps its length: 10 + 3 · 50 s.
TEST(SlowLaunches, StretchTheStagesThatBeginWhileTheyHold) {
  ScenarioSpec spec = grown(400, 60, 3);
  spec.services[0].start = {Deterministic{s(10)}, Deterministic{s(20)}, Deterministic{s(30)}, {}, {}, {}};
  const auto entered = [&] { return seen(spec).eventRows(EventKind::inService).at(0)[0] - 60; };
  EXPECT_NEAR(entered(), 60.5, 0.5) << "the first health check comes within a second";
  spec.faults.push_back(fault(SlowLaunches{"", "", 3}, 50, 300));
  EXPECT_NEAR(entered(), 180.5, 0.5);
  spec.faults.back().at = after(65);
  EXPECT_NEAR(entered(), 160.5, 0.5);
}

/// "Launching 1,500 instances with a bucket of 1,000 that is refilled at 2 a second takes 250 s beyond the burst."
TEST(ApiThrottling, LetsABurstThroughAndThenItsRate) {
  ScenarioSpec spec = grown(400, 60, 1502);
  spec.demand[0].rate[0].curve = StepsCurve{{{Duration(), {0.01}}}};
  spec.faults.push_back(fault(ApiThrottling{"", {2}, 1000}, 30, 370));
  const Seen run = seen(spec);
  const auto launched = run.eventRows(EventKind::launch);
  ASSERT_EQ(launched.size(), 1500u);
  for (std::size_t i = 0; i < 1500; ++i)
    EXPECT_EQ(launched[i][0], i < 1000 ? 60 : 60 + static_cast<double>(i - 999) / 2) << i;
  EXPECT_EQ(launched.back()[0], 310);
  for (const Row& r : launched) EXPECT_EQ(r[5], 1) << "all of one decision";
  EXPECT_EQ(run.eventRows(EventKind::faultNoticed).at(0)[0], 60);
}

/// Ten go, a bucket of four, one in ten seconds: at 60 s four, then one at 70, 80 … 120 s. The end of the fault lets
/// the rest through with the next try.
TEST(ApiThrottling, HoldsTerminationsToo) {
  ScenarioSpec spec = steady(400, 2);
  spec.services[0].fleet.max = spec.services[0].fleet.initial.emplace(12);
  ScheduledPolicy action;
  action.at = after(60);
  action.desired = 2;
  spec.services[0].scaling.push_back({"action", action});
  spec.demand[0].rate[0].curve = StepsCurve{{{Duration(), {0.01}}}};
  spec.faults.push_back(fault(ApiThrottling{"", {0.1}, 4}, 0, 300));
  std::vector<double> gone;
  for (const Row& r : seen(spec).eventRows(EventKind::draining)) gone.push_back(r[0]);
  EXPECT_EQ(gone, (std::vector<double>{60, 60, 60, 60, 70, 80, 90, 100, 110, 120}));
  spec.faults.back().lasts = Deterministic{s(75)};
  gone.clear();
  for (const Row& r : seen(spec).eventRows(EventKind::draining)) gone.push_back(r[0]);
  EXPECT_EQ(gone, (std::vector<double>{60, 60, 60, 60, 70, 80, 80, 80, 80, 80}));
}

/// Two fleets of one account share the bucket: three launches between them at once.
TEST(ApiThrottling, IsSharedByTheFleetsItConcerns) {
  ScenarioSpec spec = grown(400, 60, 4);
  spec.services.push_back(spec.services[0]);
  spec.services[1].name = "orders";
  spec.faults.push_back(fault(ApiThrottling{"", {0.1}, 3}, 0, 400));
  const auto atOnce = [&] {
    const auto all = seen(spec).eventRows(EventKind::launch);
    return std::count_if(all.begin(), all.end(), [](const Row& r) { return r[0] == 60; });
  };
  EXPECT_EQ(atOnce(), 3);
  spec.faults.back().fault = ApiThrottling{"web", {0.1}, 1};
  EXPECT_EQ(atOnce(), 1 + 2) << "the other fleet is not concerned";
}

// ---- zone outage ----

/// One of two workers is to go at 60 s, with a call of 40 s in hand; its zone stops at 70 s and goes on at 80 s, before
/// the drain is over. What it had was taken back into the one queue, and it is handed nothing more.
TEST(ZoneOutage, WhoIsToGoTakesNoCallsWhenItsZoneGoesOn) {
  ScenarioSpec spec = steady(200, 1);
  ServiceSpec& web = spec.services[0];
  web.worker.serviceTime = Deterministic{s(40)};
  web.balancer.queue.emplace();
  web.fleet.onLoss = FleetSpec::OnLoss::resume;
  web.fleet.drain = s(60);
  web.fleet.max = web.fleet.initial.emplace(2);
  ScheduledPolicy action;
  action.at = after(60);
  action.desired = 1;
  web.scaling.push_back({"in", action});
  for (const char* zone : {"a", "b"}) {
    spec.faults.assign(1, fault(ZoneOutage{zone}, 70, 10));
    const World world = until(spec, 85);
    for (const Worker& w : world.services[0].workers) EXPECT_EQ(w.joined, w.state == WorkerState::inService) << zone;
  }
}

// ---- zonal shift ---------------------------------------------------------------------------------------------------

/// Long calls: what runs in the zone when the shift begins runs on, and nothing new comes. Users enter by the other
/// zone, so none of their calls crosses, though calls stay in the zone they enter by.
TEST(ZonalShift, CallsStayAwayAndWhatRunsRunsOn) {
  ScenarioSpec spec = steady(200, 4);
  spec.services[0].worker.slots.value = 100;
  spec.services[0].worker.serviceTime = Deterministic{s(5)};
  spec.services[0].balancer.crossZone = false;
  spec.faults.push_back(fault(ZonalShift{"", "a", {}}, 60, 60));
  const auto busyIn = [](const World& w, std::uint8_t zone) {
    std::uint32_t busy = 0;
    for (const Worker& x : w.services[0].workers) busy += x.zone == zone ? x.busy : 0;
    return busy;
  };
  const World during = until(spec, 62), later = until(spec, 66), end = until(spec, 119), back = until(spec, 130);
  EXPECT_NEAR(busyIn(during, 0), 15, 1) << "half of 10/s for the 3 s of 5 s that are left of before";
  EXPECT_EQ(busyIn(later, 0), 0u);
  EXPECT_NEAR(busyIn(later, 1), 50, 1);
  EXPECT_EQ(end.services[0].crossings, 0u);
  EXPECT_NEAR(busyIn(back, 0), 25, 1);
  World whole = until(spec, 200);
  EXPECT_EQ(summaryOf(whole)["requests.failed"], 0);
}

TEST(ZonalShift, LaunchesGoElsewhereAndZonesAreEvenedOutAfterwards) {
  ScenarioSpec spec = grown(1200, 60, 6);
  spec.faults.push_back(fault(ZonalShift{"", "a", {}}, 30, 570));
  EXPECT_EQ(byZone(until(spec, 590)), (std::vector<std::int64_t>{1, 5}));
  EXPECT_EQ(byZone(until(spec, 1190)), (std::vector<std::int64_t>{3, 3}));
}

/// Every worker is lost with its zone. With `ignore` nobody is replaced while the shift holds.
TEST(ZonalShift, MayIgnoreTheUnhealthyOfItsZone) {
  ScenarioSpec spec = steady(600, 4);
  spec.faults.push_back(fault(ZoneOutage{"a"}, 60, 500));
  spec.faults.push_back(fault(ZonalShift{"", "a", ZonalShift::Unhealthy::ignore}, 50, 250));
  spec.faults.back().name = "shift";
  EXPECT_EQ(byZone(until(spec, 299)), (std::vector<std::int64_t>{2, 2}));
  EXPECT_EQ(byZone(until(spec, 400)), (std::vector<std::int64_t>{0, 4}));
  spec.faults.back().fault = ZonalShift{"", "a", ZonalShift::Unhealthy::replace};
  EXPECT_EQ(byZone(until(spec, 299)), (std::vector<std::int64_t>{0, 4}));
}

/// Half of the slots' load goes to half of the workers; the average over all, and so target tracking, sees no
/// difference: shifting away is survived by what runs.
TEST(ZonalShift, PoliciesDoNotSeeThatHalfOfTheFleetIsIdle) {
  ScenarioSpec spec = steady(1200, 4);
  spec.services[0].fleet.max = 10;
  spec.demand[0].rate[0].curve = StepsCurve{{{Duration(), {70}}}};  // 7 of 16 slots; of 8 in the shift
  TargetTrackingPolicy track;
  track.metric = MetricKind::slots;
  track.target = 0.46;
  spec.services[0].scaling.push_back({"track", track});
  spec.faults.push_back(fault(ZonalShift{"", "a", {}}, 60, 1140));
  EXPECT_TRUE(seen(spec).changes().empty());
}

/// A load that needs one worker of four: the low alarm asks at 16 minutes, and is told no until the shift is over.
TEST(ZonalShift, NoPolicyTakesWorkersAway) {
  ScenarioSpec spec = steady(1800, 1);
  spec.services[0].fleet.max = spec.services[0].fleet.initial.emplace(4);
  TargetTrackingPolicy track;
  track.metric = MetricKind::slots;
  track.target = 0.5;
  spec.services[0].scaling.push_back({"track", track});
  EXPECT_EQ(seen(spec).changes().at(0), std::pair(960.0, 1.0));
  spec.faults.push_back(fault(ZonalShift{"", "a", {}}, 60, 1430));
  const Seen run = seen(spec);
  EXPECT_EQ(run.changes().at(0), std::pair(1500.0, 1.0)) << "with the repetition after 1490 s";
  const Row& refused = run.rows.at(decisionTable).at(0);
  EXPECT_EQ(refused[16], static_cast<double>(Bound::frozen));
}

}  // namespace
}  // namespace headroom
