// The arithmetic of scaling: alarms and target tracking are pure, so literals say what they do.
#include "models/scaling/target_tracking.h"

#include <limits>
#include <vector>

#include <gtest/gtest.h>

namespace headroom {
namespace {

constexpr double nothing = std::numeric_limits<double>::quiet_NaN();

/// The five rows of "Configuring how CloudWatch alarms treat missing data" for 3 of 3 and missing data `missing`;
/// 1 breaches, 0 does not; oldest first.
TEST(Alarm, TreatsMissingDataAsCloudWatchDocumentsIt) {
  const AlarmRule rule{3, 3, Comparison::above, 0.5};
  const double X = 1, O = 0, N = nothing;
  const auto state = [&](const std::vector<double>& points) { return judged(rule, points, AlarmState::ok); };
  EXPECT_EQ(state({O, N, X, N, X}), AlarmState::ok);
  EXPECT_EQ(state({N, N, N, N, O}), AlarmState::ok);
  EXPECT_EQ(state({N, N, N, N, N}), AlarmState::insufficientData);
  EXPECT_EQ(state({O, X, X, N, X}), AlarmState::alarm);
  EXPECT_EQ(state({N, N, X, N, N}), AlarmState::alarm);
}

/// Fewer points than asked for, all of them high: an alarm only once the oldest is three periods old ("premature alarm
/// state" in the same documentation), or if it was one already.
TEST(Alarm, DoesNotFireTooSoonOnFewPoints) {
  const AlarmRule rule{3, 3, Comparison::above, 0.5};
  const double X = 1, N = nothing;
  EXPECT_EQ(judged(rule, std::vector<double>{N, N, N, X, X}, AlarmState::ok), AlarmState::ok);
  EXPECT_EQ(judged(rule, std::vector<double>{N, N, N, X, X}, AlarmState::alarm), AlarmState::alarm);
  EXPECT_EQ(judged(rule, std::vector<double>{N, X, X, N, N}, AlarmState::ok), AlarmState::alarm);
}

TEST(Alarm, NeedsEveryPointBeyondTheThresholdAndEqualIsNotBeyond) {
  const AlarmRule high{3, 3, Comparison::above, 0.6}, low{3, 3, Comparison::below, 0.6};
  const auto state = [](const AlarmRule& rule, const std::vector<double>& points) {
    return judged(rule, points, AlarmState::ok);
  };
  EXPECT_EQ(state(high, {0.7, 0.7, 0.7}), AlarmState::alarm);
  EXPECT_EQ(state(high, {0.7, 0.6, 0.7}), AlarmState::ok);
  EXPECT_EQ(state(low, {0.5, 0.5, 0.5}), AlarmState::alarm);
  EXPECT_EQ(state(low, {0.5, 0.5, 0.6}), AlarmState::ok);
}

/// The policy and its alarms, over values of the last periods.
struct Fleet {
  TargetTracking policy;
  std::int64_t desired, counted;
  Opinion seeing(const std::vector<double>& values) const {
    std::vector<AlarmView> alarms;
    for (const AlarmRule& rule : policy.alarms()) alarms.push_back({judged(rule, values, AlarmState::ok), true});
    Observation seen;
    seen.values = values;
    seen.newest = {Instant(), Instant(), values.back(), counted};
    seen.alarms = alarms;
    seen.desired = desired;
    return policy.consider(seen);
  }
};

TargetTracking tracking(double target, bool scaleIn = true) {
  TargetTrackingPolicy spec;
  spec.target = target;
  spec.scaleIn = scaleIn;
  return {spec, Duration::seconds(300)};
}

/// ⌈4 · 0.9 / 0.6⌉ = 6: the rule is proportional in the newest value, and only after three of them.
TEST(TargetTracking, GrowsInProportionOnceThreePointsAreHigh) {
  Fleet fleet{tracking(0.6), 4, 4};
  EXPECT_EQ(fleet.seeing({0.7, 0.7}).wanted, 4);
  EXPECT_EQ(fleet.seeing({0.7, 0.8, 0.9}).wanted, 6);
}

/// 2 of 4 workers are counted, the others still warm up: ⌈2 · 0.9 / 0.6⌉ = 3 < 4 must not shrink a fleet under load.
TEST(TargetTracking, NeverWantsFewerWhileTheHighAlarmIsOn) {
  Fleet fleet{tracking(0.6), 4, 2};
  EXPECT_EQ(fleet.seeing({0.9, 0.9, 0.9}).wanted, 4);
}

/// 15 points below 0.9 · 0.6 = 0.54; the greatest, 0.36, counts: ⌈10 · 0.36 / 0.6⌉ = 6.
TEST(TargetTracking, ShrinksToWhatTheGreatestOfFifteenLowPointsNeeds) {
  Fleet fleet{tracking(0.6), 10, 10};
  std::vector<double> values(14, 0.12);
  values[3] = 0.36;
  EXPECT_EQ(fleet.seeing(values).wanted, 10);
  values.push_back(0.12);
  const Opinion opinion = fleet.seeing(values);
  EXPECT_EQ(opinion.wanted, 6);
  EXPECT_TRUE(opinion.readyToShrink);
  EXPECT_DOUBLE_EQ(opinion.threshold, 0.54);
}

/// Between 0.54 and 0.6 neither alarm is on.
TEST(TargetTracking, RestsBetweenItsTwoThresholds) {
  Fleet fleet{tracking(0.6), 10, 10};
  EXPECT_EQ(fleet.seeing(std::vector<double>(15, 0.57)).wanted, 10);
}

/// 3 · 0.2 / 0.6 is 1.0000000000000002 in doubles, and must be one worker, not two.
TEST(TargetTracking, RoundingErrorOrdersNoWorker) {
  Fleet fleet{tracking(0.6), 3, 3};
  EXPECT_EQ(fleet.seeing(std::vector<double>(15, 0.2)).wanted, 1);
}

TEST(TargetTracking, WithoutScaleInItHasNoSayInShrinking) {
  Fleet fleet{tracking(0.6, false), 10, 10};
  const Opinion opinion = fleet.seeing(std::vector<double>(15, 0.1));
  EXPECT_EQ(opinion.wanted, 10);
  EXPECT_TRUE(opinion.readyToShrink);
}

}  // namespace
}  // namespace headroom
