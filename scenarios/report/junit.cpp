#include "scenarios/report/junit.h"

#include "analysis/text/escape.h"

#include <cmath>

#include <fmt/format.h>

namespace headroom {

std::string junitOf(const RunFacts& f) {
  std::string cases;
  int tests = 0, failures = 0;
  for (const auto& e : rowsIn(f, "expect")) {
    const std::string over = wordIn(e, "over"), wanted = wordIn(e, "wanted");
    const std::string name = wordIn(e, "metric") + (over.empty() ? "" : " over " + over) + " " + wanted;
    ++tests;
    cases += fmt::format("  <testcase classname=\"{}\" name=\"{}\"", xmlText(f.trace.title()), xmlText(name));
    if (flagIn(e, "met")) {
      cases += "/>\n";
      continue;
    }
    ++failures;
    const double x = numberIn(e, "got");
    const std::string got = std::isnan(x) ? "n = 0" : fmt::format("{}", x);
    cases +=
        fmt::format(">\n    <failure message=\"got {}, wanted {}\"/>\n  </testcase>\n", xmlText(got), xmlText(wanted));
  }
  return fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuite name=\"{}\" tests=\"{}\" failures=\"{}\" "
      "errors=\"0\">\n{}</testsuite>\n",
      xmlText(f.trace.title()), tests, failures, cases);
}

}  // namespace headroom
