/// Staffing by a queueing model (Jennings, Mandelbaum, Massey and Whitt, Server staffing to meet time-varying demand,
/// Management Science 1996): the modified offered load, and a square root of it for safety.
///
///   m' = λ − m/S        calls that would be at work if nobody ever waited; after a period of constant λ exactly
///                       λS + (m − λS) e^(−period/S)
///   slots = ⌈m + B√m⌉,  B from the wish that at most a share α waits: [1 + B Φ(B)/φ(B)]⁻¹ = α (Halfin and Whitt 1981)
///
/// Slots are taken for one pool: of a queue at each worker more calls wait. For calls much shorter than a period m is
/// λS, and the rule is the pointwise-stationary one. Left out: abandonment, service times that are not exponential.
#pragma once

#include "models/scaling/research/load.h"

namespace headroom {

struct OfferedLoadPolicy : MetricSpec {
  OfferedLoadPolicy() { metric = MetricKind::requests; }
  Duration serviceTime;
  std::int64_t slots = 1;
  Ratio waits{0.2};
};

const Type& typeOf(const OfferedLoadPolicy*);

/// B of the share that waits, by bisection to the last bit.
double safetyFor(double share);

class OfferedLoadRule {
 public:
  explicit OfferedLoadRule(const OfferedLoadPolicy& spec) : spec_(spec), safety_(safetyFor(spec.waits.value)) {}
  std::int64_t workers(const Observation&);
  double load() const { return load_; }  // m

 private:
  OfferedLoadPolicy spec_;
  double safety_, load_ = -1;
};

using OfferedLoad = EachPeriod<OfferedLoadPolicy, OfferedLoadRule>;

}  // namespace headroom
