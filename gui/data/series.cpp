// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/data/series.h"

#include "gui/data/columns.h"
#include "gui/data/happenings.h"
#include "sim/issue.h"

#include <algorithm>
#include <cmath>

#include <nlohmann/json.hpp>

namespace headroom::gui {
namespace {

/// What only a finished run knows of itself.
struct Summary {
  std::string entry;  // the service that users call
  std::vector<std::string> faults;
};

Summary summaryOf(const RunData& run) {
  Summary s;
  const auto json = nlohmann::json::parse(run.head().summaryJson, nullptr, false);
  if (!json.is_object()) return s;
  s.entry = json.value("entry", "");
  for (const auto& fault : json.value("faults", nlohmann::json::array())) s.faults.push_back(fault.value("name", ""));
  return s;
}

std::size_t serviceOf(const RunData& run, const std::string& wanted, const std::string& entry) {
  const std::size_t service = labelOf(run, "service", wanted.empty() ? entry : wanted);
  if (service != SIZE_MAX) return service;
  if (!wanted.empty()) throw Failure("the trace has no service `" + wanted + "`");
  return 0;
}

Values perSecond(Values counts, const std::vector<double>& edges) {
  for (std::size_t k = 0; k < counts.size(); ++k) counts[k] /= edges[k + 1] - edges[k];
  return counts;
}

/// Leaves out what the trace does not have, and what never happened.
void add(std::vector<Curve>& to, const std::string& name, Values values) {
  if (std::any_of(values.begin(), values.end(), [](double x) { return x > 0; }))
    to.push_back({name, std::move(values)});
}

Plot requestsPlot(const RunData& run, std::size_t entry, const std::vector<double>& edges) {
  Plot p{"Requests", "/s", Plot::Scale::linear, {}, {}};
  const auto rate = [&](const std::string& name) { return perSecond(columnOf(run, name), edges); };
  add(p.lines, "supply", columnOf(run, "supply", entry));
  add(p.lines, "requests_offered", rate("requests_offered"));
  for (const char* name : {"requests_served", "requests_failed", "requests_rejected", "requests_timed_out"})
    add(p.stack, name, rate(name));
  return p;
}

Plot workersPlot(const RunData& run, std::size_t service) {
  Plot p{"Workers", "", Plot::Scale::linear, {}, {}};
  const auto count = [&](const char* state) { return sumOf(columnsOf(run, std::string("workers_") + state, service)); };
  Values settled = count("in_service");
  const Values warming = count("warming");
  for (std::size_t k = 0; k < warming.size() && k < settled.size(); ++k) settled[k] -= warming[k];
  add(p.stack, "workers_in_service", std::move(settled));
  add(p.stack, "workers_warming", warming);
  for (const char* state : {"registering", "starting", "booting", "launching", "draining"})
    add(p.stack, std::string("workers_") + state, count(state));
  add(p.lines, "workers_needed", columnOf(run, "workers_needed", service));
  add(p.lines, "workers_desired", columnOf(run, "workers_desired", service));
  return p;
}

/// A service's mean over its zones, each weighted with the workers that its mean is over.
Values meanOverZones(const RunData& run, const std::string& name, std::size_t service) {
  auto shares = columnsOf(run, name, service);
  auto weights = columnsOf(run, "workers_in_service", service);
  const auto draining = columnsOf(run, "workers_draining", service);
  for (std::size_t z = 0; z < shares.size() && z < weights.size(); ++z)
    for (std::size_t k = 0; k < shares[z].size(); ++k) {
      if (z < draining.size()) weights[z][k] += draining[z][k];
      if (std::isnan(shares[z][k])) weights[z][k] = std::nan("");
      shares[z][k] *= weights[z][k];
    }
  Values mean = sumOf(shares);
  const Values all = sumOf(weights);
  for (std::size_t k = 0; k < mean.size() && k < all.size(); ++k)
    mean[k] = all[k] > 0 ? mean[k] / all[k] : std::nan("");
  return mean;
}

bool same(const Values& a, const Values& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](double x, double y) { return std::abs(x - y) < 1e-9 || (std::isnan(x) && std::isnan(y)); });
}

/// Where no demands for CPU are given, cpu is slots (docs/definitions.md 6): one line is enough.
Plot utilisationPlot(const RunData& run, std::size_t service) {
  Plot p{"Utilisation", "%", Plot::Scale::share, {}, {}};
  const Values cpu = meanOverZones(run, "cpu", service), slots = meanOverZones(run, "slots", service);
  add(p.lines, "cpu", cpu);
  if (!same(cpu, slots)) add(p.lines, "slots", slots);
  for (const char* name : {"memory", "disk_io", "network_io"}) add(p.lines, name, meanOverZones(run, name, service));
  return p;
}

Plot latencyPlot(const RunData& run) {
  Plot p{"Latency", "s", Plot::Scale::logarithmic, {}, {}};
  const Axis* quantiles = axisOf(run, "quantile");
  for (const auto& [name, share] : {std::pair{"p99", 0.99}, {"p95", 0.95}, {"p50", 0.5}})
    for (std::size_t i = 0; quantiles && i < quantiles->values.size(); ++i)
      if (std::abs(quantiles->values[i] - share) < 1e-9) add(p.lines, name, columnOf(run, "request_latency", i));
  return p;
}

}  // namespace

TraceView viewOf(const RunData& run, const std::string& service) {
  if (run.buckets() == 0) throw Failure("the trace has no bucket yet");
  const Summary summary = summaryOf(run);
  TraceView v;
  v.file = run.head().file;
  v.title = run.head().title;
  v.status = run.head().status;
  v.seed = run.head().seed;
  v.clock = Clock(run.head().start);
  if (const Axis* services = axisOf(run, "service")) v.services = services->labels;
  v.service = serviceOf(run, service, summary.entry);
  v.edges = run.edges();
  v.plots = {requestsPlot(run, serviceOf(run, "", summary.entry), v.edges), workersPlot(run, v.service),
             utilisationPlot(run, v.service), latencyPlot(run)};
  v.faults = faultsOf(run, summary.faults, v.end());
  v.decisions = decisionsOf(run, v.service, v.clock);
  return v;
}

TraceView readTrace(const std::string& file, const std::string& service) { return viewOf(*openTrace(file), service); }

std::size_t bucketAt(const std::vector<double>& edges, double time) {
  const auto after = static_cast<std::size_t>(std::upper_bound(edges.begin(), edges.end(), time) - edges.begin());
  return std::clamp<std::size_t>(after, 1, edges.size() - 1) - 1;
}

}  // namespace headroom::gui
