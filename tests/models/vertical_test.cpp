/// Workers that move along a ladder of types by a metric, in a running service; and what is remembered of what they
/// used.
#include "models/scaling/vertical.h"

#include "models/scaling/usage_histogram.h"
#include "models/scaling/vpa.h"
#include "tests/models/clockwork.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace headroom {
namespace {

using testing::ElementsAre;
using Move = std::pair<double, double>;  // when, to what size

constexpr Instant hours(std::int64_t n) { return Instant::at(Duration::hours(n)); }

// ---- usage_histogram.h: the examples of kubernetes/autoscaler, decaying_histogram_test.go: buckets one wide
// ----------

UsageHistogram ofUnits() { return {1, 10, Duration::hours(1), 1}; }

TEST(UsageHistogram, AWeightIsHalvedInEachHalfLife) {
  UsageHistogram h = ofUnits();
  for (int i = 1; i <= 4; ++i) h.add(i, i, hours(1000 + i));
  // Weights 1/8, 2/4, 3/2, 4: percentiles up to 2 % end at 2, up to 10 % at 3, up to 34 % at 4.
  EXPECT_EQ(h.percentile(0), 2);
  EXPECT_EQ(h.percentile(0.02), 2);
  EXPECT_EQ(h.percentile(0.03), 3);
  EXPECT_EQ(h.percentile(0.10), 3);
  EXPECT_EQ(h.percentile(0.11), 4);
  EXPECT_EQ(h.percentile(0.34), 4);
  EXPECT_EQ(h.percentile(0.35), 5);
  EXPECT_EQ(h.percentile(1), 5);
}

TEST(UsageHistogram, ALargeWeightIsForgottenToo) {
  UsageHistogram h = ofUnits();
  h.add(2, 1000, hours(0));
  h.add(1, 1, hours(20));
  EXPECT_EQ(h.percentile(0.999), 2);
  EXPECT_EQ(h.percentile(1), 3);
  UsageHistogram old = ofUnits();
  old.add(2, 1, hours(0));
  old.add(1, 1, hours(101));
  EXPECT_EQ(old.percentile(1), 2) << "after more than 100 half-lives its bucket counts as empty";
}

TEST(UsageHistogram, WithoutTimePassingItIsAPlainOne) {
  UsageHistogram h = ofUnits();
  EXPECT_TRUE(h.empty());
  EXPECT_EQ(h.percentile(0.5), 0);
  for (int i = 1; i <= 4; ++i) h.add(i, i, hours(5));
  EXPECT_EQ(h.percentile(0.1), 2);
  EXPECT_EQ(h.percentile(0.2), 3);
  EXPECT_EQ(h.percentile(0.6), 4);
  EXPECT_EQ(h.percentile(0.7), 5);
  h.remove(4, 4, hours(5));
  EXPECT_EQ(h.percentile(1), 4) << "what is taken back is gone";
}

// ---- vpa.h
// -----------------------------------------------------------------------------------------------------------

/// One core of two, all the time; bounds over the target.
VpaRecommendation recommendedAfter(double passed) {
  VpaPolicy spec;
  VpaRecommender r(spec, 2, 8e9);
  const int last = static_cast<int>(passed * 60);
  for (int minute = 0; minute <= last; ++minute) r.usedCpu(0.5, 1, Instant::at(Duration::minutes(minute)));
  return *r.recommended();
}

/// The comments of recommender.go say how far the bounds are from the percentiles: ×25 and ×0.95 after an hour, ×3
/// after twelve, ×2 and ×0.998 after a day, ×1.14 after a week.
TEST(Vpa, BoundsCloseInAsTheHistoryGrows) {
  const auto upper = [](const VpaRecommendation& r) { return r.upper / r.target; };
  const auto lower = [](const VpaRecommendation& r) { return r.lower / r.target; };
  EXPECT_NEAR(upper(recommendedAfter(1)), 25, 1e-6);
  EXPECT_NEAR(upper(recommendedAfter(12)), 3, 1e-6);
  EXPECT_NEAR(upper(recommendedAfter(24)), 2, 1e-6);
  EXPECT_NEAR(upper(recommendedAfter(168)), 1.142857, 1e-6);
  EXPECT_NEAR(lower(recommendedAfter(1)), 0.9537, 1e-4);
  EXPECT_NEAR(lower(recommendedAfter(12)), 0.9960, 1e-4);
  EXPECT_NEAR(lower(recommendedAfter(24)), 0.9980, 1e-4);
  EXPECT_NEAR(lower(recommendedAfter(168)), 0.9997, 1e-4);
}

/// Half a machine of two cores, and the end of the bucket it is in, at most 5 % above it.
TEST(Vpa, TheTargetIsThePercentileAndAMargin) {
  const double target = recommendedAfter(1).target;
  EXPECT_GE(target, 0.5 * 1.15);
  EXPECT_LE(target, 0.5 * 1.15 * 1.05);
}

/// A day's memory is its peak, whenever it was; the next day counts beside it.
TEST(Vpa, OfMemoryThePeakOfEachDayCounts) {
  VpaPolicy spec;
  VpaRecommender r(spec, 2, 8e9);
  r.usedCpu(0.01, 1, Instant());
  for (int hour = 0; hour < 24; ++hour) r.usedMemory(hour == 7 ? 0.8 : 0.1, 1, hours(hour));
  EXPECT_GE(r.recommended()->target, 0.8 * 1.15);
  EXPECT_LE(r.recommended()->target, 0.8 * 1.15 * 1.05);
  for (int hour = 24; hour < 24 * 6; ++hour) r.usedMemory(0.1, 1, hours(hour));
  EXPECT_LE(r.recommended()->target, 0.1 * 1.15 * 1.05) << "five days at a tenth: the peak weighs less than 3 %";
}

// ---- in a run
// --------------------------------------------------------------------------------------------------------

/// Evenly spaced requests of 100 ms on one worker with four slots, so 36 a second are 90 % of it; two types are above.
ScenarioSpec oneMachine(double first, double then, double duration = 7200) {
  ScenarioSpec spec = clockwork(duration, 0.1);
  spec.region.zones = {"a"};
  spec.demand[0].rate = {{"steps", StepsCurve{{{Duration(), {first}}, {Duration::hours(1), {then}}}}}};
  ServiceSpec& web = spec.services[0];
  web.worker.type = "m7g.medium";
  web.worker.slots.value = 4;
  web.fleet.min = web.fleet.max = 1;
  web.fleet.drain = Duration::seconds(10);
  web.start.boot = Deterministic{Duration::seconds(30)};
  web.balancer.healthCheck.interval = Duration::seconds(1);
  return spec;
}

template <class P>
P onLadder() {
  P p;
  p.types = {"m7g.medium", "m7g.large", "m7g.xlarge"};
  p.stopped = Duration::seconds(45);
  p.delay = Duration::seconds(60);
  return p;
}

VerticalPolicy rule() {
  VerticalPolicy p = onLadder<VerticalPolicy>();
  p.metric = MetricKind::slots;
  p.high = 0.8;
  p.low = 0.3;
  return p;
}

template <class P>
std::vector<Move> movesOf(ScenarioSpec spec, const P& policy) {
  spec.services[0].scaling.push_back({"up", policy});
  Heard ear;
  World world(compile(spec), 1);
  world.run({&ear, 0});
  std::vector<Move> moves;
  for (const auto& row : ear.rows[decisionTable]) {
    EXPECT_EQ(row[4], static_cast<double>(Trigger::resize));
    if (row[13] != row[15]) moves.emplace_back(row[1], row[15]);
  }
  return moves;
}

/// Three minutes at 90 %, and a minute until the third is published. Then 45 % of the larger one; from the second hour
/// 8 a second are 10 % of it, for fifteen whole minutes and the delay. The smallest has 20 % then.
TEST(Vertical, MovesUpAfterThreeValuesAndDownAfterFifteen) {
  EXPECT_THAT(movesOf(oneMachine(36, 8), rule()), ElementsAre(Move{240, 2}, Move{3600 + 16 * 60, 1}));
}

/// 76 a second on what carries 40: the machine is full, and moves. 95 % of the next: it rests for ten minutes after its
/// predecessor has gone and it is in service (45 s, 30 s, up to a second), and moves on with the first look after.
TEST(Vertical, RestsAfterAMoveAndThenGoesOn) {
  const std::vector<Move> moves = movesOf(oneMachine(76, 76), rule());
  ASSERT_EQ(moves.size(), 2u);
  EXPECT_EQ(moves[0], (Move{240, 2}));
  const double inService = 240 + 45 + 30 + 1;
  EXPECT_EQ(moves[1].second, 4);
  EXPECT_GE(moves[1].first, inService - 1 + 600);
  EXPECT_LE(moves[1].first, inService + 600 + 60);
}

/// 0.9 of one core: the next type up, once the lower bound says so (conformance has the minute, 48, and
/// the delay is one).
TEST(Vertical, WhatWasUsedMovesAMachineToo) {
  VpaPolicy p = onLadder<VpaPolicy>();
  const std::vector<Move> moves = movesOf(oneMachine(36, 36), p);
  ASSERT_EQ(moves.size(), 1u);
  EXPECT_EQ(moves[0].second, 2);
  EXPECT_NEAR(moves[0].first, 49 * 60, 120);
}

/// What was used on a small machine is half as much of one of twice the size, whatever it was told when: no sample is
/// taken for one of the other size, or the fleet would go on to the largest.
TEST(Vertical, SamplesAreOfTheMachineTheyWereTakenFrom) {
  VpaPolicy p = onLadder<VpaPolicy>();
  p.settled = Duration();
  const std::vector<Move> moves = movesOf(oneMachine(36, 36), p);
  EXPECT_THAT(moves, ElementsAre(Move{120, 2}));
}

}  // namespace
}  // namespace headroom
