/// The warm pool of a fleet: it is filled, drawn from, and takes workers back.
///
/// A worker is launched for it, goes through all stages and the launch hook, and waits. A scale-out draws from it
/// before it launches, in the zone where it would launch, else in any; then the pool is filled again. At a scale-in
/// workers end, and the pool grows by new ones, unless they are to be reused. At the start of a run the pool is full.
/// Our reading: a stopped worker starts its system and its application again, a hibernated one wakes with the
/// application running, a running one only registers. Left out: that a pool is not filled while the group scales.
#include "models/scaling/warm_pool.h"

#include "models/world.h"

namespace headroom {
namespace {

std::int64_t sizeOf(const ServicePlan& plan, const Control& control) {
  const WarmPoolSpec& pool = *plan.spec.fleet.warmPool;
  return warmPoolSize(control.desired, pool.prepared.value_or(control.max), pool.min);
}

std::int64_t pooledOf(const ServiceState& s) {
  return std::count_if(s.workers.begin(), s.workers.end(), [](const Worker& w) { return w.pooled; });
}

/// Those that will wait when their last calls have ended.
std::int64_t comingBack(const ServicePlan& plan, const ServiceState& s) {
  if (!plan.spec.fleet.warmPool->reuse) return 0;
  return std::count_if(s.workers.begin(), s.workers.end(), [](const Worker& w) {
    return w.state == WorkerState::draining && w.healthy && !w.dark && !w.waits;
  });
}

}  // namespace

void World::startPool(std::uint32_t service) {
  ServiceState& s = services[service];
  const ServicePlan& plan = blueprint->services[service];
  if (!plan.spec.fleet.warmPool) return;
  for (std::int64_t i = sizeOf(plan, s.scaler.control); i > 0; --i) {
    const std::uint32_t w = addWorker(service, thinnestZone(service, true), true);
    s.workers[w].pooled = true;
    enterPool(service, w);
  }
}

/// Launches what is missing; ends what is too much, those first that are not ready.
void World::fillPool(std::uint32_t service) {
  ServiceState& s = services[service];
  const ServicePlan& plan = blueprint->services[service];
  if (!plan.spec.fleet.warmPool) return;
  std::int64_t missing = sizeOf(plan, s.scaler.control) - pooledOf(s);
  for (std::int64_t i = missing - comingBack(plan, s); i > 0; --i) {
    const std::uint8_t zone = thinnestZone(service, true);
    if (zone == UINT8_MAX) return waitForZones(service);
    if (!mayCall(service, ApiCall::launch, 0)) return;
    s.workers[launch(service, zone, 0)].pooled = true;
  }
  for (const bool ready : {false, true})
    for (std::uint32_t w = 0; w < s.workers.size() && missing < 0; ++w) {
      if (!s.workers[w].pooled || (s.workers[w].state == WorkerState::warm) != ready) continue;
      if (!mayCall(service, ApiCall::terminate, 0)) return;
      if (ready) {
        terminate(service, w);
      } else {
        drain(service, w);
      }
      ++missing;
    }
}

/// A worker waits from now on; one that does not run is no longer paid for.
void World::enterPool(std::uint32_t service, std::uint32_t w) {
  ServiceState& s = services[service];
  Worker& worker = s.workers[w];
  const bool runs = blueprint->services[service].spec.fleet.warmPool->state == WarmPoolSpec::State::running;
  activityMoved(service, worker);
  worker.pooled = worker.prepared = true;
  worker.runsWarm = runs;
  worker.decision = 0;
  worker.probing = false;  // the round of probes it was in ends with its being known
  worker.good = worker.bad = 0;
  forgetCalls(service, w);
  if (!runs) bill(service, w);
  worker.billedSince = !runs ? -1 : worker.billedSince < 0 ? now_ : worker.billedSince;
  setState(service, w, WorkerState::warm);
  s.fingerprint.fold(now_, warmMark, worker.serial);
  event(EventKind::warm, service, worker.serial, worker.zone, 0);
}

bool World::goesBackToPool(std::uint32_t service, const Worker& worker) const {
  const ServicePlan& plan = blueprint->services[service];
  const ServiceState& s = services[service];
  const std::optional<WarmPoolSpec>& pool = plan.spec.fleet.warmPool;
  return pool && pool->reuse && worker.healthy && !worker.dark && pooledOf(s) < sizeOf(plan, s.scaler.control);
}

bool World::drawFromPool(std::uint32_t service, std::uint8_t zone, std::uint32_t decision) {
  ServiceState& s = services[service];
  if (!blueprint->services[service].spec.fleet.warmPool) return false;
  std::uint32_t found = Balancer::nobody;
  for (std::uint32_t w = 0; w < s.workers.size(); ++w) {
    if (s.workers[w].state != WorkerState::warm || s.shifted[s.workers[w].zone]) continue;
    if (found == Balancer::nobody || (s.workers[w].zone == zone && s.workers[found].zone != zone)) found = w;
  }
  if (found == Balancer::nobody) return false;
  Worker& worker = s.workers[found];
  worker.pooled = worker.initial = false;
  worker.decision = decision;
  if (worker.billedSince < 0) worker.billedSince = now_;
  s.warmStarts += measuring_;
  setState(service, found, WorkerState::booting);
  s.fingerprint.fold(now_, warmStartMark, worker.serial);
  event(EventKind::warmStart, service, worker.serial, worker.zone, decision);
  Generator g = s.hooks.at(std::uint64_t{worker.serial} * 4 + 3);
  nextStage(service, found, blueprint->services[service].start.wake.ns(g));
  return true;
}

}  // namespace headroom
