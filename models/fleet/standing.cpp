/// How fast a worker is, what state it is in, and what that makes of the fleet's capacity.
#include "models/world.h"

#include <algorithm>

namespace headroom {

void World::setPace(std::uint32_t service, std::uint32_t w) {
  ServiceState& s = services[service];
  const ServicePlan& plan = blueprint->services[service];
  Worker& worker = s.workers[w];
  const auto pace = static_cast<std::uint64_t>(
      static_cast<double>(plan.types[worker.type].pace16) * slownessIn(s, worker.zone) + 0.5);
  if (pace == worker.pace) return;
  if (plan.shared && !s.sharing[w].idle()) {
    s.sharing[w].advance(now_, plan.sharing, worker.pace);
    worker.pace = pace;
    rescheduleShared(s, plan, w);
  }
  worker.pace = pace;
}

/// The one door through which a worker's state changes: levels and capacity are kept here.
void World::setState(std::uint32_t service, std::uint32_t w, WorkerState state) {
  ServiceState& s = services[service];
  Worker& worker = s.workers[w];
  Presence& p = s.presence[worker.zone];
  const auto there = [](WorkerState x) { return x != WorkerState::none && x != WorkerState::lost; };
  const auto counts = [&](WorkerState x) { return there(x) && x != WorkerState::warm; };
  const WorkerState before = worker.state;
  if (there(before) && !there(state)) writeLife(service, worker, now_);
  if (there(before)) p.states[static_cast<std::size_t>(before)].down(now_);
  if (there(state)) p.states[static_cast<std::size_t>(state)].up(now_);
  s.present += counts(state);
  s.present -= counts(before);
  if (!measured_) {  // the measured window is not over
    s.presentMin = std::min(s.presentMin, s.present);
    s.presentMax = std::max(s.presentMax, s.present);
  }
  if (before == WorkerState::inService) {
    stopCounting(service, w);
    if (worker.warming) p.warming.down(now_);
    worker.warming = false;
    if (!worker.dark) --atWorkOf(s, worker);
  }
  if (!p.ofType.empty()) {
    if (before >= WorkerState::inService) p.ofType[worker.type].down(now_);
    if (state >= WorkerState::inService) p.ofType[worker.type].up(now_);
  }
  const bool paid = worker.billed();
  worker.state = state;
  if (worker.billed() != paid) {
    TypeState& its = s.types[worker.type];
    paid ? its.paid.down(now_) : its.paid.up(now_);
    if (worker.spot) paid ? its.spotPaid.down(now_) : its.spotPaid.up(now_);
  }
  if (state == WorkerState::inService && !worker.dark) ++atWorkOf(s, worker);
  const std::uint64_t serving = p.states[static_cast<std::size_t>(WorkerState::inService)].level;
  p.inServiceMin = std::min(p.inServiceMin, serving);
  p.inServiceMax = std::max(p.inServiceMax, serving);
  noteCapacity(service);
}

void World::noteCapacity(std::uint32_t service) {
  ServiceState& s = services[service];
  const std::vector<TypePlan>& types = blueprint->services[service].types;
  s.serving = s.billed = 0;
  for (std::size_t t = 0; t < types.size(); ++t)
    s.billed += static_cast<double>(s.types[t].paid.level) * types[t].capacity;
  for (std::size_t z = 0; z < s.able.size(); ++z) {
    double units = 0;
    for (std::size_t t = 0; t < types.size(); ++t) units += s.atWork[z * types.size() + t] * types[t].capacity;
    s.serving += units * s.able[z];
  }
  s.ledger.change(now_, s.serving, s.billed);
  s.bucketLedger.change(now_, s.serving, s.billed);
}

}  // namespace headroom
