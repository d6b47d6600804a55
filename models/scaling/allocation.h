/// Which instance type a fleet of several launches next: arithmetic over plain data.
///
/// "Allocation strategies for multiple instance types": on demand the first type of the list, or the cheapest, as long
/// as it can be had, then the next; with weights the price is that of a unit. Spot capacity by the lowest price is
/// spread evenly over the cheapest `pools` types of a zone. The zone comes first: a type that cannot be had in it is
/// replaced by the next one there. Our reading: a type cannot be had in a zone while the group leaves it alone there
/// after a failed launch; `capacity-optimized` needs to know how much there is, which nobody is told, and is left out.
#pragma once

#include "models/fleet/type_spec.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace headroom {

/// Places of the types in the order in which they are tried. `unitPrices`: of a capacity unit each, in the list's
/// order.
std::vector<std::uint8_t> allocationOrder(Allocation, std::span<const double> unitPrices);

/// Of the first `pools` types of the order that can be had, the one with the fewest units, the earlier one if they have
/// as many; nothing if none can. Both are by place.
std::optional<std::uint8_t> typeToLaunch(std::span<const std::uint8_t> order, std::int64_t pools,
                                         const std::vector<bool>& canBeHad, std::span<const std::int64_t> units);

}  // namespace headroom
