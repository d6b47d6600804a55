// SPDX-License-Identifier: GPL-3.0-or-later
/// A run in memory becomes a trace in a file, the one that `headroom run -o FILE` would have written.
#pragma once

#include "gui/run/run_engine.h"

#include <string>

namespace headroom::gui {

/// `outcome`: of a run that has ended; null: the trace is of the part that there is, with the status `interrupted`.
/// The file is written beside its name and renamed when it is complete. Throws Failure. Takes the memory of the run
/// once more; uses HDF5, so only the thread that reads traces may call it.
void saveTrace(const RunData&, const Prepared&, const RunOutcome*, const std::string& file);

}  // namespace headroom::gui
