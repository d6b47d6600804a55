// SPDX-License-Identifier: GPL-3.0-or-later
/// Reads a trace that nobody vouches for.
///
/// HDF5 may crash or spin on a damaged file, and a hostile one may do worse. So another process reads it, with limits
/// on its memory, its time and its files, and hands over plain numbers: this one never looks at the file itself.
#pragma once

#include "gui/data/view.h"

#include <memory>
#include <string>

namespace headroom::gui {

/// As openTrace(), except that all is read at once. The other process is `headroom-gui --hand-over FILE` from this
/// program's directory; what is wrong is a Failure with a sentence.
std::shared_ptr<const RunData> guardedOpen(const std::string& file);

/// What `headroom-gui --check FILE` prints in such a process: what kind of file it is.
std::string guardedLook(const std::string& file);

/// What the process that hands over does; its exit code. What is wrong goes to stderr. The run goes to the file whose
/// number is in the environment as HEADROOM_HAND_OVER.
int handOverTrace(const char* file);

}  // namespace headroom::gui
