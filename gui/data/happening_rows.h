// SPDX-License-Identifier: GPL-3.0-or-later
/// Scaling decisions and events of a run as rows of words, for tables.
#pragma once

#include "gui/data/view.h"

#include <cmath>
#include <string>
#include <vector>

namespace headroom::gui {

struct HappeningRow {
  double at = 0;
  std::string kind, service, zone;  // empty: none
  bool suppressed = false;
  std::vector<std::string> cells;
  std::string hover;  // the whole story; empty: the cells say it
};

struct HappeningTable {
  std::vector<std::string> columns, kinds;
  std::vector<HappeningRow> rows;  // in order of time
};

/// "out", "in", "held".
const char* kindOf(const Decision&);

/// Of all services. Kinds: out, in, held.
HappeningTable decisionTable(const RunData&, const TraceView&);
/// Kinds are the trace's own, those that occur.
HappeningTable eventTable(const RunData&, const TraceView&);

/// Which rows are wanted. Empty words: all.
struct HappeningFilter {
  double from = -INFINITY, until = INFINITY;
  std::string kind, service, zone;
  bool onlySuppressed = false;
  std::string text;  // somewhere in the cells, in whatever case
};
bool wanted(const HappeningRow&, const HappeningFilter&);

}  // namespace headroom::gui
