// The Knative Pod Autoscaler: what its cases in tests/conformance (decisions, windows) do not show.
#include "models/scaling/kubernetes/kpa.h"

#include "models/scaling/kubernetes/kpa_windows.h"

#include <gtest/gtest.h>

namespace headroom {
namespace {

Instant atSecond(double s) { return Instant::at(Duration::fromSeconds(s)); }

/// A revision whose pods follow every decision at once.
struct Revision {
  KpaSpec spec;
  std::int64_t ready = 1;
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
    seen.now = atSecond(second);
    seen.ready = ready;
    seen.stable = stable;
    seen.panic = panic;
    last = recommend(spec, seen, state);
    ready = last.scale;
    return last.scale;
  }
};

/// One pod has room for 100, and a burst of 211 must be met: the activator is in the path. Five pods have 500 − 211.
TEST(KpaActivator, IsInThePathWhileABurstWouldNotFit) {
  Revision r;
  r.tick(0, 10, 10);
  EXPECT_TRUE(r.last.activator);
  EXPECT_EQ(r.last.excess, -121);
  r.ready = 5;
  r.tick(2, 350, 289);
  EXPECT_FALSE(r.last.activator) << "nothing to spare, and nothing wanting";
  r.ready = 5;
  r.tick(4, 350, 290);
  EXPECT_TRUE(r.last.activator);
}

TEST(KpaActivator, IsInThePathWhileTheRevisionIsIdleAndAtZero) {
  Revision r;
  r.spec.burstCapacity = Limit{0};
  for (double s = 0; s < 60; s += 2) r.tick(s, 0, 0);
  EXPECT_FALSE(r.last.activator);
  for (double s = 60; s < 90; s += 2) {
    EXPECT_EQ(r.tick(s, 0, 0), 1) << s;
    EXPECT_TRUE(r.last.activator);
  }
  EXPECT_EQ(r.tick(90, 0, 0), 0);
  EXPECT_TRUE(r.last.activator);
}

/// autoscaler_test.go, TestCantCountPods.
TEST(KpaTick, WithoutACountOfPodsTheDecisionBeforeStands) {
  Revision r;
  r.tick(0, 300, 300);
  KpaObservation seen;
  seen.now = atSecond(2);
  seen.stable = seen.panic = 10;
  const KpaRecommendation got = recommend(r.spec, seen, r.state);
  EXPECT_EQ(got.scale, 5);
  EXPECT_EQ(got.reason, KpaReason::noData);
}

/// autoscaler_test.go, TestAutoscalerScaleDownDelayZero: two decisions within one tick, the second lower.
TEST(KpaDelay, NoneIsNotADelayOfOneTick) {
  Revision r;
  r.spec.panicThreshold = Ratio{10};
  EXPECT_EQ(r.tick(0, 280, 280), 4);
  EXPECT_EQ(r.tick(0.5, 140, 140), 2);
}

/// A revision whose first pod is not ready yet has not been active: nothing goes.
TEST(KpaZero, NothingGoesBeforeTheFirstPodWasReady) {
  Revision r;
  for (double s = 0; s < 120; s += 2) {
    r.ready = 0;
    EXPECT_EQ(r.tick(s, 0, 0), 1);
  }
  EXPECT_EQ(r.last.reason, KpaReason::activating);
}

/// c = max(1 − 0.0001^(1/6), 0.2) = 0.78456 of the newest of 6 seconds (config-autoscaler: panic window).
TEST(KpaWindow, ShortWeightedOnesAreAlmostTheirNewestSecond) {
  KpaWindow six(Duration::seconds(6), KpaSpec::Averaging::weighted);
  for (double s = 100; s < 106; ++s) six.record(atSecond(s), s == 105 ? 10 : 0);
  EXPECT_NEAR(six.average(atSecond(105)), 7.8456, 0.0001);
}

/// The second between two samples counts as 0 until its own comes; one older than the window is too late.
TEST(KpaWindow, ASampleThatComesLateTakesItsPlace) {
  KpaWindow ten(Duration::seconds(10), KpaSpec::Averaging::linear);
  for (double s = 100; s < 110; ++s)
    if (s != 105) ten.record(atSecond(s), 1);
  EXPECT_EQ(ten.average(atSecond(109)), 0.9);
  ten.record(atSecond(105), 1);
  EXPECT_EQ(ten.average(atSecond(109)), 1);
  ten.record(atSecond(99), 7);
  EXPECT_EQ(ten.average(atSecond(109)), 1);
  ten.record(atSecond(110), 1);
  EXPECT_EQ(ten.average(atSecond(110)), 1) << "and it falls out as others do";
}

/// What comes late may begin before the first that has come.
TEST(KpaWindow, ASampleThatComesLateMayBeTheFirst) {
  KpaWindow ten(Duration::seconds(10), KpaSpec::Averaging::linear);
  ten.record(atSecond(105), 4);
  ten.record(atSecond(104), 2);
  EXPECT_EQ(ten.average(atSecond(105)), 3);
}

}  // namespace
}  // namespace headroom
