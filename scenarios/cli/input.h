/// What commands share: the options that say which scenario is meant, and how its problems are shown.
#pragma once

#include "scenarios/load.h"

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
void explain(const Issues&, const std::vector<LoadedText>& sources);

}  // namespace headroom::cli
