#include "models/region/service_graph.h"

#include <algorithm>

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/depth_first_search.hpp>

namespace headroom {
namespace {

using Graph = boost::adjacency_list<boost::vecS, boost::vecS, boost::directedS>;

Graph graphOf(const std::vector<ServiceSpec>& services) {
  Graph graph(services.size());
  for (std::size_t from = 0; from < services.size(); ++from)
    for (const CallSpec& call : services[from].calls)
      for (std::size_t to = 0; to < services.size(); ++to)
        if (services[to].name == call.to) boost::add_edge(from, to, graph);
  return graph;
}

class Walk : public boost::default_dfs_visitor {
 public:
  Walk(ServiceOrder& order, std::vector<std::size_t>& way) : order_(order), way_(way) {}
  void discover_vertex(std::size_t service, const Graph&) { way_.push_back(service); }
  void finish_vertex(std::size_t service, const Graph&) {
    way_.pop_back();
    order_.calledFirst.push_back(service);
  }
  void back_edge(Graph::edge_descriptor call, const Graph& graph) {
    const std::size_t to = boost::target(call, graph);
    std::vector<std::size_t> circle(std::find(way_.begin(), way_.end(), to), way_.end());
    circle.push_back(to);
    order_.circles.push_back(std::move(circle));
  }

 private:
  ServiceOrder& order_;
  std::vector<std::size_t>& way_;  // from where the search began to where it is
};

}  // namespace

ServiceOrder orderOf(const std::vector<ServiceSpec>& services) {
  ServiceOrder order;
  std::vector<std::size_t> way;
  boost::depth_first_search(graphOf(services), boost::visitor(Walk(order, way)));
  return order;
}

}  // namespace headroom
