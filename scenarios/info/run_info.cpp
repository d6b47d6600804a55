#include "scenarios/info/run_info.h"

#include "scenarios/load.h"

#include <algorithm>
#include <limits>

#include <nlohmann/json.hpp>

namespace headroom {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

std::vector<std::string> labelsOf(const Trace& trace, const std::string& axis) {
  for (const Axis& a : trace.announcement().axes)
    if (a.name == axis) return a.labels;
  return {};
}

/// `capacity.rated_rps` of each service.
std::vector<double> ratedIn(const std::string& summary, const std::vector<std::string>& services) {
  const auto json = nlohmann::json::parse(summary, nullptr, false);
  std::vector<double> rated;
  for (const std::string& name : services) {
    const nlohmann::json* at = &json;
    for (const char* key : {"services", name.c_str(), "capacity", "rated_rps"})
      at = at && at->is_object() && at->contains(key) ? &(*at)[key] : nullptr;
    rated.push_back(at && at->is_number() ? at->get<double>() : nan);
  }
  return rated;
}

}  // namespace

measures::Facts factsOf(const Trace& trace) {
  measures::Facts facts;
  facts.rated = ratedIn(trace.summaryJson(), labelsOf(trace, "service"));
  LoadOptions options;
  options.asItStands = true;
  const Loaded loaded = loadText(trace.text("resolved"), "scenario.yaml", options);
  if (!loaded.ok()) return facts;
  for (const FaultSpec& f : loaded.spec->faults) facts.faults.push_back(f.name);
  for (const std::string& name : labelsOf(trace, "objective")) {
    facts.objectives.push_back({nan, nan});
    for (const ObjectiveSpec& o : loaded.spec->objectives)
      if (o.name == name) facts.objectives.back() = {o.target.value, o.window ? o.window->inSeconds() : nan};
  }
  return facts;
}

RunInfo runInfoOf(const Trace& trace, measures::Window window) {
  const measures::RunSeries run = measures::runSeriesOf(trace, window);
  RunInfo info{measures::measuresOf(run, factsOf(trace)), {}};
  for (std::size_t i = 0; i < run.services.size(); ++i)
    info.regrets.push_back(optimum::regretOf(run, i, info.measures.services[i].rated));
  return info;
}

}  // namespace headroom
