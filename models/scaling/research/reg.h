/// Reg (Iqbal, Dailey, Carrera and Janecek, Adaptive resource provisioning for read intensive multi-tier applications
/// in the cloud, FGCS 2011), as Ali-Eldin's simulator of autoscalers has it: out by what is measured, in by a quadratic
/// through the last `window` needs q = ⌈λ/κ⌉, read at the newest of them.
///
///   λ/κ > n: max(N, ⌈1.05 λ/κ⌉);   n > q: min(N, ⌈1.2 ⌈p⌉⌉);   else N      n in service, N with those on their way
///
/// Its known weakness is kept: the end of the quadratic undershoots after a peak.
#pragma once

#include "models/scaling/research/load.h"

#include <span>
#include <vector>

namespace headroom {

struct RegPolicy : LoadSpec {
  std::int64_t window = 60;
};

const Type& typeOf(const RegPolicy*);

/// The least-squares quadratic through (0, y₀), (1, y₁) … at its last point; at least three values.
double quadraticAtEnd(std::span<const double> y);

class RegRule {
 public:
  explicit RegRule(const RegPolicy& spec) : spec_(spec) {}
  std::int64_t workers(const Observation&);

 private:
  RegPolicy spec_;
  std::vector<double> needs_;
};

using Reg = EachPeriod<RegPolicy, RegRule>;

}  // namespace headroom
