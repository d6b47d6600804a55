/// Makes the instance types of a service ready to run.
#pragma once

#include <cstdint>

namespace headroom {

struct ServicePlan;

/// Fills in `types` and the orders in which they are tried; of several types in a fleet also `type` and `slots`. The
/// worker's own type, its slots and what a call asks of a machine are known. Part of compile().
void planTypes(ServicePlan&);

/// A factor as 16.16 fixed point.
inline std::uint64_t fixed16(double factor) { return static_cast<std::uint64_t>(factor * 65536 + 0.5); }

}  // namespace headroom
