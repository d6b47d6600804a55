#include "scenarios/cli/commands.h"
#include "scenarios/cli/input.h"
#include "scenarios/strategies/backtest_report.h"

#include <fmt/format.h>

namespace headroom::cli {

int forecastErrors(const ForecastOptions& o) {
  const auto scenario = loadOrExplain(o);
  if (!scenario) return 2;
  const auto blueprint = compileOrExplain(*scenario->spec);
  if (!blueprint) return 2;
  const auto reports = backtestsOf(*blueprint);
  if (reports.empty()) {
    fmt::print(stderr, "headroom: error: no rate is expected, so there is nothing to forecast\n");
    return 2;
  }
  fmt::print("{}", o.json ? jsonOf(scenario->spec->name, reports) : textOf(scenario->spec->name, reports));
  return 0;
}

}  // namespace headroom::cli
