// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/world/flow_model.h"

#include "gui/data/view.h"

#include <cmath>
#include <map>
#include <string>

namespace headroom::gui {
namespace {

using Column = FlowColumns::Column;

/// Series of a run, each read once; cut into columns.
class Cutter {
 public:
  explicit Cutter(const RunData& run) : run_(run) {}
  /// Of entry `outer` of the first axis; `inner` of `inners` entries of the second.
  Column column(const std::string& name, std::size_t outer, std::size_t outers, std::size_t inner = 0,
                std::size_t inners = 1) {
    const Column& all = whole(name);
    const std::size_t width = outers * inners;
    Column cut;
    if (all.size() < width * run_.buckets() || outer >= outers) return cut;
    for (std::size_t k = 0; k < run_.buckets(); ++k) cut.push_back(all[k * width + outer * inners + inner]);
    return cut;
  }

 private:
  const Column& whole(const std::string& name) {
    const auto [it, isNew] = read_.try_emplace(name);
    const auto& series = run_.announcement().series;
    for (std::size_t i = 0; isNew && i < series.size(); ++i)
      if (series[i].name == name) it->second = run_.series(i);
    return it->second;
  }
  const RunData& run_;
  std::map<std::string, Column> read_;
};

void add(Column& sum, const Column& more) {
  if (sum.empty()) sum.assign(more.size(), 0);
  for (std::size_t k = 0; k < more.size() && k < sum.size(); ++k) sum[k] += more[k];
}

std::size_t sizeOf(const RunData& run, const char* axis) {
  const Axis* found = axisOf(run, axis);
  return found ? found->size() : 0;
}

double at(const Column& column, std::size_t bucket) { return bucket < column.size() ? column[bucket] : std::nan(""); }

double zeroIfUnknown(double x) { return std::isnan(x) ? 0 : x; }

/// Utilisation over all zones, each weighted with its workers.
void addZone(Column& busy, const Column& load, const Column& workers) {
  if (busy.empty()) busy.assign(load.size(), 0);
  for (std::size_t k = 0; k < load.size() && k < workers.size(); ++k)
    if (!std::isnan(load[k])) busy[k] += load[k] * workers[k];
}

void perSecond(Column& counts, const std::vector<double>& edges) {
  for (std::size_t k = 0; k < counts.size(); ++k) counts[k] /= edges[k + 1] - edges[k];
}

/// Counts of `family`_offered and so on.
FlowColumns countsOf(const RunData& run, Cutter& cut, const std::string& family, std::size_t entry,
                     std::size_t entries) {
  FlowColumns f;
  f.offered = cut.column(family + "_offered", entry, entries);
  f.served = cut.column(family + "_served", entry, entries);
  for (const char* end : {"_failed", "_rejected", "_timed_out"})
    add(f.failed, cut.column(family + end, entry, entries));
  for (Column* c : {&f.offered, &f.served, &f.failed}) perSecond(*c, run.edges());
  return f;
}

/// Where there is one demand all requests are its own.
FlowColumns onlyUsers(const RunData& run, Cutter& cut) { return countsOf(run, cut, "requests", 0, 1); }

/// Of several demands a trace knows what was expected of each, and no more.
FlowColumns users(const RunData& run, Cutter& cut, const std::string& name) {
  FlowColumns f;
  f.offered = cut.column("rate", labelOf(run, "demand_name", name), sizeOf(run, "demand_name"));
  return f;
}

FlowColumns serviceNode(const RunData& run, Cutter& cut, const std::string& name) {
  const std::size_t s = labelOf(run, "service", name), services = sizeOf(run, "service"), zones = sizeOf(run, "zone");
  FlowColumns f = countsOf(run, cut, "calls", s, services);
  for (std::size_t z = 0; z < zones; ++z) {
    const Column workers = cut.column("workers_in_service", s, services, z, zones);
    addZone(f.load, cut.column("cpu", s, services, z, zones), workers);
    add(f.workers, workers);
  }
  for (std::size_t k = 0; k < f.load.size(); ++k)
    f.load[k] = f.workers[k] > 0 ? f.load[k] / f.workers[k] : std::nan("");
  return f;
}

}  // namespace

FlowModel::FlowModel(const RunData& run, ServiceGraph graph) : edges_(run.edges()), graph_(std::move(graph)) {
  Cutter cut(run);
  std::size_t demands = 0;
  for (const GraphNode& n : graph_.nodes) demands += n.users;
  for (const GraphNode& n : graph_.nodes)
    nodes_.push_back(!n.users       ? serviceNode(run, cut, n.name)
                     : demands == 1 ? onlyUsers(run, cut)
                                    : users(run, cut, n.name));
}

std::vector<NodeFlow> FlowModel::nodesAt(double time) const {
  std::vector<NodeFlow> flows;
  if (edges_.empty()) return std::vector<NodeFlow>(nodes_.size());
  const std::size_t k = bucketAt(edges_, time);
  for (const FlowColumns& n : nodes_)
    flows.push_back({zeroIfUnknown(at(n.offered, k)), zeroIfUnknown(at(n.served, k)), zeroIfUnknown(at(n.failed, k)),
                     at(n.load, k), zeroIfUnknown(at(n.workers, k))});
  return flows;
}

std::vector<double> FlowModel::edgesAt(const std::vector<NodeFlow>& nodes) const {
  std::vector<double> expected(graph_.edges.size()), sums(graph_.nodes.size()), callers(graph_.nodes.size());
  for (std::size_t i = 0; i < graph_.edges.size(); ++i) {
    const GraphEdge& e = graph_.edges[i];
    expected[i] = nodes.at(e.from).offered * e.calls;
    sums[e.to] += expected[i];
    ++callers[e.to];
  }
  for (std::size_t i = 0; i < graph_.edges.size(); ++i) {
    const std::size_t to = graph_.edges[i].to;
    expected[i] = sums[to] > 0 ? nodes[to].offered * expected[i] / sums[to] : nodes[to].offered / callers[to];
  }
  return expected;
}

}  // namespace headroom::gui
