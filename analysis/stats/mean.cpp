#include "analysis/stats/mean.h"

#include "analysis/stats/math_policy.h"
#include "sim/math.h"

#include <cmath>
#include <limits>

#include <boost/math/distributions/students_t.hpp>

namespace headroom::stats {
namespace {

using Student = boost::math::students_t_distribution<double, InDouble>;

}  // namespace

double studentQuantile(double p, double freedom) { return boost::math::quantile(Student(freedom), p); }

MeanInterval meanInterval(std::span<const double> values, double level) {
  MeanInterval m{math::kNaN, math::kNaN, math::kNaN, level, 0};
  double sum = 0, squares = 0;
  for (const double x : values) {
    if (std::isnan(x)) continue;
    ++m.n;
    sum += x;
  }
  if (m.n == 0) return m;
  const auto n = static_cast<double>(m.n);
  m.mean = sum / n;
  if (m.n < 2) return m;
  for (const double x : values)
    if (!std::isnan(x)) squares += (x - m.mean) * (x - m.mean);
  m.deviation = std::sqrt(squares / (n - 1));
  m.halfWidth = studentQuantile((1 + level) / 2, n - 1) * std::sqrt(squares / (n - 1) / n);
  return m;
}

double chanceOfZero(const MeanInterval& m) {
  if (m.n < 2) return math::kNaN;
  const auto n = static_cast<double>(m.n);
  if (m.deviation == 0) return m.mean == 0 ? 1 : 0;
  const double t = std::abs(m.mean) / (m.deviation / std::sqrt(n));
  return 2 * boost::math::cdf(boost::math::complement(Student(n - 1), t));
}

}  // namespace headroom::stats
