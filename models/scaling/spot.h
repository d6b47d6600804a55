/// How many of a fleet's workers are on demand where the others are spot capacity: arithmetic.
///
/// "Auto Scaling groups with multiple instance types and purchase options": the base first, then a share of what is
/// above it, rounded up.
#pragma once

#include "models/whole_above.h"

#include <algorithm>
#include <cstdint>

namespace headroom {

inline std::int64_t onDemandOf(std::int64_t capacity, std::int64_t base, double shareAboveBase) {
  const std::int64_t above = std::max<std::int64_t>(0, capacity - base);
  return std::min(capacity, base) + wholeAbove(static_cast<double>(above) * shareAboveBase);
}

}  // namespace headroom
