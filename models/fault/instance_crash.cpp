#include "models/fault/instance_crash.h"

#include "models/world.h"

namespace headroom {

const Type& typeOf(const InstanceCrash*) {
  using C = InstanceCrash;
  static const Type type = object<C>("Workers of a service die.",
                                     {required(fieldAs(nameType(), "service", &C::service, "Whose workers.")),
                                      field("workers", &C::workers, "How many die each time.", between(1, 1e6))});
  return type;
}

void InstanceCrash::begin(World& w, std::uint32_t fault) const {
  for (std::int64_t i = 0; i < workers; ++i) w.crashOne(fault);
}

/// One of the workers in service, each as likely as the others.
void World::crashOne(std::uint32_t f) {
  const std::uint16_t service = blueprint->faults[f].service;
  std::vector<std::uint32_t> alive;
  for (std::uint32_t w = 0; w < services[service].workers.size(); ++w)
    if (services[service].workers[w].state == WorkerState::inService) alive.push_back(w);
  if (alive.empty()) return;
  lose(service, alive[below(faults[f].draws, alive.size())]);
}

}  // namespace headroom
