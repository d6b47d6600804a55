#include "scenarios/cli/input.h"

#include "scenarios/render_issues.h"

#include <cstdlib>
#include <unistd.h>

#include <fmt/format.h>

namespace headroom::cli {

void addScenarioOptions(CLI::App& app, ScenarioOptions& o, bool required) {
  auto* scenario = app.add_option("scenario", o.file, "A file, `-`, or the name of a library scenario");
  if (required) scenario->required();
  app.add_option("--stage", o.stage, "A stage of the scenario")->envname("HEADROOM_STAGE");
  app.add_option("--set", o.sets, "path=value, as services.web.fleet.min=9; may be repeated")
      ->allow_extra_args(false)
      ->envname("HEADROOM_SET");
}

void explain(const Issues& issues, const std::vector<LoadedText>& sources) {
  const bool colour = isatty(2) == 1 && !std::getenv("NO_COLOR");
  fmt::print(stderr, "{}", renderIssues(issues, sources, colour));
}

std::shared_ptr<const Blueprint> compileOrExplain(const ScenarioSpec& spec) {
  try {
    return compile(spec);
  } catch (const Failure& e) {
    fmt::print(stderr, "headroom: error: {}\n", e.what());
    return nullptr;
  }
}

std::optional<Trace> openOrExplain(const std::string& file) {
  try {
    return std::optional<Trace>(std::in_place, file);
  } catch (const Failure& e) {
    fmt::print(stderr, "headroom: error: {}\n", e.what());
    return std::nullopt;
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
