/// Policies of the literature against published numbers, and against steps that can be followed by hand.
#include "models/scaling/control.h"
#include "models/scaling/research/adapt.h"
#include "models/scaling/research/autoscale.h"
#include "models/scaling/research/follow.h"
#include "models/scaling/research/hist.h"
#include "models/scaling/research/lazy.h"
#include "models/scaling/research/mpc.h"
#include "models/scaling/research/offered_load.h"
#include "models/scaling/research/pi.h"
#include "models/scaling/research/react.h"
#include "models/scaling/research/reg.h"
#include "models/scaling/research/threshold.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include <gtest/gtest.h>

namespace headroom {
namespace {

using Workers = std::vector<std::int64_t>;

template <class P>
P carryingOne() {
  P p;
  p.carries = Rate{1};
  p.period = Duration::minutes(1);
  return p;
}

/// Minute k is over, `load` workers' worth of requests came in it, and n workers serve, all of them wanted.
Observation observedMinute(std::int64_t k, double load, std::int64_t n) {
  Observation o;
  o.now = Instant::at(Duration::minutes(k + 1));
  o.newest = {o.now - Duration::minutes(1), o.now, load * 60, n};
  o.fresh = true;
  o.desired = o.members = o.warmed = o.inService = n;
  return o;
}

/// What a rule comes to when every wish is fulfilled at once.
template <class Rule>
Workers followed(Rule rule, std::int64_t n, const std::vector<double>& loads) {
  Workers all;
  for (const double load : loads)
    all.push_back(n = rule.workers(observedMinute(static_cast<std::int64_t>(all.size()), load, n)));
  return all;
}

TEST(FollowTheLoad, WantsWhatTheLoadNeeds) {
  EXPECT_EQ(followed(FollowRule(carryingOne<FollowPolicy>()), 3, {3.2, 3, 0.1, 7}), (Workers{4, 3, 1, 7}));
}

// Within half a worker of n nothing moves: 4.4 is near 4, 4.6 is not; from 5 down 4.2 is not near, and needs 5.
TEST(FollowTheLoad, ProportionalThresholdsHoldWithinHalfAWorker) {
  FollowPolicy policy = carryingOne<FollowPolicy>();
  policy.band = FollowPolicy::Band::proportional;
  EXPECT_EQ(followed(FollowRule(policy), 4, {4.4, 3.6, 4.6, 4.2, 3.9}), (Workers{4, 4, 5, 5, 4}));
}

// Ali-Eldin's form: 10 and ⌊1.2·5⌋ more for 15; ⌈1.2·8⌉ = 10 for 7.6, which changes nothing.
TEST(React, GoesAFifthBeyondWhatIsMissing) {
  const ReactRule rule(carryingOne<ReactPolicy>());
  EXPECT_EQ(rule.workers(observedMinute(0, 15, 10)), 16);
  EXPECT_EQ(rule.workers(observedMinute(0, 7.6, 10)), 10);
  EXPECT_EQ(rule.workers(observedMinute(0, 5, 10)), 6);
  EXPECT_EQ(rule.workers(observedMinute(0, 9.5, 10)), 10) << "within a tenth nothing moves";
}

// The quadratic through 10, 12, 13, 13, 12, 10 is 10 at its end (and would be 7 one step on): ⌈1.2·10⌉ = 12.
TEST(Reg, ReadsTheQuadraticAtTheNewestNeed) {
  EXPECT_NEAR(quadraticAtEnd(std::vector<double>{10, 12, 13, 13, 12, 10}), 10, 1e-12);
  RegRule rule(carryingOne<RegPolicy>());
  for (const double need : {10, 12, 13, 13, 12}) rule.workers(observedMinute(0, need, 14));
  EXPECT_EQ(rule.workers(observedMinute(0, 10, 14)), 12);
  EXPECT_EQ(RegRule(carryingOne<RegPolicy>()).workers(observedMinute(0, 20, 14)), 21) << "out: ⌈1.05·20⌉";
}

// An hour that needed 1 … 10 in its minutes: place ⌊0.9·10⌋ of the sorted ten is the largest, 10.
TEST(Hist, AsksWhatThisHourNeededInThePast) {
  HistPolicy policy = carryingOne<HistPolicy>();
  policy.lead = Duration();
  HistRule rule(policy);
  for (int k = 0; k < 10; ++k) EXPECT_EQ(rule.workers(observedMinute(k, k + 1, 12)), k == 0 ? 12 : (k * 9 / 10) + 1);
  EXPECT_EQ(rule.workers(observedMinute(1440, 1, 12)), 10) << "the same hour of the next day";
  EXPECT_EQ(rule.workers(observedMinute(60, 1, 12)), 12) << "an hour without a past";
}

TEST(Hist, DoesWhatIsMeasuredWhereThePastWasTooLittleMoreOftenThanNot) {
  HistRule rule(carryingOne<HistPolicy>());
  for (int k = 0; k < 5; ++k) rule.workers(observedMinute(k, 20, 10));
  EXPECT_EQ(rule.workers(observedMinute(5, 20, 10)), 21) << "the sixth of six short minutes: ⌈1.05·20⌉";
}

// With C = n̄ = 10: R = (6 − 10)/4 = −1, one goes. Then C = 9, n̄ = 9.5: R = −2.842/4, too little for a whole one;
// then n̄ = 28/3: R = −2.893/4, the sum −1.434, one goes. 12 at 8: ⌈1.1·12⌉ = 14 at once.
TEST(Adapt, ShrinksByAQuarterOfWhatIsTooMuchAndGrowsAtOnce) {
  EXPECT_EQ(followed(AdaptRule(carryingOne<AdaptPolicy>()), 10, {6, 6, 6, 12}), (Workers{9, 9, 8, 14}));
}

Observation inSystem(std::int64_t seconds, double requests, std::int64_t n) {
  Observation o = observedMinute(0, 0, n);
  o.now = Instant::at(Duration::seconds(seconds));
  o.newest = {o.now - Duration::seconds(10), o.now, requests / static_cast<double>(n), n};
  return o;
}

// 37 requests, ten to a worker, six workers: packed they are 10, 10, 10, 7, 0, 0; the idle two go after 120 s, unless
// they are needed before.
TEST(AutoScale, LetsIdleWorkersWait) {
  AutoScalePolicy policy;
  policy.packed = 10;
  AutoScaleRule rule(policy);
  EXPECT_EQ(rule.workers(inSystem(0, 37, 6)), 6);
  EXPECT_EQ(rule.workers(inSystem(110, 37, 6)), 6);
  AutoScaleRule other = rule;
  EXPECT_EQ(rule.workers(inSystem(120, 37, 6)), 4);
  EXPECT_EQ(rule.workers(inSystem(130, 52, 4)), 6) << "out at once";
  EXPECT_EQ(other.workers(inSystem(115, 41, 6)), 6);
  EXPECT_EQ(other.workers(inSystem(120, 37, 6)), 5) << "the fifth has just been busy";
  EXPECT_EQ(other.workers(inSystem(240, 37, 5)), 4);
}

// Halfin and Whitt's function, inverted: tabulated values.
TEST(OfferedLoad, TheSquareRootsFactorIsThatOfHalfinAndWhitt) {
  const double shares[] = {0.5, 0.3, 0.2, 0.1, 0.05, 0.01};
  const double factors[] = {0.506054, 0.828945, 1.061516, 1.420187, 1.739836, 2.374888};
  const std::int64_t slots[] = {44, 46, 47, 49, 52, 56};  // for 40 erlangs
  for (std::size_t i = 0; i < 6; ++i) {
    EXPECT_NEAR(safetyFor(shares[i]), factors[i], 1e-6);
    OfferedLoadPolicy policy;
    policy.serviceTime = Duration::milliseconds(100);
    policy.waits = Ratio{shares[i]};
    EXPECT_EQ(OfferedLoadRule(policy).workers(observedMinute(0, 400, 1)), slots[i]);
  }
}

// Calls of an hour under a rate that swings once a day: the load swings with 0.9674 of the amplitude, 3,521 s late
// (Jennings et al.: 1/√(1 + (ωS)²), atan(ωS)/ω). The rate is a minute's mean here, which is half a minute more.
TEST(OfferedLoad, LongCallsFollowTheRateLaterAndLess) {
  OfferedLoadPolicy policy;
  policy.serviceTime = Duration::hours(1);
  OfferedLoadRule rule(policy);
  const double omega = 2 * std::numbers::pi / 86'400;
  double most = 0, least = 1e9;
  std::int64_t at = 0;
  for (std::int64_t k = 0; k < 4 * 1440; ++k) {
    const double t = (static_cast<double>(k) + 0.5) * 60;
    rule.workers(observedMinute(k, 1 + 0.5 * std::sin(omega * t), 1));
    if (k < 3 * 1440) continue;
    if (rule.load() > most) most = rule.load(), at = (k + 1) * 60;
    least = std::min(least, rule.load());
  }
  EXPECT_NEAR((most - least) / 3600, 0.9674, 1e-4);
  EXPECT_NEAR(static_cast<double>(at - 3 * 86'400 - 21'600), 3521, 60);
}

// Current 5, the first two periods cannot be changed; the cheapest plan goes to 9 once and stays.
TEST(Mpc, TheCheapestPlanPaysForAShortageItCannotMendAndBridgesTheValley) {
  const Plan plan = cheapestPlan(Workers{5, 6, 9, 9, 6, 6, 10}, 5, 2, 10, 3);
  EXPECT_EQ(plan.workers, (Workers{5, 5, 9, 9, 9, 9, 10}));
  EXPECT_EQ(plan.cost, 81);
}

TEST(Mpc, AStraightLineIsFollowedAhead) {
  MpcPolicy policy = carryingOne<MpcPolicy>();
  policy.lead = 3;
  policy.launch = 0;
  MpcRule rule(policy);
  for (int k = 0; k < 9; ++k) rule.workers(observedMinute(k, 10 + k, 20));
  EXPECT_EQ(rule.workers(observedMinute(9, 19, 20)), 23)
      << "one more a minute; what is ordered now serves the fourth from now";
}

// Lin et al.'s bounds and their rule on r = 2,5,5,1,1,4,4,1,1,1,1,3 with β = 3.
TEST(LazyProvisioning, KeepsWhatIsIdleForAsLongAsALaunchCosts) {
  const std::vector<double> needs{2, 5, 5, 1, 1, 4, 4, 1, 1, 1, 1, 3};
  const Workers low{2, 5, 5, 1, 1, 4, 4, 1, 1, 1, 1, 3}, high{2, 5, 5, 5, 5, 5, 4, 4, 4, 4, 1, 3};
  LazyBounds bounds(3);
  for (std::size_t t = 0; t < needs.size(); ++t) {
    std::vector<double> costs;
    for (int n = 0; n <= 5; ++n) costs.push_back(n < needs[t] ? std::numeric_limits<double>::infinity() : n);
    const auto ends = bounds.step(costs);
    EXPECT_EQ(ends.low, low[t]) << t;
    EXPECT_EQ(ends.high, high[t]) << t;
  }
  EXPECT_EQ(followed(LazyRule(carryingOne<LazyPolicy>()), 0, needs), (Workers{2, 5, 5, 5, 5, 5, 4, 4, 4, 4, 1, 3}));
}

TEST(LazyProvisioning, ReckonsWithNoMoreThanAHundredThousandWorkers) {
  EXPECT_EQ(followed(LazyRule(carryingOne<LazyPolicy>()), 0, {1e12}), Workers{100'000});
}

// The schedule that the tests of soco (a library of such algorithms) expect for cost (n − t mod 5)² and β = 1; it takes
// the smallest of equally good ends on both sides.
TEST(LazyProvisioning, ComesToAPublishedScheduleForACostThatIsNotOurs) {
  LazyBounds bounds(1);
  Workers schedule;
  std::int64_t n = 0;
  for (int t = 1; t <= 10; ++t) {
    std::vector<double> costs;
    for (int k = 0; k <= 10; ++k) costs.push_back((k - t % 5) * (k - t % 5));
    const auto ends = bounds.step(costs, LazyBounds::Ties::smallest);
    schedule.push_back(n = std::clamp(n, ends.low, std::max(ends.low, ends.high)));
  }
  EXPECT_EQ(schedule, (Workers{0, 1, 2, 3, 0, 0, 1, 2, 3, 0}));
}

// 85 % for two minutes: ⌈10 · 0.1⌉ = 1 more; then five minutes' pause, whatever comes; at 95 % ⌈11 · 0.3⌉ = 4 more.
TEST(Threshold, StepsAndRests) {
  EXPECT_EQ(
      followed(ThresholdRule(carryingOne<ThresholdPolicy>()), 10, {8.5, 8.5, 10.45, 10.45, 10.45, 10.45, 10.45, 10.45}),
      (Workers{10, 11, 11, 11, 11, 11, 15, 15}));
}

// Low for five minutes: of three workers a tenth is none, and one goes; the next no sooner than five minutes later.
TEST(Threshold, TakesAtLeastOneAway) {
  EXPECT_EQ(followed(ThresholdRule(carryingOne<ThresholdPolicy>()), 3, std::vector<double>(11, 0.4)),
            (Workers{3, 3, 3, 3, 2, 2, 2, 2, 2, 1, 1}));
}

// Pole placement: a plant y(k+1) = 0.6 y(k) + 0.4 u(k) with both poles of the loop at 0.4 needs K_P = (a − p²)/b = 1.1
// and K_I = (1 − p)²/b = 0.9; its answer to a step.
TEST(Pi, MovesAPlantAsItsPolesSay) {
  PiPolicy spec;
  spec.proportional = 1.1;
  spec.integral = 0.9;
  PiRule rule(spec);
  double y = 0;
  for (const double expected : {0.8, 1.0, 1.032, 1.0256, 1.0154, 1.0082, 1.0041, 1.0020}) {
    y = 0.6 * y + 0.4 * rule.output(1 - y);
    EXPECT_NEAR(y, expected, 5e-5);
  }
}

// An integrator with dead time of three ticks, r = b = 1: below 2 sin(π/14) = 0.445 it settles, above it diverges.
TEST(Pi, WithDeadTimeIsStableBelowItsBoundOnly) {
  const auto left = [](double gain) {
    PiPolicy spec;
    spec.integral = gain;
    PiRule rule(spec);
    std::vector<double> u{0, 0, 0, 0};
    double most = 0;
    for (std::size_t k = 0; k < 400; ++k) {
      const double y = u[u.size() - 4];
      u.push_back(rule.output(1 - y));
      if (k >= 380) most = std::max(most, std::abs(1 - y));
    }
    return most;
  };
  EXPECT_LT(left(0.30), 1e-12);
  EXPECT_NEAR(left(0.44), 0.448, 5e-4);
  EXPECT_NEAR(left(0.46), 15.97, 5e-3);
}

// Half a target too much with a gain of four: two more each minute. Held at 12 by somebody, it does not wind up.
TEST(Pi, GoesOnFromTheFleetThatThereIs) {
  PiPolicy spec;
  spec.target = 60;
  spec.integral = 4;
  PiRule rule(spec);
  EXPECT_EQ(rule.workers(observedMinute(0, 1.5, 10)), 12);
  EXPECT_EQ(rule.workers(observedMinute(1, 1.5, 12)), 14);
  EXPECT_EQ(rule.workers(observedMinute(2, 1.5, 12)), 14);
  EXPECT_EQ(rule.workers(observedMinute(3, 0.5, 12)), 10);
}

TEST(ResearchPolicies, DecideOncePerPeriodAndNotWithoutAValue) {
  FollowTheLoad policy(carryingOne<FollowPolicy>(), Duration());
  Observation seen = observedMinute(0, 5, 3);
  EXPECT_TRUE(policy.consider(seen).acts);
  EXPECT_EQ(policy.consider(seen).wanted, 5);
  seen.fresh = false;
  EXPECT_FALSE(policy.consider(seen).acts);
  EXPECT_EQ(policy.consider(seen).wanted, 5) << "it still wants so";
  seen = observedMinute(1, std::nan(""), 3);
  EXPECT_FALSE(policy.consider(seen).acts);
}

}  // namespace
}  // namespace headroom
