/// Settings that change while the run goes on: what follows from that for what is there.
///
/// A fleet whose limits change has its desired capacity within them at once, as an EC2 Auto Scaling group has; under
/// one of Kubernetes' autoscalers the next look sees to it. Nothing else happens by itself: policies decide when they
/// would have anyway, and what was drawn stays drawn. So a run is to the moment what it would have been.
#include "models/world.h"

#include <algorithm>

namespace headroom {
namespace {

bool sets(const ChangePlan& change, const std::string& path) {
  return std::find(change.paths.begin(), change.paths.end(), path) != change.paths.end();
}

}  // namespace

void World::noteChange() {
  if (!blueprint->next || blueprint->next->at.ns() >= end_) return;
  agenda.note(Rank::control, blueprint->next->at, {static_cast<std::uint32_t>(NoteKind::settingsChange), 0, 0});
}

void World::settingsChange() {
  const ChangePlan& change = *blueprint->next;  // the first plan, which is kept, has it
  event(EventKind::settingsChange, nowhere, -1, UINT8_MAX, change.number);
  blueprint = change.then;
  for (std::size_t c = 0; c < clients.size(); ++c) clients[c].plan = &blueprint->clients[c];
  for (std::size_t d = 0; d < demands.size(); ++d) demands[d].plan = &blueprint->demands[d];
  for (std::size_t s = 0; s < services.size(); ++s) services[s].plan = &blueprint->services[s];
  for (std::uint32_t s = 0; s < services.size(); ++s) {
    adoptPolicies(s, change);
    adoptLimits(s, change);
  }
  noteChange();
}

void World::adoptPolicies(std::uint32_t service, const ChangePlan& change) {
  const ServiceSpec& spec = blueprint->services[service].spec;
  const std::string all = "services." + spec.name + ".scaling";
  if (!touches(change.paths, all)) return;
  std::vector<bool> changed;
  for (const PolicySpec& policy : spec.scaling) changed.push_back(touches(change.paths, all + "." + policy.name));
  Scaler& scaler = services[service].scaler;
  const Evaluation ended = scaler.control.adopt(spec.scaling, changed, spec.alarms, spec.fleet.policyWarmUp());
  for (const AlarmChange& alarm : ended.alarms) writeAlarm(service, alarm);
  for (const Decision& d : ended.decisions) writeDecision(service, d);
  for (const PolicySpec& policy : spec.scaling) {
    if (const auto* hpa = std::get_if<HpaSpec>(&policy.policy)) scaler.pods.hpa->spec = *hpa;
    if (const auto* kpa = std::get_if<KpaSpec>(&policy.policy)) scaler.pods.kpa->spec = *kpa;
  }
}

void World::adoptLimits(std::uint32_t service, const ChangePlan& change) {
  const ServicePlan& plan = blueprint->services[service];
  Control& control = services[service].scaler.control;
  const std::string fleet = "services." + plan.name + ".fleet";
  if (plan.function || !touches(change.paths, fleet)) return;
  const std::int64_t least = sets(change, fleet + ".min") ? plan.spec.fleet.min : control.min;
  const std::int64_t most = sets(change, fleet + ".max") ? plan.spec.fleet.max : control.max;
  if (services[service].scaler.pods.policy < 0) {
    settle(service, control.limited(least, most, fleetView(service)));
  } else {
    control.min = least;
    control.max = std::max(least, most);
  }
  reconcile(service, 0);  // a warm pool may go by the greatest size
}

}  // namespace headroom
