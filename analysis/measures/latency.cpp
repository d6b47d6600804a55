#include "analysis/measures/latency.h"

#include "sim/histogram.h"

#include <cmath>
#include <limits>

namespace headroom::measures {

double latencyQuantile(const LatencyBins& bins, double q) {
  constexpr std::int64_t fine = 8;  // bins of sim/histogram.h in one of the file
  double all = 0, below = 0;
  for (const auto& [bin, count] : bins) all += count;
  const double rank = std::max(1.0, std::ceil(q * all - 1e-9));
  for (const auto& [bin, count] : bins) {
    below += count;
    if (below < rank) continue;
    const auto from = static_cast<double>(Histogram::lowerEdge(static_cast<std::size_t>(bin * fine)));
    const auto to = static_cast<double>(Histogram::lowerEdge(static_cast<std::size_t>((bin + 1) * fine)));
    return (from + to) / 2e9;
  }
  return std::numeric_limits<double>::quiet_NaN();
}

}  // namespace headroom::measures
