// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/world/service_graph.h"

#include "models/scenario_spec.h"

#include <algorithm>

namespace headroom::gui {
namespace {

std::size_t nodeNamed(const ServiceGraph& g, const std::string& service) {
  for (std::size_t i = 0; i < g.nodes.size(); ++i)
    if (!g.nodes[i].users && g.nodes[i].name == service) return i;
  return g.nodes.size();
}

void connect(ServiceGraph& g, std::size_t from, const std::string& to, double calls, bool required) {
  const std::size_t node = nodeNamed(g, to);
  if (node < g.nodes.size()) g.edges.push_back({from, node, calls, required});
}

/// The longest way from the left; as many rounds as nodes are enough without a cycle, and end with one.
void putInLayers(ServiceGraph& g) {
  for (std::size_t round = 0; round < g.nodes.size(); ++round)
    for (const GraphEdge& e : g.edges)
      g.nodes[e.to].layer = std::min(g.nodes.size(), std::max(g.nodes[e.to].layer, g.nodes[e.from].layer + 1));
}

/// Each beside the mean of those that call it, so that few edges cross; equals keep their order.
void putInRows(ServiceGraph& g) {
  for (std::size_t layer = 0; layer < g.layers(); ++layer) {
    std::vector<std::pair<double, std::size_t>> order;
    for (std::size_t i = 0; i < g.nodes.size(); ++i) {
      if (g.nodes[i].layer != layer) continue;
      double sum = 0, n = 0;
      for (const GraphEdge& e : g.edges)
        if (e.to == i) {
          sum += static_cast<double>(g.nodes[e.from].row);
          ++n;
        }
      order.emplace_back(n > 0 ? sum / n : 0, i);
    }
    std::stable_sort(order.begin(), order.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    for (std::size_t row = 0; row < order.size(); ++row) g.nodes[order[row].second].row = row;
  }
}

}  // namespace

std::size_t ServiceGraph::layers() const {
  std::size_t most = 0;
  for (const GraphNode& n : nodes) most = std::max(most, n.layer + 1);
  return most;
}

std::size_t ServiceGraph::rows() const {
  std::size_t most = 0;
  for (const GraphNode& n : nodes) most = std::max(most, n.row + 1);
  return most;
}

ServiceGraph graphOf(const ScenarioSpec& spec) {
  ServiceGraph g;
  for (const DemandSpec& d : spec.demand) g.nodes.push_back({d.name, true});
  for (const ServiceSpec& s : spec.services) g.nodes.push_back({s.name});
  for (std::size_t d = 0; d < spec.demand.size(); ++d) connect(g, d, spec.demand[d].to, 1, true);
  for (std::size_t s = 0; s < spec.services.size(); ++s)
    for (const CallSpec& c : spec.services[s].calls)
      connect(g, spec.demand.size() + s, c.to, c.probability.value, c.required);
  putInLayers(g);
  putInRows(g);
  return g;
}

ServiceGraph graphOf(const std::vector<std::string>& services) {
  ServiceGraph g;
  for (const std::string& s : services) g.nodes.push_back({s, false, 0, g.nodes.size()});
  return g;
}

}  // namespace headroom::gui
