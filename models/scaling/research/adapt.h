/// Adapt (Ali-Eldin, Tordsson and Elmroth, An adaptive hybrid elasticity controller for cloud infrastructures, NOMS
/// 2012), in the form of the authors' simulator (AKTE): in by a controller, out at once.
///
///   n̄ mean capacity since the start, C that of the last look; every Δ = 5·0.01·N/C periods:
///   R = C/n̄ · (⌈λ/κ⌉ − N), a quarter of it where negative; each period adds R, whole workers of the sum are moved,
///   never below ⌈λ/κ⌉;  ⌈λ/κ⌉ > N: ⌈1.1 ⌈λ/κ⌉⌉
///
/// As in the paper a positive sum moves capacity too; the authors' file drops it unless the load exceeds it. Left out:
/// buffered requests, servers of random speed.
#pragma once

#include "models/scaling/research/load.h"

namespace headroom {

struct AdaptPolicy : LoadSpec {};

const Type& typeOf(const AdaptPolicy*);

class AdaptRule {
 public:
  explicit AdaptRule(const AdaptPolicy& spec) : spec_(spec) {}
  std::int64_t workers(const Observation&);

 private:
  void estimate(double needed, double capacity);

  AdaptPolicy spec_;
  double periods_ = 0, allCapacity_ = 0;             // since the start
  double sinceMean_ = 0, capacitySinceMean_ = 0;     // since C was taken
  double mean_ = 0, every_ = 0, sinceEstimate_ = 0;  // C, Δ
  double rate_ = 0, sum_ = 0;                        // R, and what of it has not been moved
};

using Adapt = EachPeriod<AdaptPolicy, AdaptRule>;

}  // namespace headroom
