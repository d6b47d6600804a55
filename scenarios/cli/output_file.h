/// Files that a command writes besides traces.
#pragma once

#include <string>

namespace headroom::cli {

/// Writes all of it under the name, or nothing: what was there stays until the new file is whole. A sentence if it
/// cannot; empty: done. `-` is the standard output.
std::string writeWhole(const std::string& path, const std::string& text);
/// Why a file of this name must not be written; empty: it may. What exists is replaced only with `force`.
std::string refuseToReplace(const std::string& path, bool force);

}  // namespace headroom::cli
