#include "scenarios/load.h"

#include "models/blueprint.h"
#include "scenarios/changes.h"
#include "scenarios/check.h"
#include "scenarios/decode.h"
#include "scenarios/normalise.h"
#include "scenarios/open_text.h"
#include "scenarios/overlay.h"
#include "scenarios/referred_files.h"
#include "scenarios/suggest.h"
#include "scenarios/write_yaml.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <set>
#include <tuple>

namespace headroom {
namespace fs = std::filesystem;
namespace {

struct Loader {
  const LoadOptions& options;
  Reading reading = {};
  std::vector<Node> stages = {};        // of what is extended first, of the file last
  Node optionList = {};                 // as the last file that has one says
  std::vector<std::string> chain = {};  // of files that extend one another
  int files = 0;
  bool incomplete = false;  // something it extends could not be read

  static const Type& root() { return typeFor<ScenarioSpec>(); }

  std::optional<std::string> variable(const std::string& name) const {
    if (options.variable) return options.variable(name);
    const char* value = std::getenv(name.c_str());
    return value ? std::optional<std::string>(value) : std::nullopt;
  }

  static Node take(Node& n, std::string_view key) {
    const Node* found = n.find(key);
    Node taken = found ? *found : Node{};
    n.erase(key);
    return taken;
  }

  /// The tree of a source with everything it extends, normalised; its stages are kept apart.
  std::optional<Node> tree(int source) {
    if (!checkText(reading, source)) return std::nullopt;
    auto own = parseTree(reading, source);
    if (!own) return std::nullopt;
    expandVariables(*own, reading, [&](const std::string& name) { return variable(name); });
    if (!own->isMap()) return own;
    const Node extends = take(*own, "extends");
    const Node ownStages = take(*own, "stages"), ownOptions = take(*own, "options");
    normalise(*own, root(), reading);
    std::optional<Node> base;
    if (extends.isList())
      for (const auto& e : extends.items) layBase(base, e, source);
    else if (extends.form != Node::Form::nothing || extends.keySpot.line)
      layBase(base, extends, source);
    if (ownStages.isMap())
      stages.insert(stages.end(), ownStages.items.begin(), ownStages.items.end());
    else if (ownStages.form != Node::Form::nothing)
      reading.error(ownStages.spot, "stages", "`stages` is a mapping from names to stages");
    if (ownOptions.form != Node::Form::nothing) optionList = ownOptions;
    if (!base) return own;
    merge(*base, std::move(*own), root(), reading);
    return base;
  }

  void layBase(std::optional<Node>& base, const Node& name, int source) {
    auto next = openBase(name, source);
    if (!next) {
      incomplete = true;
    } else if (base) {
      merge(*base, std::move(*next), root(), reading);
    } else {
      base = std::move(next);
    }
  }

  std::optional<Node> openBase(const Node& name, int source) {
    const auto refuse = [&](const std::string& what, const std::string& wanted = {}) {
      reading.error(name.spot, "extends", what, wanted);
      return std::nullopt;
    };
    if (!name.isScalar() || name.text.empty())
      return refuse("`extends`: this cannot stand here", "a file, or a list of files");
    if (fs::path(name.text).is_absolute())
      return refuse("`" + quoteForMessage(name.text) + "` is an absolute path", "a path relative to this file");
    if (chain.size() >= 8 || ++files > 64)
      return refuse("too many files extend one another", "a chain of at most 8, 64 files in all");
    const std::string& from = reading.sources[static_cast<std::size_t>(source)].directory;
    const int opened = openText(reading, name.text, from, name.spot);
    if (opened < 0) return std::nullopt;
    const std::string file = reading.sources[static_cast<std::size_t>(opened)].file;
    if (std::find(chain.begin(), chain.end(), file) != chain.end()) {
      std::string circle;
      for (const auto& c : chain) circle += c + " → ";
      return refuse("files extend one another in a circle: " + circle + file);
    }
    chain.push_back(file);
    auto next = tree(opened);
    chain.pop_back();
    return next;
  }

  std::vector<std::string> stageNames() const {
    std::vector<std::string> names;
    for (const auto& s : stages)
      if (std::find(names.begin(), names.end(), s.key) == names.end()) names.push_back(s.key);
    return names;
  }

  /// Each the name of a stage.
  std::vector<std::string> optionNames(const std::vector<std::string>& stagesThere) {
    std::vector<std::string> names;
    if (optionList.isEmpty()) return names;
    if (!optionList.isList()) {
      reading.error(optionList.spot, "options", "`options` is a list of names of stages", "as `[bigger, spot]`");
      return names;
    }
    for (const Node& option : optionList.items) {
      const bool known =
          option.isScalar() && std::find(stagesThere.begin(), stagesThere.end(), option.text) != stagesThere.end();
      if (known)
        names.push_back(option.text);
      else
        reading.error(option.spot, "options", "there is no stage `" + quoteForMessage(option.text) + "`",
                      stagesThere.empty() ? "the name of one out of `stages`" : "one of " + listed(stagesThere),
                      didYouMean(option.text, stagesThere));
    }
    return names;
  }

  void layStage(Node& n, const std::string& stage, Reading& into) const {
    for (const auto& s : stages)
      if (s.key == stage) overlayStage(n, root(), s, into);
  }

  /// Stages that were not asked for must be sound too: tried on copies, what is new in their own lines is kept.
  void tryOtherStages(const Node& n) {
    if (stages.size() > 100) return reading.error(stages[100].keySpot, "stages", "more than 100 stages");
    for (const auto& name : stageNames()) {
      if (name == options.stage) continue;
      Reading trial{reading.sources, {}};
      Node copy = n;
      layStage(copy, name, trial);
      ScenarioSpec spec;
      WrittenAt written;
      decode(copy, root(), &spec, trial, written);
      for (auto& issue : trial.issues) reading.issues.push_back(std::move(issue));
    }
  }

  void overlayAll(Node& n, const std::vector<std::string>& names);
  void checkMeaning(const ScenarioSpec& spec, const PlaceOf& placeOf);
  void layChanges(const Node& n, ScenarioSpec& spec, const PlaceOf& placeOf);
  void layChange(Node& n, ValuesByPath& before, ChangeSpec& change, const Place& place);
  void checkAsLeft(ScenarioSpec now, Instant at, const Blueprint& blueprint, const Place& place);
  void addNew(Issues found, const Place& place);
  Loaded run(int source);
  PlaceOf placeOf(const WrittenAt& written) const;
};

PlaceOf Loader::placeOf(const WrittenAt& written) const {
  return [this, &written](const std::string& path) {
    for (std::string p = path; !p.empty(); p.resize(p.rfind('.') == std::string::npos ? 0 : p.rfind('.')))
      if (const auto it = written.find(p); it != written.end())
        return reading.place(p == path && it->second.value.line ? it->second.value : it->second.key);
    return Place{reading.sources.empty() ? "" : reading.sources[0].file, 1, 1};
  };
}

/// By file in the order of reading, line, column; the same thing said twice is said once.
void tidy(Issues& issues, const Sources& sources) {
  const auto rank = [&](const Issue& i) {
    std::size_t k = 0;
    while (k < sources.size() && sources[k].file != i.place.file) ++k;
    return std::make_tuple(k, i.place.line, i.place.column);
  };
  std::stable_sort(issues.begin(), issues.end(), [&](const Issue& a, const Issue& b) { return rank(a) < rank(b); });
  std::set<std::tuple<std::string, int, int, std::string>> seen;
  std::erase_if(
      issues, [&](const Issue& i) { return !seen.emplace(i.place.file, i.place.line, i.place.column, i.what).second; });
}

bool hasErrors(const Issues& issues) {
  return std::any_of(issues.begin(), issues.end(), [](const Issue& i) { return i.severity == Issue::Severity::error; });
}

/// Defaults that depend on what else is said.
void settle(ScenarioSpec& spec, const WrittenAt& written, const std::string& file) {
  if (spec.name.empty()) spec.name = file == "-" || file == "<stdin>" ? "scenario" : fs::path(file).stem().string();
  for (auto& e : spec.expect) {  // `web.latency.p99` is `latency.p99` of web
    const std::string head = e.metric.substr(0, e.metric.find('.'));
    const auto named = [&](const ServiceSpec& s) { return s.name == head; };
    if (e.service.empty() && head.size() < e.metric.size() &&
        std::any_of(spec.services.begin(), spec.services.end(), named)) {
      e.service = head;
      e.metric.erase(0, head.size() + 1);
    }
  }
  for (auto& s : spec.services) {
    for (PolicySpec& policy : s.scaling) adoptDefaults(policy, s.fleet);
    const std::string fleet = "services." + s.name + ".fleet";
    if (!written.contains(fleet + ".max"))
      s.fleet.max = std::max({s.fleet.max, s.fleet.min, s.fleet.initial.value_or(0)});
  }
  for (auto& s : spec.services)
    if (s.worker.sharing && !written.contains("services." + s.name + ".worker.slots")) s.worker.slots = Limit{};
}

/// The stage that was asked for, the one upon it, then the sets.
void Loader::overlayAll(Node& n, const std::vector<std::string>& names) {
  for (const std::string& stage : {options.stage, options.option})
    if (!stage.empty() && std::find(names.begin(), names.end(), stage) == names.end())
      reading.error({0, 0, 0}, "stages", "there is no stage `" + quoteForMessage(stage) + "`",
                    names.empty() ? "" : "one of " + listed(names), didYouMean(stage, names));
  tryOtherStages(n);
  layStage(n, options.stage, reading);
  layStage(n, options.option, reading);
  for (const auto& s : options.sets) overlaySet(n, root(), s, options.setsFrom, reading);
}

/// Asks `check`, unless a whole section is wrong: then every reference into it would seem to be.
void Loader::checkMeaning(const ScenarioSpec& spec, const PlaceOf& placeOf) {
  const bool sound = !hasErrors(reading.issues);
  const bool named = std::none_of(reading.issues.begin(), reading.issues.end(), [](const Issue& i) {
    const Field* top = findField(root().fields, i.path);
    return (i.path.find('.') == std::string::npos && (!top || top->type->form != Type::Form::scalar)) ||
           i.path.starts_with("region.");
  });
  if (!sound && !named) return;
  for (auto& issue : check(spec, placeOf, !sound)) reading.issues.push_back(std::move(issue));
}

/// Each is laid upon the scenario as those before it have left it.
void Loader::layChanges(const Node& n, ScenarioSpec& spec, const PlaceOf& placeOf) {
  if (spec.changes.empty() || hasErrors(reading.issues)) return;
  const auto blueprint = compile(spec);
  const auto when = [&](const ChangeSpec& c) { return instantOf(*blueprint, c.at); };
  std::stable_sort(spec.changes.begin(), spec.changes.end(),
                   [&](const ChangeSpec& a, const ChangeSpec& b) { return when(a) < when(b); });
  Node laid = n;
  ScenarioSpec now = spec;
  now.changes.clear();
  ValuesByPath values = valuesOf(now, reading.sources[0].directory);
  for (ChangeSpec& change : spec.changes) {
    const Place place = placeOf("changes." + change.name + ".set");
    layChange(laid, values, change, place);
    if (hasErrors(reading.issues)) return;
    now = changed(std::move(now), change);
    checkAsLeft(now, when(change), *blueprint, place);
  }
}

/// What is wrong with it is wrong where it stands.
void Loader::layChange(Node& n, ValuesByPath& before, ChangeSpec& change, const Place& place) {
  Reading own{reading.sources, {}};
  for (const std::string& set : change.set) overlaySet(n, root(), set, reading.sources[0].directory, own);
  auto then = std::make_shared<ScenarioSpec>();
  WrittenAt written;
  decode(n, root(), then.get(), own, written);
  settle(*then, written, reading.sources[0].file);
  then->changes.clear();
  addNew(std::move(own.issues), place);
  ValuesByPath after = valuesOf(*then, reading.sources[0].directory);
  change.paths = differences(before, after);
  if (!hasErrors(reading.issues)) mayChangeSo(change, place, reading.issues);
  before = std::move(after);
  change.then = std::move(then);
}

/// What was said of the scenario before is not said again.
void Loader::addNew(Issues found, const Place& place) {
  for (Issue& issue : found) {
    const bool known = std::any_of(reading.issues.begin(), reading.issues.end(),
                                   [&](const Issue& i) { return i.what == issue.what && i.path == issue.path; });
    if (known) continue;
    issue.place = place;
    reading.issues.push_back(std::move(issue));
  }
}

/// Begins and single actions that are over by then no longer count.
void Loader::checkAsLeft(ScenarioSpec now, Instant at, const Blueprint& blueprint, const Place& place) {
  for (ServiceSpec& s : now.services) {
    s.fleet.initial.reset();
    std::erase_if(s.scaling, [&](const PolicySpec& p) {
      const auto* scheduled = std::get_if<ScheduledPolicy>(&p.policy);
      return scheduled && scheduled->at && instantOf(blueprint, *scheduled->at) < at;
    });
  }
  addNew(check(now, [&](const std::string&) { return place; }), place);
}

Loaded Loader::run(int source) {
  Loaded out;
  ScenarioSpec spec;
  WrittenAt written;
  std::optional<Node> n;
  if (source >= 0) {
    chain.push_back(reading.sources[0].file);
    n = tree(source);
  }
  if (n) {
    out.stages = stageNames();
    out.options = optionNames(out.stages);
    if (n->isMap()) overlayAll(*n, out.stages);
    decode(*n, root(), &spec, reading, written);
    if (incomplete)
      std::erase_if(reading.issues, [](const Issue& i) { return i.what.find("` is missing") != std::string::npos; });
    settle(spec, written, reading.sources[0].file);
    if (!options.asItStands) {
      loadReferredFiles(spec, placeOf(written), reading.issues);
      checkMeaning(spec, placeOf(written));
      layChanges(*n, spec, placeOf(written));
    }
  }
  tidy(reading.issues, reading.sources);
  if (!reading.sources.empty()) {
    out.text = reading.sources[0].text;
    out.directory = reading.sources[0].directory;
  }
  if (n && !hasErrors(reading.issues)) {
    out.resolved = writeYaml(root(), &spec, out.directory);
    out.spec = std::move(spec);
  }
  for (const auto& [path, w] : written) out.places[path] = reading.place(w.value);
  for (auto& s : reading.sources) out.sources.push_back({s.file, s.text});
  out.issues = std::move(reading.issues);
  return out;
}

}  // namespace

Loaded load(const std::string& file, const LoadOptions& options) {
  Loader loader{options};
  return loader.run(openText(loader.reading, file, "", {}));
}

Loaded loadText(std::string text, const std::string& fileName, const LoadOptions& options) {
  Loader loader{options};
  const auto parent = fs::path(fileName).parent_path();
  if (text.size() > TextLimits::file) {
    loader.reading.sources.push_back({fileName, ".", ""});
    loader.reading.error({}, "", "it is larger than 8 MiB");
    return loader.run(-1);
  }
  return loader.run(addText(loader.reading, std::move(text), fileName, parent.empty() ? "." : parent.string()));
}

}  // namespace headroom
