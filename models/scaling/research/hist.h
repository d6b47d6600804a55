/// Hist (Urgaonkar, Shenoy, Chandra, Goyal and Wood, Agile dynamic provisioning of multi-tier Internet applications,
/// TAAS 2008): what this hour of the day needed in the past, at its 90th percentile, and what is measured where that
/// was too little more often than not.
///
/// Hours are of 24 since the start of the run; that of `lead` ahead is looked up, as capacity is late. An hour
/// remembers its last 730 needs, as in Ali-Eldin's simulator. Left out: the correction by the mean error of the last
/// hours, which published copies have with either sign.
#pragma once

#include "models/scaling/research/load.h"

#include <array>
#include <vector>

namespace headroom {

struct HistPolicy : LoadSpec {
  Duration lead = Duration::minutes(3);
};

const Type& typeOf(const HistPolicy*);

class HistRule {
 public:
  explicit HistRule(const HistPolicy& spec) : spec_(spec) {}
  std::int64_t workers(const Observation&);

 private:
  HistPolicy spec_;
  std::array<std::vector<std::int64_t>, 24> hours_;
  std::vector<std::int64_t> errors_;  // what there was, less what was needed
};

using Hist = EachPeriod<HistPolicy, HistRule>;

}  // namespace headroom
