/// What a measure says where there is nothing to say it of.
#pragma once

#include <limits>

namespace headroom::measures {

inline constexpr double nan = std::numeric_limits<double>::quiet_NaN();

/// Unknown of nothing, not 0.
inline double ratio(double a, double b) { return b > 0 ? a / b : nan; }

}  // namespace headroom::measures
