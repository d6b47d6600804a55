/// A MixedInstancesPolicy in the words of a scenario: instance types with weights, what is on demand, what is spot.
#pragma once

#include "scenarios/import/foreign.h"
#include "scenarios/import/part.h"

#include <string>
#include <utility>
#include <vector>

namespace headroom {

struct MixedHere {
  std::string workerType;                                  // the first type; empty: none that is known
  std::vector<std::pair<std::string, std::string>> fleet;  // members of `fleet:`
  std::vector<std::string> notes;                          // what is lost, or must be added
};

/// `policy`: of describe-auto-scaling-groups.
MixedHere mixedHere(const Node& policy, Foreign&);

}  // namespace headroom
