/// Settings that change while a run goes on: what follows at once, what later, and what does not.
#include "models/scaling/control.h"
#include "tests/models/clockwork.h"

#include <cmath>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace headroom {
namespace {

constexpr std::int64_t change = 10 * 60;  // [s]

ScenarioSpec twoOfEightBusy() {
  ScenarioSpec spec = eightSlots(20);
  spec.duration = Duration::minutes(30);
  spec.sample = Duration::seconds(10);
  spec.services[0].start.boot = Deterministic{Duration::seconds(20)};
  spec.services[0].fleet.drain = Duration::seconds(5);
  return spec;
}

TargetTrackingPolicy ofSlots(double target) {
  TargetTrackingPolicy p;
  p.metric = MetricKind::slots;
  p.target = target;
  return p;
}

/// From minute 10 on the scenario is what `edit` makes of it; `path` says what that is.
template <class Edit>
void changeTo(ScenarioSpec& spec, std::vector<std::string> paths, Edit&& edit, std::int64_t at = change) {
  ScenarioSpec then = spec;
  then.changes.clear();
  if (!spec.changes.empty()) then = *spec.changes.back().then;
  edit(then);
  spec.changes.push_back(
      {"c", after(static_cast<double>(at)), {}, std::move(paths), std::make_shared<const ScenarioSpec>(then)});
}

std::string fingerprintOf(const std::shared_ptr<const Blueprint>& blueprint) {
  World world(blueprint, 1);
  world.run({});
  return world.fingerprint();
}

TEST(Changes, LimitsThatExcludeWhatIsDesiredMoveItToTheNearestAtOnce) {
  ScenarioSpec spec = twoOfEightBusy();
  changeTo(spec, {"services.web.fleet.min"}, [](ScenarioSpec& s) { s.services[0].fleet.min = 5; });
  changeTo(
      spec, {"services.web.fleet.min", "services.web.fleet.max"},
      [](ScenarioSpec& s) { s.services[0].fleet.min = 1, s.services[0].fleet.max = 3; }, 2 * change);
  Told seen(spec);
  EXPECT_EQ(seen.eventRows(EventKind::settingsChange).size(), 2u);
  EXPECT_THAT(seen.times(EventKind::launch), testing::ElementsAre(change, change, change)) << "from two to five";
  EXPECT_THAT(seen.times(EventKind::draining), testing::ElementsAre(2 * change, 2 * change)) << "to three";
  const auto& decisions = seen.rows[decisionTable];
  ASSERT_EQ(decisions.size(), 2u);
  EXPECT_EQ(decisions[0][3], -1) << "of no policy";
  EXPECT_EQ(decisions[0][4], static_cast<double>(Trigger::user));
  EXPECT_EQ(decisions[0][15], 5) << "desired after";
  EXPECT_EQ(decisions[1][15], 3);
}

/// Three one-minute values above the new target have been measured already: its alarm is on at the next look, and asks
/// for ⌈2 · 0.25 / 0.1⌉ = 5.
TEST(Changes, APolicyWithAnotherTargetJudgesWhatWasMeasuredBefore) {
  ScenarioSpec spec = twoOfEightBusy();
  spec.services[0].scaling.push_back({"load", ofSlots(0.5)});
  changeTo(spec, {"services.web.scaling.load.target_tracking.target"},
           [](ScenarioSpec& s) { s.services[0].scaling[0].policy = ofSlots(0.1); });
  Told seen(spec);
  std::vector<std::vector<double>> changed;
  for (const auto& row : seen.rows[decisionTable])
    if (row[15] != row[13]) changed.push_back(row);
  ASSERT_FALSE(changed.empty());
  EXPECT_EQ(changed[0][1], change) << "metrics of minute 9 are usable at minute 10";
  EXPECT_NEAR(changed[0][6], 0.25, 1e-9) << "two busy slots of eight";
  EXPECT_DOUBLE_EQ(changed[0][8], 0.1) << "the new target";
  EXPECT_EQ(changed[0][15], 5);
}

/// With the pure loop: what one policy has seen and suppressed stays its own.
TEST(Changes, APolicyThatIsNotChangedKeepsItsAlarms) {
  const std::vector<PolicySpec> before{{"a", ofSlots(0.5)}, {"b", ofSlots(0.6)}};
  std::vector<PolicySpec> after = before;
  after[1].policy = ofSlots(0.9);
  Control control(before, {}, Duration(), 1, 10);
  control.desired = 10;  // so that nothing comes of it
  const auto minute = [&](std::int64_t m) {
    const Instant begin = Instant::at(Duration::minutes(m - 1)), end = Instant::at(Duration::minutes(m));
    for (std::uint32_t metric = 0; metric < 2; ++metric) control.measured(metric, {begin, end, 0.8, 10});
    FleetView fleet;
    fleet.now = end + Duration::minutes(1);
    fleet.members = fleet.inService = 10;
    return control.evaluate(fleet);
  };
  for (std::int64_t m = 1; m <= 5; ++m) minute(m);
  ASSERT_EQ(control.alarms()[0].state, AlarmState::alarm);
  ASSERT_EQ(control.alarms()[2].state, AlarmState::alarm);
  const auto ended = control.adopt(after, {false, true}, {}, Duration());
  ASSERT_EQ(ended.decisions.size(), 1u) << "what was refused to the one that changes";
  EXPECT_EQ(ended.decisions[0].policy, 1);
  ASSERT_EQ(ended.alarms.size(), 2u) << "its two are not known any more";
  EXPECT_EQ(ended.alarms[0].alarm, 2u);
  EXPECT_EQ(ended.alarms[0].from, AlarmState::alarm);
  EXPECT_EQ(ended.alarms[0].to, AlarmState::insufficientData);
  EXPECT_EQ(control.alarms()[0].state, AlarmState::alarm);
  EXPECT_EQ(control.alarms()[2].state, AlarmState::insufficientData);
  EXPECT_EQ(control.alarms()[2].rule.threshold, 0.9);
  const Evaluation next = minute(6);
  EXPECT_EQ(control.alarms()[2].state, AlarmState::ok) << "0.8 is below 0.9, by the values of before";
  for (const AlarmChange& a : next.alarms) EXPECT_GE(a.alarm, 2u) << "the other's have not moved";
}

/// By name, whatever the order of the scenario after it: the loop keeps its policies by number.
TEST(Changes, PoliciesKeepTheirPlaces) {
  ScenarioSpec spec = twoOfEightBusy();
  spec.services[0].scaling = {{"a", ofSlots(0.5)}, {"b", StepPolicy{}}};
  changeTo(spec, {"services.web.scaling.a.target_tracking.target"}, [](ScenarioSpec& s) {
    s.services[0].scaling = {{"b", StepPolicy{}}, {"a", ofSlots(0.4)}};
  });
  const ScenarioSpec then = changed(spec, spec.changes[0]);
  ASSERT_EQ(then.services[0].scaling.size(), 2u);
  EXPECT_EQ(then.services[0].scaling[0].name, "a");
  EXPECT_EQ(std::get<TargetTrackingPolicy>(then.services[0].scaling[0].policy).target, 0.4);
  EXPECT_TRUE(std::holds_alternative<StepPolicy>(then.services[0].scaling[1].policy));
}

/// What somebody does by hand no period has caused.
TEST(Changes, MakeNoFaultNoticed) {
  ScenarioSpec spec = twoOfEightBusy();
  spec.faults.push_back({"slowness", after(change / 2), std::nullopt, std::nullopt, Slow{"web", "", 1.1}});
  changeTo(spec, {"services.web.fleet.min"}, [](ScenarioSpec& s) { s.services[0].fleet.min = 5; });
  EXPECT_TRUE(std::isnan(Told(spec).summary.faults.at(0).noticed));
}

/// Where it says nothing of its size a pool holds max − desired: 4 − 2, then 8 − 2.
TEST(Changes, AWarmPoolGoesByTheNewMaximum) {
  ScenarioSpec spec = twoOfEightBusy();
  spec.services[0].fleet.max = 4;
  spec.services[0].fleet.warmPool.emplace();
  changeTo(spec, {"services.web.fleet.max"}, [](ScenarioSpec& s) { s.services[0].fleet.max = 8; });
  Told seen(spec);
  EXPECT_EQ(seen.times(EventKind::launch), std::vector<double>(4, change));
  EXPECT_EQ(seen.times(EventKind::warm).size(), 4u);
}

/// All calls fail; each that fails is tried once more, until attempts are one.
TEST(Changes, AttemptsCountFromTheChangeOn) {
  ScenarioSpec spec = twoOfEightBusy();
  spec.demand[0].client.attempts = 2;
  spec.demand[0].client.backoff.base = Duration::milliseconds(1);
  spec.faults.push_back({"all", after(0), std::nullopt, std::nullopt, Erroring{"web", "", Ratio{1}}});
  changeTo(spec, {"demand.users.client.attempts"}, [](ScenarioSpec& s) { s.demand[0].client.attempts = 1; });
  Told seen(spec);
  // 20 a second; a call that is under way at the change ends after it, and is not tried again.
  EXPECT_NEAR(seen.summary["requests.retries"], 20 * change, 5);
}

TEST(Changes, AStartTakesWhatItTakesWhenItBegins) {
  ScenarioSpec spec = twoOfEightBusy();
  changeTo(spec, {"services.web.fleet.min", "services.web.start.boot.deterministic.value"}, [](ScenarioSpec& s) {
    s.services[0].fleet.min = 3;
    s.services[0].start.boot = Deterministic{Duration::seconds(90)};
  });
  Told seen(spec);
  const std::vector<double> came = seen.times(EventKind::inService);
  ASSERT_FALSE(came.empty());
  EXPECT_GE(came.back(), change + 90);
  EXPECT_LE(came.back(), change + 90 + 0.001 + spec.services[0].balancer.healthCheck.interval.inSeconds());
}

/// The short form of the hot path is left where something may change, and nobody can tell.
TEST(Changes, ToWhatIsThereAlreadyMakeNoDifference) {
  ScenarioSpec spec = twoOfEightBusy();
  spec.demand[0].client.timeout = Deterministic{Duration::seconds(1)};
  const auto before = compile(spec);
  EXPECT_TRUE(before->services[0].plain);
  changeTo(spec, {}, [](ScenarioSpec&) {});
  const auto after = compile(spec);
  EXPECT_FALSE(after->services[0].plain);
  EXPECT_EQ(fingerprintOf(after), fingerprintOf(before));
}

TEST(Changes, LeaveEverythingBeforeThemAsItWas) {
  ScenarioSpec spec = twoOfEightBusy();
  const auto plain = compile(spec);
  changeTo(spec, {"services.web.fleet.min"}, [](ScenarioSpec& s) { s.services[0].fleet.min = 5; });
  const auto changed = compile(spec);
  World a(plain, 1), b(changed, 1);
  const auto until = [](World& w, std::int64_t ns) {
    while (w.now().ns() < ns && !w.run({}, 1)) {}
    return w.fingerprint();
  };
  const std::int64_t just = (change - 1) * 1'000'000'000;
  EXPECT_EQ(until(a, just), until(b, just));
  EXPECT_NE(until(a, just + 60'000'000'000), until(b, just + 60'000'000'000));
}

/// Another number of anything would be another scenario.
TEST(Changes, CannotMakeTheScenarioAnotherOne) {
  EXPECT_TRUE(mayChange("services.web.fleet.min"));
  EXPECT_TRUE(mayChange("services.web.scaling.load.target_tracking.target"));
  EXPECT_TRUE(mayChange("services.web.scaling.load.step.steps.0.by"));
  EXPECT_TRUE(mayChange("services.web.start.boot.lognormal.mean"));
  EXPECT_FALSE(mayChange("services.web.scaling.load.target_tracking.metric"));
  EXPECT_FALSE(mayChange("services.web.scaling.load.target_tracking.period"));
  EXPECT_FALSE(mayChange("services.web.scaling.load.chunks.size"));
  EXPECT_FALSE(mayChange("services.web.fleet.minimum"));
  EXPECT_FALSE(mayChange("services.web.fleet"));
  EXPECT_FALSE(mayChange("demand.users.client.timeout.deterministic.value"));
  EXPECT_FALSE(mayChange("duration"));
}

}  // namespace
}  // namespace headroom
