/// What stands behind the lines of every figure of a run: its clocks, the spans of its faults, the marks of its
/// decisions.
#pragma once

#include "analysis/figure/figure.h"
#include "scenarios/explain/history.h"

#include <optional>
#include <vector>

namespace headroom {

/// Of a run that ends so many seconds after its start.
Clocks clocksOf(const Calendar&, double end);

/// Every time a fault was on.
std::vector<DrawingBand> faultBands(const why::History&);

/// A mark a change of desired capacity; `service`: of this one only.
std::vector<DrawingMark> decisionMarks(const why::History&, std::optional<std::size_t> service);

}  // namespace headroom
