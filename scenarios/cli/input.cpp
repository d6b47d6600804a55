#include "scenarios/cli/input.h"

#include <cstdlib>
#include <unistd.h>

#include <fmt/format.h>

namespace headroom::cli {

void addScenarioOptions(CLI::App& app, ScenarioOptions& o, bool required) {
  auto* scenario = app.add_option("scenario", o.file, "A file, `-`, or the name of a library scenario");
  if (required) scenario->required();
  app.add_option("--stage", o.stage, "A stage of the scenario")->envname("HEADROOM_STAGE");
  app.add_option("--set", o.sets, "path=value, as services.web.fleet.min=9; may be repeated")->allow_extra_args(false);
}

void explain(const Issues& issues, const std::vector<LoadedText>& sources) {
  (void)sources;
  for (const Issue& i : issues) {
    fmt::print(stderr, "{}:{}:{}: {}: {}{}\n", i.place.file, i.place.line, i.place.column,
               i.severity == Issue::Severity::error ? "error" : "warning", i.path.empty() ? "" : i.path + ": ", i.what);
    if (!i.wanted.empty()) fmt::print(stderr, "  wanted: {}\n", i.wanted);
    if (!i.hint.empty()) fmt::print(stderr, "  hint: {}\n", i.hint);
  }
}

std::optional<Loaded> loadOrExplain(const ScenarioOptions& o) {
  LoadOptions options;
  options.stage = o.stage;
  options.sets = o.sets;
  Loaded loaded = load(o.file, options);
  explain(loaded.issues, loaded.sources);
  if (!loaded.ok()) return std::nullopt;
  return loaded;
}

}  // namespace headroom::cli
