/// Rounding up of what was reckoned.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace headroom {

/// The least whole number that is not below x; an error of rounding makes no worker more. Not of NaN.
inline std::int64_t wholeAbove(double x) {
  return static_cast<std::int64_t>(std::ceil(std::clamp(x - 1e-9, -1e15, 1e15)));
}

}  // namespace headroom
