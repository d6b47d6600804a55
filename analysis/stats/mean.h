/// A mean and how sure it is: Student's interval over independent values, one a replication.
///
/// NaN is a value that is not known; it is left out and not counted. Sums run in the order given, so equal values give
/// equal bits. Assumes values that are independent and not far from normal; from some 10 replications on their means
/// are.
#pragma once

#include <cstdint>
#include <span>

namespace headroom::stats {

struct MeanInterval {
  double mean = 0;       // NaN: no value
  double deviation = 0;  // standard deviation of one value, with n − 1; NaN: fewer than two
  double halfWidth = 0;  // of the interval at `level`; NaN: fewer than two values
  double level = 0.95;
  std::uint64_t n = 0;

  double lower() const { return mean - halfWidth; }
  double upper() const { return mean + halfWidth; }
};

MeanInterval meanInterval(std::span<const double> values, double level = 0.95);

/// The p-quantile of Student's t with so many degrees of freedom.
double studentQuantile(double p, double freedom);

/// Two-sided: how likely a mean at least so far from 0 is where the true one is 0. NaN with fewer than two values.
double chanceOfZero(const MeanInterval&);

}  // namespace headroom::stats
