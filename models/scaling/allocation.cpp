#include "models/scaling/allocation.h"

#include <algorithm>

namespace headroom {

std::vector<std::uint8_t> allocationOrder(Allocation allocation, std::span<const double> unitPrices) {
  std::vector<std::uint8_t> order;
  for (std::size_t i = 0; i < unitPrices.size(); ++i) order.push_back(static_cast<std::uint8_t>(i));
  if (allocation == Allocation::lowestPrice)
    std::stable_sort(order.begin(), order.end(),
                     [&](std::uint8_t a, std::uint8_t b) { return unitPrices[a] < unitPrices[b]; });
  return order;
}

std::optional<std::uint8_t> typeToLaunch(std::span<const std::uint8_t> order, std::int64_t pools,
                                         const std::vector<bool>& canBeHad, std::span<const std::int64_t> units) {
  std::optional<std::uint8_t> best;
  for (const std::uint8_t type : order) {
    if (!canBeHad[type] || pools-- <= 0) continue;
    if (!best || units[type] < units[*best]) best = type;
  }
  return best;
}

}  // namespace headroom
