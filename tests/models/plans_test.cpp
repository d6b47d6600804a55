/// Policies that plan ahead, in a running service: what they learn from, when they act, what becomes of it.
#include "models/scaling/chunks.h"
#include "models/scaling/clairvoyant.h"
#include "models/scaling/ladder.h"
#include "models/scaling/predictive.h"
#include "tests/models/clockwork.h"

#include <cmath>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace headroom {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using Change = std::pair<double, double>;  // when, to what

constexpr double hour = 3600;

/// Steps of requests/s, evenly spaced; a worker has four slots of 100 ms, so it saturates at 40 and is rated at 32.
ScenarioSpec steps(const std::vector<std::pair<double, double>>& rates, double hours) {
  ScenarioSpec spec = clockwork(hours * hour, 0.1);
  spec.region.zones = {"a"};
  StepsCurve curve;
  for (const auto& [at, rate] : rates) curve.steps.push_back({Duration::fromSeconds(at * hour), {rate}});
  spec.demand[0].rate = {{"steps", curve}};
  ServiceSpec& web = spec.services[0];
  web.worker.slots.value = 4;
  web.fleet.max = 20;
  web.fleet.drain = Duration::seconds(10);
  web.balancer.policy = BalancerSpec::Policy::leastOutstanding;
  return spec;
}

template <class Policy>
void scaleBy(ScenarioSpec& spec, Policy policy) {
  spec.services[0].scaling = {{"plan", std::move(policy)}};
}

std::vector<Change> changes(const ScenarioSpec& spec) {
  Heard ear;
  World world(compile(spec), 1);
  world.run({&ear, 0});
  std::vector<Change> found;
  for (const auto& row : ear.rows[decisionTable])
    if (row[13] != row[15]) found.emplace_back(row[1], row[15]);
  return found;
}

// ---- the load that is expected -------------------------------------------------------------------------------------

TEST(LoadForecast, IsRefusedWithAReasonBeforeADayIsKnown) {
  LoadForecast loads(ForecastSpec::Method::seasonalNaive, 24, 24, std::vector<double>(23, 5));
  EXPECT_THAT(loads.ahead(1).refused, HasSubstr("a day of 24 values, and there are 23"));
  loads.measured(5);
  EXPECT_EQ(loads.ahead(1).refused, "");
}

/// A method that needs two seasons has one day: the day is said again.
TEST(LoadForecast, SaysTheDayAgainWhereItsMethodHasTooLittle) {
  std::vector<double> day(24, 5);
  day[3] = 9;
  for (const auto method : {ForecastSpec::Method::seasonalNaive, ForecastSpec::Method::holtWinters,
                            ForecastSpec::Method::harmonicRegression, ForecastSpec::Method::autoregression}) {
    const forecast::Forecast f = LoadForecast(method, 24, 24, day).ahead(48);
    EXPECT_EQ(f.ahead[3].value, 9);
    EXPECT_EQ(f.ahead[27].value, 9);
    EXPECT_EQ(f.ahead[4].value, 5);
  }
}

/// Days that climb by one each: the methods with a trend see it, the naive one does not.
TEST(LoadForecast, MethodsDifferInWhatTheyMakeOfATrend) {
  std::vector<double> loads;
  for (int t = 0; t < 24 * 7; ++t) loads.push_back(100 + t / 24.0 + 10 * std::sin(2 * 3.14159265358979 * t / 24));
  const auto first = [&](ForecastSpec::Method m) { return LoadForecast(m, 24, 24, loads).ahead(1).ahead[0].value; };
  EXPECT_NEAR(first(ForecastSpec::Method::seasonalNaive), 106, 1e-6) << "hour 0 of the seventh day";
  EXPECT_NEAR(first(ForecastSpec::Method::harmonicRegression), 107, 1e-6);
  EXPECT_NEAR(first(ForecastSpec::Method::holtWinters), 107, 0.2);
}

TEST(LoadForecast, UsesAtMostFourteenDays) {
  std::vector<double> loads(24, 1000);
  loads.insert(loads.end(), 24 * 14, 20);
  LoadForecast forecast(ForecastSpec::Method::autoregression, 24, 24, loads);
  EXPECT_EQ(forecast.ahead(1).ahead[0].value, 20) << "a mean that had seen the day of 1000 would be higher";
}

// ---- predictive ----------------------------------------------------------------------------------------------------

PredictivePolicy predictive(std::vector<Step> day) {
  PredictivePolicy p;
  p.mode = PredictivePolicy::Mode::forecastAndScale;
  p.history = {{"steps", StepsCurve{std::move(day)}}};
  p.historyLength = Duration::hours(24);
  return p;
}

/// The day before had 30 requests/s until six and 90 from then on; a worker is rated at 32.
TEST(Predictive, IsThereBeforeTheHourThatYesterdayWasBusy) {
  ScenarioSpec spec = steps({{0, 30}, {6, 90}}, 8);
  scaleBy(spec, predictive({{Duration(), {30}}, {Duration::hours(6), {90}}}));
  EXPECT_THAT(changes(spec), ElementsAre(Change{6 * hour - 300, 3}));
}

TEST(Predictive, MayBeTooLateByWhatYesterdayDidNotKnow) {
  ScenarioSpec spec = steps({{0, 30}, {6, 90}}, 8);
  scaleBy(spec, predictive({{Duration(), {30}}}));
  EXPECT_TRUE(changes(spec).empty());
}

TEST(Predictive, LearnsFromTheRunItself) {
  ScenarioSpec spec = steps({{0, 30}, {6, 90}, {8, 30}, {30, 90}}, 32);
  PredictivePolicy p;
  p.mode = PredictivePolicy::Mode::forecastAndScale;
  scaleBy(spec, p);
  EXPECT_THAT(changes(spec), ElementsAre(Change{30 * hour - 300, 3}));
}

TEST(Predictive, KnowsWhatComesIfItsForecastIsPerfect) {
  ScenarioSpec spec = steps({{0, 30}, {2, 90}}, 4);
  PredictivePolicy p;
  p.mode = PredictivePolicy::Mode::forecastAndScale;
  p.forecast = ForecastSpec::Method::perfect;
  scaleBy(spec, p);
  EXPECT_THAT(changes(spec), ElementsAre(Change{2 * hour - 300, 3}));
}

/// The last hour of a run may be half an hour: it is known too.
TEST(Predictive, KnowsTheLastPartOfAnHour) {
  ScenarioSpec spec = steps({{0, 30}, {2, 90}}, 2.5);
  PredictivePolicy p;
  p.mode = PredictivePolicy::Mode::forecastAndScale;
  p.forecast = ForecastSpec::Method::perfect;
  scaleBy(spec, p);
  EXPECT_THAT(changes(spec), ElementsAre(Change{2 * hour - 300, 3}));
}

/// What was ordered for the hour stays ordered, though chunks are known to be more than is needed later on: who plans
/// less than another has ordered is told so. And while traffic is shifted away nobody goes at all.
TEST(Predictive, KeepsChunksFromGoingUnderIt) {
  ScenarioSpec spec = steps({{0, 90}, {1, 30}}, 2);
  PredictivePolicy p;
  p.mode = PredictivePolicy::Mode::forecastAndScale;
  p.history = {{"constant", ConstantCurve{{90}}}};
  p.historyLength = Duration::hours(48);
  ChunksPolicy c;
  c.forecast = ForecastSpec::Method::perfect;
  c.every = Duration::hours(1);
  c.size = 1;
  spec.services[0].scaling = {{"predictive", p}, {"chunks", c}};
  EXPECT_THAT(changes(spec), ElementsAre(Change{0, 3})) << "90 of 32 a worker, though 30 come";
  spec.services[0].scaling.erase(spec.services[0].scaling.begin());
  EXPECT_THAT(changes(spec), ElementsAre(Change{0, 3}, Change{hour, 1}));
  FaultSpec shift;
  shift.name = "shift";
  shift.at = after(0.5 * hour);
  shift.lasts = Deterministic{Duration::hours(1)};
  shift.fault = ZonalShift{"", "b", {}};
  spec.region.zones = {"a", "b"};
  spec.faults.push_back(shift);
  EXPECT_THAT(changes(spec), ElementsAre(Change{0, 3})) << "and the run ends before the next order";
}

TEST(Predictive, OfATargetOfItsOwnOrdersByIt) {
  ScenarioSpec spec = steps({{0, 30}, {2, 90}}, 4);
  PredictivePolicy p = predictive({{Duration(), {30}}, {Duration::hours(2), {90}}});
  p.target = Rate{20};
  scaleBy(spec, p);
  EXPECT_THAT(changes(spec), ElementsAre(Change{0, 2}, Change{2 * hour - 300, 5}));
}

// ---- chunks --------------------------------------------------------------------------------------------------------

ChunksPolicy hourly(std::int64_t size, Duration lead = {}) {
  ChunksPolicy c;
  c.forecast = ForecastSpec::Method::perfect;
  c.every = Duration::hours(1);
  c.size = size;
  c.lead = lead;
  return c;
}

/// 90 requests/s are 3 workers, so two chunks of 2; 30 are one, one chunk.
TEST(Chunks, ComeInMultiplesAndGoWithTheNextOrder) {
  ScenarioSpec spec = steps({{0, 30}, {1.5, 90}, {2, 30}}, 4);
  scaleBy(spec, hourly(2));
  EXPECT_THAT(changes(spec), ElementsAre(Change{0, 2}, Change{hour, 4}, Change{2 * hour, 2}));
}

/// Ordered at 0:00 for 0:20 to 1:20, at 1:00 for 1:20 to 2:20.
TEST(Chunks, AreInForceWhenTheirLeadIsOver) {
  ScenarioSpec spec = steps({{0, 30}, {1.5, 90}, {2, 30}}, 4);
  scaleBy(spec, hourly(2, Duration::minutes(20)));
  EXPECT_THAT(changes(spec), ElementsAre(Change{1200, 2}, Change{hour + 1200, 4}, Change{2 * hour + 1200, 2}));
}

/// The first chunk until 3:00, the second until 4:00, and from 3:00 on one is enough.
TEST(Chunks, StayForTheirTerm) {
  ScenarioSpec spec = steps({{0, 30}, {1.5, 90}, {2, 30}}, 5);
  ChunksPolicy c = hourly(2);
  c.term = Duration::hours(3);
  scaleBy(spec, c);
  EXPECT_THAT(changes(spec), ElementsAre(Change{0, 2}, Change{hour, 4}, Change{3 * hour, 2}));
}

/// The last hour's busiest five minutes; nothing is known in the first.
TEST(Chunks, ByTheLastPeakAreAnIntervalLate) {
  ScenarioSpec spec = steps({{0, 30}, {1.5, 90}, {2, 30}}, 5);
  ChunksPolicy c = hourly(2);
  c.forecast = ForecastSpec::Method::lastPeak;
  scaleBy(spec, c);
  EXPECT_THAT(changes(spec), ElementsAre(Change{hour, 2}, Change{2 * hour, 4}, Change{3 * hour, 2}));
}

TEST(Chunks, AreBoundedByMax) {
  ScenarioSpec spec = steps({{0, 30}, {1.5, 90}}, 3);
  spec.services[0].fleet.max = 3;
  scaleBy(spec, hourly(2));
  EXPECT_THAT(changes(spec), ElementsAre(Change{0, 2}, Change{hour, 3}));
}

/// 28 days of 100 + 2t + 40 sin 2πt units (t in days), a unit is what one worker is rated at; areas in unit-days
/// computed in closed form elsewhere, of which a run's shares are made: demand 3584, paid, unused.
Summary month(std::int64_t size, Duration every, double margin, std::int64_t initial) {
  constexpr double unit = 0.0005;  // requests/s: few, for only areas are asked about
  ScenarioSpec spec = clockwork(28 * 86'400.0, 1);
  DiurnalCurve day;
  day.mean = Rate{100 * unit};
  day.swing = Ratio{0.4};
  day.peakAt = When{When::Kind::timeOfDay, Duration::hours(6), 0, 0, "06:00"};
  const Duration all = Duration::hours(28 * 24);
  spec.demand[0].rate = {{"day", day}, {"growth", RampCurve{Rate{0}, Rate{56 * unit}, Duration(), all}}};
  ServiceSpec& web = spec.services[0];
  web.rated.rate = Rate{unit};
  web.balancer.healthCheck.interval = Duration::milliseconds(100);
  web.fleet.max = 1000;
  web.fleet.initial = initial;
  web.fleet.drain = Duration::seconds(10);
  ChunksPolicy c;
  c.forecast = ForecastSpec::Method::perfect;
  c.every = every;
  c.size = size;
  c.margin.value = margin;
  scaleBy(spec, c);
  return run(spec);
}

TEST(Chunks, InARunComeToTheAreasOfTheClosedForms) {
  const auto expect = [](const Summary& s, double paid, double unused) {
    EXPECT_NEAR(s["capacity.unused_share"], unused / paid, 1e-4);
    EXPECT_NEAR(s["workers.mean"], paid / 28, 1e-3 * paid / 28);
    EXPECT_LT(s["capacity.unmet_share"], 1e-5);
  };
  expect(month(20, Duration::hours(168), 0, 160), 5180, 1596);
  expect(month(20, Duration::hours(168), 0.1, 180), 5600, 2016);
  expect(month(20, Duration::hours(24), 0, 160), 5000, 1416);
  expect(month(20, Duration::hours(1), 0, 120), 3961.666667, 377.666667);
  expect(month(1, Duration::hours(1), 0, 111), 3690.166667, 106.166667);
}

/// A call takes 20 ms of one processor: half of it is 25 requests/s. Without `demands.cpu` the processor is the slots,
/// of which half are 20 requests/s. The perfect forecast of the second hour is 100.
TEST(Predictive, ACpuTargetIsSoManyRequestsAsTakeIt) {
  ScenarioSpec spec = steps({{0, 20}, {1, 100}}, 2);
  PredictivePolicy p;
  p.forecast = ForecastSpec::Method::perfect;
  p.mode = PredictivePolicy::Mode::forecastAndScale;
  p.cpu = Ratio{0.5};
  scaleBy(spec, p);
  EXPECT_THAT(changes(spec), ElementsAre(Change{hour - 300, 5}));
  spec.services[0].worker.type = "m7g.medium";
  spec.services[0].worker.demands.cpu = Duration::milliseconds(20);
  EXPECT_THAT(changes(spec), ElementsAre(Change{hour - 300, 4}));
}

// ---- clairvoyant
// -----------------------------------------------------------------------------------------------------

/// 120 requests/s from 1.5 h on need 3.75 workers, 32 need one: three more are ordered two minutes before the rate
/// rises, and go when it falls.
TEST(Clairvoyant, OrdersAheadAndLetsGoAtOnce) {
  ScenarioSpec spec = steps({{0, 32}, {1.5, 120}, {2, 32}}, 4);
  ClairvoyantPolicy c;
  c.lead = Duration::minutes(2);
  spec.services[0].start.boot = Deterministic{Duration::seconds(100)};
  spec.services[0].balancer.healthCheck.interval = Duration::seconds(1);
  scaleBy(spec, c);
  EXPECT_THAT(changes(spec), ElementsAre(Change{1.5 * hour - 120, 4}, Change{2 * hour, 1}));
  const Summary s = run(spec);
  EXPECT_EQ(s["availability"], 1);
  EXPECT_EQ(s["capacity.unmet_share"], 0);
}

/// A gap of ten minutes is cheaper to sit out than three launches that cost eleven each.
TEST(Clairvoyant, KeepsWorkersThroughGapsThatAreCheaperThanLaunches) {
  ScenarioSpec spec = steps({{0, 32}, {1, 120}, {1.5, 32}, {1.5 + 1.0 / 6, 120}, {2, 32}}, 3);
  ClairvoyantPolicy c;
  c.lead = Duration::minutes(2);
  c.idle = Duration::minutes(11);
  scaleBy(spec, c);
  EXPECT_THAT(changes(spec), ElementsAre(Change{hour - 120, 4}, Change{2 * hour, 1}));
  c.idle = Duration::minutes(9);
  spec.services[0].scaling.clear();
  scaleBy(spec, c);
  EXPECT_EQ(changes(spec).size(), 4u);
}

// ---- ladder --------------------------------------------------------------------------------------------------------

/// Two workers that are to carry 60 requests/s from the second hour on: 0.94 of a medium each is too little by then.
ScenarioSpec alongALadder(LadderPolicy::By by, bool down = false) {
  ScenarioSpec spec = steps({{0, 32}, {1.5, 120}, {2, 32}}, 4);
  LadderPolicy l;
  l.forecast = ForecastSpec::Method::perfect;
  l.types = {"m7g.medium", "m7g.large", "m7g.xlarge"};
  l.every = Duration::hours(1);
  l.by = by;
  l.down = down;
  l.stopped = Duration::seconds(45);
  ServiceSpec& web = spec.services[0];
  web.worker.type = "m7g.medium";
  web.fleet.min = web.fleet.max = 2;
  web.start.boot = Deterministic{Duration::seconds(30)};
  web.balancer.healthCheck.interval = Duration::seconds(1);
  scaleBy(spec, l);
  return spec;
}

/// 120 / 32 = 3.75 units in two workers: size 2.
TEST(Ladder, MovesToTheSmallestTypeThatCarriesThePeak) {
  EXPECT_THAT(changes(alongALadder(LadderPolicy::By::resize)), ElementsAre(Change{hour, 2}));
  EXPECT_THAT(changes(alongALadder(LadderPolicy::By::resize, true)), ElementsAre(Change{hour, 2}, Change{2 * hour, 1}));
}

/// The larger machines serve what the two small ones could not: 120 requests/s against their 80.
TEST(Ladder, ServesWithSoManyTimesTheSlots) {
  ScenarioSpec spec = alongALadder(LadderPolicy::By::rolling);
  const Summary s = run(spec);
  EXPECT_EQ(s["availability"], 1);
  EXPECT_NEAR(s["latency_s.max"], 0.1, 1e-9) << "nobody ever waits";
  spec.services[0].scaling.clear();
  EXPECT_GT(run(spec)["latency_s.max"], 100) << "40 a second too many for half an hour";
}

/// Size 1 for an hour and size 2 for three: 2 · (1 + 3 · 2) worker-hours, and what the changes take.
TEST(Ladder, CostsAsManyTimesAsItIsLarge) {
  const double medium = 0.0408, expected = 2 * (1 + 3 * 2) * medium;
  EXPECT_NEAR(run(alongALadder(LadderPolicy::By::resize))["cost_usd.compute"], expected, 0.05 * medium * 4);
  EXPECT_NEAR(run(alongALadder(LadderPolicy::By::rolling))["cost_usd.compute"], expected, 0.05 * medium * 4);
}

/// True utilisation is of all slots there are: 32 requests/s · 0.1 s over 8 slots, then over 16.
TEST(Ladder, UtilisationIsOfAllItsSlots) {
  ScenarioSpec spec = alongALadder(LadderPolicy::By::rolling);
  spec.measure.from = after(3 * hour);
  EXPECT_NEAR(run(spec)["utilisation.mean"], 3.2 / 16, 1e-3);
}

/// By resize one of two is out of service for 75 s, twice: 32 requests/s on the 32 that one is to carry. By rolling
/// replacement there are never fewer than two, and headroom is least at the peak, 120 of 128.
TEST(Ladder, ResizingTakesAWorkerAwayAndRollingAddsOne) {
  const Summary resized = run(alongALadder(LadderPolicy::By::resize)),
                rolled = run(alongALadder(LadderPolicy::By::rolling));
  EXPECT_NEAR(resized["capacity.headroom_min"], 0, 1e-9);
  EXPECT_NEAR(rolled["capacity.headroom_min"], 1 - 120.0 / 128, 1e-9);
  EXPECT_EQ(resized["workers.launched"], 2);
  EXPECT_EQ(rolled["workers.launched"], 2);
  EXPECT_EQ(resized["workers.terminated"], 2);
}

/// One alone: while it is changed nobody serves, for 45 s + 30 s and up to a second until its first health check.
TEST(Ladder, ResizingTheOnlyWorkerIsAnOutage) {
  ScenarioSpec spec = alongALadder(LadderPolicy::By::resize);
  spec.services[0].fleet.min = spec.services[0].fleet.max = 1;
  spec.demand[0].rate = {{"steps", StepsCurve{{{Duration(), {16}}, {Duration::minutes(90), {60}}}}}};
  const Summary s = run(spec);
  EXPECT_GE(s["requests.rejected"], 16 * 75 - 1);
  EXPECT_LE(s["requests.rejected"], 16 * 76 + 1);
}

TEST(Ladder, EndsAtTheLargestType) {
  ScenarioSpec spec = alongALadder(LadderPolicy::By::rolling);
  spec.demand[0].rate = {{"steps", StepsCurve{{{Duration(), {32}}, {Duration::minutes(90), {400}}}}}};
  spec.duration = Duration::hours(2);
  Heard ear;
  World world(compile(spec), 1);
  world.run({&ear, 0});
  ASSERT_EQ(ear.rows[decisionTable].size(), 1u);
  const auto& row = ear.rows[decisionTable][0];
  EXPECT_EQ(row[14], 7) << "400 / 32 / 2 = 6.25";
  EXPECT_EQ(row[15], 4);
  EXPECT_EQ(row[16], static_cast<double>(Bound::max));
}

}  // namespace
}  // namespace headroom
