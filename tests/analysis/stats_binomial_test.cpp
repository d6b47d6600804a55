#include "analysis/stats/binomial.h"

#include <array>
#include <cmath>

#include <gtest/gtest.h>

namespace headroom::stats {
namespace {

/// P(Bin(n, p) = k), term by term: what the bounds are held against.
double chance(std::uint64_t k, std::uint64_t n, double p) {
  double c = 1;
  for (std::uint64_t i = 0; i < k; ++i) c *= static_cast<double>(n - i) / static_cast<double>(i + 1);
  return c * std::pow(p, static_cast<double>(k)) * std::pow(1 - p, static_cast<double>(n - k));
}

double chanceOfAtLeast(std::uint64_t k, std::uint64_t n, double p) {
  double sum = 0;
  for (std::uint64_t i = k; i <= n; ++i) sum += chance(i, n, p);
  return sum;
}

TEST(Binomial, BoundsAreWhereTheTailIsTheRestOfTheLevel) {
  for (const std::uint64_t n : {1ull, 2ull, 10ull, 59ull, 120ull})
    for (std::uint64_t k = 0; k <= n; ++k) {
      if (k > 0) {
        EXPECT_NEAR(chanceOfAtLeast(k, n, lowerBound(k, n, 0.95)), 0.05, 1e-10) << k << " of " << n;
      }
      if (k < n) {
        EXPECT_NEAR(chanceOfAtLeast(k + 1, n, upperBound(k, n, 0.95)), 0.95, 1e-10) << k << " of " << n;
      }
    }
}

TEST(Binomial, AllOrNoneHaveClosedForms) {
  // p^n = 1 - level of n clean ones; (1 - p)^n likewise of n failed ones.
  EXPECT_NEAR(lowerBound(59, 59, 0.95), std::pow(0.05, 1.0 / 59), 1e-12);
  EXPECT_NEAR(upperBound(0, 20, 0.95), 1 - std::pow(0.05, 1.0 / 20), 1e-12);
  EXPECT_EQ(lowerBound(0, 20, 0.95), 0);
  EXPECT_EQ(upperBound(20, 20, 0.95), 1);
}

// Inverse beta functions by bisection with 40 digits (mpmath); R's binom.test prints the same: 3 of 200, and 7 of 10.
TEST(Binomial, IntervalsArePublishedOnes) {
  const Bounds rare = binomialInterval(3, 200, 0.95), often = binomialInterval(7, 10, 0.95);
  EXPECT_NEAR(rare.lower, 0.00310410762155351, 1e-12);
  EXPECT_NEAR(rare.upper, 0.0432082819177126, 1e-12);
  EXPECT_NEAR(often.lower, 0.347547149940003, 1e-12);
  EXPECT_NEAR(often.upper, 0.933260488822265, 1e-12);
}

TEST(Binomial, FiftyNineCleanReplicationsShowNinetyFivePerCent) {
  EXPECT_GE(lowerBound(59, 59, 0.95), 0.95);
  EXPECT_LT(lowerBound(58, 58, 0.95), 0.95);
  // ceil(ln 0.05 / ln p), and with failures allowed: the known numbers of success-run tests.
  EXPECT_EQ(replicationsFor(0.9, 0.95), 29u);
  EXPECT_EQ(replicationsFor(0.95, 0.95), 59u);
  EXPECT_EQ(replicationsFor(0.99, 0.95), 299u);
  EXPECT_EQ(replicationsFor(0.999, 0.95), 2995u);
  constexpr std::array<std::uint64_t, 4> runs{59, 93, 124, 153};
  for (std::uint64_t failures = 0; failures < runs.size(); ++failures)
    EXPECT_EQ(replicationsFor(0.95, 0.95, failures), runs[failures]);
}

TEST(Binomial, ReplicationsForAndTheLowerBoundSayTheSame) {
  for (const double p : {0.5, 0.8, 0.97})
    for (const double level : {0.8, 0.95, 0.999})
      for (const std::uint64_t failures : {0ull, 1ull, 4ull}) {
        const std::uint64_t n = replicationsFor(p, level, failures);
        EXPECT_GE(lowerBound(n - failures, n, level), p - 1e-12);
        if (n > failures + 1) {
          EXPECT_LT(lowerBound(n - 1 - failures, n - 1, level), p);
        }
      }
}

}  // namespace
}  // namespace headroom::stats
