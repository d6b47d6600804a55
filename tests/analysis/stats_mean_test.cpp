#include "analysis/stats/half_width.h"
#include "analysis/stats/many.h"
#include "analysis/stats/mean.h"
#include "analysis/stats/paired.h"
#include "analysis/stats/stopping.h"

#include <cmath>
#include <limits>
#include <numbers>
#include <vector>

#include <gtest/gtest.h>

namespace headroom::stats {
namespace {

constexpr double notANumber = std::numeric_limits<double>::quiet_NaN();
const std::vector<double> ten{4.91, 5.32, 4.47, 5.05, 5.61, 4.83, 5.20, 4.66, 5.14, 4.98};
const std::vector<double> eight{101, 98, 110, 95, 104, 99, 107, 102};

/// Every table of Student's t has these to three places; the rest by bisection of the beta function with 30 digits.
TEST(Mean, QuantilesOfStudentArePublishedOnes) {
  EXPECT_NEAR(studentQuantile(0.975, 9), 2.2621571627982, 1e-12);
  EXPECT_NEAR(studentQuantile(0.95, 1), 6.31375151467504, 1e-11);
  EXPECT_NEAR(studentQuantile(0.995, 5), 4.03214298355523, 1e-12);
  EXPECT_NEAR(studentQuantile(0.975, 120), 1.97993040508244, 1e-12);
  EXPECT_NEAR(studentQuantile(0.9995, 3), 12.923978636688, 1e-10);
}

TEST(Mean, IntervalOfTenReplicationsByHand) {
  const MeanInterval m = meanInterval(ten);
  EXPECT_EQ(m.n, 10u);
  EXPECT_NEAR(m.mean, 5.017, 1e-12);
  EXPECT_NEAR(m.deviation * m.deviation, 0.107512222222222, 1e-12);
  EXPECT_NEAR(m.halfWidth, 0.234558779645801, 1e-12);  // 2.2621571627982 · sqrt(0.1075122…/10)
  EXPECT_NEAR(m.upper() - m.lower(), 2 * m.halfWidth, 1e-15);
}

TEST(Mean, OfFewValuesWhatIsNotKnownIsNotANumber) {
  EXPECT_TRUE(std::isnan(meanInterval({}).mean));
  const MeanInterval one = meanInterval(std::vector{notANumber, 3.0, notANumber});
  EXPECT_EQ(one.n, 1u);
  EXPECT_EQ(one.mean, 3);
  EXPECT_TRUE(std::isnan(one.halfWidth));
  EXPECT_TRUE(std::isnan(chanceOfZero(one)));
  EXPECT_EQ(meanInterval(std::vector{2.0, notANumber, 2.0, 2.0}).halfWidth, 0);
}

/// t = 2 with one degree of freedom (Cauchy): 1 − 2·atan(2)/π; the interval at that level ends at 0.
TEST(Mean, ChanceOfZeroIsOneLessTheLevelWhoseIntervalEndsThere) {
  const std::vector<double> two{0.5, 1.5};  // mean 1, deviation √½, t = 1/(√½/√2) = 2
  const double chance = chanceOfZero(meanInterval(two));
  EXPECT_NEAR(chance, 1 - 2 * std::atan(2.0) / std::numbers::pi, 1e-12);
  EXPECT_NEAR(meanInterval(two, 1 - chance).lower(), 0, 1e-9);
}

TEST(Paired, DifferencesOfPairsByHand) {
  const std::vector<double> a{10, 12, 11, notANumber, 13}, b{9, 10.5, 10, 7, 11.5};
  const Paired p = paired(a, b);  // differences −1, −1.5, −1, −1.5: mean −1.25, s² = 1/12
  EXPECT_EQ(p.difference.n, 4u);
  EXPECT_NEAR(p.difference.mean, -1.25, 1e-12);
  EXPECT_NEAR(p.difference.deviation, std::sqrt(1.0 / 12), 1e-12);
  EXPECT_NEAR(p.difference.halfWidth, studentQuantile(0.975, 3) * std::sqrt(1.0 / 12) / 2, 1e-12);
  EXPECT_NEAR(p.relative.mean, 41.0 / 46 - 1, 1e-12);
  // Residuals b − 41/46·a over 11.5: 0.0869565…, −0.195652…, 0.195652…, −0.0869565… over 11.5; s² = Σ/3.
  const double e1 = 2.0 / 23, e2 = 4.5 / 23, s = std::sqrt(2 * (e1 * e1 + e2 * e2) / 3) / 11.5;
  EXPECT_NEAR(p.relative.halfWidth, studentQuantile(0.975, 3) * s / 2, 1e-12);
  // Σ(a−ā)² = 5, Σ(b−b̄)² = 3.25, Σ(a−ā)(b−b̄) = 4.
  EXPECT_NEAR(p.correlation, 4 / std::sqrt(5 * 3.25), 1e-12);
  EXPECT_LT(p.chance, 0.01);
}

TEST(Paired, WhatIsLuckInBothIsNoDifference) {
  std::vector<double> a, b;
  for (int i = 0; i < 30; ++i) {
    const double luck = 10 * std::sin(1.7 * i), own = 0.1 * std::cos(3.1 * i);
    a.push_back(100 + luck);
    b.push_back(101 + luck + own);
  }
  const Paired p = paired(a, b);
  EXPECT_GT(p.correlation, 0.99);
  EXPECT_LT(p.difference.halfWidth, 0.05);
  EXPECT_GT(meanInterval(a).halfWidth + meanInterval(b).halfWidth, 4) << "unpaired, 1 could not be told from 0";
}

/// 0.1 + 0.2 is not 0.3, and nobody is dearer for that.
TEST(Paired, SumsInAnotherOrderDoNotDiffer) {
  const std::vector<double> a{0.1 + 0.2, 3}, b{0.3, 3};
  ASSERT_NE(a[0], b[0]);
  const Paired p = paired(a, b);
  EXPECT_EQ(p.difference.mean, 0);
  EXPECT_EQ(p.relative.mean, 0);
}

TEST(Paired, OfNothingNothingIsKnown) {
  const Paired none = paired(std::vector{notANumber, 1.0}, std::vector{1.0, notANumber});
  EXPECT_EQ(none.difference.n, 0u);
  EXPECT_TRUE(std::isnan(none.difference.mean) && std::isnan(none.relative.mean) && std::isnan(none.chance));
  EXPECT_TRUE(std::isnan(paired(std::vector{0.0, 0.0}, std::vector{1.0, 2.0}).relative.mean));
}

/// γ' = 0.05/1.05 = 0.047619 against 0.2345587796/5.017 = 0.0467528 at ten: stop; at 4 % not yet.
TEST(Stopping, StopsAtTheFirstNumberThatIsPreciseEnough) {
  EXPECT_EQ(stopsAt(ten, 0.05), 10u);
  EXPECT_EQ(stopsAt(ten, 0.048), std::nullopt);  // 0.0458015
  EXPECT_EQ(stopsAt(std::vector<double>(9, 1.0), 0.05), std::nullopt) << "never before ten";
  std::vector<double> longer = ten;
  longer.insert(longer.end(), {5.0, 5.0, 5.0});
  EXPECT_EQ(stopsAt(longer, 0.048), 11u);
  EXPECT_EQ(stopsAt(longer, 0.05), 10u) << "what comes later changes nothing";
}

/// x̄ = 102, s = 4.898979: 2 % takes t₂₅·s/√26 = 1.97874 ≤ 0.0196078·102 = 2; at 25, t₂₄·s/5 = 2.02220.
TEST(Stopping, TellsHowManyItWillTake) {
  EXPECT_NEAR(meanInterval(eight).halfWidth, 4.0956493, 1e-6);
  EXPECT_EQ(replicationsAhead(eight, 0.02), 26u);
  EXPECT_EQ(replicationsAhead(std::vector{1.0}, 0.02), std::nullopt);
  EXPECT_EQ(replicationsAhead(std::vector{-1.0, 1.0}, 0.02), std::nullopt);
  EXPECT_EQ(replicationsAhead(std::vector{5.0, 5.0}, 0.01), 10u);
}

/// What a comparison said of a median that all its replications had moved alike, ± 6.4e-18. A billionth is no rounding.
TEST(HalfWidth, OfRoundingAloneIsToldAsNone) {
  EXPECT_EQ(toldHalfWidth(-0.0002621, 6.4e-18), 0);
  EXPECT_EQ(toldHalfWidth(1, 1e-9), 1e-9);
  EXPECT_EQ(toldHalfWidth(0, 1e-9), 1e-9);
  EXPECT_TRUE(std::isnan(toldHalfWidth(1, std::nan("")))) << "what is not known stays so";
}

/// Holm's example of four: 0.005·4, 0.01·3, 0.03·2, and 0.04, which may not be less than the one before.
TEST(Many, HolmStepsDownAndNeverFalls) {
  const std::vector<double> corrected = holm(std::vector{0.01, 0.04, notANumber, 0.03, 0.005});
  EXPECT_NEAR(corrected[0], 0.03, 1e-15);
  EXPECT_NEAR(corrected[1], 0.06, 1e-15);
  EXPECT_TRUE(std::isnan(corrected[2]));
  EXPECT_NEAR(corrected[3], 0.06, 1e-15);
  EXPECT_NEAR(corrected[4], 0.02, 1e-15);
  EXPECT_EQ(holm(std::vector{0.9, 0.8})[0], 1);
}

TEST(Many, IntervalsThatHoldTogetherAreWider) {
  EXPECT_NEAR(bonferroniLevel(0.95, 5), 0.99, 1e-15);
  EXPECT_EQ(bonferroniLevel(0.95, 0), 0.95);
}

}  // namespace
}  // namespace headroom::stats
