/// Percentiles of latency over any window, of requests and of calls, from the histograms that a trace keeps.
#pragma once

#include <cstdint>
#include <map>

namespace headroom::measures {

/// How many were served, by bin of the file: 16 bins an octave of nanoseconds (analysis/trace/README.md).
using LatencyBins = std::map<std::int64_t, double>;

inline constexpr double latencyRelativeError = 1.0 / 32;

/// Nearest rank ⌈q·n⌉, as the middle of its bin [s]: to within `latencyRelativeError` of the value. NaN if there are
/// none.
double latencyQuantile(const LatencyBins&, double q);

}  // namespace headroom::measures
