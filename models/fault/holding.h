/// Asks which faults of a kind hold now, of those that are in (a part of) a place.
#pragma once

#include "models/world.h"

#include <variant>

namespace headroom {

/// `use(kind, number)` for each, in the order of the scenario. `zone` UINT8_MAX: any.
template <class K, class Use>
void whileHolding(const World& w, std::uint32_t service, std::uint8_t zone, const Use& use) {
  for (std::uint32_t f = 0; f < w.faults.size(); ++f) {
    const FaultPlan& plan = w.blueprint->faults[f];
    const auto* kind = std::get_if<K>(&plan.spec.fault);
    if (kind && w.faults[f].active && plan.touches(service, zone)) use(*kind, f);
  }
}

}  // namespace headroom
