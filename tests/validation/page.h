/// docs/validation.md: what was expected and what was measured, of every figure, as it ran.
#pragma once

#include "tests/validation/measure.h"

#include <string>
#include <vector>

namespace headroom::validation {

/// A case that ran; `seconds` of processor time are for whoever sizes cases and do not stand on the page.
struct Ran {
  const Case* what = nullptr;
  Measured measured;
  double seconds = 0;
};

/// All cases of the mode, on `threads` threads, in the order of the groups. Progress goes to stderr.
std::vector<Ran> runAll(const std::vector<Group>&, const Mode&, unsigned threads);
std::string pageOf(const std::vector<Group>&, const std::vector<Ran>&, const Mode&);

}  // namespace headroom::validation
