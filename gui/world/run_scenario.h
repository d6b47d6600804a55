// SPDX-License-Identifier: GPL-3.0-or-later
/// Who calls whom in a run, as far as the run still knows the scenario that it was made of.
#pragma once

#include "gui/data/view.h"
#include "gui/world/service_graph.h"

#include <optional>

namespace headroom::gui {

/// From what a trace keeps of its origin. Nothing of a run that is in no file, or of another version's.
std::optional<ServiceGraph> graphOfRun(const RunData&);

}  // namespace headroom::gui
