/// A report for whoever shows test results, as JUnit XML.
#pragma once

#include "scenarios/report/run_facts.h"
#include "scenarios/report/sweep_facts.h"

#include <string>
#include <vector>

namespace headroom {

struct TestCase {
  std::string name, failure;  // empty: it passed
};
std::string junitOf(const std::string& suite, const std::vector<TestCase>&);

/// A case for each promise (`expect:`) of the scenario.
std::string junitOf(const RunFacts&);
/// A case for each cell: it fails with any of its runs that failed or broke a promise.
std::string junitOf(const SweepFacts&);

}  // namespace headroom
