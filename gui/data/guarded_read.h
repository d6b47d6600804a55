// SPDX-License-Identifier: GPL-3.0-or-later
/// Reads a trace that nobody vouches for.
#pragma once

#include "gui/data/run_data.h"

#include <memory>
#include <string>

namespace headroom::gui {

/// As openTrace(), after another process has read the file and lived: HDF5 may crash or spin on a damaged one, and then
/// that is a Failure with a sentence. The process is `headroom-gui --check FILE` from this program's directory.
std::shared_ptr<const RunData> guardedOpen(const std::string& file);

/// What that other process does; its exit code. What is wrong goes to stderr.
int checkTrace(const char* file);

}  // namespace headroom::gui
