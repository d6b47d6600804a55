/// Metrics, alarms and policies of a running service: what is measured is what happened, and comes when it should.
/// Arrivals are evenly spaced and service times fixed, so the figures are known without a simulator.
#include "tests/models/clockwork.h"

#include <bit>
#include <map>

#include <gtest/gtest.h>

namespace headroom {
namespace {

using Row = std::vector<double>;

struct LoopEar : Heard {
  /// Of all buckets, bit by bit: what is unknown equals itself.
  std::vector<std::uint64_t> bits() const {
    std::vector<std::uint64_t> all;
    for (const Row& values : buckets)
      for (const double v : values) all.push_back(std::bit_cast<std::uint64_t>(v));
    return all;
  }
  /// Values of a metric by the end of their period.
  std::map<double, double> values(MetricKind metric) const {
    std::map<double, double> found;
    for (const Row& r : rows.at(metricTable))
      if (r[3] == static_cast<double>(metric)) found[r[4]] = r[5];
    return found;
  }
};

LoopEar heardLoop(const ScenarioSpec& spec) {
  LoopEar ear;
  World world(compile(spec), 1);
  world.run({&ear, 0});
  return ear;
}

/// Ten calls a second, 100 ms each, on two workers of four slots in turn: one slot of eight is busy at any time.
ScenarioSpec oneSlotOfEight() {
  ScenarioSpec spec = eightSlots(10);
  spec.duration = Duration::minutes(12);
  spec.services[0].balancer.policy = BalancerSpec::Policy::roundRobin;
  spec.services[0].balancer.healthCheck.interval = Duration::seconds(1);
  return spec;
}

NamedAlarm alarmOn(MetricKind metric, std::optional<Statistic::Kind> statistic = {},
                   Duration period = Duration::minutes(1)) {
  NamedAlarm a;
  a.name = "watched";
  a.metric = metric;
  if (statistic) a.statistic = Statistic{*statistic, 0};
  a.period = period;
  a.above = 1e9;
  return a;
}

double measured(const NamedAlarm& alarm, double periodEnd) {
  ScenarioSpec spec = oneSlotOfEight();
  spec.services[0].alarms.push_back(alarm);
  return heardLoop(spec).values(alarm.metric).at(periodEnd);
}

/// The call that is in a slot at the edge of the minute is one of 600.
TEST(Metrics, UseIsOfTheWholeFleetOrOfItsWorkersByTheStatistic) {
  using K = Statistic::Kind;
  EXPECT_NEAR(measured(alarmOn(MetricKind::slots), 120), 0.125, 1e-3);
  EXPECT_NEAR(measured(alarmOn(MetricKind::slots, K::minimum), 120), 0.125, 1e-3);
  EXPECT_NEAR(measured(alarmOn(MetricKind::slots, K::maximum), 120), 0.125, 1e-3);
  EXPECT_NEAR(measured(alarmOn(MetricKind::slots, K::sum), 120), 0.25, 2e-3);
  EXPECT_EQ(measured(alarmOn(MetricKind::slots, K::sampleCount), 120), 2);
  EXPECT_NEAR(measured(alarmOn(MetricKind::concurrency), 120), 0.5, 4e-3);
}

/// Detailed monitoring: five samples of each of two workers in five minutes.
TEST(Metrics, ALongPeriodHasASampleAMinuteOfEachWorker) {
  using K = Statistic::Kind;
  EXPECT_EQ(measured(alarmOn(MetricKind::slots, K::sampleCount, Duration::minutes(5)), 600), 10);
  NamedAlarm basic = alarmOn(MetricKind::slots, K::sampleCount, Duration::minutes(5));
  basic.resolution = Duration::minutes(5);
  EXPECT_EQ(measured(basic, 600), 2);
}

TEST(Metrics, RequestsAreSummedUnlessAnAverageIsAskedFor) {
  EXPECT_NEAR(measured(alarmOn(MetricKind::requests), 120), 600, 1);
  EXPECT_NEAR(measured(alarmOn(MetricKind::requestsPerWorker), 120), 300, 1);
  EXPECT_NEAR(measured(alarmOn(MetricKind::requests, {}, Duration::minutes(5)), 600), 3000, 1);
  EXPECT_NEAR(measured(alarmOn(MetricKind::requests, Statistic::Kind::average, Duration::minutes(5)), 600), 600, 1);
  EXPECT_NEAR(measured(alarmOn(MetricKind::requests, {}, Duration::seconds(10)), 120), 100, 1);
  EXPECT_NEAR(measured(alarmOn(MetricKind::requests, {}, Duration::seconds(1)), 120), 10, 1);
}

/// Nobody waits, so the latency is the service time.
TEST(Metrics, LatencyIsOfTheCallsServedInThePeriod) {
  EXPECT_NEAR(measured(alarmOn(MetricKind::latencyMean), 120), 0.1, 1e-9);
  EXPECT_NEAR(measured(alarmOn(MetricKind::latencyP99), 120), 0.1, 0.1 / 256);
  EXPECT_NEAR(measured(alarmOn(MetricKind::latencyMax), 120), 0.1, 1e-9);
}

TEST(Metrics, WorkersAreCounted) {
  EXPECT_EQ(measured(alarmOn(MetricKind::workersInService), 120), 2);
  EXPECT_EQ(measured(alarmOn(MetricKind::workersDesired), 120), 2);
  EXPECT_EQ(measured(alarmOn(MetricKind::workersPending), 120), 0);
  EXPECT_EQ(measured(alarmOn(MetricKind::workersUnhealthy), 120), 0);
}

/// Latencies of a metric's period are taken from the buckets of the series: neither may notice.
TEST(Metrics, LatenciesThatAreFollowedChangeNothingThatIsShownAndDependOnNoBucket) {
  ScenarioSpec plain = oneSlotOfEight();
  plain.services[0].worker.serviceTime = Exponential{Duration::milliseconds(100)};
  plain.expect.push_back({"window", "latency.p99", "", "", When{When::Kind::offset, Duration::minutes(2), 0, 0, ""},
                          When{When::Kind::offset, Duration::minutes(5), 0, 0, ""}, "1h", "", "", ""});
  for (const bool windows : {true, false}) {
    if (!windows) plain.expect.clear();
    plain.sample = Duration::seconds(7);
    ScenarioSpec followed = plain;
    followed.services[0].alarms.push_back(alarmOn(MetricKind::latencyP90, {}, Duration::seconds(10)));
    const LoopEar without = heardLoop(plain), with = heardLoop(followed);
    EXPECT_EQ(without.bits(), with.bits());
    followed.sample = Duration::seconds(60);
    EXPECT_EQ(heardLoop(followed).rows.at(metricTable), with.rows.at(metricTable));
  }
}

/// A minute of overload leaves two workers of 20 calls/s 600 calls behind, gone half a minute later; after that a call
/// takes 100 ms again. Who counted an old latency twice would see that later.
TEST(Metrics, LatenciesOfThePastAreForgottenWithAndWithoutAListener) {
  ScenarioSpec spec = oneSlotOfEight();
  spec.demand[0].rate[0].curve = StepsCurve{{{Duration(), {30}}, {Duration::seconds(60), {1}}}};
  spec.services[0].worker.slots.value = 1;
  SimplePolicy up;
  up.metric = MetricKind::latencyMean;
  up.period = Duration::seconds(10);
  up.below = 0.15;
  up.delay = Duration();
  spec.services[0].scaling.push_back({"up", up});
  LoopEar ear;
  World shown(compile(spec), 1), unseen(compile(spec), 1);
  shown.run({&ear, 0});
  unseen.run({});
  ASSERT_FALSE(ear.changes().empty());
  EXPECT_GT(ear.changes()[0].first, 90);
  EXPECT_LE(ear.changes()[0].first, 110);
  EXPECT_EQ(shown.fingerprint(), unseen.fingerprint());
}

// A listener that comes at 90 s, in the middle of a period and of a bucket, sees the values that one sees who was there
// from the start.
TEST(Metrics, OfLatenciesDoNotDependOnWhenSomebodyBeganToListen) {
  ScenarioSpec spec = oneSlotOfEight();
  spec.services[0].alarms.push_back(alarmOn(MetricKind::latencyMean));
  LoopEar early, late;
  World first(compile(spec), 1), second(compile(spec), 1);
  first.run({&early, 0});
  while (second.now().inSeconds() < 90) second.run({}, 10);
  second.run({&late, 0});
  std::vector<Row> expected = early.rows.at(metricTable);
  std::erase_if(expected, [](const Row& row) { return row[4] < 90; });
  ASSERT_GE(expected.size(), 2u);
  EXPECT_EQ(late.rows.at(metricTable), expected);
  EXPECT_GT(summaryOf(first)["latency_s.p99"], 0);
  EXPECT_EQ(summaryOf(first)["latency_s.p99"], summaryOf(second)["latency_s.p99"]);
}

TEST(Alarms, BeginWithoutDataAndAreOkWithTheFirstUsableValue) {
  ScenarioSpec spec = oneSlotOfEight();
  spec.services[0].alarms.push_back(alarmOn(MetricKind::slots));
  const std::vector<Row> rows = heardLoop(spec).rows.at(alarmTable);
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_EQ(rows[0][0], 120) << "a minute of the period, a minute of delay";
  EXPECT_EQ(rows[0][5], static_cast<double>(AlarmState::insufficientData));
  EXPECT_EQ(rows[0][6], static_cast<double>(AlarmState::ok));
}

TEST(Alarms, ThatAreWatchedChangeNoRun) {
  ScenarioSpec spec = oneSlotOfEight();
  World plain(compile(spec), 1);
  plain.run({});
  spec.services[0].alarms.push_back(alarmOn(MetricKind::latencyP99));
  spec.services[0].alarms.push_back(alarmOn(MetricKind::cpu, Statistic::Kind::maximum));
  spec.services[0].alarms.back().name = "hot";
  World alarmed(compile(spec), 1);
  alarmed.run({});
  EXPECT_EQ(plain.fingerprint(), alarmed.fingerprint());
}

/// The rate goes from 40 to 100 a second at 180 s; the policy follows five minutes of it, above 70 a second.
ScenarioSpec stepOfLoad(Duration resolution) {
  ScenarioSpec spec = oneSlotOfEight();
  spec.duration = Duration::minutes(20);
  spec.demand[0].rate[0].curve = StepsCurve{{{Duration(), {40}}, {Duration::seconds(180), {100}}}};
  SimplePolicy up;
  up.metric = MetricKind::requests;
  up.period = Duration::minutes(5);
  up.resolution = resolution;
  up.above = 70 * 300;
  up.delay = Duration::minutes(2);
  spec.services[0].scaling.push_back({"up", up});
  return spec;
}

/// Basic monitoring: the block until 300 s holds 0.6 · 40 + 0.4 · 100 = 64 and is missed; the next one ends at 600 s,
/// 420 s after the step, and is usable two minutes later.
TEST(Monitoring, InBlocksOfFiveMinutesFindsAStepAfterTheNextWholeBlock) {
  EXPECT_EQ(heardLoop(stepOfLoad(Duration::minutes(5))).changes().at(0), std::pair(720.0, 3.0));
}

/// Detailed monitoring: the window slides by minutes; with three new minutes of five it holds 76.
TEST(Monitoring, ByTheMinuteFindsItWithTheThirdMinute) {
  EXPECT_EQ(heardLoop(stepOfLoad(Duration::minutes(1))).changes().at(0), std::pair(180.0 + 180 + 120, 3.0));
}

/// Ordered at 60 s, in service at 140 s and within a second of the next health check; 300 s of cooldown end after 440
/// s; the alarm repeats at 480 s. And so on.
TEST(SimpleScaling, WaitsForItsWorkersAndThenForItsCooldown) {
  ScenarioSpec spec = oneSlotOfEight();
  spec.duration = Duration::minutes(20);
  spec.services[0].start.launch = Deterministic{Duration::seconds(80)};
  SimplePolicy up;
  up.metric = MetricKind::requests;
  up.above = 1;
  up.by = 2;
  up.delay = Duration();
  spec.services[0].scaling.push_back({"up", up});
  const std::vector<std::pair<double, double>> wanted{{60, 4}, {480, 6}, {900, 8}};
  EXPECT_EQ(heardLoop(spec).changes(), wanted);
}

/// The worker that goes has a call for 200 s more (the drain allows it): the cooldown of 60 s begins when it is gone.
TEST(SimpleScaling, ASecondWorkerGoesOnlyWhenTheFirstHasGoneAndTheCooldownIsOver) {
  ScenarioSpec spec = oneSlotOfEight();
  spec.duration = Duration::minutes(20);
  spec.demand[0].rate[0].curve = StepsCurve{{{Duration(), {0.1}}}};
  spec.services[0].worker.serviceTime = Deterministic{Duration::seconds(240)};
  spec.services[0].worker.slots.value = 100;
  spec.services[0].fleet.initial = 4;
  spec.services[0].fleet.drain = Duration::seconds(300);
  SimplePolicy down;
  down.metric = MetricKind::requests;
  down.below = 1e6;
  down.by = -1;
  down.delay = Duration();
  down.cooldown = Duration::seconds(60);
  spec.services[0].scaling.push_back({"down", down});
  const LoopEar ear = heardLoop(spec);
  const auto changes = ear.changes();
  ASSERT_GE(changes.size(), 2u);
  EXPECT_EQ(changes[0], std::pair(60.0, 3.0));
  double gone = 0;
  for (const Row& r : ear.rows.at(eventTable))
    if (gone == 0 && r[1] == static_cast<double>(EventKind::terminated)) gone = r[0];
  EXPECT_GT(gone, 240) << "its last call came after the first ten seconds";
  EXPECT_GE(changes[1].first, gone + 60);
  EXPECT_LT(changes[1].first, gone + 120) << "with the first minute after that";
}

/// 09:00 in Berlin is 08:00 UTC in winter.
TEST(ScheduledActions, AreDueByTheClocksOfTheirZone) {
  ScenarioSpec spec = oneSlotOfEight();
  spec.demand[0].rate[0].curve = StepsCurve{{{Duration(), {0.1}}}};
  spec.start = "2026-01-01T07:00:00Z";
  spec.duration = Duration::hours(26);
  ScheduledPolicy morning;
  morning.cron = "0 9 * * *";
  morning.timeZone = "Europe/Berlin";
  morning.min = 5;
  ScheduledPolicy night;
  night.at = When{When::Kind::offset, Duration::hours(10), 0, 0, "10h"};
  night.min = 1;
  night.desired = 1;
  spec.services[0].scaling = {{"morning", morning}, {"night", night}};
  const std::vector<std::pair<double, double>> wanted{{3600, 5}, {36000, 1}, {90000, 5}};
  EXPECT_EQ(heardLoop(spec).changes(), wanted);
}

}  // namespace
}  // namespace headroom
