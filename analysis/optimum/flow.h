/// The cheapest fleet where every launch is billed for so many steps at least: a flow of least cost.
///
/// As many units as the greatest need flow through the steps; a unit is either away (A) or held (R), and "at least r_t
/// serve" says that no more than M − r_t may be away in step t. A launch is an arc from A_t to R_{t+minimum} that pays
/// for all its steps, so a worker sent away early still costs them, beyond the end too. Exact: the network's matrix is
/// totally unimodular. By successive shortest paths (Boost.Graph): M shortest paths over 2T nodes, a second for a week
/// of minutes and fifty workers. Greedy by layers is wrong here: a short-lived worker that is still paid for can
/// serve another layer. With a minimum of one step it costs what closing.h says, at a thousandth of the speed.
#pragma once

#include "analysis/optimum/closing.h"

namespace headroom::optimum {

struct FlowOptimum {
  Fleet fleet;      // held step by step; at least what is needed
  double cost = 0;  // the launches of the first step paid for as well
};

/// Requires price > 0, launch ≥ 0, minimum ≥ 1 step. Prices count in millionths of `price`.
FlowOptimum flowOptimum(std::span<const std::int64_t> needed, double price, double launch, std::int64_t minimum);

}  // namespace headroom::optimum
