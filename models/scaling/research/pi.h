/// A proportional-integral controller of the number of workers (Hellerstein, Diao, Parekh and Tilbury, Feedback Control
/// of Computing Systems, 2004, chapter 9), in its velocity form:
///
///   u(k) = u(k−1) + (K_P + K_I) e(k) − K_P e(k−1)
///
/// e = y/r − 1: how far the metric y is above its target r, in targets; gains are workers for an error of one target.
/// What it wants is u to the nearest whole worker. Where the fleet is not what it wanted by more than one, by a limit
/// or by another policy, it goes on from the fleet: nothing winds up. Left out: a derivative part; gains that adapt; a
/// model of the boots that its answers take (docs/control.md has the bound that they set).
#pragma once

#include "models/scaling/research/load.h"

namespace headroom {

struct PiPolicy : MetricSpec {
  double target = 0.6;                    // in the unit of the metric: a fraction, or a number per worker and period
  double proportional = 0, integral = 1;  // workers for an error of one target
};

const Type& typeOf(const PiPolicy*);

class PiRule {
 public:
  explicit PiRule(const PiPolicy& spec) : spec_(spec) {}
  /// The controller alone: what it puts out for an error.
  double output(double error);
  std::int64_t workers(const Observation&);

 private:
  PiPolicy spec_;
  double output_ = 0, error_ = 0;  // of the last time
};

using Pi = EachPeriod<PiPolicy, PiRule>;

}  // namespace headroom
