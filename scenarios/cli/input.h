/// What commands share: how a scenario's problems are shown, and traces to read.
#pragma once

#include "analysis/measures/run_series.h"
#include "analysis/trace/trace.h"
#include "models/blueprint.h"
#include "scenarios/cli/commands.h"
#include "scenarios/explain/history.h"
#include "scenarios/load.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace headroom::cli {

Loaded loaded(const ScenarioOptions&);
/// Loads it and shows its issues on stderr; nothing if it has errors (exit code 2).
std::optional<Loaded> loadOrExplain(const ScenarioOptions&);
/// The scenario of a trace, as it was resolved, and its issues on stderr. Files it refers to are looked for where its
/// scenario was: in the library, or at the same path from here.
std::optional<Loaded> loadOrExplain(const Trace&, const std::string& file, const std::vector<std::string>& sets);
/// The scenario made ready to run; nothing, and a message, if what it refers to cannot be used (exit code 2).
std::shared_ptr<const Blueprint> compileOrExplain(const ScenarioSpec&);
void explain(const Issues&, const std::vector<LoadedText>& sources);
/// Says on stderr why something is not done, and returns 2.
int refuse(const std::string& why, const std::string& hint = {});
/// A trace to read; nothing, and a message, if there is none (exit code 2).
std::optional<Trace> openOrExplain(const std::string& file);
/// The time that `--from` and `--to` name, of a whole run where they are empty; nothing, and a message, if they name
/// none (exit code 2).
std::optional<measures::Window> windowOr(const std::string& from, const std::string& to, const why::History&);

}  // namespace headroom::cli
