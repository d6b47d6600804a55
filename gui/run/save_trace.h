// SPDX-License-Identifier: GPL-3.0-or-later
/// A run in memory becomes a trace in a file, the one that `headroom run -o FILE` would have written.
#pragma once

#include "gui/run/run_engine.h"

#include <functional>
#include <string>

namespace headroom::gui {

/// The file is written beside its name and renamed when it is complete; `tell` hears how much of it is written. Throws
/// Failure. Takes the memory of the run once more; from any thread.
void saveTrace(const RunSoFar&, const std::string& file, const std::function<void(double share)>& tell);

}  // namespace headroom::gui
