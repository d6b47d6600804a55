/// How commands that have a whole sweep end: the file, the summary, the exit code.
#pragma once

#include "scenarios/batch/outcome.h"

#include <string>

namespace headroom::cli {

inline constexpr const char* sweepFileName = "sweep.h5";

/// Writes `file` and prints what it holds. 1: runs failed; 3: an `expect:` was not met; 4: runs are missing, and
/// nothing was written.
int finishSweep(const batch::Outcome&, const std::string& file, bool json);

}  // namespace headroom::cli
