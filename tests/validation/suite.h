/// How the tests of this process run: what main() read from the command line.
#pragma once

#include "tests/validation/measure.h"

namespace headroom::validation {

Mode& suiteMode();

}  // namespace headroom::validation
