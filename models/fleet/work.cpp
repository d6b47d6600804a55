/// Work that is stopped before it is done, work on a shared processor, and the lines in front of workers.
#include "models/world.h"

#include <algorithm>

namespace headroom {

/// Its worker is gone and nobody tells it; the balancer goes on counting it as outstanding there.
void World::hang(std::uint32_t c) {
  Call& call = calls[c];
  call.stage = CallStage::hanging;
  call.left = now_;
  call.slot = services[call.service].workers[call.worker].generation;
}

/// Out of whichever queue it is in, and out of the service.
void World::leaveQueue(std::uint32_t c) {
  const Call& call = calls[c];
  ServiceState& s = services[call.service];
  s.queued.down(now_);
  s.inSystem.down(now_);
  if (call.worker == Balancer::nobody) {
    remove(s.queue, calls, c);
    return;
  }
  Worker& worker = s.workers[call.worker];
  remove(worker.queue, calls, c);
  worker.queueArea += static_cast<std::uint64_t>(now_);
  balancerOf(s, worker.zone).gave(call.worker);
}

/// Stops the work of a call whose caller has gone (cancel_on_timeout).
void World::abandonWork(std::uint32_t c) {
  const Call& call = calls[c];
  ServiceState& s = services[call.service];
  if (call.stage == CallStage::working) stopWork(c);
  waste(s, call);
  release<Path::full>(visit(c), s.workers[call.worker], call.slot);
  forget(c);
}

/// Takes a working call off its processor, keeping its slot; what it had left is in `left`.
void World::stopWork(std::uint32_t c) {
  Call& call = calls[c];
  ServiceState& s = services[call.service];
  const ServicePlan& plan = blueprint->services[call.service];
  Worker& worker = s.workers[call.worker];
  if (plan.shared) {
    s.sharing[call.worker].advance(now_, plan.sharing, worker.pace);
    call.left = s.sharing[call.worker].withdraw(c);
    rescheduleShared(s, plan, call.worker);
  } else {
    const std::int64_t time = agenda.slotDue(call.slot).ns() - now_;
    call.left = static_cast<std::int64_t>((static_cast<Wide>(static_cast<std::uint64_t>(time)) << 16) / worker.pace);
    agenda.clearSlot(call.slot);
  }
  if (plan.tracksWork && --worker.working < plan.cores) worker.workArea += static_cast<std::uint64_t>(now_);
}

void World::beginShared(const Visit& v, const Worker& worker, std::int64_t work) {
  Sharing& sharing = v.s.sharing[v.call.worker];
  sharing.advance(now_, v.plan.sharing, worker.pace);
  sharing.enter(v.c, work);
  rescheduleShared(v.s, v.plan, v.call.worker);
}

void World::rescheduleShared(ServiceState& s, const ServicePlan& plan, std::uint32_t w) {
  const Worker& worker = s.workers[w];
  const Sharing& sharing = s.sharing[w];
  if (sharing.idle()) {
    agenda.clearSlot(worker.freeSlot);
  } else {
    agenda.setSlot(worker.freeSlot, at(std::max(now_, sharing.due(plan.sharing, worker.pace))));
  }
}

void World::shareDue(std::uint32_t service, std::uint32_t w) {
  ServiceState& s = services[service];
  const ServicePlan& plan = blueprint->services[service];
  s.sharing[w].advance(now_, plan.sharing, s.workers[w].pace);
  const std::uint32_t c = s.sharing[w].leave();
  rescheduleShared(s, plan, w);
  workDone(visit(c));
}

// ---- who waits, and who is let in next -----------------------------------------------------------------------------

void World::enqueue(CallQueue& queue, std::uint32_t c, bool atHead) {
  line(queue, c, atHead);
  startPatience(c);
}

void World::startPatience(std::uint32_t c) {
  if (clients[calls[c].client].plan->queuedOnly) startTimer(c);
}

void World::nextFromQueue(ServiceState& s, const ServicePlan& plan, std::uint32_t w) {
  Worker& worker = s.workers[w];
  if (worker.dark) [[unlikely]]
    return;
  if (worker.queue.length) {
    const std::uint32_t next = leaveLine(s, worker);
    return begin<Path::full>({next, calls[next], s, plan, now_}, worker, Slab<Call>::none);
  }
  if (!plan.sharedQueue || !worker.joined) return;
  if (s.queue.length) {
    takeFromLine(s, plan, w);
  } else {
    balancerOf(s, worker.zone).add(w);
    if (plan.function) environmentFreed(s, w);
  }
}

/// The first of those that wait at the balancer begins at worker `w`, which has room.
void World::takeFromLine(ServiceState& s, const ServicePlan& plan, std::uint32_t w) {
  const std::uint32_t next = popFront(s.queue, calls);
  s.queued.down(now_);
  Worker& worker = s.workers[w];
  balancerOf(s, worker.zone).took(w);
  calls[next].worker = w;
  begin<Path::full>({next, calls[next], s, plan, now_}, worker, Slab<Call>::none);
}

}  // namespace headroom
