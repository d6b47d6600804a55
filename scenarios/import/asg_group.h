/// What an EC2 Auto Scaling group does besides keeping its size, in the words of `fleet:`.
#pragma once

#include "scenarios/import/foreign.h"
#include "scenarios/import/part.h"

#include <string>
#include <vector>

namespace headroom {

/// Adds `termination`, `maintenance` and `warm_pool` to a fleet, for a group of describe-auto-scaling-groups; what has
/// no counterpart goes to `lost`. `mixed`: the fleet has several types or spot capacity, beside which there is no warm
/// pool here.
void addGroupBehaviour(const Node& group, Foreign&, bool mixed, FlowMap& fleet, std::vector<std::string>& lost);

}  // namespace headroom
