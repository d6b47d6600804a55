/// The `--stage` and `--set` words of a text, so that what it tells people to try can be tried.
#pragma once

#include "scenarios/load.h"

#include <string>
#include <vector>

namespace headroom {

/// Options that stand side by side belong together, as in `--stage prod --set a=1 --set "b=2 rps"`; a quoted value may
/// hold spaces, a bare one ends at a space or at punctuation before one. Anything else between two options separates
/// them.
std::vector<LoadOptions> optionsIn(const std::string& text);

}  // namespace headroom
