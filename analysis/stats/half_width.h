/// Half-widths of intervals, as they are told.
#pragma once

#include <cmath>

namespace headroom::stats {

/// Replications that all gave the same have sums that differ by rounding alone: their half-width is told as 0.
inline double toldHalfWidth(double mean, double halfWidth) {
  return halfWidth <= 1e-12 * std::abs(mean) ? 0 : halfWidth;
}

}  // namespace headroom::stats
