/// What breaks, and for how long. A fault has its own stream: one that never fires moves no other draw.
///
/// Faults overlap freely: a zone is up when no active fault holds it, factors multiply, error probabilities join as
/// independent causes. `slow` stretches work that begins while it holds; of a shared processor, what runs as well.
#include "models/world.h"

#include <algorithm>

namespace headroom {

void World::scheduleFault(std::uint32_t f, bool first) {
  const FaultPlan& plan = blueprint->faults[f];
  if (!plan.repeats && !first) return;
  const std::int64_t when = plan.repeats ? now_ + plan.every.ns(faults[f].draws) : plan.at.ns();
  if (when < end_) agenda.note(Rank::fault, at(when), {static_cast<std::uint32_t>(NoteKind::faultBegins), f, 0});
}

void World::faultBegins(std::uint32_t f) {
  const FaultPlan& plan = blueprint->faults[f];
  FaultState& state = faults[f];
  if (!state.times++) state.began = now_;
  state.active = state.activeThisMinute = true;
  event(EventKind::faultBegins, plan.service, -1, plan.zone, f);
  if (const auto* crash = std::get_if<InstanceCrash>(&plan.spec.fault)) {
    for (std::int64_t i = 0; i < crash->workers; ++i) crashOne(f);
    state.active = false;
    if (state.ended < 0) state.ended = now_;
    return scheduleFault(f, false);
  }
  if (!plan.endless) {
    const std::int64_t lasts = plan.lasts.ns(state.draws);
    agenda.note(Rank::fault, at(now_ + lasts), {static_cast<std::uint32_t>(NoteKind::faultEnds), f, 0});
  }
  if (std::holds_alternative<ZoneOutage>(plan.spec.fault)) {
    if (zones[plan.zone].outages++ == 0) zoneDark(plan.zone);
  } else {
    refreshImpairments();
  }
}

void World::faultEnds(std::uint32_t f) {
  const FaultPlan& plan = blueprint->faults[f];
  faults[f].active = false;
  if (now_ > windows.minuteBegan) faults[f].activeThisMinute = true;
  if (faults[f].ended < 0) faults[f].ended = now_;
  event(EventKind::faultEnds, plan.service, -1, plan.zone, f);
  if (std::holds_alternative<ZoneOutage>(plan.spec.fault)) {
    if (--zones[plan.zone].outages == 0) zoneUp(plan.zone);
  } else {
    refreshImpairments();
  }
  scheduleFault(f, false);
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
  double factor = 1, errors = 0;
  if (const auto* slow = std::get_if<Slow>(&plan.spec.fault)) factor = slow->factor;
  if (const auto* erroring = std::get_if<Erroring>(&plan.spec.fault)) errors = erroring->probability.value;
  const auto join = [&](double& slow, double& share) {
    slow *= factor;
    share = 1 - (1 - share) * (1 - errors);
  };
  erroring_ = erroring_ || errors > 0;
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

/// A check or an alarm changed its mind about a place, from what happened before `seenUntil`: whatever fault was there
/// by then has been seen.
void World::noticed(std::uint8_t zone, std::uint32_t service, std::int64_t seenUntil) {
  for (std::uint32_t f = 0; f < faults.size(); ++f) {
    const FaultPlan& plan = blueprint->faults[f];
    const bool there = (plan.zone == UINT8_MAX || zone == UINT8_MAX || plan.zone == zone) &&
                       (plan.service == nowhere || plan.service == service);
    const bool holds = faults[f].active || std::holds_alternative<InstanceCrash>(plan.spec.fault);
    if (!there || !holds || faults[f].began < 0 || faults[f].began >= seenUntil || faults[f].noticed >= 0) continue;
    faults[f].noticed = now_;
    event(EventKind::faultNoticed, static_cast<std::uint32_t>(service), -1, zone, f);
  }
}

}  // namespace headroom
