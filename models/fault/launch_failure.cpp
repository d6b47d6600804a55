#include "models/fault/launch_failure.h"

#include "models/fault/holding.h"

#include <algorithm>

namespace headroom {
namespace {

bool concerns(const LaunchFailure& fault, const TypePlan& type) {
  return fault.type.empty() || fault.type == type.type.name;
}

bool concernsAny(const LaunchFailure& fault, const ServicePlan& plan) {
  return std::any_of(plan.types.begin(), plan.types.end(), [&](const TypePlan& t) { return concerns(fault, t); });
}

}  // namespace

const Type& typeOf(const LaunchFailure*) {
  using L = LaunchFailure;
  static const Type type = object<L>(
      "Launches fail.", {fieldAs(nameType(), "service", &L::service, "Whose launches; absent: all."),
                         fieldAs(nameType(), "zone", &L::zone, "Launches into this zone; absent: into any."),
                         field("type", &L::type, "Launches of this instance type; absent: of any."),
                         field("probability", &L::probability,
                               "That a launch fails; 100 %: a ban, as of a type that is sold out.", between(0, 1))});
  return type;
}

void LaunchFailure::end(World& w, std::uint32_t fault) const {
  const FaultPlan& plan = w.blueprint->faults[fault];
  for (std::uint32_t s = 0; s < w.services.size(); ++s)
    if (plan.touches(s, UINT8_MAX) && concernsAny(*this, w.blueprint->services[s])) w.repairWhenZonesOpen(s);
}

double launchFailureIn(const World& w, std::uint32_t service, std::uint8_t zone, std::uint8_t type) {
  double works = 1;
  whileHolding<LaunchFailure>(w, service, zone, [&](const LaunchFailure& fault, std::uint32_t) {
    if (concerns(fault, w.blueprint->services[service].types[type])) works *= 1 - fault.probability.value;
  });
  return 1 - works;
}

void meetLaunchFailure(World& w, std::uint32_t service, std::uint8_t zone, std::uint8_t type) {
  whileHolding<LaunchFailure>(w, service, zone, [&](const LaunchFailure& fault, std::uint32_t f) {
    if (concerns(fault, w.blueprint->services[service].types[type])) w.met(f, service, zone);
  });
}

}  // namespace headroom
