/// Valid scenarios of every kind, small enough to run hundreds of them: a function of a seed.
#pragma once

#include "models/scenario_spec.h"

#include <cstdint>
#include <string>
#include <vector>

namespace headroom::random_spec {

/// A scenario that `check` has no errors for, of a few thousand events: 1 to 4 services that call one another, 1 to 3
/// zones, 1 to 3 demands. Every kind of demand but recorded series, every balancer, queue, discipline, client option,
/// fault and policy comes up within some hundred seeds.
ScenarioSpec of(std::uint64_t seed);

/// Settings that change in the middle of it, as `--set` would have them; the loader may refuse some, as limits that
/// exclude one another.
std::vector<std::string> changesOf(const ScenarioSpec&, std::uint64_t seed);

}  // namespace headroom::random_spec
