// SPDX-License-Identifier: GPL-3.0-or-later
/// The charts of runs that are on show, to be taken out: pictures by Qt, vector figures and numbers by scenarios/view,
/// as the command line has them.
#pragma once

#include "gui/data/view.h"
#include "gui/figure/drawn.h"
#include "scenarios/view/figure.h"

#include <QString>

namespace headroom::gui {

using view::Figure;

Drawn drawnOf(const Figure&);

}  // namespace headroom::gui
