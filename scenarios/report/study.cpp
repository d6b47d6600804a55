#include "scenarios/report/study.h"

#include "models/blueprint.h"
#include "scenarios/check.h"
#include "scenarios/report/assumption.h"
#include "scenarios/run/external_programs.h"
#include "scenarios/run/figure_text.h"
#include "scenarios/run/result_json.h"
#include "scenarios/strategies/strategies.h"
#include "scenarios/sweep/flow_section.h"
#include "scenarios/sweep/meaning.h"
#include "scenarios/units.h"
#include "scenarios/write_yaml.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include <fmt/format.h>

namespace headroom {
namespace {

const char* const asIsName = "as is";

bool isOutage(const FaultSpec& f) { return std::holds_alternative<ZoneOutage>(f.fault); }

std::string firstError(const ScenarioSpec& spec) {
  for (const Issue& issue : check(spec))
    if (issue.severity == Issue::Severity::error) return issue.path + ": " + issue.what;
  return {};
}

/// A scenario that was read, with another meaning.
sweep::CellPlan cellOf(const Loaded& loaded, const ScenarioSpec& spec, const std::string& file,
                       const std::string& stage, const std::vector<std::string>& sets) {
  auto made = std::make_shared<Loaded>(loaded);
  made->spec = spec;
  made->resolved = writeYaml(typeFor<ScenarioSpec>(), &*made->spec, made->directory);
  const std::uint64_t meaning = sweep::meaningOf(*made);
  return {file, stage, sets, meaning, std::move(made)};
}

class Designer {
 public:
  Designer(const StudyQuestion& q, const Loaded& loaded) : q_(q), blueprint_(compile(*loaded.spec)) {
    study_.scenario = loaded;
    const ServicePlan& entry = blueprint_->services[blueprint_->entry];
    study_.service = entry.name;
    for (const std::uint8_t z : entry.zones) zones_.push_back(blueprint_->zones[z]);
  }

  Study study() {
    if (const std::string policy = firstExternalPolicy(spec()); !policy.empty())
      throw Failure(policy +
                    " would start a program of its own; a report of a scenario starts none\n"
                    "  run it with --allow-external, and report on the trace");
    describeLoss();
    nameLosses();
    takeOptions();
    addCells();
    describePlan();
    return std::move(study_);
  }

 private:
  const ScenarioSpec& spec() const { return *study_.scenario.spec; }

  void describeLoss() {
    loss_.name = studyLossName;
    loss_.lasts = Deterministic{Duration::minutes(30)};
    for (const FaultSpec& f : spec().faults)
      if (isOutage(f)) {
        loss_.lasts = f.lasts;
        break;
      }
    const bool rates =
        std::any_of(spec().demand.begin(), spec().demand.end(), [](const auto& d) { return !d.rate.empty(); });
    const auto middle = Duration::seconds(spec().duration.ns() / 2'000'000'000);
    loss_.at = rates ? When{When::Kind::peak, {}, 0, 0, "peak"}
                     : When{When::Kind::offset, middle, 0, 0, writeDuration(middle)};
    study_.peakRate =
        rates ? peakRate(*blueprint_, blueprint_->entry, Instant(), Instant::at(blueprint_->duration)) : std::nan("");
    std::string length = "to the end of the run";
    if (loss_.lasts) length = "for " + shown::time(meanSeconds(*loss_.lasts));
    if (loss_.lasts && !std::holds_alternative<Deterministic>(*loss_.lasts)) length += " on average";
    study_.lossText = (rates ? "at the peak, " : "in the middle of the run, ") + length;
    if (!rates)
      study_.notes.emplace_back("No rate is expected, so there is no peak: zones are lost in the middle of the run.");
  }

  void nameLosses() {
    using Kind = StudyLoss::Kind;
    const bool own = std::any_of(spec().faults.begin(), spec().faults.end(), isOutage);
    if (own) study_.losses.push_back({Kind::asWritten, "as written", {}});
    study_.losses.push_back({Kind::none, "none", {}});
    if (zones_.size() < 2) {
      study_.notes.push_back(fmt::format(
          "`{}` is in one zone: nothing is left when it is lost, so its loss was not run.", study_.service));
      return;
    }
    for (const std::string& zone : zones_) study_.losses.push_back({Kind::one, zone, {zone}});
    if (zones_.size() > 2)
      study_.losses.push_back({Kind::two, zones_[0] + " and " + zones_[1], {zones_[0], zones_[1]}});
  }

  // ---- options ------------------------------------------------------------------------------------------------------

  void add(StudyOption option, ScenarioSpec spec) {
    if (option.impossible.empty()) option.impossible = firstError(spec);
    if (!option.impossible.empty()) {
      impossible_.push_back(std::move(option));
      return;
    }
    study_.options.push_back(std::move(option));
    specs_.push_back(std::move(spec));
  }

  void takeOptions() {
    study_.options.push_back({asIsName, q_.stage.empty() ? "the scenario" : "the scenario, stage " + q_.stage, ""});
    specs_.push_back(spec());
    if (study_.scenario.options.empty())
      takeStrategies();
    else
      for (const std::string& name : study_.scenario.options) takeStage(name);
    for (StudyOption& option : impossible_) study_.options.push_back(std::move(option));
  }

  std::optional<ScenarioSpec> staged(const std::string& name, StudyOption& option) const {
    LoadOptions options;
    options.stage = q_.stage;
    options.option = name;
    options.sets = q_.sets;
    const Loaded loaded = load(q_.file, options);
    if (loaded.ok()) return loaded.spec;
    for (const Issue& issue : loaded.issues)
      if (option.impossible.empty() && issue.severity == Issue::Severity::error) option.impossible = issue.what;
    return std::nullopt;
  }

  void takeStage(const std::string& name) {
    if (name == q_.stage) return;  // that is the scenario as it is
    StudyOption option{name, "stage " + name, ""};
    const auto spec = staged(name, option);
    add(std::move(option), spec.value_or(ScenarioSpec{}));
  }

  /// Under the scenario's other faults, which `headroom strategies` leaves out.
  void takeStrategies() {
    std::map<std::string, ScenarioSpec> own;
    for (const std::string& name : strategyNames())
      if (std::find(study_.scenario.stages.begin(), study_.scenario.stages.end(), name) !=
          study_.scenario.stages.end()) {
        StudyOption ignored;
        if (auto spec = staged(name, ignored)) own.emplace(name, std::move(*spec));
      }
    try {
      for (Strategy& s : strategiesFor(spec(), own)) {
        s.spec.faults = spec().faults;
        add({s.name, s.how, s.impossible}, std::move(s.spec));
      }
      if (!spec().changes.empty())
        study_.notes.emplace_back("The options beside it are run without its changes of settings.");
    } catch (const Failure& e) {
      study_.notes.push_back(fmt::format("There are no options beside it: {}.", e.what()));
    }
  }

  // ---- cells --------------------------------------------------------------------------------------------------------

  /// Which losses a way of having capacity is run with: all, or calm and with each zone lost.
  static bool wanted(std::size_t option, const StudyLoss& loss) {
    return option == 0 || loss.kind == StudyLoss::Kind::none || loss.kind == StudyLoss::Kind::one;
  }

  ScenarioSpec with(const StudyLoss& loss, ScenarioSpec spec) const {
    if (loss.kind == StudyLoss::Kind::asWritten) return spec;
    const bool calm = loss.kind == StudyLoss::Kind::none;
    const bool outages = std::any_of(spec.faults.begin(), spec.faults.end(), isOutage);
    if (!calm || outages) spec.expect.clear();
    std::erase_if(spec.faults, isOutage);
    for (std::size_t i = 0; i < loss.zones.size(); ++i) {
      FaultSpec f = loss_;
      if (i) f.name += "-2";
      f.fault = ZoneOutage{loss.zones[i]};
      spec.faults.push_back(std::move(f));
    }
    return spec;
  }

  /// Of the scenario as it is: what `headroom run` would have to be told.
  std::vector<std::string> setsFor(const StudyLoss& loss, const std::string& resolved) const {
    std::vector<std::string> sets = q_.sets;
    if (loss.kind == StudyLoss::Kind::asWritten) return sets;
    if (loss.kind == StudyLoss::Kind::none && study_.losses[0].kind == StudyLoss::Kind::none) return sets;
    sets.emplace_back("faults=null");  // lists are joined by name, and the own outages have names
    sets.push_back(sweep::flowOfSection(resolved, "faults"));
    sets.emplace_back("expect=null");
    return sets;
  }

  void addCells() {
    for (std::size_t o = 0; o < specs_.size(); ++o)
      for (std::size_t l = 0; l < study_.losses.size(); ++l) {
        const StudyLoss& loss = study_.losses[l];
        if (!wanted(o, loss)) continue;
        const ScenarioSpec spec = with(loss, specs_[o]);
        if (const std::string wrong = firstError(spec); !wrong.empty())
          throw Failure(fmt::format("{} with the zones lost: {}: {}", study_.options[o].name, loss.name, wrong));
        sweep::CellPlan cell = cellOf(study_.scenario, spec, q_.file, q_.stage, q_.sets);
        if (o == 0) cell.sets = setsFor(loss, cell.scenario->resolved);
        study_.plan.cells.push_back(std::move(cell));
        study_.plan.design.cells.push_back(o * study_.losses.size() + l);
      }
  }

  void describePlan() {
    sweep::Design& d = study_.plan.design;
    d.name = spec().name;
    d.version = programVersion();
    d.seed = q_.seed.value_or(static_cast<std::uint64_t>(spec().seed));
    d.text = "";
    d.scenarios = {{"", q_.file, q_.stage, study_.scenario.text}};
    sweep::Axis options{"option", "How capacity is had", "", {}, {}, 0},
        losses{"zones_lost", "Zones that are lost", "", {}, {}, 1};
    for (std::size_t o = 0; o < specs_.size(); ++o) options.texts.push_back(study_.options[o].name);
    for (const StudyLoss& l : study_.losses) losses.texts.push_back(l.name);
    d.shape = {options.size(), losses.size()};
    d.axes = {std::move(options), std::move(losses)};
    d.replication = {q_.replicas, q_.replicas, 0, {}};
    study_.plan.directory = ".";
    d.hash = sweep::hashOf(study_.plan);
  }

  const StudyQuestion& q_;
  std::shared_ptr<const Blueprint> blueprint_;
  Study study_;
  std::vector<std::string> zones_;
  FaultSpec loss_;
  std::vector<ScenarioSpec> specs_;  // of the options that can be run
  std::vector<StudyOption> impossible_;
};

}  // namespace

std::optional<std::size_t> Study::cell(std::size_t option, std::size_t loss) const {
  const auto& cells = plan.design.cells;
  const auto at = std::find(cells.begin(), cells.end(), option * losses.size() + loss);
  return at == cells.end() ? std::nullopt : std::optional(static_cast<std::size_t>(at - cells.begin()));
}

std::optional<std::size_t> Study::loss(StudyLoss::Kind kind) const {
  for (std::size_t l = 0; l < losses.size(); ++l)
    if (losses[l].kind == kind) return l;
  return std::nullopt;
}

Study studyOf(const StudyQuestion& q, const Loaded& loaded) { return Designer(q, loaded).study(); }

Sensitivity sensitivityOf(const Study& study, std::size_t loss) {
  Sensitivity s;
  s.under = loss;
  s.plan.directory = study.plan.directory;
  s.plan.design = study.plan.design;
  const sweep::CellPlan& cell = study.plan.cells[*study.cell(0, loss)];
  ScenarioSpec base = *cell.scenario->spec;
  base.expect.clear();
  sweep::Axis axis{"changed", "One assumption", "", {}, {}, 0};
  for (const Assumption& a : assumptionsOf(base)) {
    if (s.changes.size() + 2 > study.plan.cells.size()) break;
    if (const std::string wrong = firstError(a.more.spec) + firstError(a.less.spec); !wrong.empty()) {
      s.notes.push_back(fmt::format("How much {} matters could not be asked: {}.", a.about, wrong));
      continue;
    }
    for (const Changed* c : {&a.more, &a.less}) {
      s.plan.cells.push_back(cellOf(study.scenario, c->spec, cell.file, cell.stage, cell.sets));
      s.changes.push_back({a.about, c->change});
      axis.texts.push_back(a.about + " " + c->change);
    }
  }
  sweep::Design& d = s.plan.design;
  d.shape = {axis.size()};
  d.cells.resize(axis.size());
  std::iota(d.cells.begin(), d.cells.end(), std::size_t{0});
  d.axes = {std::move(axis)};
  d.hash = sweep::hashOf(s.plan);
  return s;
}

}  // namespace headroom
