// SPDX-License-Identifier: GPL-3.0-or-later
/// Were two runs one and the same until some moment, as far as anybody could see?
#pragma once

#include "gui/data/view.h"

namespace headroom::gui {

/// Every series that both have in the same shape is the same in every bucket that both have and that ended by then [s],
/// but for rounding (nine digits).
bool samePast(const RunData&, const RunData&, double until);

}  // namespace headroom::gui
