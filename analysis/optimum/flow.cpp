#include "analysis/optimum/flow.h"

#include <algorithm>
#include <cmath>

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/successive_shortest_path_nonnegative_weights.hpp>

namespace headroom::optimum {
namespace {

using Traits = boost::adjacency_list_traits<boost::vecS, boost::vecS, boost::directedS>;
using Arc = Traits::edge_descriptor;
/// Prices are whole numbers in doubles, exact up to 2^53: of what cannot be reached Boost adds the greatest distance to
/// itself, which whole numbers do not survive.
using ArcProperties = boost::property<
    boost::edge_capacity_t, std::int64_t,
    boost::property<boost::edge_residual_capacity_t, std::int64_t,
                    boost::property<boost::edge_reverse_t, Arc, boost::property<boost::edge_weight_t, double>>>>;
using Graph = boost::adjacency_list<boost::vecS, boost::vecS, boost::directedS, boost::no_property, ArcProperties>;

/// Boost's algorithm wants every arc's reverse, of capacity 0 and the opposite price.
class Network {
 public:
  explicit Network(std::size_t nodes) : graph(nodes) {}

  Arc arc(std::size_t from, std::size_t to, std::int64_t capacity, std::int64_t price) {
    const Arc there = one(from, to, capacity, price), back = one(to, from, 0, -price);
    boost::put(boost::edge_reverse, graph, there, back);
    boost::put(boost::edge_reverse, graph, back, there);
    arcs_.push_back(there);
    return there;
  }

  std::int64_t cost() const {
    std::int64_t sum = 0;
    for (const Arc& arc : arcs_)
      sum += flowOn(arc) * static_cast<std::int64_t>(boost::get(boost::edge_weight, graph, arc));
    return sum;
  }

  std::int64_t flowOn(const Arc& arc) const {
    return boost::get(boost::edge_capacity, graph, arc) - boost::get(boost::edge_residual_capacity, graph, arc);
  }

  Graph graph;

 private:
  Arc one(std::size_t from, std::size_t to, std::int64_t capacity, std::int64_t price) {
    const Arc added = boost::add_edge(from, to, graph).first;
    boost::put(boost::edge_capacity, graph, added, capacity);
    boost::put(boost::edge_residual_capacity, graph, added, capacity);
    boost::put(boost::edge_weight, graph, added, static_cast<double>(price));
    return added;
  }

  std::vector<Arc> arcs_;
};

}  // namespace

FlowOptimum flowOptimum(std::span<const std::int64_t> needed, double price, double launch, std::int64_t minimum) {
  constexpr std::int64_t unit = 1'000'000;
  const std::size_t steps = needed.size();
  const std::int64_t most = steps == 0 ? 0 : *std::max_element(needed.begin(), needed.end());
  if (most == 0) return {Fleet(steps, 0), 0};
  const std::int64_t start = std::llround(launch / price * unit) + minimum * unit;
  const auto away = [](std::size_t t) { return 2 * t; };
  const auto held = [](std::size_t t) { return 2 * t + 1; };
  // A source in front, of which exactly `most` units come.
  const std::size_t source = 2 * (steps + 1);
  Network network(source + 1);
  network.arc(source, away(0), most, 0);
  std::vector<Arc> staying;
  for (std::size_t t = 0; t < steps; ++t) {
    staying.push_back(network.arc(away(t), away(t + 1), most - needed[t], 0));
    network.arc(away(t), held(std::min(steps, t + static_cast<std::size_t>(minimum))), most, start);
    network.arc(held(t), held(t + 1), most, unit);
    network.arc(held(t), away(t), most, 0);
  }
  network.arc(held(steps), away(steps), most, 0);
  boost::successive_shortest_path_nonnegative_weights(network.graph, source, away(steps));
  FlowOptimum optimum;
  optimum.cost = static_cast<double>(network.cost()) * price / unit;
  for (const Arc& arc : staying) optimum.fleet.push_back(most - network.flowOn(arc));
  return optimum;
}

}  // namespace headroom::optimum
