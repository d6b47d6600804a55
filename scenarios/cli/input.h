/// What commands share: the options that say which scenario is meant, how its problems are shown, traces to read.
#pragma once

#include "analysis/trace/trace.h"
#include "models/blueprint.h"
#include "scenarios/load.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

namespace headroom::cli {

struct ScenarioOptions {
  std::string file, stage;
  std::vector<std::string> sets;
};
void addScenarioOptions(CLI::App&, ScenarioOptions&, bool required = true);

/// Loads it and shows its issues on stderr; nothing if it has errors (exit code 2).
std::optional<Loaded> loadOrExplain(const ScenarioOptions&);
/// The scenario made ready to run; nothing, and a message, if what it refers to cannot be used (exit code 2).
std::shared_ptr<const Blueprint> compileOrExplain(const ScenarioSpec&);
void explain(const Issues&, const std::vector<LoadedText>& sources);
/// A trace to read; nothing, and a message, if there is none (exit code 2).
std::optional<Trace> openOrExplain(const std::string& file);

}  // namespace headroom::cli
