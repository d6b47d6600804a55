#include "scenarios/cli/commands.h"
#include "scenarios/cli/input.h"
#include "scenarios/info/run_info.h"

#include <fmt/format.h>

namespace headroom::cli {

int info(const std::string& file, bool asJson) {
  const auto trace = openOrExplain(file);
  if (!trace) return 2;
  try {
    const RunInfo found = runInfoOf(*trace);
    fmt::print("{}", asJson ? jsonOf(found, *trace, file) : textOf(found, *trace, file));
  } catch (const Failure& e) {
    fmt::print(stderr, "headroom: error: {} cannot be measured: {}\n", file, e.what());
    return 2;
  }
  return 0;
}

}  // namespace headroom::cli
