// SPDX-License-Identifier: GPL-3.0-or-later
/// What flows through the graph of services at an instant: calls a second, and how many of them fail.
///
/// Counts are those of the bucket that holds the instant. A trace counts the calls that a service gets, not who made
/// them; where several call it, they are shared out as what each is expected to make: the calls it gets itself times
/// how many it makes for each; users by their expected rate; if nothing is
/// expected, all alike.
#pragma once

#include "gui/data/view.h"
#include "gui/world/service_graph.h"

#include <vector>

namespace headroom::gui {

struct NodeFlow {
  double offered = 0, served = 0, failed = 0;  // /s; failed: also rejected and timed out
  double load = 0;                             // utilisation of its workers; NaN: unknown, or users
  double workers = 0;                          // in service
  double failing() const { return offered > 0 ? failed / offered : 0; }
};

/// The same, bucket by bucket; an empty one: not known.
struct FlowColumns {
  using Column = std::vector<double>;
  Column offered, served, failed, load, workers;
};

class FlowModel {
 public:
  FlowModel() = default;
  FlowModel(const RunData&, ServiceGraph);

  const ServiceGraph& graph() const { return graph_; }
  std::vector<NodeFlow> nodesAt(double time) const;
  /// Calls a second along each edge.
  std::vector<double> edgesAt(const std::vector<NodeFlow>&) const;

 private:
  std::vector<double> edges_;
  ServiceGraph graph_;
  std::vector<FlowColumns> nodes_;
};

}  // namespace headroom::gui
