/// Several instance types in a fleet: what workers weigh, which type is launched, where none can be had.
///
/// allocation.h has the order; a type is left alone in a zone where a launch of it has failed, and the next one is
/// tried there. "Configure an Auto Scaling group to use instance weights": launches go on until desired capacity is
/// there, and may exceed it by less than the heaviest weight; nobody goes whose weight would leave less than desired.
/// Our reading: what is too much stays until desired capacity falls; zones are balanced in units, by moving a worker at
/// a time where types weigh unlike.
#include "models/scaling/allocation.h"
#include "models/world.h"

#include <algorithm>

namespace headroom {

std::int64_t World::weightOf(std::uint32_t service, const Worker& worker) const {
  return blueprint->services[service].types[worker.type].weight;
}

/// What is there of desired capacity.
std::int64_t World::unitsOf(std::uint32_t service) const {
  std::int64_t units = 0;
  for (const Worker& w : services[service].workers)
    if (w.member()) units += weightOf(service, w);
  return units;
}

/// After launches, and before anybody goes: `beyond` what is wanted are so many units. Somebody who comes to let
/// another go does not make it more.
void World::settleOverage(std::uint32_t service, bool launched, std::int64_t beyond) {
  Scaler& scaler = services[service].scaler;
  if (scaler.extra > 0 || scaler.ahead > 0) return;
  const std::int64_t most = std::max<std::int64_t>(0, beyond);
  scaler.overage = launched ? most : std::min(scaler.overage, most);
}

/// On a ladder it is the zone that is left alone, whatever the type.
PlaceLaunches& World::launchesOf(std::uint32_t service, std::uint8_t zone, std::uint8_t type) {
  const ServicePlan& plan = blueprint->services[service];
  return services[service].scaler.places[zone * plan.types.size() + (plan.climbs ? 0 : type)];
}

/// When some type may be launched in the zone.
std::int64_t World::opensAt(std::uint32_t service, std::uint8_t zone) const {
  const ServicePlan& plan = blueprint->services[service];
  const std::size_t types = plan.types.size();
  const PlaceLaunches* first = services[service].scaler.places.data() + zone * types;
  std::int64_t opens = first->blockedUntil;
  for (std::size_t t = 1; t < types && !plan.climbs; ++t) opens = std::min(opens, first[t].blockedUntil);
  return opens;
}

/// The type of the worker that is launched next in the zone, which must be open.
std::uint8_t World::typeFor(std::uint32_t service, std::uint8_t zone, bool spot) const {
  const ServiceState& s = services[service];
  const ServicePlan& plan = blueprint->services[service];
  if (plan.climbs || plan.types.size() == 1) return s.scaler.type;
  std::vector<bool> canBeHad;
  for (std::size_t t = 0; t < plan.types.size(); ++t)
    canBeHad.push_back(s.scaler.places[zone * plan.types.size() + t].blockedUntil <= now_);
  const std::optional<SpotSpec>& spec = plan.spec.fleet.spot;
  const bool spread = spot && spec->allocation == Allocation::lowestPrice;
  std::vector<std::int64_t> units(plan.types.size(), 0);
  for (const Worker& w : s.workers)
    if (spread && w.spot && w.member() && w.zone == zone) units[w.type] += weightOf(service, w);
  const std::vector<std::uint8_t>& order = spot ? plan.spotOrder : plan.onDemandOrder;
  return typeToLaunch(order, spread ? spec->pools : 1, canBeHad, units).value_or(order.front());
}

/// Where types weigh unlike: what must be launched beyond desired capacity, so that one worker comes to the zone with
/// the fewest units and one of the fullest may go for it; 0 if that would not bring them closer.
std::int64_t World::movedToBalance(std::uint32_t service, std::span<const std::int64_t> units) const {
  const ServiceState& s = services[service];
  const ServicePlan& plan = blueprint->services[service];
  std::uint8_t thin = UINT8_MAX, full = plan.zones.front();
  for (const std::uint8_t z : plan.zones) {
    if (units[z] > units[full]) full = z;
    if (zones[z].up() && opensAt(service, z) <= now_ && (thin == UINT8_MAX || units[z] < units[thin])) thin = z;
  }
  if (thin == UINT8_MAX) return 0;
  const std::int64_t beyond = unitsOf(service) - s.scaler.control.desired;
  const std::int64_t coming = plan.types[typeFor(service, thin, nextIsSpot(service))].weight;
  std::int64_t lightest = INT64_MAX;
  for (const Worker& w : s.workers)
    if (w.state == WorkerState::inService && w.zone == full) lightest = std::min(lightest, weightOf(service, w));
  const bool mayGo = lightest <= coming && units[full] - units[thin] >= coming + lightest;
  return mayGo ? beyond + 1 : 0;
}

}  // namespace headroom
