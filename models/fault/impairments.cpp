/// What the faults that hold now do to work, joined.
#include "models/world.h"

#include <algorithm>

namespace headroom {

/// Factors and error shares from the faults that hold now; computed afresh, so that they return to exactly 1 and 0.
void World::refreshImpairments() {
  const auto reset = [](double& slow, double& errors) {
    slow = 1;
    errors = 0;
  };
  for (ZoneState& z : zones) reset(z.slow, z.errorShare);
  for (ServiceState& s : services) {
    reset(s.slow, s.errorShare);
    std::fill(s.zoneSlow.begin(), s.zoneSlow.end(), 1.0);
    std::fill(s.zoneErrors.begin(), s.zoneErrors.end(), 0.0);
  }
  erroring_ = false;
  for (std::uint32_t f = 0; f < faults.size(); ++f)
    if (faults[f].active) impair(blueprint->faults[f]);
  for (std::size_t z = 0; z < zones.size(); ++z) zoneWorst[z] = worseOf(zoneWorst[z], zones[z].condition());
  for (std::uint32_t s = 0; s < services.size(); ++s) {
    for (std::size_t z = 0; z < zones.size(); ++z) {
      const auto zone = static_cast<std::uint8_t>(z);
      services[s].able[z] = std::min(1.0, (1 - errorShareIn(services[s], zone)) / slownessIn(services[s], zone));
    }
    noteCapacity(s);
    for (std::uint32_t w = 0; w < services[s].workers.size(); ++w) {
      if (services[s].workers[w].state == WorkerState::none) continue;
      setPace(s, w);
      if (erroring_) watchHealth(s, w);
    }
  }
}

void World::impair(const FaultPlan& plan) {
  Impairment its;
  std::visit(
      [&](const auto& kind) {
        if constexpr (requires { kind.impairment(); }) its = kind.impairment();
      },
      plan.spec.fault);
  const auto join = [&](double& slow, double& share) {
    slow *= its.slow;
    share = 1 - (1 - share) * (1 - its.errors);
  };
  erroring_ = erroring_ || its.errors > 0;
  if (plan.service == nowhere && plan.zone == UINT8_MAX) {
    for (ZoneState& z : zones) join(z.slow, z.errorShare);
  } else if (plan.service == nowhere) {
    join(zones[plan.zone].slow, zones[plan.zone].errorShare);
  } else if (plan.zone == UINT8_MAX) {
    join(services[plan.service].slow, services[plan.service].errorShare);
  } else {
    join(services[plan.service].zoneSlow[plan.zone], services[plan.service].zoneErrors[plan.zone]);
  }
}

}  // namespace headroom
