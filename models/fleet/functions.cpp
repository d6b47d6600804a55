/// Execution environments: made when a call finds none idle, used again, the one that was used last first, and gone
/// when idle for long. concurrency.h has the limits.
///
/// A call that makes an environment waits for it (its `wait` is the cold start) and is its first; one over a limit is
/// rejected at once. Calls in provisioned environments come first. An environment is a worker with one slot: download
/// is its launching, init its booting, secrets its starting; nobody probes it, and it registers nowhere. A lost one is
/// known at once. Our reading: zones take turns; expiry is drawn for each environment.
#include "models/world.h"

#include <algorithm>

namespace headroom {

bool World::hasConcurrency(std::uint32_t service) {
  for (std::size_t i = 0; i < services.size(); ++i)
    functionLoads[i].running = static_cast<std::int64_t>(services[i].inSystem.level);
  --functionLoads[service].running;  // the call that asks has been counted
  return mayRunOneMore(functionLoads, service, blueprint->spec.region.functionConcurrency);
}

/// Our reading: a call that concurrency refuses counts against no rate.
bool World::mayBeCalled(std::uint32_t service) {
  CallRate& own = services[service].environments.calls;
  const std::int64_t reserved = functionLoads[service].reserved;
  if (!functionCalls.has(now_, blueprint->spec.region.functionConcurrency)) return false;
  if (reserved >= 0 && !own.has(now_, reserved)) return false;
  functionCalls.take();
  if (reserved >= 0) own.take();
  return true;
}

std::uint32_t World::environmentFor(ServiceState& s, const Call& call) {
  Environments& e = s.environments;
  const bool counted = whole_ || call.counted;
  if (!hasConcurrency(call.service)) {
    e.overConcurrency += counted;
    return Balancer::nobody;
  }
  if (!mayBeCalled(call.service)) {
    e.overCalls += counted;
    return Balancer::nobody;
  }
  std::vector<std::uint32_t>& idle = e.idleProvisioned.empty() ? e.idle : e.idleProvisioned;
  std::uint32_t w = Balancer::nobody;
  if (!idle.empty()) {
    w = idle.back();
    idle.pop_back();
  } else {
    w = coldStart(call.service);
    if (w == Balancer::nobody) return w;
    e.coldStarts += counted;
  }
  Worker& worker = s.workers[w];
  worker.taken = true;
  if (worker.provisioned) e.provisionedUse.up(now_);
  balancerOf(s, worker.zone).took(w);
  return w;
}

/// A new environment in the next zone that is up; nobody if there is none, or the rate forbids it.
std::uint32_t World::coldStart(std::uint32_t service) {
  Environments& e = services[service].environments;
  const std::vector<std::uint8_t>& own = blueprint->services[service].zones;
  std::size_t tried = 0;
  while (tried < own.size() && !zones[own[e.zone % own.size()]].up()) {
    ++e.zone;
    ++tried;
  }
  if (tried == own.size()) return Balancer::nobody;
  if (!e.rate.take(now_)) {
    e.overRate += whole_ || counting_;
    return Balancer::nobody;
  }
  return launch(service, own[e.zone++ % own.size()], 0);
}

/// It has answered, or has started and its caller has gone.
void World::environmentFreed(ServiceState& s, std::uint32_t w) {
  Worker& worker = s.workers[w];
  if (worker.taken && worker.provisioned) s.environments.provisionedUse.down(now_);
  worker.taken = false;
  worker.idleSince = now_;
  (worker.provisioned ? s.environments.idleProvisioned : s.environments.idle).push_back(w);
  if (!worker.provisioned && !worker.expires) noteExpiry(static_cast<std::uint32_t>(&s - services.data()), w);
}

/// Looks again when it would have been idle for long.
void World::noteExpiry(std::uint32_t service, std::uint32_t w) {
  Worker& worker = services[service].workers[w];
  Generator g = services[service].hooks.at(worker.serial);
  const std::int64_t due = worker.idleSince + blueprint->services[service].idleExpiry.ns(g);
  worker.expires = true;
  noteWorker(NoteKind::expire, service, w, std::max(due, now_));
}

void World::expire(std::uint32_t service, std::uint32_t w) {
  Worker& worker = services[service].workers[w];
  worker.expires = false;
  if (worker.taken) return;  // noted again when it is idle
  Generator g = services[service].hooks.at(worker.serial);
  if (worker.idleSince + blueprint->services[service].idleExpiry.ns(g) > now_) return noteExpiry(service, w);
  terminate(service, w);
}

/// Those that are always there: at the start of a run they are; later, what a fault took is made again.
void World::fillProvisioned(std::uint32_t service, bool atStart) {
  ServiceState& s = services[service];
  const std::vector<std::uint8_t>& own = blueprint->services[service].zones;
  std::int64_t missing = blueprint->services[service].spec.worker.function->provisioned;
  for (const Worker& w : s.workers) missing -= w.provisioned && w.state != WorkerState::none;
  for (; missing > 0; --missing) {
    std::uint32_t w = Balancer::nobody;
    if (atStart) {
      w = addWorker(service, own[s.environments.zone++ % own.size()], true);
      s.workers[w].provisioned = true;
      enterService(service, w);
      continue;
    }
    w = coldStart(service);
    if (w == Balancer::nobody) return requestRepair(service);
    s.workers[w].provisioned = true;
  }
}

void World::loseEnvironment(std::uint32_t service, std::uint32_t w) {
  ServiceState& s = services[service];
  if (s.workers[w].underWay()) agenda.cancel(Rank::control, s.workers[w].stage);
  const bool provisioned = s.workers[w].provisioned;
  forgetEnvironment(s, w);
  setState(service, w, WorkerState::lost);
  killCalls(service, w, false);
  endWorker(service, w);
  if (provisioned) requestRepair(service);
}

void World::forgetEnvironment(ServiceState& s, std::uint32_t w) {
  Worker& worker = s.workers[w];
  if (worker.taken && worker.provisioned) s.environments.provisionedUse.down(now_);
  worker.taken = false;
  std::erase(s.environments.idle, w);
  std::erase(s.environments.idleProvisioned, w);
}

}  // namespace headroom
