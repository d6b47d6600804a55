/// Hand-written bounds: the least code that still does the queueing work, one function each, no layers, nothing of the
/// project's own. What the project is measured against.
#pragma once

#include <cstdint>

namespace headroom::bare {

/// M/M/c, first come first served: mean wait [service times] of `customers`.
double queue(std::uint32_t servers, double load, std::uint64_t customers, std::uint64_t seed);

struct ClusterFigures {
  std::uint64_t served = 0, rejected = 0;
  double meanLatency = 0, p99 = 0;  // s
};

/// Poisson arrivals whose rate swings by a quarter over a day, renewed every minute ─▶ least outstanding, ties going
/// round ─▶ `workers` × `slots`, a queue of at most 64 each ─▶ lognormal work of mean 50 ms, cv 0.53 ─▶ a log-bucket
/// histogram; every minute the utilisation of each worker and the p99 of all.
ClusterFigures cluster(std::uint32_t workers, std::uint32_t slots, double load, std::uint64_t requests,
                       std::uint64_t seed);

}  // namespace headroom::bare
