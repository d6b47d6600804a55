/// Statements about a mean from independent replications.
///
/// The multiplier of a standard error is Student's quantile for a two-sided false alarm of 5.73e-7 a check, which for
/// many replications is five sigma. 97.7 % of runs see a bias of (multiplier + 2) standard errors.
#pragma once

#include <span>

namespace headroom::validation {

inline constexpr double falseAlarm = 5.733031e-7;

struct Estimate {
  double value = 0;
  double standardError = 0;
  double multiplier = 5;
  double halfWidth() const { return multiplier * standardError; }
  /// 0 where nothing varied and nothing is off.
  double z(double expected) const { return value == expected ? 0 : (value - expected) / standardError; }
};

/// For n replications, n ≥ 2. R = 10: 12.4220, 50: 5.7468, 1000: 5.0327.
double multiplierFor(std::size_t n);

Estimate meanOf(std::span<const double> xs);
/// Var(s²) = (m₄ − s⁴ (n−3)/(n−1))/n.
Estimate varianceOf(std::span<const double> xs);
/// Share of values that are not 0; the standard error is that of the expected probability.
Estimate shareOf(std::span<const double> xs, double expected);

/// The normal score that is as improbable as z under Student's law of n replications.
double normalScore(double z, std::size_t n);
/// The normal score that is as improbable as x under χ² of `degrees` degrees of freedom.
double normalScoreOfChiSquare(double x, double degrees);
double chiSquareQuantile(double p, double degrees);

}  // namespace headroom::validation
