#include "sim/histogram.h"

#include "sim/random.h"

#include <algorithm>
#include <cmath>
#include <map>

#include <gtest/gtest.h>

namespace headroom {
namespace {

TEST(Histogram, EdgesAndBinsAgreeOverTheWholeRange) {
  for (std::int64_t x = 1; x > 0 && x < INT64_MAX / 3; x += x / 50 + 1) {
    Histogram h;
    h.add(x);
    std::size_t bin = 0;
    h.forEach([&](std::size_t b, std::uint64_t) { bin = b; });
    EXPECT_LE(Histogram::lowerEdge(bin), x);
    EXPECT_GT(Histogram::lowerEdge(bin + 1), x);
  }
}

TEST(Histogram, QuantilesAreNearestRankWithinTheStatedError) {
  Stream g = Seeds{1, 0}.stream("histogram");
  Histogram h, half, other;
  std::vector<std::int64_t> x;
  for (int i = 0; i < 10'001; ++i) {
    x.push_back(static_cast<std::int64_t>(1e6 / uniformOpen(g)));
    h.add(x.back());
    (i % 2 ? half : other).add(x.back());
  }
  std::sort(x.begin(), x.end());
  half.merge(other);
  for (const double q : {0.0001, 0.5, 0.9, 0.99, 0.999, 1.0}) {
    const auto rank = static_cast<std::size_t>(std::ceil(q * static_cast<double>(x.size())));
    const double exact = static_cast<double>(x[rank - 1]) * 1e-9;
    EXPECT_NEAR(h.quantile(q), exact, Histogram::relativeError * exact) << q;
    EXPECT_EQ(h.quantile(q), half.quantile(q)) << "merging loses nothing";
  }
  EXPECT_EQ(h.max(), x.back());
  h.clear();
  EXPECT_EQ(h.count(), 0u);
  h.add(5);
  EXPECT_DOUBLE_EQ(h.quantile(0.5), 5e-9);
}

/// Below 256 ns a bin is one nanosecond, so there every quantile is exact.
TEST(Histogram, SmallValuesAreExact) {
  Histogram h;
  for (std::int64_t x = 0; x < 256; ++x) h.add(x);
  for (int k = 1; k <= 256; ++k) EXPECT_NEAR(h.quantile(k / 256.0), (k - 1) * 1e-9, 1e-18) << k;
}

/// ⌈0.07·100⌉ is 7 although 0.07·100 is 7.000000000000001 in doubles.
TEST(Histogram, TheRankIsNotPushedUpByARoundingError) {
  Histogram h;
  for (std::int64_t x = 1; x <= 100; ++x) h.add(x);
  for (int percent = 1; percent <= 100; ++percent) EXPECT_NEAR(h.quantile(percent / 100.0), percent * 1e-9, 1e-18);
  EXPECT_NEAR(h.quantile(0), 1e-9, 1e-18);
}

TEST(Histogram, NothingIsAboveTheGreatestValue) {
  Histogram h;
  h.add(1'000'000'001);
  EXPECT_DOUBLE_EQ(h.quantile(1), 1.000000001);
  EXPECT_LE(h.quantile(0.5), 1.000000001);
}

TEST(Histogram, ManyQuantilesInOneWalkAreTheSameAsOneByOne) {
  Stream g(4);
  Histogram h;
  for (int i = 0; i < 5000; ++i) h.add(static_cast<std::int64_t>(below(g, 1'000'000'000)));
  const std::vector<double> qs{0, 0.001, 0.5, 0.5, 0.9, 0.999, 1};
  std::vector<double> all(qs.size());
  h.quantiles(qs, all);
  for (std::size_t i = 0; i < qs.size(); ++i) EXPECT_EQ(all[i], h.quantile(qs[i]));
}

TEST(Histogram, HoldsTheLongestLengthThereIs) {
  Histogram h;
  h.add(INT64_MAX);
  h.add(std::int64_t{1} << 62);
  EXPECT_EQ(h.max(), INT64_MAX);
  // The least value of a bin is the one that the middle misses by all of the stated error.
  EXPECT_NEAR(h.quantile(0.5) / (0x1p62 * 1e-9), 1, Histogram::relativeError * (1 + 1e-9));
}

TEST(Histogram, EmptyOnesAreHarmless) {
  Histogram empty, one;
  one.add(7);
  one.merge(empty);
  EXPECT_EQ(one.count(), 1u);
  empty.clear();
  empty.forEach([](std::size_t, std::uint64_t) { FAIL() << "an empty histogram has no bins"; });
  EXPECT_EQ(empty.quantile(0.5), 0);
  empty.merge(one);
  EXPECT_EQ(empty.max(), 7);
}

/// Eight bins at once are the sums of eight, from whatever bin the first value is in.
TEST(Histogram, BinsTogetherAreTheirSums) {
  Histogram h;
  for (std::int64_t x = 300; x < 1'000'000'000; x += 1 + x / 100) h.add(x);
  std::map<std::size_t, std::uint64_t> summed, together;
  h.forEach([&](std::size_t bin, std::uint64_t n) { summed[bin / 8] += n; });
  h.forEach<8>([&](std::size_t bin, std::uint64_t n) { together[bin] += n; });
  EXPECT_GT(together.size(), 100u);
  EXPECT_EQ(together, summed);
  Histogram().forEach<8>([](std::size_t, std::uint64_t) { FAIL() << "an empty histogram has no bins"; });
}

/// After clear nothing of before is left, wherever the new values lie.
TEST(Histogram, ClearedIsAsNew) {
  Histogram used, fresh;
  for (std::int64_t x = 1; x < 1'000'000'000; x = x * 3 / 2 + 1) used.add(x);
  used.clear();
  for (const std::int64_t x : {5LL, 5'000LL, 5'000'000'000LL}) {
    used.add(x);
    fresh.add(x);
  }
  std::vector<std::pair<std::size_t, std::uint64_t>> a, b;
  used.forEach([&](std::size_t bin, std::uint64_t n) { a.emplace_back(bin, n); });
  fresh.forEach([&](std::size_t bin, std::uint64_t n) { b.emplace_back(bin, n); });
  EXPECT_EQ(a, b);
  EXPECT_EQ(used.quantile(0.5), fresh.quantile(0.5));
}

}  // namespace
}  // namespace headroom
