#include "analysis/stats/quantile.h"

#include "analysis/stats/math_policy.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include <boost/math/special_functions/beta.hpp>

namespace headroom::stats {
namespace {

/// P(Bin(n, q) < k).
double chanceBelow(std::uint64_t k, std::uint64_t n, double q) {
  if (k == 0) return 0;
  if (k > n) return 1;
  return boost::math::ibetac(static_cast<double>(k), static_cast<double>(n - k + 1), q, InDouble());
}

/// Greatest k in [0, n + 1] that `holds`, which does so from 0 up to some k.
std::uint64_t greatest(std::uint64_t n, auto holds) {
  std::uint64_t yes = 0, no = n + 2;
  while (no - yes > 1) {
    const std::uint64_t middle = yes + (no - yes) / 2;
    (holds(middle) ? yes : no) = middle;
  }
  return yes;
}

}  // namespace

QuantileRanks quantileRanks(std::uint64_t n, double q, double level) {
  const double side = (1 - level) / 2;
  QuantileRanks ranks;
  ranks.lower = greatest(n, [&](std::uint64_t k) { return k <= n && chanceBelow(k, n, q) <= side; });
  ranks.upper = greatest(n, [&](std::uint64_t k) { return k == 0 || 1 - chanceBelow(k - 1, n, q) > side; });
  const double above = ranks.upper > n ? 1 : chanceBelow(ranks.upper, n, q);
  ranks.coverage = above - chanceBelow(ranks.lower, n, q);
  return ranks;
}

QuantileInterval quantileInterval(std::span<const double> values, double q, double level) {
  constexpr double infinity = std::numeric_limits<double>::infinity(), nan = std::numeric_limits<double>::quiet_NaN();
  std::vector<double> sorted;
  std::copy_if(values.begin(), values.end(), std::back_inserter(sorted), [](double x) { return !std::isnan(x); });
  std::sort(sorted.begin(), sorted.end());
  const std::uint64_t n = sorted.size();
  if (n == 0) return {nan, nan, nan, 0, 0};
  const QuantileRanks ranks = quantileRanks(n, q, level);
  const auto rank =
      std::max<std::uint64_t>(1, static_cast<std::uint64_t>(std::ceil(q * static_cast<double>(n) - 1e-9)));
  return {sorted[rank - 1], ranks.lower == 0 ? -infinity : sorted[ranks.lower - 1],
          ranks.upper > n ? infinity : sorted[ranks.upper - 1], ranks.coverage, n};
}

}  // namespace headroom::stats
