// SPDX-License-Identifier: GPL-3.0-or-later
/// The rows of a trace that a chart marks: faults and scaling decisions, in words.
#pragma once

#include "analysis/trace/trace.h"
#include "gui/series.h"

#include <string>
#include <vector>

namespace headroom::gui {

/// Of all services and zones. `names`: of the faults by number; missing ones are called "fault N". A fault that has not
/// ended lasts to `end`.
std::vector<FaultSpan> faultsOf(const Trace&, const std::vector<std::string>& names, double end);

/// Of one service.
std::vector<Decision> decisionsOf(const Trace&, std::size_t service, const Clock&);

}  // namespace headroom::gui
