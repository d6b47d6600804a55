/// Do 95 % intervals hold the truth 95 times of 100? Each experiment is repeated so often that five standard deviations
/// of the share are 1.1 %; the night repeats twenty times as often.
#include "analysis/stats/batch_means.h"
#include "analysis/stats/paired.h"
#include "analysis/stats/quantile.h"
#include "sim/random.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <numbers>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

namespace headroom::stats {
namespace {

int repeats(int n) {
  const char* scale = std::getenv("HEADROOM_TEST_SCALE");
  return n * (scale ? std::max(1, std::atoi(scale)) : 1);
}

double exponential(Stream& g) { return -std::log(uniformOpen(g)); }

double normal(Stream& g) { return std::sqrt(2 * exponential(g)) * std::cos(2 * std::numbers::pi * uniform(g)); }

template <class Holds>
double shareOf(int n, Holds&& holds) {
  int hits = 0;
  for (int i = 0; i < n; ++i) hits += holds();
  testing::Test::RecordProperty("coverage", std::to_string(static_cast<double>(hits) / n));
  return static_cast<double>(hits) / n;
}

double fiveSigma(int n) { return 5 * std::sqrt(0.95 * 0.05 / n); }

TEST(Coverage, OfAMeanOfTenReplications) {
  Stream g(1);
  const int n = repeats(10'000);
  std::vector<double> x(10);
  const double share = shareOf(n, [&] {
    for (double& v : x) v = 5 + 2 * normal(g);
    const MeanInterval m = meanInterval(x);
    return m.lower() <= 5 && 5 <= m.upper();
  });
  EXPECT_NEAR(share, 0.95, fiveSigma(n));
}

TEST(Coverage, OfADifferenceUnderCommonRandomNumbers) {
  Stream g(2);
  const int n = repeats(10'000);
  std::vector<double> a(8), b(8);
  const double share = shareOf(n, [&] {
    for (std::size_t i = 0; i < a.size(); ++i) {
      const double luck = 3 * normal(g);
      a[i] = 100 + luck + normal(g);
      b[i] = 99 + luck + normal(g);
    }
    const MeanInterval m = paired(a, b).difference;
    return m.lower() <= -1 && -1 <= m.upper();
  });
  EXPECT_NEAR(share, 0.95, fiveSigma(n));
}

/// The ratio's interval is right to first order: within 1 % of 95 %, beside chance, where values vary by 3 % of the
/// mean.
TEST(Coverage, OfARelativeDifference) {
  Stream g(3);
  const int n = repeats(10'000);
  std::vector<double> a(10), b(10);
  const double share = shareOf(n, [&] {
    for (std::size_t i = 0; i < a.size(); ++i) {
      const double luck = 3 * normal(g);
      a[i] = 100 + luck + normal(g);
      b[i] = 88 + luck + normal(g);
    }
    const MeanInterval m = paired(a, b).relative;
    return m.lower() <= -0.12 && -0.12 <= m.upper();
  });
  EXPECT_NEAR(share, 0.95, 0.01 + fiveSigma(n));
}

/// Order statistics have exactly the coverage of the binomial law, whatever the values' own: here 96.69 %,
/// the 171st to the 189th of 200.
TEST(Coverage, OfAQuantileIsWhatItSays) {
  Stream g(4);
  const int n = repeats(2000);
  std::vector<double> x(200);
  double promised = 0;
  const double share = shareOf(n, [&] {
    for (double& v : x) v = exponential(g);
    const QuantileInterval q = quantileInterval(x, 0.9);
    promised = q.coverage;
    return q.lower <= std::log(10.0) && std::log(10.0) < q.upper;
  });
  EXPECT_GE(promised, 0.95);
  EXPECT_NEAR(share, promised, fiveSigma(n));
}

/// How often batch means hold the mean wait of an M/M/1 queue at ρ = 0.8 begun in its steady state, ρ/(1 − ρ)/μ = 4;
/// and how often they say that their batches are independent.
std::pair<double, int> batchMeansOfQueues(int n, std::size_t length) {
  Stream g(5);
  std::vector<double> waits(length);
  int independent = 0;
  const double share = shareOf(n, [&] {
    double wait = uniform(g) < 0.8 ? exponential(g) / 0.2 : 0;
    for (double& w : waits) {
      w = wait;
      wait = std::max(0.0, wait + exponential(g) - exponential(g) / 0.8);
    }
    const BatchMeans m = batchMeans(waits);
    independent += m.independent;
    return m.interval.lower() <= 4 && 4 <= m.interval.upper();
  });
  return {share, independent};
}

/// Batches are never quite independent, so a short run holds less than is promised: 90 % at least.
TEST(Coverage, OfBatchMeansOfAQueueIsNearly) {
  const int n = repeats(300);
  const auto [share, independent] = batchMeansOfQueues(n, 40'000);
  EXPECT_GE(share, 0.90);
  EXPECT_LE(share, 0.95 + fiveSigma(n));
  EXPECT_GT(independent, n * 9 / 10);
}

/// Ten times as long, their batches hardly lean on one another any more.
TEST(Coverage, OfBatchMeansOfALongRunOfAQueueIsWhatIsPromised) {
  const int n = repeats(50);
  EXPECT_NEAR(batchMeansOfQueues(n, 400'000).first, 0.95, fiveSigma(n));
}

}  // namespace
}  // namespace headroom::stats
