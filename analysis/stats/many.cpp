#include "analysis/stats/many.h"

#include <algorithm>
#include <cmath>

namespace headroom::stats {

double bonferroniLevel(double level, std::size_t comparisons) {
  return 1 - (1 - level) / static_cast<double>(std::max<std::size_t>(comparisons, 1));
}

std::vector<double> holm(std::span<const double> chances) {
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < chances.size(); ++i)
    if (!std::isnan(chances[i])) order.push_back(i);
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return chances[a] < chances[b]; });
  std::vector<double> corrected(chances.begin(), chances.end());
  double least = 0;
  for (std::size_t rank = 0; rank < order.size(); ++rank) {
    const auto still = static_cast<double>(order.size() - rank);
    least = std::max(least, std::min(1.0, still * chances[order[rank]]));
    corrected[order[rank]] = least;
  }
  return corrected;
}

}  // namespace headroom::stats
