/// Model-predictive control: every period the cheapest plan for the next ones, of which the first free move is made.
///
///   least of Σ xᵢ + q (rᵢ − xᵢ)⁺ + β (xᵢ − xᵢ₋₁)⁺,  xᵢ what there is for i < lead,  x ≥ r at the horizon
///
/// in worker-periods: a missing one costs q = `shortage`, a launch β = `launch`. r is the need that is exceeded with
/// probability 1/q (the newsvendor's quantile), from a straight line through the last `window` loads and the spread
/// around it; with `season` from the value of a season ago and the spread of such repetition. (As posed in the
/// literature on receding horizons for clouds, e.g. Roy, Dubey and Gokhale, Efficient autoscaling in the cloud using
/// predictive models for workload forecasting, CLOUD 2011.) Cost: horizon × workers. Left out: releases that cost.
#pragma once

#include "models/scaling/research/load.h"

#include <optional>
#include <span>
#include <vector>

namespace headroom {

struct MpcPolicy : LoadSpec {
  std::int64_t horizon = 20, lead = 3, window = 15;  // periods
  std::optional<std::int64_t> season;                // periods
  double shortage = 10, launch = 3;
};

const Type& typeOf(const MpcPolicy*);

struct Plan {
  std::vector<std::int64_t> workers;  // of each period
  double cost = 0;
};
/// The cheapest plan for needs r, of which the first `fixed` periods stay at `there`; the smaller one of two equals.
Plan cheapestPlan(std::span<const std::int64_t> needs, std::int64_t there, std::size_t fixed, double shortage,
                  double launch);

class MpcRule {
 public:
  explicit MpcRule(const MpcPolicy& spec) : spec_(spec) {}
  std::int64_t workers(const Observation&);

 private:
  std::vector<std::int64_t> needs() const;

  MpcPolicy spec_;
  std::vector<double> loads_;
};

using Mpc = EachPeriod<MpcPolicy, MpcRule>;

}  // namespace headroom
