/// How many workers wait in a warm pool: arithmetic.
///
/// "Warm pools for Amazon EC2 Auto Scaling with long boot times": the pool is what is missing from desired capacity to
/// the greatest prepared capacity (by default the group's maximum), at least its own minimum.
#pragma once

#include <algorithm>
#include <cstdint>

namespace headroom {

inline std::int64_t warmPoolSize(std::int64_t desired, std::int64_t prepared, std::int64_t min) {
  return std::max({min, prepared - desired, std::int64_t{0}});
}

}  // namespace headroom
