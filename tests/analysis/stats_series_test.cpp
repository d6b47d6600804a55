#include "analysis/stats/batch_means.h"
#include "analysis/stats/quantile.h"
#include "analysis/stats/warm_up.h"

#include <cmath>
#include <limits>
#include <numeric>
#include <vector>

#include <gtest/gtest.h>

namespace headroom::stats {
namespace {

struct Ranks {
  std::uint64_t n;
  double q, level;
  std::uint64_t lower, upper;
  double coverage;
};

/// Binomial sums with 40 digits, by another program.
TEST(Quantile, RanksAreThoseOfTheBinomialLaw) {
  for (const Ranks& r :
       {Ranks{1000, 0.5, 0.95, 469, 532, 0.9537088026}, Ranks{1000, 0.95, 0.95, 936, 964, 0.9580952682},
        Ranks{1000, 0.99, 0.95, 983, 997, 0.9760947635}, Ranks{10000, 0.999, 0.99, 9981, 9998, 0.9938021091},
        Ranks{100, 0.9, 0.95, 84, 96, 0.9556901072}, Ranks{60, 0.95, 0.95, 53, 61, 0.9902108513}}) {
    const QuantileRanks got = quantileRanks(r.n, r.q, r.level);
    EXPECT_EQ(got.lower, r.lower);
    EXPECT_EQ(got.upper, r.upper);
    EXPECT_NEAR(got.coverage, r.coverage, 1e-9);
  }
}

TEST(Quantile, OfTooFewValuesHasNoBound) {
  EXPECT_EQ(quantileRanks(367, 0.99).upper, 368u) << "0.99^367 is more than 2.5 %";
  EXPECT_EQ(quantileRanks(368, 0.99).upper, 368u) << "0.99^368 is less";
  const QuantileInterval one = quantileInterval(std::vector{7.0}, 0.5);
  EXPECT_EQ(one.value, 7);
  EXPECT_EQ(one.lower, -std::numeric_limits<double>::infinity());
  EXPECT_EQ(one.upper, std::numeric_limits<double>::infinity());
  EXPECT_TRUE(std::isnan(quantileInterval({}, 0.5).value));
  EXPECT_EQ(quantileInterval({}, 0.5).n, 0u);
}

TEST(Quantile, BoundsAreOrderStatistics) {
  std::vector<double> values;
  for (int i = 0; i < 100; ++i) values.push_back((i * 37) % 100 + 1);  // 1 … 100, not in order
  values.push_back(std::numeric_limits<double>::quiet_NaN());
  const QuantileInterval median = quantileInterval(values, 0.5);
  EXPECT_EQ(median.n, 100u);
  EXPECT_EQ(median.value, 50);
  EXPECT_EQ(median.lower, 40);
  EXPECT_EQ(median.upper, 61);  // of a known table: ranks 40 and 61 of 100
  EXPECT_NEAR(median.coverage, 0.9648, 5e-5);
}

/// The means of fives are 0.4, 1.8, 3.2, 4, 4.2, 4, 4.2, 4; of their rests the one from the fourth on varies least:
/// 0.214297, 0.093761, 0.019259, 0.00192, 0.0025.
TEST(WarmUp, CutsWhereTheRestIsSurest) {
  std::vector<double> x{0, 0, 1, 0, 1, 1, 2, 2, 1, 3, 2, 3, 4, 3, 4, 4, 3, 5, 4, 4,
                        5, 4, 4, 3, 5, 4, 5, 3, 4, 4, 5, 4, 3, 4, 5, 4, 4, 5, 3, 4};
  EXPECT_EQ(warmUpOf(x).values, 15u);
  EXPECT_TRUE(warmUpOf(x).found);
  EXPECT_NEAR(std::accumulate(x.begin() + 15, x.end(), 0.0) / 25, 4.08, 1e-12);
  x.push_back(100);  // no whole five
  EXPECT_EQ(warmUpOf(x).values, 15u);
}

TEST(WarmUp, SaysWhenTheRunIsTooShortToTell) {
  std::vector<double> rising(100);
  std::iota(rising.begin(), rising.end(), 0);
  EXPECT_FALSE(warmUpOf(rising).found);
  EXPECT_FALSE(warmUpOf(std::vector{1.0, 2.0}).found);
  const std::vector<double> flat(50, 0.1);
  EXPECT_EQ(warmUpOf(flat).values, 0u);
  EXPECT_TRUE(warmUpOf(flat).found);
}

/// Σ(x−x̄)² = 10, Σ of neighbours' products = 4.
TEST(BatchMeans, AutocorrelationByHand) {
  EXPECT_NEAR(lag1Of(std::vector{1.0, 2.0, 3.0, 4.0, 5.0}), 0.4, 1e-15);
  EXPECT_EQ(lag1Of(std::vector{2.0, 2.0, 2.0}), 0);
}

/// Eight values about 2, eight about 1, and so on: means of eights alternate, those of sixteens are nearly equal.
TEST(BatchMeans, MakesBatchesLongerUntilTheyAreIndependent) {
  std::vector<double> values;
  for (int i = 0; i < 800; ++i) values.push_back(i / 8 % 2 ? 1 + 0.3 * std::sin(i * i) : 2 + 0.3 * std::sin(i * i));
  EXPECT_EQ(batchMeans(values, 200).batchSize, 4u) << "fours: 2 2 1 1 2 2 …, uncorrelated";
  const BatchMeans eights = batchMeans(values, 100);
  EXPECT_EQ(eights.batchSize, 16u);
  EXPECT_TRUE(eights.independent);
  EXPECT_EQ(eights.interval.n, 50u);
}

TEST(BatchMeans, SaysWhenTheRunIsTooShort) {
  std::vector<double> rising(400);
  std::iota(rising.begin(), rising.end(), 0);
  const BatchMeans m = batchMeans(rising);
  EXPECT_FALSE(m.independent);
  EXPECT_EQ(m.interval.n, 10u);
  EXPECT_EQ(batchMeans(std::vector{1.0}).batchSize, 0u);
  EXPECT_TRUE(std::isnan(batchMeans(std::vector{1.0}).interval.mean));
}

/// What does not fill a batch is left out at the begin.
TEST(BatchMeans, UsesTheEndOfTheRun) {
  std::vector<double> values(7, 1000.0);
  for (int i = 0; i < 40; ++i) values.push_back(i % 2);
  EXPECT_NEAR(batchMeans(values, 20).interval.mean, 0.5, 1e-15);
}

}  // namespace
}  // namespace headroom::stats
