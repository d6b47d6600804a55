/// The rows of a run that a chart marks: faults and scaling decisions, in words.
#pragma once

#include "scenarios/view/run_data.h"
#include "scenarios/view/series.h"

#include <string>
#include <vector>

namespace headroom::view {

struct Happened {
  std::vector<FaultSpan> faults;
  std::vector<double> changes;  // of settings [s]
};

/// Of all services and zones. `names`: of the faults by number; missing ones are called "fault N". A fault that has not
/// ended lasts to `end`.
Happened happenedIn(const RunData&, const std::vector<std::string>& names, double end);

/// A value of a metric that policies read: "71.2 %", "140", "unknown".
std::string metricText(const std::string& metric, double value);

/// Of one service.
std::vector<Decision> decisionsOf(const RunData&, std::size_t service, const Clock&);

}  // namespace headroom::view
