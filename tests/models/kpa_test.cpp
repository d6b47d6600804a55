// The Knative Pod Autoscaler against what its own project publishes: "at" stands for
// pkg/autoscaler/scaling/autoscaler_test.go of knative/serving, restated as numbers.
#include "models/scaling/kubernetes/kpa.h"

#include "models/scaling/kubernetes/kpa_windows.h"

#include <cmath>
#include <string>

#include <gtest/gtest.h>

namespace headroom {
namespace {

Instant at(double s) { return Instant::at(Duration::fromSeconds(s)); }

/// As those tests have it: utilisation 75 %, rates 10, panic at 2, a minute's window; never to zero here.
KpaSpec specOf(double target, std::int64_t burst) {
  KpaSpec spec;
  spec.total = target / 0.75;
  spec.utilisation = Ratio{0.75};
  spec.maxScaleUp = spec.maxScaleDown = 10;
  spec.burstCapacity = burst < 0 ? Limit{} : Limit{burst};
  return spec;
}

/// A revision whose pods follow as the test says.
struct Revision {
  KpaSpec spec;
  std::int64_t ready = 1, min = 0;
  std::optional<std::int64_t> max = {};
  bool reachable = true;
  KpaState state = begun(1);
  KpaRecommendation last = {};

  static KpaState begun(std::int64_t scale) {
    KpaState s;
    s.begun = true;
    s.scale = scale;
    return s;
  }
  std::int64_t tick(double second, double stable, double panic) {
    KpaObservation seen;
    seen.now = at(second);
    seen.min = min;
    seen.max = max;
    seen.ready = ready;
    seen.stable = stable;
    seen.panic = panic;
    seen.reachable = reachable;
    last = recommend(spec, seen, state);
    return last.scale;
  }
  /// Pods follow every decision at once.
  std::int64_t follow(double second, double stable, double panic) {
    ready = tick(second, stable, panic);
    return ready;
  }
};

using Y = KpaReason;

// ---- one tick ------------------------------------------------------------------------------------------------------

struct TickCase {
  std::string name;
  KpaSpec spec;
  std::int64_t ready;
  double stable, panic;
  std::int64_t scale;
  std::optional<double> excess;
  KpaReason reason;
};

KpaSpec with(KpaSpec spec, double KpaSpec::*member, double value) {
  spec.*member = value;
  return spec;
}

KpaSpec defaults() { return {}; }

class Tick : public ::testing::TestWithParam<TickCase> {};

TEST_P(Tick, DecidesAsPublished) {
  const TickCase& c = GetParam();
  Revision r{c.spec, c.ready};
  r.state.scale = c.ready;
  EXPECT_EQ(r.tick(1000, c.stable, c.panic), c.scale);
  EXPECT_EQ(r.last.excess, c.excess);
  EXPECT_EQ(r.last.reason, c.reason);
}

/// Excess burst capacity: ⌊ready · total − burst − panic⌋, in those tests total = target / 0.75.
double excessOf(double target, double burst, double panic, double ready) {
  return std::floor(ready * (target / 0.75) - burst - panic);
}

const std::vector<TickCase> tickCases{
    // at TestAutoscalerScale
    {"unlimited_burst", specOf(181, -1), 1, 21, 26, 1, {}, Y::stable},
    {"no_burst", specOf(10, 0), 1, 50, 49, 5, 0, Y::stable},
    {"five_of_one", specOf(10, 100), 1, 50, 50, 5, excessOf(10, 100, 50, 1), Y::stable},
    {"five_of_five", specOf(10, 100), 5, 50, 50, 5, excessOf(10, 100, 50, 5), Y::stable},
    {"a_small_rate_up_still_adds_one", with(specOf(1, 1982), &KpaSpec::maxScaleUp, 1.1), 2, 3, 3.1, 3,
     excessOf(1, 1982, 3.1, 2), Y::stable},
    {"a_small_rate_down", with(specOf(10, 1982), &KpaSpec::maxScaleDown, 1.1), 100, 1, 1, 90,
     excessOf(10, 1982, 1, 100), Y::scaleDownRate},
    {"panic_counts", specOf(10, 84), 1, 50, 100, 10, excessOf(10, 84, 100, 1), Y::panic},
    // at TestAutoscalerStableModeIncreaseWithConcurrencyDefault, TestAutoscalerStableModeDecrease
    {"stable_up", specOf(10, 101), 1, 50, 10, 5, excessOf(10, 101, 10, 1), Y::stable},
    {"stable_up_by_ten", specOf(10, 101), 1, 100, 10, 10, excessOf(10, 101, 10, 1), Y::stable},
    {"stable_from_8_to_10", specOf(10, 98), 8, 100, 100, 10, excessOf(10, 98, 100, 8), Y::stable},
    {"stable_from_8_to_5", specOf(10, 98), 8, 50, 50, 5, excessOf(10, 98, 50, 8), Y::stable},
    // at TestAutoscalerRateLimitScaleUp and Down, TestAutoscalerUseOnePodAsMinimumIfEndpointsNotFound
    {"a_hundred_at_ten_times_one", specOf(10, 61), 1, 1000, 1001, 10, excessOf(10, 61, 1001, 1), Y::scaleUpRate},
    {"a_hundred_at_ten_times_ten", specOf(10, 61), 10, 1000, 1001, 100, excessOf(10, 61, 1001, 10), Y::stable},
    {"one_at_a_tenth_of_a_hundred", specOf(10, 61), 100, 1, 1, 10, excessOf(10, 61, 1, 100), Y::scaleDownRate},
    {"one_at_a_tenth_of_ten", specOf(10, 61), 10, 1, 1, 1, excessOf(10, 61, 1, 10), Y::stable},
    {"nothing_ready_counts_as_one", specOf(10, 81), 0, 1000, 888, 10, excessOf(10, 81, 888, 0), Y::scaleUpRate},
    // Defaults: target 70, total 100, burst 211. ⌈350/70⌉ = 5; 5/3 < 2; ⌊300 − 211 − 350⌋ = −261.
    {"five_without_panic", defaults(), 3, 350, 350, 5, -261, Y::stable},
    {"want_13_of_2_is_panic", defaults(), 2, 120, 900, 13, -911, Y::panic},
    {"want_13_of_5_is_panic", defaults(), 5, 300, 900, 13, -611, Y::panic},
    {"a_thousand_times_one", defaults(), 1, 200'000, 200'000, 1000, -200'111, Y::scaleUpRate},
};

std::string nameOf(const ::testing::TestParamInfo<TickCase>& info) { return info.param.name; }
INSTANTIATE_TEST_SUITE_P(Cases, Tick, ::testing::ValuesIn(tickCases), nameOf);

/// at TestAutoscalerScale, "…DecreaseNonReachable": a revision that no route leads to shrinks at once.
TEST(KpaTick, AnUnreachableRevisionHasNoRateDownAndNoMinimum) {
  KpaSpec spec = specOf(10, 1982);
  spec.maxScaleDown = 1.1;
  Revision r{spec, 100};
  r.reachable = false;
  r.min = 50;
  EXPECT_EQ(r.tick(0, 1, 1), 1);
}

/// at TestAutoscalerNoDataNoAutoscale, TestCantCountPods: what was decided stands.
TEST(KpaTick, WithoutDataOrACountTheDecisionBeforeStands) {
  Revision r{specOf(10, 100), 1};
  EXPECT_EQ(r.tick(0, 50, 50), 5);
  KpaObservation seen;
  seen.now = at(2);
  seen.ready = 5;
  EXPECT_EQ(recommend(r.spec, seen, r.state).scale, 5);
  EXPECT_EQ(recommend(r.spec, seen, r.state).reason, Y::noData);
  seen.stable = seen.panic = 10;
  seen.ready.reset();
  EXPECT_EQ(recommend(r.spec, seen, r.state).scale, 5);
}

TEST(KpaTick, BoundsComeLast) {
  Revision r{specOf(10, 0), 5};
  r.max = 7;
  EXPECT_EQ(r.tick(0, 100, 100), 7);
  EXPECT_EQ(r.last.reason, Y::max);
  EXPECT_EQ(r.last.wanted, 10);
  r.ready = 7;
  r.min = 3;
  r.state.panicSince.reset();
  EXPECT_EQ(r.tick(100, 10, 10), 3);
  EXPECT_EQ(r.last.reason, Y::min);
}

/// Requests per second: 200 a pod at 70 %, so 140.
TEST(KpaTick, ByRequestsPerSecond) {
  KpaSpec spec;
  spec.metric = KpaSpec::Metric::rps;
  Revision r{spec, 4};
  EXPECT_EQ(r.tick(0, 700, 700), 5);
  EXPECT_EQ(r.tick(2, 701, 701), 6);
}

// ---- panic ---------------------------------------------------------------------------------------------------------

/// at TestAutoscalerUnpanicAfterSlowIncrease
TEST(KpaPanic, EndsAStableWindowAfterItWasLastOverTheThreshold) {
  Revision r{specOf(1, 98), 10};
  EXPECT_EQ(r.tick(0, 11, 25), 25);
  EXPECT_TRUE(r.last.panicking);
  r.ready = 40;
  EXPECT_EQ(r.tick(30, 30, 41), 41);
  r.ready = 55;
  EXPECT_EQ(r.tick(62, 50, 56), 50);
  EXPECT_FALSE(r.last.panicking);
}

/// at TestAutoscalerExtendPanicWindow
TEST(KpaPanic, IsExtendedByEveryTickOverTheThreshold) {
  Revision r{specOf(1, 98), 10};
  EXPECT_EQ(r.tick(0, 11, 25), 25);
  r.ready = 40;
  EXPECT_EQ(r.tick(30, 30, 80), 80);
  EXPECT_EQ(r.state.panicSince, at(30));
}

/// at TestAutoscalerPanicModeExponentialTrackAndStabilize
TEST(KpaPanic, TracksAnExponentialGrowth) {
  Revision r{specOf(1, 101), 1};
  double second = 0;
  for (const std::int64_t load : {6, 36, 216, 1296, 1296})
    EXPECT_EQ(r.follow(second++, static_cast<double>(load), static_cast<double>(load)), load);
}

/// at TestAutoscalerPanicThenUnPanicScaleDown
TEST(KpaPanic, NeverShrinksAndThenDoes) {
  Revision r{specOf(10, 93), 1};
  EXPECT_EQ(r.tick(0, 100, 100), 10);
  r.ready = 10;
  EXPECT_EQ(r.tick(0, 100, 1000), 100);
  EXPECT_EQ(r.tick(30, 1, 1), 100);
  EXPECT_EQ(r.last.reason, Y::panicHolds);
  EXPECT_EQ(r.tick(61, 1, 1), 1);
}

/// at TestAutoscalerScale, "…PanicStableLargerThanPanic" and "…LessThanPanic"
TEST(KpaPanic, TakesTheLargerAverage) {
  for (const auto& [stable, panic, scale] : {std::tuple{50.0, 30.0, 50}, std::tuple{20.0, 30.0, 30}}) {
    Revision r{specOf(1, 100), 5};
    r.state.panicSince = at(-5);
    r.state.mostInPanic = 5;
    EXPECT_EQ(r.tick(0, stable, panic), scale);
  }
}

/// Still 13 up to and including 60 s after the last tick over the threshold; then half at each tick.
TEST(KpaPanic, LastsForTheWindowAndThenHalves) {
  Revision r{defaults(), 2};
  EXPECT_EQ(r.follow(0, 120, 900), 13);
  for (double s = 2; s <= 60; s += 2) EXPECT_EQ(r.follow(s, 120, 100), 13) << s;
  EXPECT_EQ(r.follow(62, 120, 100), 6);
  EXPECT_EQ(r.follow(64, 120, 100), 3);
  EXPECT_EQ(r.follow(66, 120, 100), 2);
}

/// at TestStartInPanicMode
TEST(KpaPanic, AnAutoscalerCreatedOverSeveralPodsBeginsInIt) {
  for (const std::int64_t ready : {0, 1, 2}) {
    Revision r{specOf(100, 11), ready};
    r.state = {};
    r.tick(0, 10, 10);
    EXPECT_EQ(r.last.panicking, ready == 2) << ready;
  }
  Revision r{specOf(100, 11), 8};
  r.state = {};
  EXPECT_EQ(r.tick(0, 10, 10), 8) << "no history: nothing is dropped";
}

// ---- scales and delays ---------------------------------------------------------------------------------------------

/// at TestAutoscalerActivationScale
TEST(KpaScales, ActivationScaleCountsWhileThereIsDemand) {
  KpaSpec spec = specOf(10, 75);
  spec.activationScale = 2;
  Revision r{spec, 1};
  r.state.activeSince = at(-1000);
  r.tick(0, 0, 0);
  EXPECT_EQ(r.last.byStable, 0);
  EXPECT_NE(r.last.reason, Y::activationScale);
  EXPECT_EQ(r.tick(2, 1, 0), 2);
  EXPECT_EQ(r.last.reason, Y::activationScale);
}

TEST(KpaScales, InitialScaleIsAMinimumUntilItWasReached) {
  KpaSpec spec = specOf(10, 0);
  spec.initialScale = 5;
  Revision r{spec, 1};
  EXPECT_EQ(r.tick(0, 10, 10), 5);
  EXPECT_EQ(r.last.reason, Y::initialScale);
  r.ready = 5;
  EXPECT_EQ(r.tick(2, 10, 10), 1);
  r.ready = 1;
  EXPECT_EQ(r.tick(4, 10, 10), 1) << "reached once is enough";
}

KpaSpec delayed() {
  KpaSpec spec = specOf(10, 0);
  spec.panicThreshold = Ratio{100};
  spec.scaleDownDelay = Duration::minutes(5);
  spec.maxScaleDown = 1e6;
  return spec;
}

/// at TestAutoscalerScaleDownDelay "simple": 2 s + 5 min is one tick too old, 5 min is not. (Down to 1 in place of 0.)
TEST(KpaDelay, TheHighestDecisionOfTheDelayCounts) {
  Revision r{delayed(), 1};
  EXPECT_EQ(r.tick(2, 40, 40), 4);
  EXPECT_EQ(r.tick(300, 10, 10), 4);
  EXPECT_EQ(r.last.reason, Y::scaleDownDelay);
  EXPECT_EQ(r.tick(302, 10, 10), 1);
}

/// at TestAutoscalerScaleDownDelay "gradual"
TEST(KpaDelay, DecisionsScrollOutOneAfterTheOther) {
  Revision r{delayed(), 1};
  EXPECT_EQ(r.tick(9 * 60, 40, 40), 4);
  EXPECT_EQ(r.tick(10 * 60, 30, 30), 4);
  EXPECT_EQ(r.tick(11 * 60, 10, 10), 4);
  EXPECT_EQ(r.tick(14 * 60, 10, 10), 3);
  EXPECT_EQ(r.tick(15 * 60, 10, 10), 1);
}

/// at TestAutoscalerScaleDownDelayNotReachable
TEST(KpaDelay, DoesNotHoldAnUnreachableRevision) {
  Revision r{delayed(), 1};
  EXPECT_EQ(r.tick(2, 40, 40), 4);
  EXPECT_EQ(r.tick(60, 10, 10), 4);
  r.reachable = false;
  EXPECT_EQ(r.tick(62, 10, 10), 1);
}

/// at TestAutoscalerScaleDownDelayZero: two decisions within one tick, the second lower.
TEST(KpaDelay, NoneIsNotADelayOfOneTick) {
  Revision r{specOf(10, 0), 1};
  r.spec.panicThreshold = Ratio{100};
  EXPECT_EQ(r.tick(0, 40, 40), 4);
  EXPECT_EQ(r.tick(0.5, 20, 20), 2);
}

// ---- to zero -------------------------------------------------------------------------------------------------------

/// Half at each tick, 10 → 5 → 2 → 1; the last one stays until the revision was active for 60 s.
TEST(KpaZero, ShrinksByHalvesToTheLastPod) {
  Revision r{defaults(), 10};
  r.state = Revision::begun(10);
  r.state.activeSince = at(0);
  EXPECT_EQ(r.follow(2, 0, 0), 5);
  EXPECT_EQ(r.follow(4, 0, 0), 2);
  EXPECT_EQ(r.follow(6, 0, 0), 1);
  EXPECT_EQ(r.follow(8, 0, 0), 1);
  EXPECT_EQ(r.last.reason, Y::stillActive);
}

/// One pod has room for 100 and the burst is 211: the activator is always in the path, so its grace period is over
/// when the revision is called idle, and the pod goes at the next tick.
TEST(KpaZero, TheLastPodGoesAtOnceWhereTheActivatorIsInThePathAnyhow) {
  Revision r{defaults(), 1};
  for (double s = 0; s < 60; s += 2) EXPECT_EQ(r.follow(s, 0, 0), 1) << s;
  EXPECT_TRUE(r.last.activator);
  EXPECT_EQ(r.follow(60, 0, 0), 1);
  EXPECT_EQ(r.last.reason, Y::waitsForActivator);
  EXPECT_EQ(r.follow(62, 0, 0), 0);
  EXPECT_EQ(r.last.reason, Y::zero);
  EXPECT_TRUE(r.last.activator);
}

/// Without a burst to meet, the activator only comes in when the revision is idle: 30 s more.
TEST(KpaZero, TheLastPodWaitsForTheActivatorForTheGracePeriod) {
  Revision r{defaults(), 1};
  r.spec.burstCapacity = Limit{0};
  for (double s = 0; s < 60; s += 2) r.follow(s, 0, 0);
  EXPECT_FALSE(r.last.activator);
  for (double s = 60; s < 90; s += 2) EXPECT_EQ(r.follow(s, 0, 0), 1) << s;
  EXPECT_TRUE(r.last.activator);
  EXPECT_EQ(r.follow(90, 0, 0), 0);
}

TEST(KpaZero, TheLastPodStaysForItsRetention) {
  Revision r{defaults(), 1};
  r.spec.podRetention = Duration::seconds(50);
  for (double s = 0; s < 110; s += 2) EXPECT_EQ(r.follow(s, 0, 0), 1) << s;
  EXPECT_EQ(r.follow(110, 0, 0), 0);
}

TEST(KpaZero, DemandWhileIdleKeepsThePod) {
  Revision r{defaults(), 1};
  r.spec.burstCapacity = Limit{0};
  for (double s = 0; s <= 70; s += 2) r.follow(s, 0, 0);
  EXPECT_EQ(r.last.reason, Y::waitsForActivator);
  EXPECT_EQ(r.follow(72, 1, 1), 1);
  EXPECT_EQ(r.follow(74, 0, 0), 1);
  EXPECT_EQ(r.last.reason, Y::stillActive) << "active again since 72 s";
}

TEST(KpaZero, FromZeroTheFirstDemandBringsPodsBack) {
  Revision r{defaults(), 0};
  r.state = Revision::begun(0);
  EXPECT_EQ(r.tick(0, 0, 0), 0);
  EXPECT_EQ(r.tick(2, 0.2, 3), 1);
  EXPECT_EQ(r.tick(4, 300, 300), 5);
}

TEST(KpaZero, CanBeOff) {
  Revision r{defaults(), 1};
  r.spec.scaleToZero = false;
  for (double s = 0; s < 600; s += 2) EXPECT_EQ(r.follow(s, 0, 0), 1);
  EXPECT_EQ(r.last.reason, Y::noZero);
}

/// A revision whose first pod is not ready yet has not been active: nothing goes.
TEST(KpaZero, NothingGoesBeforeTheFirstPodWasReady) {
  Revision r{defaults(), 0};
  r.state = Revision::begun(1);
  for (double s = 0; s < 120; s += 2) EXPECT_EQ(r.tick(s, 0, 0), 1);
  EXPECT_EQ(r.last.reason, Y::activating);
}

// ---- windows -------------------------------------------------------------------------------------------------------

KpaWindow filled(const std::vector<std::pair<double, double>>& samples, std::int64_t seconds) {
  KpaWindow w(Duration::seconds(seconds), KpaSpec::Averaging::linear);
  for (const auto& [s, value] : samples) w.record(at(s), value);
  return w;
}

TEST(KpaWindow, AveragesWhatItHasSoFar) {
  const KpaWindow w = filled({{100, 10}, {101, 20}, {102, 30}}, 60);
  EXPECT_DOUBLE_EQ(w.average(at(102)), 20);
}

/// A gap between two samples counts as nothing; the seconds after the last sample are left out.
TEST(KpaWindow, AGapIsZeroAndWhatIsNotYetThereIsNot) {
  const KpaWindow w = filled({{100, 12}, {103, 12}}, 60);
  EXPECT_DOUBLE_EQ(w.average(at(103)), 6);
  EXPECT_DOUBLE_EQ(w.average(at(110)), 6);
}

/// Window of 10 s, a sample a second, value = second; at 115 the last one is 109: of [106, 115] four are left.
TEST(KpaWindow, OldSecondsFallOut) {
  KpaWindow w = filled({}, 10);
  for (double s = 100; s < 110; ++s) w.record(at(s), s);
  EXPECT_DOUBLE_EQ(w.average(at(109)), 104.5);
  EXPECT_DOUBLE_EQ(w.average(at(115)), (106 + 107 + 108 + 109) / 4.0);
  EXPECT_DOUBLE_EQ(w.average(at(119)), 0);
  EXPECT_FALSE(w.empty(at(119)));
  EXPECT_TRUE(w.empty(at(120)));
}

TEST(KpaWindow, AfterAWindowOfSilenceItBeginsAnew) {
  KpaWindow w = filled({{100, 50}}, 10);
  w.record(at(111), 4);
  w.record(at(112), 8);
  EXPECT_DOUBLE_EQ(w.average(at(112)), 6);
}

TEST(KpaWindow, SamplesOfOneSecondAddUp) { EXPECT_DOUBLE_EQ(filled({{100.1, 3}, {100.9, 4}}, 60).average(at(100)), 7); }

TEST(KpaWindow, IsRoundedDownToAMillionth) {
  EXPECT_DOUBLE_EQ(filled({{100, 2}, {101, 0}, {102, 0}}, 60).average(at(102)), 0.666666);
}

/// c = max(1 − 0.0001^(1/6), 0.2) = 0.7846 for 6 buckets; 0.2 for 60.
TEST(KpaWindow, WeightedCountsTheNewestMost) {
  KpaWindow six(Duration::seconds(6), KpaSpec::Averaging::weighted);
  for (double s = 100; s < 106; ++s) six.record(at(s), s == 105 ? 10 : 0);
  EXPECT_NEAR(six.average(at(105)), 7.846, 0.001);
  KpaWindow sixty(Duration::seconds(60), KpaSpec::Averaging::weighted);
  sixty.record(at(100), 0);
  sixty.record(at(101), 10);
  sixty.record(at(102), 10);
  EXPECT_NEAR(sixty.average(at(102)), 10 * (0.2 + 0.2 * 0.8), 1e-6);
}

}  // namespace
}  // namespace headroom
