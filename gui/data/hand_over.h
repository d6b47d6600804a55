// SPDX-License-Identifier: GPL-3.0-or-later
/// A run as plain bytes, from the process that read a foreign file to the one that shows it.
///
/// A line of JSON with what was announced, then doubles: edges, series, columns. Whoever receives it believes none of
/// it: lengths, axes and codes are checked against one another and against the number of bytes there are.
#pragma once

#include "gui/data/view.h"

#include <memory>

namespace headroom::gui {

/// Writes all of the run to a file that is open for writing. Failure if it cannot.
void handOver(const RunData&, int file);

/// What was written to the file; it may be closed afterwards. Failure for anything else.
std::shared_ptr<const RunData> takeOver(int file);

}  // namespace headroom::gui
