/// Reads a sweep's result back as it was written; README.md beside this file has the layout.
#pragma once

#include "analysis/sweep/sweep_file.h"

#include <string>

namespace headroom {

/// False for anything else, and for what cannot be read.
bool isSweep(const std::string& path);

/// All of it, in memory. Written again it is the same file. Throws Failure for what is no sweep, is damaged, or has a
/// format that this program does not know.
SweepTable readSweepFile(const std::string& path);

}  // namespace headroom
