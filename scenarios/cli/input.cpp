#include "scenarios/cli/input.h"

#include "scenarios/explain/moment.h"
#include "scenarios/library.h"
#include "scenarios/render_issues.h"

#include <cstdlib>
#include <filesystem>
#include <unistd.h>

#include <fmt/format.h>

namespace headroom::cli {

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

std::optional<measures::Window> windowOr(const std::string& from, const std::string& to, const why::History& h) {
  measures::Window window{0, h.end};
  const auto read = [&](const std::string& option, const std::string& text, double& instant) {
    if (text.empty()) return std::string();
    const why::At at = why::instantOf(text, h, option);
    instant = at.seconds;
    return at.error;
  };
  for (const std::string& wrong : {read("--from", from, window.from), read("--to", to, window.until)})
    if (!wrong.empty()) return refuse(wrong), std::nullopt;
  if (window.from >= window.until) return refuse("there is no time between --from and --to"), std::nullopt;
  return window;
}

Loaded loaded(const ScenarioOptions& o) {
  LoadOptions options;
  options.stage = o.stage;
  options.sets = o.sets;
  return load(o.file, options);
}

int refuse(const std::string& why, const std::string& hint) {
  fmt::print(stderr, "headroom: error: {}\n{}", why, hint.empty() ? "" : "  " + hint + "\n");
  return 2;
}

std::optional<Loaded> loadOrExplain(const ScenarioOptions& o) {
  Loaded scenario = loaded(o);
  explain(scenario.issues, scenario.sources);
  return scenario.ok() ? std::optional(std::move(scenario)) : std::nullopt;
}

std::optional<Loaded> loadOrExplain(const Trace& trace, const std::string& file, const std::vector<std::string>& sets) {
  const std::string source = trace.text("source");
  const auto place = std::filesystem::path(libraryFile(source).value_or(source)).parent_path();
  LoadOptions options;
  options.sets = sets;
  const std::string name = std::filesystem::path(file).filename().string();
  Loaded scenario = loadText(trace.text("resolved"), (place / name).string(), options);
  explain(scenario.issues, scenario.sources);
  return scenario.ok() ? std::optional(std::move(scenario)) : std::nullopt;
}

}  // namespace headroom::cli
