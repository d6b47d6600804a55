#include "models/simulation.h"
#include "scenarios/cli/commands.h"
#include "scenarios/cli/input.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace headroom::cli {
namespace {

void printJson(const Loaded& loaded) {
  nlohmann::ordered_json json{{"schema", 1}, {"ok", loaded.ok()}, {"issues", nlohmann::ordered_json::array()}};
  for (const Issue& i : loaded.issues)
    json["issues"].push_back({{"severity", i.severity == Issue::Severity::error ? "error" : "warning"},
                              {"file", i.place.file},
                              {"line", i.place.line},
                              {"column", i.place.column},
                              {"path", i.path},
                              {"what", i.what},
                              {"wanted", i.wanted},
                              {"hint", i.hint}});
  fmt::print("{}\n", json.dump(2));
}

int checkScenario(const ScenarioOptions& o, bool json, bool resolved) {
  LoadOptions options;
  options.stage = o.stage;
  options.sets = o.sets;
  const Loaded loaded = load(o.file, options);
  if (json) {
    printJson(loaded);
  } else {
    explain(loaded.issues, loaded.sources);
  }
  if (!loaded.ok() || !compileOrExplain(*loaded.spec)) return 2;
  if (resolved) {
    fmt::print("{}", loaded.resolved);
  } else if (!json) {
    fmt::print("{}: fine\n", o.file);
  }
  return 0;
}

}  // namespace

void addCheck(CLI::App& app, Action& chosen) {
  auto* command = app.add_subcommand("check", "Every problem of a scenario at once; nothing is run");
  auto o = std::make_shared<ScenarioOptions>();
  auto json = std::make_shared<bool>(false), resolved = std::make_shared<bool>(false);
  addScenarioOptions(*command, *o);
  command->add_flag("--json", *json, "One JSON document on stdout");
  command->add_flag("--resolved", *resolved, "Print every value after extends, stages, variables and sets");
  command->callback([=, &chosen] { chosen = [=] { return checkScenario(*o, *json, *resolved); }; });
}

}  // namespace headroom::cli
