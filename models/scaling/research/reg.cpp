#include "models/scaling/research/reg.h"

#include <algorithm>

namespace headroom {

const Type& typeOf(const RegPolicy*) {
  using R = RegPolicy;
  static const Type type =
      object<R>("Reg (Iqbal et al. 2011): out by what is measured, in by a quadratic through the last needs.",
                withLoad<R>({field("window", &R::window, "Periods it is drawn through.", between(3, 10'000))}));
  return type;
}

/// Around the middle, where odd powers of x add up to nothing.
double quadraticAtEnd(std::span<const double> y) {
  const auto m = static_cast<double>(y.size());
  const double end = (m - 1) / 2;
  double x2 = 0, x4 = 0, sum = 0, sumX = 0, sumX2 = 0;
  for (std::size_t i = 0; i < y.size(); ++i) {
    const double x = static_cast<double>(i) - end;
    x2 += x * x;
    x4 += x * x * x * x;
    sum += y[i];
    sumX += x * y[i];
    sumX2 += x * x * y[i];
  }
  const double determinant = m * x4 - x2 * x2;
  const double constant = (x4 * sum - x2 * sumX2) / determinant, square = (m * sumX2 - x2 * sum) / determinant;
  return constant + sumX / x2 * end + square * end * end;
}

std::int64_t RegRule::workers(const Observation& seen) {
  const double load = loadOf(spec_, seen);
  const std::int64_t needed = wholeAbove(load);
  if (needs_.size() == static_cast<std::size_t>(spec_.window)) needs_.erase(needs_.begin());
  needs_.push_back(static_cast<double>(needed));
  if (seen.inService > needed) {
    const std::int64_t fitted = needs_.size() < 3 ? 0 : wholeAbove(quadraticAtEnd(needs_));
    if (fitted <= 0) return seen.desired;
    return std::min(seen.desired, wholeAbove(1.2 * static_cast<double>(fitted)));
  }
  if (load > static_cast<double>(seen.inService)) return std::max(seen.desired, wholeAbove(1.05 * load));
  return seen.desired;
}

}  // namespace headroom
