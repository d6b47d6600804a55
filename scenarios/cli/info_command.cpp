#include "scenarios/cli/commands.h"
#include "scenarios/cli/input.h"
#include "scenarios/info/run_info.h"

#include <fmt/format.h>

namespace headroom::cli {

int info(const InfoOptions& o) {
  const auto trace = openOrExplain(o.file);
  if (!trace) return 2;
  try {
    std::optional<measures::Window> window(std::in_place);
    if (!o.from.empty() || !o.to.empty()) window = windowOr(o.from, o.to, why::historyOf(*trace));
    if (!window) return 2;
    const RunInfo found = runInfoOf(*trace, *window);
    if (!(found.window.until > found.window.from) && !o.from.empty())
      return refuse(fmt::format("no bucket of {} lies between --from and --to\n  they are {} s long", o.file,
                                trace->announcement().sample.inSeconds()));
    fmt::print("{}", o.json ? jsonOf(found, *trace, o.file) : textOf(found, *trace, o.file));
  } catch (const Failure& e) {
    fmt::print(stderr, "headroom: error: {} cannot be measured: {}\n", o.file, e.what());
    return 2;
  }
  return 0;
}

}  // namespace headroom::cli
