#include "scenarios/view/series.h"

#include "scenarios/view/columns.h"
#include "scenarios/view/happenings.h"
#include "scenarios/view/plots.h"
#include "sim/issue.h"

#include <algorithm>
#include <string_view>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace headroom::view {
namespace {

/// What only a finished run knows of itself.
struct Summary {
  std::string entry;  // the service that users call
  std::vector<std::string> faults, changes;
};

Summary summaryOf(const RunData& run) {
  Summary s;
  const auto json = nlohmann::json::parse(run.head().summaryJson, nullptr, false);
  if (!json.is_object()) return s;
  s.entry = json.value("entry", "");
  for (const auto& fault : json.value("faults", nlohmann::json::array())) s.faults.push_back(fault.value("name", ""));
  for (const auto& change : json.value("changes", nlohmann::json::array()))
    s.changes.push_back(fmt::format("{}: {}", change.value("name", ""),
                                    fmt::join(change.value("set", std::vector<std::string>()), ", ")));
  return s;
}

std::size_t serviceOf(const RunData& run, const std::string& wanted, const std::string& entry) {
  const std::size_t service = labelOf(run, "service", wanted.empty() ? entry : wanted);
  if (service != SIZE_MAX) return service;
  if (!wanted.empty()) throw Failure("the trace has no service `" + wanted + "`");
  return 0;
}

}  // namespace

std::string wordsOf(const Curve& curve) {
  if (!curve.label.empty()) return curve.label;
  std::string name = curve.name;
  for (const std::string_view family : {"requests_", "workers_"})
    if (name.starts_with(family)) name.erase(0, family.size());
  std::replace(name.begin(), name.end(), '_', ' ');
  return name;
}

TraceView viewOf(const RunData& run, const std::string& service, const std::string& zone) {
  if (run.buckets() == 0) throw Failure("the trace has no bucket yet");
  const Summary summary = summaryOf(run);
  TraceView v;
  v.file = run.head().file;
  v.title = run.head().title;
  v.status = run.head().status;
  v.seed = run.head().seed;
  v.clock = Clock(run.head().start);
  if (const Axis* services = axisOf(run, "service")) v.services = services->labels;
  if (const Axis* zones = axisOf(run, "zone")) v.zones = zones->labels;
  v.service = serviceOf(run, service, summary.entry);
  v.zone = zone;
  if (!zone.empty() && labelOf(run, "zone", zone) == SIZE_MAX) throw Failure("the trace has no zone `" + zone + "`");
  v.edges = run.edges();
  v.faultNames = summary.faults;
  v.changes = summary.changes;
  Happened happened = happenedIn(run, summary.faults, v.end());
  v.faults = std::move(happened.faults);
  v.decisions = decisionsOf(run, v.service, v.clock);
  v.plots = plotsOf(run, {serviceOf(run, "", summary.entry), v.service, zone}, v.decisions, happened.changes);
  return v;
}

TraceView readTrace(const std::string& file, const std::string& service) { return viewOf(*openTrace(file), service); }

std::size_t bucketAt(const std::vector<double>& edges, double time) {
  const auto after = static_cast<std::size_t>(std::upper_bound(edges.begin(), edges.end(), time) - edges.begin());
  return std::clamp<std::size_t>(after, 1, edges.size() - 1) - 1;
}

}  // namespace headroom::view
