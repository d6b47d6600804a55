// SPDX-License-Identifier: GPL-3.0-or-later
/// From charts on show to a file whose name is asked for.
#pragma once

#include "gui/charts/chart_stack.h"
#include "gui/figure/figure.h"
#include "gui/time_window.h"

#include <memory>
#include <vector>

#include <QWidget>

namespace headroom::gui {

/// The charts as they stand, over the span on show. `runs`: which they are of; one at least.
Figure figureOf(const ChartStack&, std::shared_ptr<const TraceView>, std::vector<RunHead> runs, const TimeWindow&);

/// Asks for the name, whose ending is the kind, and writes; what became of it, empty: nothing was chosen.
QString saveAsked(QWidget* page, const Drawn&);

}  // namespace headroom::gui
