/// The demand of seven_days.h alone, for tests that know no policies.
#pragma once

#include <cmath>
#include <numbers>

namespace headroom {

inline constexpr int minutes = 7 * 1440;
inline constexpr double carries = 40, shouldCarry = 35, canCarry = 50;

inline double demandAt(int k) {
  const double tau = 2 * std::numbers::pi, weekend = k / 1440 >= 5 ? 0.7 : 1, u = k - 5160;
  const double base = 1000 * (1 + 0.6 * std::sin(tau * (k - 480) / 1440)) * weekend + 50 * std::sin(tau * k / 37);
  const double crowd = u < 0 ? 0 : u < 10 ? u / 10 : u < 30 ? 1 : std::exp2(-(u - 30) / 15);
  return base * (1 + 2 * crowd);
}

inline int neededAt(int k) { return static_cast<int>(std::ceil(demandAt(k) / carries)); }

}  // namespace headroom
