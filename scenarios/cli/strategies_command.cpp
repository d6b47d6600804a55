#include "scenarios/cli/commands.h"
#include "scenarios/cli/input.h"
#include "scenarios/strategies/strategies.h"

#include <algorithm>

#include <fmt/format.h>

namespace headroom::cli {
namespace {

/// The scenario's own stages that are named like strategies; nothing, and messages, if one of them has errors.
std::optional<std::map<std::string, ScenarioSpec>> ownStrategies(const StrategiesOptions& o, const Loaded& scenario) {
  std::map<std::string, ScenarioSpec> own;
  for (const std::string& stage : scenario.stages) {
    const auto& names = strategyNames();
    if (std::find(names.begin(), names.end(), stage) == names.end()) continue;
    ScenarioOptions staged = o;
    staged.stage = stage;
    auto loaded = loadOrExplain(staged);
    if (!loaded) return std::nullopt;
    own.emplace(stage, std::move(*loaded->spec));
  }
  return own;
}

}  // namespace

int strategies(const StrategiesOptions& o) {
  const auto scenario = loadOrExplain(o);
  if (!scenario) return 2;
  const auto own = ownStrategies(o, *scenario);
  if (!own || !compileOrExplain(*scenario->spec)) return 2;
  watchInterrupts();
  const std::uint64_t seed = o.seeded ? o.seed : static_cast<std::uint64_t>(scenario->spec->seed);
  std::optional<TerminalProgress> progress(o.quiet);
  StrategyTable result;
  try {
    result = compare(*scenario->spec, *own, seed, *progress);
  } catch (const Failure& e) {
    progress.reset();
    fmt::print(stderr, "headroom: error: {}\n", e.what());
    return 2;
  }
  progress.reset();
  fmt::print("{}", o.json ? jsonOf(result) : textOf(result));
  return result.interrupted ? 130 : 0;
}

}  // namespace headroom::cli
