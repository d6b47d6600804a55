/// Step scaling by itself: what a fleet of a running service seldom shows.
#include "models/scaling/step.h"

#include <gtest/gtest.h>

namespace headroom {
namespace {

StepPolicy below(double threshold, std::int64_t by) {
  StepPolicy p;
  p.below = threshold;
  p.steps = {{std::nullopt, 0.0, by}};
  return p;
}

Observation seeing(double value, std::span<const AlarmView> alarms) {
  Observation o;
  o.newest.value = value;
  o.alarms = alarms;
  return o;
}

/// Two members more than desired (replacements that were launched first): 32 less 1 is no reason to go below 30.
TEST(StepScaling, AScaleInIsReckonedFromTheMembersThereAre) {
  const StepScaling policy(below(0.5, -1), Duration());
  const AlarmView on{AlarmState::alarm, true};
  Observation o = seeing(0.4, {&on, 1});
  o.desired = 30;
  o.members = o.warmed = 32;
  EXPECT_EQ(policy.consider(o).wanted, 30);
  o.members = o.warmed = 30;
  EXPECT_EQ(policy.consider(o).wanted, 29);
}

/// 0.1 + 0.2 is more than 0.3 in doubles, and 0.7 + 0.1 less than 0.8: a bound is where it was written.
TEST(StepScaling, BoundsAreWhereTheyAreWrittenInSpiteOfBinaryFractions) {
  StepPolicy p;
  p.above = 0.1;
  p.steps = {{0.0, 0.2, 1}, {0.2, 0.7, 2}, {0.7, std::nullopt, 3}};
  const StepScaling policy(p, Duration());
  EXPECT_EQ(policy.match(0.3)->by, 2);
  EXPECT_EQ(policy.match(0.29)->by, 1);
  EXPECT_EQ(policy.match(0.8)->by, 3);
  EXPECT_EQ(policy.match(0.79)->by, 2);
}

}  // namespace
}  // namespace headroom
