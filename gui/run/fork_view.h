// SPDX-License-Identifier: GPL-3.0-or-later
/// Two branches side by side as plain data: one curve of both, their difference, and their figures.
#pragma once

#include "gui/data/view.h"
#include "models/summary.h"

#include <string>
#include <vector>

namespace headroom::gui {

/// A curve that both branches have, by the title of its plot and its name.
struct Quantity {
  std::string plot, curve;
  std::string text;  // "Requests: served"
};
std::vector<Quantity> quantitiesOf(const TraceView&);

/// Two plots: the quantity of A and of B, and B − A about zero; over what both have come to. Faults are
/// those of B, decisions are left out. A curve that one of them does not have is zero there.
TraceView forkView(const TraceView& a, const TraceView& b, const Quantity&);

struct FigureRow {
  std::string name, a, b, difference;
};
/// The figures that a decision is made by; `b` − `a` with its sign.
std::vector<FigureRow> figuresOf(const Summary& a, const Summary& b);

}  // namespace headroom::gui
