// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/series.h"

#include "gui/columns.h"
#include "gui/happenings.h"
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

Summary summaryOf(const Trace& trace) {
  Summary s;
  const auto json = nlohmann::json::parse(trace.summaryJson(), nullptr, false);
  if (!json.is_object()) return s;
  s.entry = json.value("entry", "");
  for (const auto& fault : json.value("faults", nlohmann::json::array())) s.faults.push_back(fault.value("name", ""));
  return s;
}

std::size_t serviceOf(const Trace& trace, const std::string& wanted, const std::string& entry) {
  const std::size_t service = labelOf(trace, "service", wanted.empty() ? entry : wanted);
  if (service != SIZE_MAX) return service;
  if (!wanted.empty()) throw Failure("the trace has no service `" + wanted + "`");
  return 0;
}

std::vector<double> edgesOf(const Trace& trace) {
  const Values bounds = trace.bounds(0, trace.buckets());
  if (bounds.empty()) throw Failure("the trace has no bucket yet");
  std::vector<double> edges{bounds[0]};
  for (std::size_t i = 1; i < bounds.size(); i += 2) edges.push_back(bounds[i]);
  return edges;
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

Plot requestsPlot(const Trace& trace, std::size_t entry, const std::vector<double>& edges) {
  Plot p{"Requests", "/s", Plot::Scale::linear, {}, {}};
  const auto rate = [&](const std::string& name) { return perSecond(columnOf(trace, name), edges); };
  add(p.lines, "supply", columnOf(trace, "supply", entry));
  add(p.lines, "requests_offered", rate("requests_offered"));
  for (const char* name : {"requests_served", "requests_failed", "requests_rejected", "requests_timed_out"})
    add(p.stack, name, rate(name));
  return p;
}

Plot workersPlot(const Trace& trace, std::size_t service) {
  Plot p{"Workers", "", Plot::Scale::linear, {}, {}};
  const auto count = [&](const char* state) {
    return sumOf(columnsOf(trace, std::string("workers_") + state, service));
  };
  Values settled = count("in_service");
  const Values warming = count("warming");
  for (std::size_t k = 0; k < warming.size() && k < settled.size(); ++k) settled[k] -= warming[k];
  add(p.stack, "workers_in_service", std::move(settled));
  add(p.stack, "workers_warming", warming);
  for (const char* state : {"registering", "starting", "booting", "launching", "draining"})
    add(p.stack, std::string("workers_") + state, count(state));
  add(p.lines, "workers_needed", columnOf(trace, "workers_needed", service));
  add(p.lines, "workers_desired", columnOf(trace, "workers_desired", service));
  return p;
}

/// A service's mean over its zones, each weighted with the workers that its mean is over.
Values meanOverZones(const Trace& trace, const std::string& name, std::size_t service) {
  auto shares = columnsOf(trace, name, service);
  auto weights = columnsOf(trace, "workers_in_service", service);
  const auto draining = columnsOf(trace, "workers_draining", service);
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
Plot utilisationPlot(const Trace& trace, std::size_t service) {
  Plot p{"Utilisation", "%", Plot::Scale::share, {}, {}};
  const Values cpu = meanOverZones(trace, "cpu", service), slots = meanOverZones(trace, "slots", service);
  add(p.lines, "cpu", cpu);
  if (!same(cpu, slots)) add(p.lines, "slots", slots);
  for (const char* name : {"memory", "disk_io", "network_io"}) add(p.lines, name, meanOverZones(trace, name, service));
  return p;
}

Plot latencyPlot(const Trace& trace) {
  Plot p{"Latency", "s", Plot::Scale::logarithmic, {}, {}};
  const Axis* quantiles = axisOf(trace, "quantile");
  for (const auto& [name, share] : {std::pair{"p99", 0.99}, {"p95", 0.95}, {"p50", 0.5}})
    for (std::size_t i = 0; quantiles && i < quantiles->values.size(); ++i)
      if (std::abs(quantiles->values[i] - share) < 1e-9) add(p.lines, name, columnOf(trace, "request_latency", i));
  return p;
}

}  // namespace

TraceView readTrace(const std::string& file, const std::string& service) {
  const Trace trace(file);
  const Summary summary = summaryOf(trace);
  TraceView v;
  v.file = file;
  v.title = trace.title();
  v.status = trace.status();
  v.seed = trace.seed();
  v.clock = Clock(trace.start());
  if (const Axis* services = axisOf(trace, "service")) v.services = services->labels;
  v.service = serviceOf(trace, service, summary.entry);
  v.edges = edgesOf(trace);
  v.plots = {requestsPlot(trace, serviceOf(trace, "", summary.entry), v.edges), workersPlot(trace, v.service),
             utilisationPlot(trace, v.service), latencyPlot(trace)};
  v.faults = faultsOf(trace, summary.faults, v.end());
  v.decisions = decisionsOf(trace, v.service, v.clock);
  return v;
}

std::size_t bucketAt(const std::vector<double>& edges, double time) {
  const auto after = static_cast<std::size_t>(std::upper_bound(edges.begin(), edges.end(), time) - edges.begin());
  return std::clamp<std::size_t>(after, 1, edges.size() - 1) - 1;
}

}  // namespace headroom::gui
