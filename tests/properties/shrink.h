/// A smaller scenario that fails in the same way.
#pragma once

#include "models/scenario_spec.h"

#include <functional>

namespace headroom {

/// Leaves out, one after the other, faults, demands, calls, policies, options, and halves the duration, as long as
/// `fails` stays true; asks it at most `tries` times.
ScenarioSpec shrink(ScenarioSpec, const std::function<bool(const ScenarioSpec&)>& fails, int tries = 300);

}  // namespace headroom
