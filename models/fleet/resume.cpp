/// Machines that stop and go on (`on_loss: resume`), and what waits for them meanwhile.
#include "models/world.h"

namespace headroom {

/// on_loss: resume. It stops; what it was doing waits, at the worker, or at the head of the one queue.
void World::darken(std::uint32_t service, std::uint32_t w) {
  ServiceState& s = services[service];
  const ServicePlan& plan = blueprint->services[service];
  Worker& worker = s.workers[w];
  if (worker.dark || !worker.serves()) return;
  worker.dark = true;
  s.fingerprint.fold(now_, darkMark, worker.serial);
  if (worker.state == WorkerState::inService) --atWorkOf(s, worker);
  noteCapacity(service);
  const std::vector<std::uint32_t> stopped = callsOf(service, w);
  if (plan.sharedQueue) leave(service, w);
  for (auto it = stopped.rbegin(); it != stopped.rend(); ++it) {
    if (calls[*it].stage != CallStage::working) continue;  // queued calls and those that wait for others stay
    takeOut(service, w, *it);
    if (plan.sharedQueue) {
      calls[*it].worker = Balancer::nobody;
      enqueue(s.queue, *it, true);
    } else {
      balancerOf(s, worker.zone).took(w);
      enqueue(worker.queue, *it, true);
      worker.queueArea -= static_cast<std::uint64_t>(now_);
    }
    s.queued.up(now_);
  }
  if (plan.sharedQueue) feedOthers(service);
}

/// Workers with room take what has come back into the shared queue.
void World::feedOthers(std::uint32_t service) {
  ServiceState& s = services[service];
  while (s.queue.length) {
    std::uint32_t w = Balancer::nobody;
    for (Balancer& b : s.balancers)
      if (w == Balancer::nobody) w = b.pick(s.balancing);
    if (w == Balancer::nobody) return;
    takeFromLine(s, blueprint->services[service], w);
  }
}

void World::lighten(std::uint32_t service, std::uint32_t w) {
  ServiceState& s = services[service];
  const ServicePlan& plan = blueprint->services[service];
  if (!s.workers[w].dark) return;
  s.workers[w].dark = false;
  s.fingerprint.fold(now_, lightMark, s.workers[w].serial);
  if (s.workers[w].state == WorkerState::inService) ++atWorkOf(s, s.workers[w]);
  noteCapacity(service);
  // With one queue, too: calls that were on their way to it when it stopped wait at its door.
  while (s.workers[w].queue.length && (s.workers[w].busy < plan.slots * s.workers[w].size || plan.unlimited))
    nextFromQueue(s, plan, w);
  if (plan.sharedQueue && s.workers[w].state == WorkerState::inService) join(service, w);  // or it is to go
}

}  // namespace headroom
