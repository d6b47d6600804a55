// SPDX-License-Identifier: GPL-3.0-or-later
/// Who calls whom, laid out in layers: users at the left, every service to the right of all that call it.
///
/// Plain data; a cycle, which no scenario that can be run has, still gives some layout.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace headroom {
struct ScenarioSpec;
}

namespace headroom::gui {

struct GraphNode {
  std::string name;
  bool users = false;  // a demand; else a service
  std::size_t layer = 0, row = 0;
};

struct GraphEdge {
  std::size_t from = 0, to = 0;  // nodes
  double calls = 1;              // calls per call of the caller; of users: 1
  bool required = true;
};

struct ServiceGraph {
  std::vector<GraphNode> nodes;  // demands, then services, in the scenario's order
  std::vector<GraphEdge> edges;
  std::size_t layers() const;
  std::size_t rows() const;  // of the fullest layer
};

ServiceGraph graphOf(const ScenarioSpec&);
/// Without the scenario nobody knows who calls whom.
ServiceGraph graphOf(const std::vector<std::string>& services);

}  // namespace headroom::gui
