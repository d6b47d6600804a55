#include "analysis/stats/binomial.h"

#include "analysis/stats/math_policy.h"

#include <boost/math/special_functions/beta.hpp>

namespace headroom::stats {
namespace {

/// P(at most `failures` of n fail), each with probability 1 − p: a tail of the binomial law as a regularised beta
/// function.
double chanceOfAtMost(std::uint64_t failures, std::uint64_t n, double p) {
  if (failures >= n) return 1;
  return boost::math::ibeta(static_cast<double>(n - failures), static_cast<double>(failures + 1), p, InDouble());
}

}  // namespace

double lowerBound(std::uint64_t k, std::uint64_t n, double level) {
  if (k == 0) return 0;
  return boost::math::ibeta_inv(static_cast<double>(k), static_cast<double>(n - k + 1), 1 - level, InDouble());
}

double upperBound(std::uint64_t k, std::uint64_t n, double level) {
  if (k == n) return 1;
  return boost::math::ibeta_inv(static_cast<double>(k + 1), static_cast<double>(n - k), level, InDouble());
}

Bounds binomialInterval(std::uint64_t k, std::uint64_t n, double level) {
  const double side = (1 + level) / 2;
  return {lowerBound(k, n, side), upperBound(k, n, side)};
}

std::uint64_t replicationsFor(double p, double level, std::uint64_t failures) {
  const auto shown = [&](std::uint64_t n) { return chanceOfAtMost(failures, n, p) <= 1 - level; };
  std::uint64_t below = failures, enough = failures + 1;
  while (!shown(enough)) {
    below = enough;
    enough *= 2;
  }
  while (enough - below > 1) {
    const std::uint64_t middle = below + (enough - below) / 2;
    (shown(middle) ? enough : below) = middle;
  }
  return enough;
}

}  // namespace headroom::stats
