/// The instance types of a fleet, made ready to run: one, those of a ladder, or those of a list with weights.
///
/// A worker has `size` times the service's slots; what else it has stands in multiples of the service's first type.
#pragma once

#include "models/fleet/instance_types.h"

#include <array>
#include <cstdint>

namespace headroom {

struct TypePlan {
  InstanceType type;
  std::int64_t weight = 1;                            // capacity units
  std::uint16_t size = 1;                             // its slots over the plan's
  double capacity = 1;                                // its rated capacity over the plan's
  double price = 1;                                   // its price over the first type's
  std::uint64_t pace16 = 65536;                       // how long a nanosecond of work takes, 16.16
  std::array<double, 5> resources = {1, 1, 1, 1, 1};  // slots, cpu, memory, disk, network, over the plan's
};

}  // namespace headroom
