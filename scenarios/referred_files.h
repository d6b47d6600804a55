/// Files that a scenario refers to: empirical laws are read into their specs, recorded series must be there.
#pragma once

#include "models/scenario_spec.h"
#include "scenarios/check.h"

namespace headroom {

/// Issues carry the places of the files in question (row in the text where a row is at fault).
void loadReferredFiles(ScenarioSpec&, const PlaceOf&, Issues&);

}  // namespace headroom
