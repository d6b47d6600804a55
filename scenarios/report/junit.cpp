#include "scenarios/report/junit.h"

#include "analysis/text/escape.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace headroom {

std::string junitOf(const std::string& suite, const std::vector<TestCase>& tests) {
  std::string cases;
  for (const TestCase& t : tests) {
    cases += fmt::format("  <testcase classname=\"{}\" name=\"{}\"", xmlText(suite), xmlText(t.name));
    cases += t.failure.empty() ? "/>\n"
                               : fmt::format(">\n    <failure message=\"{}\"/>\n  </testcase>\n", xmlText(t.failure));
  }
  const auto failures = std::count_if(tests.begin(), tests.end(), [](const TestCase& t) { return !t.failure.empty(); });
  return fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuite name=\"{}\" tests=\"{}\" failures=\"{}\" "
      "errors=\"0\">\n{}</testsuite>\n",
      xmlText(suite), tests.size(), failures, cases);
}

std::string junitOf(const RunFacts& f) {
  std::vector<TestCase> tests;
  for (const auto& e : rowsIn(f, "expect")) {
    const std::string over = wordIn(e, "over"), wanted = wordIn(e, "wanted");
    const double x = numberIn(e, "got");
    const std::string got = std::isnan(x) ? "n = 0" : fmt::format("{}", x);
    tests.push_back({wordIn(e, "metric") + (over.empty() ? "" : " over " + over) + " " + wanted,
                     flagIn(e, "met") ? "" : fmt::format("got {}, wanted {}", got, wanted)});
  }
  return junitOf(f.trace.title(), tests);
}

std::string junitOf(const SweepFacts& f) {
  std::vector<TestCase> tests;
  for (const SweepFacts::Cell& c : f.cells()) {
    std::string failure;
    if (c.failed) failure = fmt::format("{} of {} runs failed", c.failed, c.wanted);
    if (c.broken)
      failure += fmt::format("{}{} of {} runs broke a promise", failure.empty() ? "" : ", ", c.broken, c.wanted);
    tests.push_back({c.label.empty() ? "the scenario" : c.label, failure});
  }
  return junitOf(f.table().title, tests);
}

}  // namespace headroom
