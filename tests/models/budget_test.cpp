/// What is spent of an error budget, and of which time.
#include "models/budget.h"

#include "tests/models/clockwork.h"

#include <gtest/gtest.h>

namespace headroom {
namespace {

TEST(BudgetWindow, KeepsTheWorstOfAllWindows) {
  BudgetWindow two(2);
  two.minute(10, 10);
  EXPECT_FALSE(two.full());
  two.minute(5, 10);  // 5 bad of 20
  EXPECT_TRUE(two.full());
  EXPECT_EQ(two.worst(), 0.25);
  two.minute(4, 10);  // 11 of 20
  EXPECT_EQ(two.worst(), 0.55);
  two.minute(30, 30);  // 6 of 40
  EXPECT_EQ(two.worst(), 0.55);
}

TEST(BudgetWindow, AMinuteWithoutAnyIsOneOfThem) {
  BudgetWindow two(2);
  two.minute(1, 2);
  two.minute(0, 0);
  EXPECT_EQ(two.worst(), 0.5);
  two.minute(0, 0);
  EXPECT_EQ(two.worst(), 0.5) << "nothing ended, so nothing was bad";
}

/// A call a second; both zones answer with errors only in the seconds from 600 to 660: 60 of 3600 are bad.
double spent(std::optional<Duration> window) {
  ScenarioSpec spec = clockwork(3600, 0.01);
  ObjectiveSpec objective;
  objective.name = "served";
  objective.target = Ratio{0.9};
  objective.window = window;
  spec.objectives.push_back(objective);
  FaultSpec errors;
  errors.name = "errors";
  errors.at = after(600);
  errors.lasts = Deterministic{Duration::seconds(60)};
  errors.fault = Erroring{"web", "", Ratio{1}};
  spec.faults.push_back(errors);
  return run(spec).slo.at(0).budgetSpent;
}

/// Of a tenth that may be bad: 1/60 of the hour are; of the ten minutes around it a tenth; of 30 hours 1/1800, if the
/// other 29 are like the rest of this one.
TEST(Objective, SpendsTheBudgetOfItsWindow) {
  EXPECT_NEAR(spent({}), 60.0 / 3600 / 0.1, 1e-3);
  EXPECT_NEAR(spent(Duration::minutes(60)), 60.0 / 3600 / 0.1, 1e-3);
  EXPECT_NEAR(spent(Duration::minutes(10)), 60.0 / 600 / 0.1, 2e-2) << "one more or less at its ends";
  EXPECT_NEAR(spent(Duration::hours(30)), 60.0 / 3600 / 30 / 0.1, 1e-4);
}

}  // namespace
}  // namespace headroom
