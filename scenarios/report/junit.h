/// What a scenario promises (`expect:`), as JUnit XML: a test case each, for whoever shows test results.
#pragma once

#include "scenarios/report/run_facts.h"

#include <string>

namespace headroom {

std::string junitOf(const RunFacts&);

}  // namespace headroom
