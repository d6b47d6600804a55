/// How much of the begin of a run is not yet typical of it: MSER-5 (White 1997; White, Cobb, Spratt 2000).
///
/// Values are averaged in fives; of all beginnings up to half of the run the one is cut off that leaves the mean of the
/// rest with the least standard error. A cut at the half means that the run is too short to tell.
#pragma once

#include <cstddef>
#include <span>

namespace headroom::stats {

struct WarmUp {
  std::size_t values = 0;  // to leave out at the begin
  bool found = false;      // false: not before the half, or there are fewer than ten values
};

/// Requires no NaN. O(n).
WarmUp warmUpOf(std::span<const double> values);

}  // namespace headroom::stats
