// SPDX-License-Identifier: GPL-3.0-or-later
/// A run as plain data (scenarios/view), under the window's own names. The command line draws from the same.
#pragma once

#include "scenarios/view/columns.h"
#include "scenarios/view/happenings.h"
#include "scenarios/view/series.h"
#include "scenarios/view/table_rows.h"

namespace headroom::gui {

using namespace view;
using view::Curve;  // there are others of these names in headroom
using view::Decision;
using view::Plot;

}  // namespace headroom::gui
