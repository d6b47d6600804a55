#include "analysis/optimum/closing.h"

#include "sim/sliding.h"

#include <algorithm>
#include <cmath>
#include <functional>

namespace headroom::optimum {

std::int64_t launchesOf(std::span<const std::int64_t> fleet, std::int64_t free) {
  std::int64_t launches = 0, before = free;
  for (const std::int64_t n : fleet) {
    launches += std::max<std::int64_t>(0, n - before);
    before = n;
  }
  return launches;
}

double costOf(std::span<const std::int64_t> fleet, double price, double launch, std::int64_t free) {
  std::int64_t area = 0;
  for (const std::int64_t n : fleet) area += n;
  return price * static_cast<double>(area) + launch * static_cast<double>(launchesOf(fleet, free));
}

Fleet closing(std::span<const std::int64_t> needed, std::int64_t gap) {
  const auto steps = static_cast<std::int64_t>(needed.size());
  const auto width = static_cast<std::size_t>(std::min(gap, steps));
  // Before the begin and after the end nothing is needed; dilation looks ahead, erosion back.
  Fleet padded(width, 0);
  padded.insert(padded.end(), needed.begin(), needed.end());
  const Fleet dilated = bestAhead(padded, width, std::greater<>());
  Fleet eroded = bestAhead(dilated, width, std::less<>());
  eroded.resize(needed.size());
  return eroded;
}

Fleet closingOptimum(std::span<const std::int64_t> needed, double price, double launch) {
  const double gap = std::floor(launch / price);
  return closing(needed, static_cast<std::int64_t>(std::min(gap, static_cast<double>(needed.size()))));
}

}  // namespace headroom::optimum
