#include "scenarios/sweep/plan.h"

#include "scenarios/library.h"
#include "scenarios/quote.h"
#include "scenarios/run/external_programs.h"
#include "scenarios/run/result_json.h"
#include "scenarios/suggest.h"
#include "scenarios/sweep/figures.h"
#include "scenarios/sweep/meaning.h"
#include "sim/fingerprint.h"

#include <algorithm>
#include <filesystem>
#include <set>
#include <tuple>

namespace headroom::sweep {
namespace fs = std::filesystem;
namespace {

constexpr std::size_t mostRuns = 10'000'000;
constexpr std::size_t mostTroubled = 20;  // cells with errors before the rest is not looked at

struct Planner {
  const SweepText& text;
  const PlanOptions& options;
  Planned out = {};
  Grid grid = {};
  Plan plan = {};
  std::set<std::tuple<std::string, int, int, std::string>> said = {};
  std::size_t troubled = 0;

  void run() {
    grid = gridOf(text, out.issues);
    if (!out.issues.empty() || !few() || !sources()) return;
    for (const Cell& c : grid.cells) {
      cell(c);
      if (troubled >= mostTroubled) break;
    }
    if (troubled) return;
    describe();
    if (!until()) return;
    plan.design.hash = hashOf(plan);
    out.plan = std::move(plan);
  }

  bool few() {
    const std::int64_t most = text.spec.until ? text.spec.until->max : text.spec.replicas;
    if (grid.cells.size() <= mostRuns / static_cast<std::size_t>(most)) return true;
    out.issues.push_back(text.issue(text.spec.until ? "until.max" : "replicas",
                                    std::to_string(grid.cells.size()) + " cells, " + std::to_string(most) +
                                        " times each: more than 10,000,000 runs"));
    return false;
  }

  std::vector<std::pair<SourceSpec, std::string>> scenarios() const {
    std::vector<std::pair<SourceSpec, std::string>> all;
    if (text.spec.scenario) all.emplace_back(*text.spec.scenario, "scenario");
    for (const SourceSpec& s : text.spec.scenarios) all.emplace_back(s, "scenarios." + s.name);
    return all;
  }

  std::string fileOf(const SourceSpec& s) const {
    std::error_code ignored;
    const fs::path beside = (fs::path(text.directory) / s.file).lexically_normal();
    return !fs::is_regular_file(beside, ignored) && libraryFile(s.file) ? s.file : beside.string();
  }

  bool sources() {
    std::error_code ignored;
    for (const auto& [s, path] : scenarios()) {
      const std::string file = fileOf(s);
      if (!libraryFile(file) && !fs::exists(file, ignored))
        out.issues.push_back(text.issue(path, "there is no scenario `" + quoteForMessage(s.file) + "`",
                                        "a file, from where the sweep is, or a name out of `headroom scenarios`"));
    }
    return out.issues.empty();
  }

  const SourceSpec& sourceOf(const Cell& c) const {
    return text.spec.scenario ? *text.spec.scenario : text.spec.scenarios[c.at[0]];
  }

  void cell(const Cell& c) {
    CellPlan cell{fileOf(sourceOf(c)), sourceOf(c).stage, {}, 0};
    std::vector<const Setting*> settings;
    for (std::size_t a = 0; a < grid.axes.size(); ++a)
      for (const Setting& s : grid.settings[a][c.at[grid.axes[a].dimension]]) {
        settings.push_back(&s);
        cell.sets.push_back(s.text);
      }
    const Loaded loaded = loadCell(cell, text.directory);
    say(loaded, settings, c);
    if (!loaded.ok()) return;
    cell.meaning = meaningOf(loaded);
    if (plan.external.empty()) plan.external = firstExternalPolicy(*loaded.spec);
    if (plan.cells.empty()) first(loaded);
    keepText(c, loaded);
    plan.cells.push_back(std::move(cell));
  }

  void first(const Loaded& loaded) {
    plan.design.seed = options.seed     ? *options.seed
                       : text.spec.seed ? static_cast<std::uint64_t>(*text.spec.seed)
                                        : static_cast<std::uint64_t>(loaded.spec->seed);
  }

  void keepText(const Cell& c, const Loaded& loaded) {
    const SourceSpec& s = sourceOf(c);
    for (const SourceText& known : plan.design.scenarios)
      if (known.name == s.name) return;
    plan.design.scenarios.push_back({s.name, s.file, s.stage, loaded.text});
  }

  /// What is wrong with a cell, at the place where the sweep says it. The same thing of several cells is said once.
  void say(const Loaded& loaded, const std::vector<const Setting*>& settings, const Cell& c) {
    bool warned = false;
    for (Issue issue : loaded.issues) {
      const bool error = issue.severity == Issue::Severity::error;
      for (const Setting* s : settings)
        if (issue.place.file == "--set " + quoteForMessage(s->path())) issue.place = s->place;
      const bool fresh = said.emplace(issue.place.file, issue.place.line, issue.place.column, issue.what).second;
      const std::string label = grid.label(c);
      if (issue.hint.empty() && !label.empty()) issue.hint = "in the cell " + label;
      if (fresh && (error || out.warned == 0)) out.issues.push_back(std::move(issue));
      warned = warned || !error;
    }
    out.warned += warned;
    if (loaded.ok()) return;
    if (troubled++ == 0) out.sources = loaded.sources;
  }

  void describe() {
    const SweepSpec& s = text.spec;
    Design& d = plan.design;
    d.name = s.name;
    d.version = programVersion();
    d.text = text.text;
    d.axes = grid.axes;
    d.shape = grid.shape;
    for (const Cell& c : grid.cells) d.cells.push_back(c.index);
    const auto n = static_cast<std::uint32_t>(s.replicas);
    d.replication = {n, n, 0, {}};
    plan.limits = s.limits;
    plan.traces = options.traces.value_or(s.keep == SweepSpec::Keep::traces);
    plan.directory = text.directory;
  }

  /// The figures that `until` names must be those of a run.
  bool until() {
    if (!text.spec.until) return true;
    const UntilSpec& u = *text.spec.until;
    plan.design.replication = {
        static_cast<std::uint32_t>(u.min), static_cast<std::uint32_t>(u.max), u.precision.value, {}};
    const std::vector<Figure> figures = figuresOf(*loadCell(plan.cells.front(), text.directory).spec);
    std::vector<std::string> names;
    for (const Figure& f : figures) names.push_back(f.path);
    for (std::size_t i = 0; i < u.of.size(); ++i) {
      if (const auto path = pathOf(u.of[i], figures)) {
        plan.design.replication.figures.push_back(*path);
      } else {
        out.issues.push_back(text.issue("until.of." + std::to_string(i + 1),
                                        "there is no figure `" + quoteForMessage(u.of[i]) + "`",
                                        "one of those of `headroom run --json`", didYouMean(u.of[i], names)));
      }
    }
    return plan.design.replication.figures.size() == u.of.size();
  }
};

Planned planned(ReadSweep read, const PlanOptions& options) {
  if (!read.content) return {std::nullopt, std::move(read.issues), std::move(read.sources), 0};
  Planner planner{*read.content, options};
  try {
    planner.run();
  } catch (const Failure& e) {
    planner.out.issues.push_back(read.content->issue("until", e.what()));
    planner.out.plan.reset();
  }
  planner.out.sources.insert(planner.out.sources.begin(), read.sources.begin(), read.sources.end());
  return std::move(planner.out);
}

}  // namespace

Planned planOf(const std::string& file, const PlanOptions& options) { return planned(readSweep(file), options); }

Planned planOfText(const std::string& text, const std::string& fileName, const PlanOptions& options) {
  return planned(readSweepText(text, fileName), options);
}

std::string hashOf(const Plan& plan) {
  Design settled = plan.design;
  settled.text.clear();  // comments change nothing
  settled.scenarios.clear();
  settled.hash.clear();
  std::uint64_t h = textHash(jsonOf(settled));
  const auto fold = [&h](std::uint64_t x) { h = mixed(h * 0x9E3779B97F4A7C15u ^ x); };
  fold(static_cast<std::uint64_t>(plan.limits.wall.ns()));
  fold(static_cast<std::uint64_t>(plan.limits.events.value_or(0)));
  fold(static_cast<std::uint64_t>(plan.limits.memory.value_or(Bytes{}).value));
  fold(plan.traces);
  for (const CellPlan& c : plan.cells) fold(c.meaning);
  return hex16(h);
}

Loaded loadCell(const CellPlan& cell, const std::string& directory) {
  if (cell.scenario) return *cell.scenario;
  LoadOptions options;
  options.stage = cell.stage;
  options.sets = cell.sets;
  options.setsFrom = directory;
  return load(cell.file, options);
}

}  // namespace headroom::sweep
