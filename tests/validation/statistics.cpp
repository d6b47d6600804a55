#include "tests/validation/statistics.h"

#include <algorithm>
#include <cmath>

#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>

namespace headroom::validation {
namespace {

using boost::math::cdf;
using boost::math::complement;
using boost::math::quantile;

/// From the nearer tail, so that no digits are lost.
template <class Law>
double normalScoreIn(const Law& law, double x) {
  const boost::math::normal normal;
  const double below = cdf(law, x);
  return below < 0.5 ? quantile(normal, std::max(below, 1e-300))
                     : quantile(complement(normal, std::max(cdf(complement(law, x)), 1e-300)));
}

}  // namespace

double multiplierFor(std::size_t n) {
  return quantile(complement(boost::math::students_t(static_cast<double>(n - 1)), falseAlarm / 2));
}

Estimate meanOf(std::span<const double> xs) {
  const auto n = static_cast<double>(xs.size());
  double sum = 0, squares = 0;
  for (const double x : xs) sum += x;
  const double mean = sum / n;
  for (const double x : xs) squares += (x - mean) * (x - mean);
  return {mean, std::sqrt(squares / (n - 1) / n), multiplierFor(xs.size())};
}

Estimate varianceOf(std::span<const double> xs) {
  const auto n = static_cast<double>(xs.size());
  double sum = 0, squares = 0, fourths = 0;
  for (const double x : xs) sum += x;
  for (const double x : xs) {
    const double d = (x - sum / n) * (x - sum / n);
    squares += d;
    fourths += d * d;
  }
  const double s2 = squares / (n - 1);
  return {s2, std::sqrt((fourths / n - s2 * s2 * (n - 3) / (n - 1)) / n), multiplierFor(xs.size())};
}

Estimate shareOf(std::span<const double> xs, double expected) {
  const auto n = static_cast<double>(xs.size());
  double hits = 0;
  for (const double x : xs) hits += x != 0;
  return {hits / n, std::sqrt(expected * (1 - expected) / n), multiplierFor(xs.size())};
}

double normalScore(double z, std::size_t n) {
  return normalScoreIn(boost::math::students_t(static_cast<double>(n - 1)), z);
}

double normalScoreOfChiSquare(double x, double degrees) { return normalScoreIn(boost::math::chi_squared(degrees), x); }

double chiSquareQuantile(double p, double degrees) { return quantile(boost::math::chi_squared(degrees), p); }

}  // namespace headroom::validation
