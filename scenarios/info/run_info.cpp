#include "scenarios/info/run_info.h"

#include "scenarios/changes.h"
#include "scenarios/load.h"

#include <cmath>
#include <limits>
#include <optional>

#include <nlohmann/json.hpp>

namespace headroom {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

std::vector<std::string> labelsOf(const Trace& trace, const std::string& axis) {
  for (const Axis& a : trace.announcement().axes)
    if (a.name == axis) return a.labels;
  return {};
}

/// A number of the summary, of each service.
std::vector<double> numbersIn(const Trace& trace, const char* group, const char* name) {
  const auto json = nlohmann::json::parse(trace.summaryJson(), nullptr, false);
  std::vector<double> numbers;
  for (const std::string& service : labelsOf(trace, "service")) {
    const nlohmann::json* at = &json;
    for (const char* key : {"services", service.c_str(), group, name})
      at = at && at->is_object() && at->contains(key) ? &(*at)[key] : nullptr;
    numbers.push_back(at && at->is_number() ? at->get<double>() : nan);
  }
  return numbers;
}

std::optional<ScenarioSpec> specOf(const Trace& trace) {
  LoadOptions options;
  options.asItStands = true;
  return loadText(trace.text("resolved"), "scenario.yaml", options).spec;
}

measures::Facts factsOf(const Trace& trace, const std::optional<ScenarioSpec>& spec) {
  measures::Facts facts;
  facts.rated = numbersIn(trace, "capacity", "rated_rps");
  if (!spec) return facts;
  for (const FaultSpec& f : spec->faults) facts.faults.push_back({f.name, isOverAtOnce(f.fault)});
  for (const std::string& name : labelsOf(trace, "objective")) {
    facts.objectives.push_back({nan, nan});
    for (const ObjectiveSpec& o : spec->objectives)
      if (o.name == name) facts.objectives.back() = {o.target.value, o.window ? o.window->inSeconds() : nan};
  }
  return facts;
}

/// Of a scenario that cannot be read, when.
std::vector<ChangeFigures> changesOf(const measures::RunSeries& run, const std::optional<ScenarioSpec>& spec) {
  std::vector<ChangeFigures> all;
  for (const EventRow& e : run.events) {
    if (e.kind != "settings_change") continue;
    const ChangeSpec* const change = spec ? changeToldBy(e, *spec) : nullptr;
    all.push_back(change ? ChangeFigures{change->name, e.time, change->set} : ChangeFigures{"change", e.time, {}});
  }
  return all;
}

}  // namespace

measures::Facts factsOf(const Trace& trace) { return factsOf(trace, specOf(trace)); }

optimum::Billing billingOf(const ScenarioSpec& spec, const std::string& service, double addedUsd) {
  for (const ServiceSpec& s : spec.services)
    if (s.name == service) return {s.billing.minimum.inSeconds(), std::isnan(addedUsd) ? 0 : addedUsd};
  return {};
}

RunInfo runInfoOf(const Trace& trace, measures::Window window) {
  const measures::RunSeries run = measures::runSeriesOf(trace, window);
  const std::optional<ScenarioSpec> spec = specOf(trace);
  RunInfo info{measures::measuresOf(run, factsOf(trace, spec)), {}, {}, changesOf(run, spec)};
  if (!run.edges.empty()) info.window = {run.edges.front(), run.edges.back()};
  const bool whole = run.edges.size() == trace.buckets() + 1;
  const std::vector<double> added = numbersIn(trace, "cost_usd", "minimum");
  for (std::size_t i = 0; i < run.services.size(); ++i) {
    const optimum::Billing billing =
        spec ? billingOf(*spec, run.services[i].name, whole ? added[i] : 0) : optimum::Billing{};
    info.regrets.push_back(optimum::regretOf(run, i, info.measures.services[i].rated, billing));
  }
  return info;
}

}  // namespace headroom
