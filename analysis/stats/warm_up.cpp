#include "analysis/stats/warm_up.h"

#include <limits>
#include <vector>

namespace headroom::stats {

WarmUp warmUpOf(std::span<const double> values) {
  constexpr std::size_t batch = 5;
  std::vector<double> means;
  for (std::size_t i = 0; i + batch <= values.size(); i += batch) {
    double sum = 0;
    for (const double x : values.subspan(i, batch)) sum += x;
    means.push_back(sum / batch);
  }
  const std::size_t m = means.size();
  if (m < 2) return {};
  // From the back, so that every rest is the one before and one value more: Welford's update of mean and squares.
  double mean = 0, squares = 0, best = std::numeric_limits<double>::infinity();
  std::size_t cut = 0;
  for (std::size_t d = m; d-- > 0;) {
    const auto n = static_cast<double>(m - d);
    const double step = means[d] - mean;
    mean += step / n;
    squares += step * (means[d] - mean);
    if (d > m / 2) continue;
    const double score = squares / (n * n);
    if (score <= best) {  // of equals the shortest
      best = score;
      cut = d;
    }
  }
  return {cut * batch, cut < m / 2};
}

}  // namespace headroom::stats
