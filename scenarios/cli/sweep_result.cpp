#include "scenarios/cli/sweep_result.h"

#include "scenarios/batch/output.h"

#include <fmt/format.h>

namespace headroom::cli {

int finishSweep(const batch::Outcome& outcome, const std::string& file, bool json) {
  const auto replicas = outcome.replicas();
  if (!replicas) {
    fmt::print(stderr,
               "headroom: error: the sweep is not whole: {} runs are missing at least\n  do its other shards, or go on "
               "with `headroom sweep --resume`\n",
               outcome.missing());
    return 4;
  }
  writeWhole(file, sweepFile(batch::tableOf(outcome, *replicas)));
  const batch::SweepResult result = batch::resultOf(outcome, *replicas);
  fmt::print("{}", json ? batch::jsonOf(result, file) : batch::textOf(result, file));
  if (!result.failures.empty()) {
    fmt::print(stderr, "headroom: {} of {} runs failed; the others are in {}\n", result.failures.size(), result.runs,
               file);
    return 1;
  }
  return result.broken() ? 3 : 0;
}

}  // namespace headroom::cli
