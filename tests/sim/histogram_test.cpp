#include "sim/histogram.h"

#include "sim/random.h"

#include <algorithm>
#include <cmath>

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

}  // namespace
}  // namespace headroom
