/// What a scenario means must be possible: references that exist, bounds in order, times inside the run, sums that add
/// up.
///
/// Each issue carries the path of the value it is about; `places` turns paths into places. Nothing is run. Cost: linear
/// in the size of the scenario.
#pragma once

#include "models/scenario_spec.h"
#include "sim/issue.h"

#include <functional>

namespace headroom {

/// Where the value at a path was written; the nearest written ancestor if it is a default.
using PlaceOf = std::function<Place(const std::string& path)>;

/// `onlyReferences`: names that lead nowhere, and nothing else; for a spec of which parts could not be read.
Issues check(const ScenarioSpec&, const PlaceOf& = {}, bool onlyReferences = false);

}  // namespace headroom
