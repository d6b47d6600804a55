/// A tree back into one line of YAML, in flow form: what `--set PATH=` takes.
#pragma once

#include "scenarios/tree.h"

#include <string>

namespace headroom::sweep {

std::string flowText(const Node&);

}  // namespace headroom::sweep
