/// Lazy capacity provisioning (Lin, Wierman, Andrew and Thereska, Dynamic right-sizing for power-proportional data
/// centers, INFOCOM 2011): no forecast, and at most three times the cost of hindsight.
///
/// Costs are n a period for n workers, `shortage` for each that is missing (absent: none may be), and `launch` for each
/// that is ordered. Every period the best course so far is known; it ends in nᴸ workers if a launch is paid when it is
/// made, in nᵁ if it is paid when the worker goes. The rule: move into [nᴸ, nᵁ], no further. Where none may be missing
/// this is: keep an idle worker for `launch` periods. Cost: workers. Left out: boots that take time.
#pragma once

#include "models/scaling/research/load.h"

#include <optional>
#include <span>
#include <vector>

namespace headroom {

struct LazyPolicy : LoadSpec {
  double launch = 3;
  std::optional<double> shortage;
};

const Type& typeOf(const LazyPolicy*);

/// The bounds of the rule, for any convex cost of a period.
class LazyBounds {
 public:
  struct Ends {
    std::int64_t low = 0, high = 0;
  };
  explicit LazyBounds(double launch) : launch_(launch) {}
  /// A period passes in which n workers cost costs[n]. Of equally good ends low is the smallest, and high the largest
  /// (`Ties::outward`), or the smallest too.
  enum class Ties : bool { outward, smallest };
  Ends step(std::span<const double> costs, Ties = Ties::outward);

 private:
  double launch_;
  std::vector<double> best_{0};  // cost of the best course that ends in n workers, over the best of all
};

class LazyRule {
 public:
  explicit LazyRule(const LazyPolicy& spec) : spec_(spec), bounds_(spec.launch) {}
  std::int64_t workers(const Observation&);

 private:
  LazyPolicy spec_;
  LazyBounds bounds_;
  std::int64_t most_ = 0;
};

using LazyProvisioning = EachPeriod<LazyPolicy, LazyRule>;

}  // namespace headroom
