// SPDX-License-Identifier: GPL-3.0-or-later
/// Reads a trace that nobody vouches for.
#pragma once

#include "gui/data/series.h"

#include <string>

namespace headroom::gui {

/// As readTrace(), after another process has read the file and lived: HDF5 may crash or spin on a damaged one, and then
/// that is a Failure with a sentence. The process is `headroom-gui --check FILE` from this program's directory.
TraceView guardedRead(const std::string& file, const std::string& service = {});

}  // namespace headroom::gui
