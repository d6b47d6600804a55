/// The plots that a run gives, out of what it announced.
#pragma once

#include "scenarios/view/run_data.h"
#include "scenarios/view/series.h"

#include <string>
#include <vector>

namespace headroom::view {

struct PlotChoice {
  std::size_t entry = 0, service = 0;  // the service that users call; the one that is looked at
  std::string zone;                    // empty: all
};

/// Requests, workers, utilisation, latency; then, where the run has them, the queue, other services, capacity, cost,
/// the service's calls, and its workers by zone. Decisions are those of the service: their thresholds become lines,
/// which may be others after `changes` of settings [s].
std::vector<Plot> plotsOf(const RunData&, const PlotChoice&, const std::vector<Decision>&,
                          const std::vector<double>& changes);

}  // namespace headroom::view
