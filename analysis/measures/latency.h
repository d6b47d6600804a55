/// Percentiles of call latency over any window, from the histograms that a trace keeps.
#pragma once

#include <cstdint>
#include <map>

namespace headroom::measures {

/// Calls by bin of the file: 16 bins an octave of nanoseconds (analysis/trace/README.md).
using LatencyBins = std::map<std::int64_t, double>;

/// Nearest rank ⌈q·n⌉, as the middle of its bin [s]: to within 1/32 of the value. NaN if there are no calls.
double latencyQuantile(const LatencyBins&, double q);

}  // namespace headroom::measures
