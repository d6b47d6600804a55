/// Two thresholds, steps and a pause: what most papers mean by rule-based scaling, and compare with (Lorido-Botran,
/// Miguel-Alonso and Lozano, A review of auto-scaling techniques for elastic applications in cloud environments,
/// Journal of Grid Computing 2014).
///
///   u = λ/(n κ), n workers in service, N what is ordered
///   u > `high` for `high_periods`:   N + ⌈N · `up`⌉, or ⌈N · `up_more`⌉ where u ≥ `very_high`
///   u < `low` for `low_periods`:     N − max(1, ⌊N · `down`⌋)
///
/// After either it rests for `pause` periods; periods beyond a threshold are counted all the time. Unlike EC2's step
/// scaling it rounds its shares up, has one pause for both ways, and reckons from what is ordered. Left out: thresholds
/// on other metrics than the load.
#pragma once

#include "models/scaling/research/load.h"

namespace headroom {

struct ThresholdPolicy : LoadSpec {
  Ratio high{0.8}, low{0.5}, veryHigh{0.9};
  Ratio up{0.1}, upMore{0.3}, down{0.1};
  std::int64_t highPeriods = 2, lowPeriods = 5, pause = 5;
};

const Type& typeOf(const ThresholdPolicy*);

class ThresholdRule {
 public:
  explicit ThresholdRule(const ThresholdPolicy& spec) : spec_(spec) {}
  std::int64_t workers(const Observation&);

 private:
  ThresholdPolicy spec_;
  std::int64_t above_ = 0, below_ = 0, rest_ = 0;  // periods
};

using Threshold = EachPeriod<ThresholdPolicy, ThresholdRule>;

}  // namespace headroom
