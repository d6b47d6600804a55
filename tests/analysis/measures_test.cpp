/// Measures by hand. Where a figure is not worked in its comment it was computed with exact fractions by another
/// program.
#include "analysis/measures/capacity.h"
#include "analysis/measures/elasticity.h"
#include "analysis/measures/latency.h"
#include "analysis/measures/measured.h"
#include "analysis/measures/money.h"
#include "analysis/measures/slo.h"
#include "analysis/measures/speed_up.h"
#include "sim/histogram.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include <gtest/gtest.h>

namespace headroom::measures {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

struct ElasticityCase {
  const char* name;
  double end;
  std::vector<Step> needed, supplied;
  double thetaUnder, thetaOver, absoluteUnder, absoluteOver, tauUnder, tauOver, instability, jitter, deviation;
};

class Scores : public testing::TestWithParam<ElasticityCase> {};

/// Jitter is a second's here, so 3600 times as much an hour.
TEST_P(Scores, AreThoseOfTheStepsByHand) {
  const ElasticityCase& c = GetParam();
  const Elasticity e = elasticityOf(c.needed, c.supplied, 0, c.end, 1);
  EXPECT_NEAR(100 * e.thetaUnder, c.thetaUnder, 1e-8);
  EXPECT_NEAR(100 * e.thetaOver, c.thetaOver, 1e-8);
  EXPECT_NEAR(e.absoluteUnder, c.absoluteUnder, 1e-9);
  EXPECT_NEAR(e.absoluteOver, c.absoluteOver, 1e-9);
  EXPECT_NEAR(100 * e.tauUnder, c.tauUnder, 1e-8);
  EXPECT_NEAR(100 * e.tauOver, c.tauOver, 1e-8);
  EXPECT_NEAR(100 * e.instability, c.instability, 1e-8);
  EXPECT_NEAR(e.jitterPerHour / 3600, c.jitter, 1e-9);
  EXPECT_NEAR(100 * e.deviation, c.deviation, 1e-8);
  EXPECT_EQ(e.noDemandShare, 0);
}

const std::vector<Step> hill{{0, 4}, {10, 8}, {30, 6}, {50, 3}};

INSTANTIATE_TEST_SUITE_P(Elasticity, Scores,
                         testing::Values(ElasticityCase{"late",
                                                        60,
                                                        hill,
                                                        {{0, 5}, {14, 7}, {20, 9}, {36, 6}, {55, 4}},
                                                        3.75,
                                                        22.36111111,
                                                        0.3,
                                                        0.9666666667,
                                                        16.66666667,
                                                        60,
                                                        11.86440678,
                                                        0.01666666667,
                                                        61.58141851},
                                         ElasticityCase{"still",
                                                        60,
                                                        hill,
                                                        {{0, 8}},
                                                        0,
                                                        55.55555556,
                                                        0,
                                                        2.166666667,
                                                        0,
                                                        66.66666667,
                                                        5.084745763,
                                                        -0.05,
                                                        77.63358299},
                                         ElasticityCase{"perfect", 60, hill, hill, 0, 0, 0, 0, 0, 0, 0, 0, 0},
                                         ElasticityCase{"spiky",
                                                        24,
                                                        {{0, 2}, {6, 10}, {12, 4}, {18, 12}, {20, 2}},
                                                        {{0, 2}, {7, 6}, {8, 10}, {13, 4}, {19, 8}, {20, 12}, {22, 2}},
                                                        9.166666667,
                                                        47.91666667,
                                                        1,
                                                        1.083333333,
                                                        16.66666667,
                                                        12.5,
                                                        39.13043478,
                                                        0.08333333333,
                                                        56.17696731}),
                         [](const auto& c) { return c.param.name; });

/// Short by 1 of 6 and 1 of 8, over by 1 of 4 twice, 3 of 6 and 3 of 3; 2 of the 5 moves are unlike.
TEST(Elasticity, OfUnitSteps) {
  std::vector<Step> d, s;
  const std::vector<double> needed{4, 4, 6, 8, 6, 3}, supplied{5, 5, 5, 7, 9, 6};
  for (std::size_t i = 0; i < needed.size(); ++i) {
    d.push_back({static_cast<double>(i), needed[i]});
    s.push_back({static_cast<double>(i), supplied[i]});
  }
  const Elasticity e = elasticityOf(d, s, 0, 6, 1);
  EXPECT_NEAR(e.thetaUnder, (1.0 / 6 + 1.0 / 8) / 6, 1e-12);
  EXPECT_NEAR(e.thetaOver, (0.25 + 0.25 + 0.5 + 1) / 6, 1e-12);
  EXPECT_NEAR(e.tauUnder, 1.0 / 3, 1e-12);
  EXPECT_NEAR(e.instability, 0.4, 1e-12);
  EXPECT_NEAR(e.deviation, 0.75739949, 1e-8);
}

TEST(Elasticity, TimeWithoutDemandIsToldApart) {
  const Elasticity e = elasticityOf(std::vector<Step>{{0, 2}, {60, 0}}, std::vector<Step>{{0, 3}}, 0, 240, 60);
  EXPECT_EQ(e.noDemandShare, 0.75);
  EXPECT_EQ(e.thetaOver, 0.5) << "of the quarter with demand";
  EXPECT_EQ(e.absoluteOver, 0.25 * 1 + 0.75 * 3);
  EXPECT_EQ(e.tauOver, 1);
  const Elasticity unknown = elasticityOf(std::vector<Step>{{0, 2}}, std::vector<Step>{{0, nan}, {60, 3}}, 0, 240, 60);
  EXPECT_TRUE(std::isnan(unknown.thetaOver) && std::isnan(unknown.tauUnder) && std::isnan(unknown.absoluteOver));
  const Elasticity none = elasticityOf(std::vector<Step>{{0, 0}}, std::vector<Step>{{0, 3}}, 0, 60, 60);
  EXPECT_TRUE(std::isnan(none.thetaOver));
}

/// ((8/2)(20/10)(30/15)(50/40))^¼.
TEST(Elasticity, SpeedUpIsAGeometricMeanAndNotKnownWhereSomethingIsNothing) {
  Elasticity base, other;
  base.thetaUnder = 0.08, base.thetaOver = 0.2, base.tauUnder = 0.3, base.tauOver = 0.5;
  other.thetaUnder = 0.02, other.thetaOver = 0.1, other.tauUnder = 0.15, other.tauOver = 0.4;
  EXPECT_NEAR(elasticSpeedUp(base, other), 2.11474252688, 1e-11);
  other.thetaUnder = 0;
  EXPECT_TRUE(std::isnan(elasticSpeedUp(base, other)));
  EXPECT_TRUE(std::isnan(elasticSpeedUp(other, base)));
}

struct Alert {
  double target, periodHours, windowHours, share, burn, hoursLeft;
};

/// The table of the Site Reliability Workbook, and rows by its formulas.
TEST(Budget, BurnRatesSpendTheSharesOfTheWorkbook) {
  for (const Alert& a : {Alert{0.999, 720, 1, 0.02, 14.4, 50}, Alert{0.999, 720, 6, 0.05, 6, 120},
                         Alert{0.999, 720, 24, 0.1, 3, 240}, Alert{0.999, 720, 72, 0.1, 1, 720},
                         Alert{0.9995, 672, 1, 0.02, 13.44, 50}, Alert{0.99, 720, 6, 0.05, 6, 120}}) {
    EXPECT_NEAR(budgetUsed(a.burn, a.windowHours, a.periodHours), a.share, 1e-12);
    EXPECT_NEAR(timeToExhaust(a.burn, a.periodHours), a.hoursLeft, 1e-9);
  }
  EXPECT_EQ(timeToExhaust(0, 720), std::numeric_limits<double>::infinity());
}

struct Bad {
  double target, period, requests, bad, window, burn, used, left;
};

TEST(Budget, BurnIsBadShareOverBudget) {
  for (const Bad& b : {Bad{0.999, 720, 1'000'000, 2500, 1, 2.5, 0.00347222222222, 288},
                       Bad{0.99, 168, 50'000, 200, 24, 0.4, 0.0571428571429, 420},
                       Bad{0.9999, 720, 12'000'000, 600, 6, 0.5, 0.00416666666667, 1440}}) {
    const std::vector<double> edges{0, b.window * 3600}, good{b.requests - b.bad}, ended{b.requests};
    const Burn burn = burnOver(b.window * 3600, {edges, good, ended}, b.target);
    EXPECT_NEAR(burn.last, b.burn, 1e-9);
    EXPECT_NEAR(budgetUsed(burn.last, b.window, b.period), b.used, 1e-11);
    EXPECT_NEAR(timeToExhaust(burn.last, b.period), b.left, 1e-6);
  }
}

/// Bad 0, 5, 1, 0 of 10 each, and nothing in the last; over two buckets at 90 %: 2.5, 3, 0.5 times the budget.
TEST(Budget, BurnSlidesOverWholeBuckets) {
  const std::vector<double> edges{0, 10, 20, 30, 40, 47}, good{10, 5, 9, 10, 0}, ended{10, 10, 10, 10, 0};
  const Burn burn = burnOver(20, {edges, good, ended}, 0.9);
  EXPECT_NEAR(burn.worst, 3, 1e-12);
  EXPECT_EQ(burn.worstAt, 30);
  EXPECT_NEAR(burn.last, 0.5, 1e-12) << "17 s would be less than the window: three buckets, 1 of 20 is bad";
  EXPECT_TRUE(std::isnan(burnOver(48, {edges, good, ended}, 0.9).worst)) << "longer than the run";
  EXPECT_TRUE(std::isnan(burnOver(20, {edges, good, ended}, 1).worst)) << "no budget";
}

/// Two hours of minutes: 10 of 1000 are bad in the first minute, 3 in the last but one.
TEST(Budget, RunsOutAtTheRateOfTheLastHour) {
  std::vector<double> edges{0}, good, ended;
  for (int i = 0; i < 120; ++i) {
    edges.push_back(60.0 * (i + 1));
    ended.push_back(i % 60 == 0 ? 1000 : 0);
    good.push_back(ended.back());
  }
  good[0] -= 10, ended[118] = 1000, good[118] = 997;  // the last hour: 3 of 2000, 1.5 times the budget of 0.1 %
  const RunsOut month = runsOut({edges, good, ended}, 0.999, 720 * 3600);
  EXPECT_EQ(month.kind, RunsOut::Kind::after);
  EXPECT_NEAR(month.burn, 1.5, 1e-9);
  EXPECT_EQ(month.over, 3600);
  const double spent = (13.0 / 3000) / 0.001 * 2 / 720;
  EXPECT_NEAR(month.seconds, (1 - spent) * 720 * 3600 / 1.5, 1e-6);
  EXPECT_EQ(runsOut({edges, good, ended}, 0.999, 7200).kind, RunsOut::Kind::spent)
      << "4.3 times the budget of these 2 h";
  EXPECT_EQ(runsOut({edges, good, ended}, 0.999, 7200).seconds, 0);
  good[118] = 1000;
  EXPECT_EQ(runsOut({edges, good, ended}, 0.99, 720 * 3600).kind, RunsOut::Kind::never) << "a clean last hour";
  ended[60] = ended[118] = good[60] = good[118] = 0;
  EXPECT_EQ(runsOut({edges, good, ended}, 0.999, 720 * 3600).kind, RunsOut::Kind::unknown) << "n = 0 in that hour";
  EXPECT_EQ(runsOut({edges, good, ended}, 1, 720 * 3600).kind, RunsOut::Kind::unknown) << "no budget";
  EXPECT_EQ(runsOut({{}, {}, {}}, 0.9, 60).kind, RunsOut::Kind::unknown);
}

TEST(Budget, AttainmentAndWhatIsSpent) {
  const std::vector<double> edges{0, 1, 2, 3}, good{99, 90, 0}, ended{100, 100, 0}, none{0, 0, 0};
  EXPECT_NEAR(attainment({edges, good, ended}), 0.945, 1e-12);
  EXPECT_NEAR(budgetSpent(0.945, 0.99), 5.5, 1e-12);
  EXPECT_TRUE(std::isnan(budgetSpent(1, 1)));
  EXPECT_TRUE(std::isnan(attainment({edges, none, none})));
  EXPECT_NEAR(shareOfTimeKept({edges, good, ended}, 0.99), 0.5, 1e-12) << "the third bucket does not count";
  EXPECT_TRUE(std::isnan(shareOfTimeKept({edges, none, none}, 0.99)));
}

TEST(Recovery, IsToTheFirstMinuteOfFiveGoodOnes) {
  std::vector<double> edges;
  for (int i = 0; i <= 20; ++i) edges.push_back(60.0 * i);
  std::vector<char> kept(20, 1);
  EXPECT_EQ(recoveryTime(edges, kept, 130), 0) << "nothing was missed";
  kept[2] = kept[3] = kept[7] = 0;  // three good minutes between them are no recovery
  EXPECT_EQ(recoveryTime(edges, kept, 130), 8 * 60 - 130);
  EXPECT_EQ(recoveryTime(edges, kept, 500), 0);
  kept[18] = 0;
  EXPECT_TRUE(std::isnan(recoveryTime(edges, kept, 15 * 60))) << "three good minutes, a bad one, and the end";
  EXPECT_TRUE(std::isnan(recoveryTime({}, {}, 0)));
}

/// 60 s: S 100, D 80, paid 120; 30 s: S 50, D 80, paid 100; the price 12 USD an hour for 120, 10 for 100.
TEST(Capacity, AreasOfTwoPiecesByHand) {
  const std::vector<CapacityPiece> pieces{{60, 100, 80, 120, 12}, {30, 50, 80, 100, 10}};
  const Capacity c = capacityOf(pieces);
  EXPECT_NEAR(c.demand, 80 * 90, 1e-9);
  EXPECT_NEAR(c.supply, 7500, 1e-9);
  EXPECT_NEAR(c.paid, 10200, 1e-9);
  EXPECT_NEAR(c.unused, 20 * 60, 1e-9);
  EXPECT_NEAR(c.unmet, 30 * 30, 1e-9);
  EXPECT_NEAR(c.used, 7200 - 900, 1e-9);
  EXPECT_NEAR(c.notServing, 10200 - 1200 - 6300, 1e-9);
  EXPECT_NEAR(c.unusedShare, 1200.0 / 10200, 1e-12);
  EXPECT_NEAR(c.unmetShare, 0.125, 1e-12);
  EXPECT_NEAR(c.costUsd, 0.2 + 10.0 / 120, 1e-12);
  EXPECT_NEAR(c.unusedUsd, 0.2 * 20 / 120, 1e-12);
  EXPECT_NEAR(c.notServingUsd, 0.2 * 20 / 120 + 10.0 / 120 * 50 / 100, 1e-12);
  EXPECT_NEAR(workerHours(c.paid, 10), 10200.0 / 10 / 3600, 1e-12);
  const std::vector<double> edges{0, 60, 90}, d{80, 80}, s{100, 50}, u{20, 0}, v{0, 30}, p{120, 100}, usd{12, 10};
  const Capacity same = capacityOf(CapacityBuckets{edges, d, s, u, v, p, usd});
  EXPECT_EQ(same.unused, c.unused);
  EXPECT_EQ(same.notServingUsd, c.notServingUsd);
  EXPECT_TRUE(std::isnan(capacityOf(std::vector<CapacityPiece>{}).unusedShare));
}

/// Six workers of 10/s as 3, 2, 1 carry 40/s: 1 − 40/60. Without the zone of three, 30 are left; without two, 10.
TEST(Headroom, WithoutTheFullestZonesByHand) {
  const std::vector<double> edges{0, 60, 120}, supply{60, 60}, demand{20, 40};
  const std::vector<std::vector<double>> zones{{1, 3}, {2, 2}, {3, 1}, {0, 0}};  // the last is `regional`
  const ZoneHeadroom all = headroomWithout(0, edges, supply, demand, zones);
  EXPECT_NEAR(all.atPeak, 1 - 40.0 / 60, 1e-12);
  EXPECT_EQ(all.demandAtPeak, 40);
  const ZoneHeadroom one = headroomWithout(1, edges, supply, demand, zones);
  EXPECT_NEAR(one.supplyAtPeak, 30, 1e-12);
  EXPECT_NEAR(one.atPeak, 1 - 40.0 / 30, 1e-12);
  EXPECT_NEAR(one.least, 1 - 40.0 / 30, 1e-12);
  EXPECT_EQ(one.leastAt, 60);
  EXPECT_NEAR(headroomWithout(2, edges, supply, demand, zones).atPeak, -3, 1e-12);
  EXPECT_EQ(headroomWithout(3, edges, supply, demand, zones).atPeak, -1) << "demand and nothing to serve it";
  EXPECT_TRUE(std::isnan(headroomWithout(4, edges, supply, demand, zones).atPeak)) << "there are three";
  EXPECT_TRUE(std::isnan(headroomWithout(0, {}, {}, {}, zones).least));
}

/// k zones that are to carry D with one lost need D·k/(k−1): then nothing is left, and nothing is short.
TEST(Headroom, OfAFleetBuiltToLoseAZoneIsNothingWithoutIt) {
  for (const int k : {2, 3, 5}) {
    const double demand = 90;
    const std::vector<double> edges{0, 1}, supply{demand * k / (k - 1)}, d{demand};
    EXPECT_NEAR(
        headroomWithout(1, edges, supply, d, std::vector<std::vector<double>>(static_cast<std::size_t>(k), {7})).atPeak,
        0, 1e-12);
  }
}

TEST(Money, PerMillionAndPerMonth) {
  EXPECT_NEAR(costPerMillion(9 * 0.0416 * 24, 40e6), 0.22464, 1e-12);
  EXPECT_TRUE(std::isnan(costPerMillion(1, 0)));
  EXPECT_NEAR(costPerMonth(3, 86400), 3 * 730.0 / 24, 1e-12);
  EXPECT_TRUE(std::isnan(costPerMonth(1, 0)));
}

/// Against every value: the nearest rank's own, to within half a bin of 1/16 of an octave.
TEST(Latency, QuantilesAreWithinAThirtySecondOfTheValueItself) {
  std::vector<std::int64_t> values;
  LatencyBins bins;
  std::uint64_t x = 1;
  for (int i = 0; i < 5000; ++i) {
    x = x * 6364136223846793005u + 1442695040888963407u;
    values.push_back(static_cast<std::int64_t>(std::exp2(10 + 20 * static_cast<double>(x >> 11) * 0x1p-53)));
    std::int64_t bin = 0;
    while (Histogram::lowerEdge(static_cast<std::size_t>(bin + 1) * 8) <= values.back()) ++bin;
    bins[bin] += 1;
  }
  std::sort(values.begin(), values.end());
  for (const double q : {0.001, 0.5, 0.9, 0.99, 0.999, 1.0}) {
    const auto rank = static_cast<std::size_t>(std::max(1.0, std::ceil(q * 5000 - 1e-9)));
    const double truth = static_cast<double>(values[rank - 1]) / 1e9;
    EXPECT_NEAR(latencyQuantile(bins, q), truth, truth / 32) << q;
  }
  EXPECT_TRUE(std::isnan(latencyQuantile({}, 0.5)));
}

/// Bin 400 begins at 2^31 ns, 2.147 s, and is a sixteenth of that wide; so is 384, at 1.074 s. Of requests 3 and 1 came
/// in the first interval, 6 in the second; of calls others.
TEST(Latency, OfRequestsInAWindowByHand) {
  RunSeries run;
  run.edges = {0, 10, 20};
  const std::int64_t low = 384, high = 400;
  ASSERT_EQ(Histogram::lowerEdge(high * 8), std::int64_t{1} << 31);
  run.latencies = {{0, 10, LatencyRow::ofRequests, low, 3},
                   {0, 10, LatencyRow::ofRequests, high, 1},
                   {0, 10, 0, high, 50},
                   {10, 20, LatencyRow::ofRequests, high, 6}};
  const double l = 1.073741824 * (1 + 1.0 / 32), h = 2 * l;
  const LatencyFigures all = measuresOf(run).latency, first = requestLatencyIn(run, {0, 10}),
                       second = requestLatencyIn(run, {5, 20});
  EXPECT_EQ(all.n, 10);
  EXPECT_NEAR(all.p50, h, 1e-9) << "rank 5 of 3 and 7";
  EXPECT_EQ(first.n, 4);
  EXPECT_NEAR(first.p50, l, 1e-9) << "rank 2 of 3 and 1";
  EXPECT_NEAR(first.p90, h, 1e-9) << "rank ⌈3.6⌉";
  EXPECT_EQ(second.n, 6) << "whole intervals only";
  EXPECT_EQ(requestLatencyIn(run, {11, 20}).n, 0);
  EXPECT_TRUE(std::isnan(requestLatencyIn(run, {11, 20}).p99));
}

/// Two buckets of a service in two zones, by hand: what does not come from the functions above.
TEST(Measures, OfASmallRunByHand) {
  RunSeries run;
  run.edges = {0, 60, 120};
  run.offered = {100, 50}, run.served = {90, 40}, run.failed = {5, 0}, run.rejected = {0, 5}, run.timedOut = {3, 2};
  run.retries = {7, 0};
  ServiceSeries s;
  s.name = "web";
  s.served = {90, 40}, s.failed = {10, 0}, s.rejected = {0, 0}, s.timedOut = {0, 0}, s.late = {1, 2}, s.wasted = {3, 4};
  s.demand = {80, 40}, s.supply = {100, 100}, s.unused = {20, 60}, s.unmet = {0, 0}, s.paid = {120, 100};
  s.costRate = {12, 10};
  s.needed = {8.25, 4}, s.neededMin = {8, 4}, s.neededMax = {9, 4};
  s.launching = {1, 0}, s.preparing = {2, 0}, s.inService = {10, 10}, s.draining = {0, 0};
  s.zones = {{5, 5}, {5, 5}, {0, 0}};
  run.services = {s};
  run.objectives = {{"fast", {80, 45}, {100, 50}}};
  run.events = {{1, "launch", 0, 0, 1, 0},
                {2, "launch", 0, 0, 2, 0},
                {50, "in_service", 0, 0, 1, 0},
                {3, "launch", 1, 0, 1, 0},
                {70, "fault_begins", -1, 0, -1, 0}};
  const Measures m = measuresOf(run, {{{0.9, 1200}}, {nan}, {{"storm"}}});
  EXPECT_NEAR(m.availability, 130.0 / 145, 1e-12);
  EXPECT_EQ(m.lost, 15);
  EXPECT_NEAR(m.costUsd, 12.0 / 60 + 10.0 / 60, 1e-12);
  const ServiceMeasures& web = m.services.at(0);
  EXPECT_EQ(web.rated, 10) << "100/s over ten workers";
  EXPECT_NEAR(web.paidHours, 220.0 * 60 / 10 / 3600, 1e-12);
  EXPECT_NEAR(web.workersMean, 11.5, 1e-12);
  EXPECT_EQ(web.launched, 2) << "the third is another service's";
  EXPECT_NEAR(web.churnPerDay, 1 / (11.5 * 120 / 86400), 1e-9);
  EXPECT_NEAR(web.elasticity.thetaOver, (0.75 * 2 / 8 + 0.25 * 1 / 9 + 6.0 / 4) / 2, 1e-12)
      << "d was 9 a quarter of the time";
  EXPECT_EQ(web.elasticity.instability, 1) << "d fell, s did not";
  EXPECT_NEAR(web.headroom[1].atPeak, 1 - 80.0 / 50, 1e-12);
  const ObjectiveMeasures& fast = m.objectives.at(0);
  EXPECT_NEAR(fast.attainment, 125.0 / 150, 1e-12);
  EXPECT_NEAR(fast.budgetSpent, (25.0 / 150) / 0.1 * 120 / 1200, 1e-12) << "as if the rest of the 20 min were good";
  EXPECT_NEAR(measuresOf(run, {{{0.9, nan}}, {}, {}}).objectives[0].budgetSpent, (25.0 / 150) / 0.1, 1e-12);
  EXPECT_NEAR(measuresOf(run, {{{0.9, 60}}, {}, {}}).objectives[0].budgetSpent, 2, 1e-12)
      << "the worst minute: 20 of 100";
  EXPECT_NEAR(fast.timeKept, 0.5, 1e-12);
  EXPECT_TRUE(std::isnan(fast.burn[0].worst)) << "the run is shorter than an hour";
  EXPECT_EQ(m.faults.at(0).name, "storm");
  EXPECT_EQ(m.faults.at(0).begins, 70);
  EXPECT_TRUE(std::isnan(m.faults.at(0).recovery)) << "fewer than five minutes are left";
}

TEST(Measures, OfFaultsAreOfThoseInTheWindowAndTheirFirstTimeThere) {
  RunSeries run;
  run.edges = {100, 200};
  run.events = {{110, "fault_ends", -1, 0, -1, 1},    // had begun before
                {120, "fault_begins", -1, 0, -1, 1},  // again
                {130, "fault_begins", -1, 0, -1, 2},  // over at once: no event says so
                {140, "fault_begins", -1, 0, -1, 1},  // and again, before it is noticed
                {150, "fault_noticed", -1, 0, -1, 1}, {160, "fault_ends", -1, 0, -1, 1},
                {170, "fault_ends", -1, 0, -1, 3}};
  const auto faults = measuresOf(run, {{}, {}, {{"never"}, {"again"}, {"crash", true}, {"long"}}}).faults;
  ASSERT_EQ(faults.size(), 3u) << "nothing happened to the first";
  EXPECT_EQ(faults[0].name, "again");
  EXPECT_EQ(faults[0].times, 2);
  EXPECT_EQ(faults[0].begins, 120);
  EXPECT_EQ(faults[0].ends, 160);
  EXPECT_TRUE(std::isnan(faults[0].noticed)) << "that was its second time";
  EXPECT_EQ(faults[1].begins, 130);
  EXPECT_EQ(faults[1].ends, 130);
  EXPECT_TRUE(std::isnan(faults[2].begins));
  EXPECT_EQ(faults[2].ends, 170);
}

TEST(Measures, OfNothingAreNotKnown) {
  const Measures m = measuresOf({});
  EXPECT_TRUE(std::isnan(m.availability) && std::isnan(m.costPerMillion) && std::isnan(m.costPerMonth));
  RunSeries empty;
  empty.services.resize(1);
  empty.objectives.push_back({"fast", {}, {}});
  const Measures none = measuresOf(empty);
  EXPECT_TRUE(std::isnan(none.services[0].availability) && std::isnan(none.services[0].latency.p99));
  EXPECT_TRUE(std::isnan(none.services[0].capacity.unusedShare) && std::isnan(none.objectives[0].attainment));
  EXPECT_TRUE(std::isnan(none.objectives[0].budgetSpent) && std::isnan(none.objectives[0].timeKept));
}

}  // namespace
}  // namespace headroom::measures
