#include "models/fault/zonal_shift.h"

#include "models/fault/holding.h"

#include <algorithm>

namespace headroom {
namespace {

/// The services with a fleet in the zone. A function has none: no call is sent to an environment by a zone.
template <class Use>
void eachShifted(World& w, std::uint32_t fault, const Use& use) {
  const FaultPlan& plan = w.blueprint->faults[fault];
  for (std::uint32_t s = 0; s < w.services.size(); ++s) {
    const std::vector<std::uint8_t>& zones = w.blueprint->services[s].zones;
    if (w.blueprint->services[s].spec.worker.function) continue;
    if (plan.touches(s, plan.zone) && std::find(zones.begin(), zones.end(), plan.zone) != zones.end())
      use(s, w.services[s], plan.zone);
  }
}

}  // namespace

const Type& typeOf(const ZonalShift::Unhealthy*) {
  using U = ZonalShift::Unhealthy;
  static const Type type =
      choice<U>({{"replace", std::int64_t(U::replace), "those of every zone; who replaces them comes in the others"},
                 {"ignore", std::int64_t(U::ignore), "those of the other zones only"}});
  return type;
}

const Type& typeOf(const ZonalShift*) {
  using Z = ZonalShift;
  static const Type type =
      object<Z>("Calls are kept away from a zone, and so are launches; no policy scales in meanwhile.",
                {required(fieldAs(nameType(), "zone", &Z::zone, "Away from which zone.")),
                 fieldAs(nameType(), "service", &Z::service, "Which service; absent: all."),
                 field("unhealthy", &Z::unhealthy, "Whose unhealthy workers are replaced.")});
  return type;
}

void ZonalShift::begin(World& world, std::uint32_t fault) const {
  eachShifted(world, fault, [&](std::uint32_t i, ServiceState& s, std::uint8_t z) {
    ++s.shifts;
    if (s.shifted[z]++) return;
    for (std::uint32_t w = 0; w < s.workers.size(); ++w)
      if (s.workers[w].zone == z && s.workers[w].joined) world.leave(i, w);
    world.openGates(i);
  });
}

void ZonalShift::end(World& world, std::uint32_t fault) const {
  eachShifted(world, fault, [&](std::uint32_t i, ServiceState& s, std::uint8_t z) {
    --s.shifts;
    if (--s.shifted[z]) return;
    for (std::uint32_t w = 0; w < s.workers.size(); ++w) {
      const Worker& worker = s.workers[w];
      const bool there = worker.state == WorkerState::inService || worker.state == WorkerState::lost;
      if (worker.zone == z && there && (worker.healthy || s.allUnhealthy)) world.join(i, w);
    }
    world.openGates(i);
    world.requestRepair(i);
  });
}

bool replacesUnhealthyIn(const World& w, std::uint32_t service, std::uint8_t zone) {
  bool replaces = true;
  whileHolding<ZonalShift>(w, service, zone, [&](const ZonalShift& shift, std::uint32_t) {
    replaces = replaces && shift.unhealthy == ZonalShift::Unhealthy::replace;
  });
  return replaces;
}

}  // namespace headroom
