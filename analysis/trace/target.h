/// Where a trace may be written: nothing of a user's is overwritten by accident.
#pragma once

#include "sim/issue.h"

#include <optional>
#include <string>

namespace headroom {

/// Says why `path` may not be written, if so. `named`: the user gave the path (then any existing file needs `force`);
/// else an existing trace may be replaced, any other file needs `force`.
std::optional<Issue> checkTarget(const std::string& path, bool named, bool force);

}  // namespace headroom
