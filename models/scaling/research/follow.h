/// Follow the load: as many workers as the load of the last period needs. The least that any policy must do.
///
/// With `band: proportional` nothing moves while the load is within half a worker of what there is, which narrows with
/// size as the step of one worker does (proportional thresholding; Lim, Babu and Chase, Automated control for elastic
/// storage, ICAC 2010). Left out: their actuator for moving data.
#pragma once

#include "models/scaling/research/load.h"

namespace headroom {

struct FollowPolicy : LoadSpec {
  enum class Band : std::uint8_t { none, proportional };
  Band band = Band::none;
};

const Type& typeOf(const FollowPolicy::Band*);
const Type& typeOf(const FollowPolicy*);

class FollowRule {
 public:
  explicit FollowRule(const FollowPolicy& spec) : spec_(spec) {}
  std::int64_t workers(const Observation&) const;

 private:
  FollowPolicy spec_;
};

using FollowTheLoad = EachPeriod<FollowPolicy, FollowRule>;

}  // namespace headroom
