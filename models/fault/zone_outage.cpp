#include "models/fault/zone_outage.h"

#include "models/world.h"

namespace headroom {

const Type& typeOf(const ZoneOutage*) {
  static const Type type =
      object<ZoneOutage>("A zone goes dark: its workers are lost, launches into it fail.",
                         {required(fieldAs(nameType(), "zone", &ZoneOutage::zone, "Which zone."))});
  return type;
}

void ZoneOutage::begin(World& w, std::uint32_t fault) const {
  const std::uint8_t z = w.blueprint->faults[fault].zone;
  if (w.zones[z].outages++ == 0) w.zoneDark(z);
}

void ZoneOutage::end(World& w, std::uint32_t fault) const {
  const std::uint8_t z = w.blueprint->faults[fault].zone;
  if (--w.zones[z].outages == 0) w.zoneUp(z);
}

void World::zoneDark(std::uint8_t zone) {
  zoneWorst[zone] = zoneIsDark;
  for (std::uint32_t s = 0; s < services.size(); ++s) {
    const bool resume = blueprint->services[s].spec.fleet.onLoss == FleetSpec::OnLoss::resume;
    for (std::uint32_t w = 0; w < services[s].workers.size(); ++w) {
      const Worker& worker = services[s].workers[w];
      if (worker.zone != zone || worker.state == WorkerState::none || worker.state == WorkerState::lost) continue;
      if (resume && worker.serves()) {
        darken(s, w);
      } else {
        lose(s, w);
      }
    }
  }
}

void World::zoneUp(std::uint8_t zone) {
  for (std::uint32_t s = 0; s < services.size(); ++s) {
    for (std::uint32_t w = 0; w < services[s].workers.size(); ++w)
      if (services[s].workers[w].zone == zone) lighten(s, w);
    requestRepair(s);  // the fleet may spread over its zones again
  }
}

}  // namespace headroom
