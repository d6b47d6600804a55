/// A call, from the wish to the answer: the hot path. world.h has the rules.
///
/// What every call touches is looked up once a step and handed on as a `Visit`; it is good until a place for another
/// call is taken. Most verbs are compiled twice, for either `Path`.
#include "models/world.h"

#include <algorithm>
#include <utility>

namespace headroom {
namespace {

std::int64_t paced(std::int64_t work, std::uint64_t pace) {
  return static_cast<std::int64_t>(static_cast<Wide>(static_cast<std::uint64_t>(work)) * pace >> 16);
}

}  // namespace

// ---- the wish ------------------------------------------------------------------------------------------------------

template <Path path>
void World::arrive(DemandState& d) {
  const std::int64_t next = d.arrivals.next();
  if (next < end_) [[likely]] {
    agenda.setStream(d.plan->stream, at(next));
  } else {
    agenda.clearStream(d.plan->stream);
  }
  wish<path>(d, d.count++, 0);
}

/// What a request's first call asks for, at pace 1; on the plain path it is known before the request comes, so that
/// nobody waits for the draw.
std::int64_t World::drawnWork(const ServiceState& s, std::uint64_t number) {
  Generator g = s.work.at(number);
  return s.plan->work.ns(g);
}

template <Path path>
void World::wish(DemandState& d, std::uint64_t index, std::uint32_t user) {
  const DemandPlan& plan = *d.plan;
  const std::uint32_t c = calls.take();
  Call& call = calls[c];
  call.caller = {};
  call.offered = now_;
  call.number = d.key + index;
  call.user = user;
  call.client = plan.client;
  call.service = plan.service;
  call.class_ = path == Path::full && plan.classes.size() > 1 ? classOf(plan, d.classes.at(index).next()) : Byte{0};
  call.attempt = 1;
  call.edge = 0;
  call.aside = call.counted = false;
  call.story = 0;
  if (asides_ && (counting_ || isTold(call.number))) [[unlikely]]
    noteAsides(d, call);
  ++d.bucket.offered;
  inFlight.up(now_);
  ServiceState& s = services[plan.service];
  if (path == Path::plain) {
    call.left = d.workAhead;
    d.workAhead = drawnWork(s, call.number + 1);
  }
  sendFrom<path>(d, {c, call, s, *s.plan, now_});
}

/// An attempt of a user: it enters through the zones in turn.
template <Path path>
void World::sendFrom(DemandState& d, const Visit& v) {
  Call& call = v.call;
  call.entryZone = static_cast<Byte>(d.nextZone);
  d.nextZone = d.nextZone + 1 < d.plan->zones ? d.nextZone + 1 : 0;
  if (path == Path::full && v.s.shifts) [[unlikely]]
    enterElsewhere(d, call);
  send<path>(v);
}

/// One attempt: the caller's clocks start, the service is asked.
template <Path path>
void World::send(const Visit& v) {
  Call& call = v.call;
  call.sent = now_;
  if (path == Path::full) call.left = v.plan.plain ? drawnWork(v.s, call.number) : 0;
  call.step = 0;
  call.pending = 0;
  call.gone = false;
  call.opened = false;
  if (path == Path::full) {
    const ClientPlan& plan = *clients[call.client].plan;
    if (plan.hasTimeout && !plan.queuedOnly) startTimer(v.c);
    if (plan.deadlineNs) noteDeadline(v.c);
    if (plan.budgeted && call.attempt == 1) earnTokens(call.client);
  } else if (v.plan.timed) {
    ClientState& client = clients[call.client];
    if (client.plan->hasTimeout) startLane(client, {v.c, call.life});
  }
  offer<path>(v);
}

/// A user's attempt after the first.
void World::sendAgain(std::uint32_t c) {
  Call& call = calls[c];
  const ClientPlan& client = *clients[call.client].plan;
  ++services[call.service].repeats;
  if (client.demand == nowhere) return send<Path::full>(visit(c, call));
  DemandState& d = demands[client.demand];
  ++d.bucket.retries;
  if (call.counted) ++d.measured.retries;
  sendFrom<Path::full>(d, visit(c, call));
}

void World::startTimer(std::uint32_t c) {
  const Call& call = calls[c];
  ClientState& client = clients[call.client];
  if (!client.plan->constantTimeout) return drawTimer(client, c);
  startLane(client, calls.handle(c));
}

void World::startLane(ClientState& client, Handle call) {
  if (client.lane.empty()) [[unlikely]]
    agenda.set(agenda.timeoutLane(client.plan->lane), at(now_ + client.plan->timeoutNs));
  client.lane.push(call);
}

/// Which class a draw of 64 bits means: no early exit, which nobody could predict.
Byte World::classOf(const DemandPlan& plan, std::uint64_t draw) {
  unsigned which = 0;
  for (const ClassPlan& k : plan.classes) which += draw > k.upTo;
  return static_cast<Byte>(which);
}

// ---- at the service ------------------------------------------------------------------------------------------------

/// A worker for the call, which is counted there; `nobody` if no balancer has one.
std::uint32_t World::freshWorker(ServiceState& s, const Call& call) {
  const std::uint32_t w = balancerOf(s, call.entryZone).take(s.balancing);
  return w == Balancer::nobody && s.balancerPerZone ? foreignWorker(s) : w;
}

/// Calls stay in their zone, but that has nobody: the first zone that has.
std::uint32_t World::foreignWorker(ServiceState& s) {
  std::uint32_t w = Balancer::nobody;
  for (std::size_t z = 0; z < s.balancers.size() && w == Balancer::nobody; ++z) w = s.balancers[z].take(s.balancing);
  return w;
}

template <Path path>
void World::offer(const Visit& v) {
  const auto& [c, call, s, plan, now] = v;
  ++s.bucket.offered;
  if (call.aside) s.measured.offered += call.counted;
  s.inSystem.up(now);

  const std::uint32_t w = path == Path::plain  ? s.balancers.front().take(s.balancing)
                          : plan.choosesItself ? chosenWorker(s, call)
                                               : freshWorker(s, call);
  if (w == Balancer::nobody) [[unlikely]] {
    if (path == Path::full && plan.sharedQueue && s.queue.length < plan.queueLimit) {
      call.worker = Balancer::nobody;
      enqueue(s.queue, c, plan.lifo);
      s.queued.up(now);
      return;
    }
    return refuse(c, Outcome::rejected);
  }
  call.worker = w;
  Worker& worker = s.workers[w];
  const bool crosses = worker.zone != call.entryZone;
  s.crossings += crosses;
  if (path == Path::full && crosses && blueprint->crossLatency && !plan.function) return cross(c);
  reach<path>(v, worker);
}

/// Ends a call that holds nothing of its worker.
void World::refuse(std::uint32_t c, Outcome outcome) {
  const Visit v = visit(c);
  v.s.inSystem.down(now_);
  answer<Path::full>(v, outcome);
}

/// The call is at its worker's door.
template <Path path>
void World::reach(const Visit& v, Worker& worker) {
  const auto& [c, call, s, plan, now] = v;
  if (!worker.serves()) [[unlikely]] {
    if (worker.dark || worker.underWay()) return waitAt<path>(v, worker);  // it will come back; it will come
    if (plan.spec.fleet.onLoss == FleetSpec::OnLoss::hang && !call.gone) return hang(c);
    balancerOf(s, worker.zone).gave(call.worker);
    return refuse(c, Outcome::failed);
  }
  if (worker.busy < plan.slots || (path == Path::full && (plan.unlimited || worker.busy < plan.slots * worker.size)))
    return begin<path>(v, worker, Slab<Call>::none);
  if (worker.queue.length < plan.queueLimit) return waitAt<path>(v, worker);
  balancerOf(s, worker.zone).gave(call.worker);
  refuse(c, Outcome::rejected);
}

template <Path path>
void World::waitAt(const Visit& v, Worker& worker) {
  const auto& [c, call, s, plan, now] = v;
  line(worker.queue, c, plan.lifo);
  if (path == Path::full) startPatience(c);
  s.queued.up(now);
  worker.queueArea -= static_cast<std::uint64_t>(now);
  std::uint64_t& most = s.queueMax[worker.zone];
  if (worker.queue.length > most) most = worker.queue.length;
}

/// How long the call will be worked on at pace 1, drawn when work begins; what is left, if it was stopped.
template <Path path>
std::int64_t World::workOf(const Visit& v) {
  const auto& [c, call, s, plan, now] = v;
  if (call.opened) return call.left;  // what is left
  call.opened = true;
  if (whole_ || call.counted) [[likely]] {
    ++s.began;
    if (const std::int64_t wait = now - call.sent; wait > 0) {
      ++s.waited;
      s.waitSum.add(static_cast<std::uint64_t>(wait));
      s.waits.add(wait);
    }
  }
  if (path == Path::plain) return call.left;  // all of it
  const std::int64_t work = drawnWork(s, call.number);
  if (!plan.classed) return work;
  const ClientPlan& client = *clients[call.client].plan;
  return client.classes ? paced(work, blueprint->demands[client.demand].classes[call.class_].work16) : work;
}

/// Into a slot, or into the share of a processor. `slot`: one that has just become free, its event fired; none: any.
template <Path path>
void World::begin(const Visit& v, Worker& worker, std::uint32_t slot) {
  const auto& [c, call, s, plan, now] = v;
  const std::int64_t work = workOf<path>(v);
  call.stage = CallStage::working;
  call.begun = now;
  ++worker.busy;
  worker.busyArea -= static_cast<std::uint64_t>(now);
  if (path == Path::full) {
    if (plan.tracksWork && worker.working++ < plan.cores) worker.workArea -= static_cast<std::uint64_t>(now);
    if (plan.sharedQueue && worker.busy == plan.slots && !plan.unlimited)
      balancerOf(s, worker.zone).remove(call.worker);
    if (plan.shared) return beginShared(v, worker, work);
  }
  const Instant due = at(now + paced(work, worker.pace));
  if (slot != Slab<Call>::none) {
    slots[slot].call = c;
    call.slot = slot;
    return agenda.setIdle(slot, due);
  }
  if (worker.freeSlot == Slab<Call>::none) [[unlikely]]
    addSlots(call.service, call.worker);
  slot = worker.freeSlot;
  Slot& place = slots[slot];
  worker.freeSlot = place.next;
  place.call = c;
  call.slot = slot;
  agenda.startSlot(slot, due);
}

/// The worker's own part is done; now the others', or the answer.
void World::workDone(const Visit& v) {
  const auto& [c, call, s, plan, now] = v;
  if (plan.tracksWork) {
    Worker& worker = s.workers[call.worker];
    if (--worker.working < plan.cores) worker.workArea += static_cast<std::uint64_t>(now);
  }
  if (plan.calls) {
    if (!plan.shared) agenda.clearSlot(call.slot);
    call.stage = CallStage::waiting;
    return callOthers(c);
  }
  finish(v, verdict(call));
}

/// Served, or an error if a fault says so.
Outcome World::verdict(const Call& call) const { return erroring_ ? verdictUnderErrors(call) : Outcome::served; }

// ---- the end of a call ---------------------------------------------------------------------------------------------

void World::finish(const Visit& v, Outcome outcome) {
  release<Path::full>(v, v.s.workers[v.call.worker], v.call.slot);
  respond(v, outcome);
}

/// Gives back what the call holds of its worker, and lets the next one in.
template <Path path>
void World::release(const Visit& v, Worker& worker, std::uint32_t slot) {
  const auto& [c, call, s, plan, now] = v;
  s.inSystem.down(now);
  (path == Path::plain ? s.balancers.front() : balancerOf(s, worker.zone)).gave(call.worker);
  --worker.busy;
  worker.busyArea += static_cast<std::uint64_t>(now);
  if (path == Path::plain || !plan.shared) [[likely]] {
    Slot& place = slots[slot];
    place.call = Slab<Call>::none;
    if (worker.queue.length && !worker.dark) {  // the slot passes on, without being taken out of the agenda
      const std::uint32_t next = leaveLine(s, worker);
      return begin<path>({next, calls[next], s, plan, now}, worker, slot);
    }
    agenda.clearIdle(slot);
    place.next = worker.freeSlot;
    worker.freeSlot = slot;
  }
  if (path == Path::full) nextFromQueue(s, plan, call.worker);
  if (worker.state == WorkerState::draining) [[unlikely]]
    retireIfIdle(call.service, call.worker);
}

/// The first of those that wait at a worker, taken out of its queue.
std::uint32_t World::leaveLine(ServiceState& s, Worker& worker) {
  const std::uint32_t next = popFront(worker.queue, calls);
  s.queued.down(now_);
  worker.queueArea += static_cast<std::uint64_t>(now_);
  return next;
}

/// The answer goes to the caller, across zones if need be.
void World::respond(const Visit& v, Outcome outcome) {
  if (blueprint->crossLatency && v.s.workers[v.call.worker].zone != v.call.entryZone && !v.plan.function)
    return crossBack(v, outcome);
  answer<Path::full>(v, outcome);
}

/// A user's first attempt takes as long as the request: served, both are counted once, and told apart when somebody
/// looks (`pourFirst`).
template <Path path>
bool World::first(const Call& call) {
  return path == Path::plain && call.attempt == 1;
}

/// A request that its first call answers ends with it: one event, the demand's.
template <Path path>
bool World::endsWithIt(const Call& call, Outcome outcome) {
  return call.attempt == 1 && outcome == Outcome::served && (path == Path::plain || call.caller.nobody());
}

/// The one door through which every call ends.
template <Path path>
void World::answer(const Visit& v, Outcome outcome) {
  const auto& [c, call, s, plan, now] = v;
  if (call.gone || (path == Path::full && !call.caller.nobody() && !calls.alive(call.caller))) [[unlikely]]
    return answerNobody(c);
  s.bucket.end(outcome);
  if (!endsWithIt<path>(call, outcome))
    s.fingerprint.fold(now, endedMark + static_cast<std::uint32_t>(outcome), call.number);
  const std::int64_t latency = now - call.sent;
  if (call.aside) [[unlikely]]
    answerAside(s, call, outcome, latency);
  if (outcome != Outcome::served) [[unlikely]] {
    if (call.opened) waste(s, call);
  } else if (first<path>(call)) [[likely]] {
    s.firstLatency.add(latency);
    s.firstLatencySum.add(static_cast<std::uint64_t>(latency));
  } else {
    s.bucketLatency.add(latency);
    s.bucketLatencySum.add(static_cast<std::uint64_t>(latency));
  }
  if (plan.judged) judge(plan.objectives, outcome, latency, call.counted);
  if (outcome == Outcome::served && (path == Path::plain || call.caller.nobody())) [[likely]] {
    concluded<path>(call, outcome, first<path>(call));  // which takes no place for another call
    call.stage = CallStage::none;
    calls.drop(c, call);
    return;
  }
  const Call last = call;
  forget(c);
  if (outcome == Outcome::served) {
    concluded<Path::full>(last, outcome);
  } else {
    retryOrConclude(last, outcome);
  }
}

void World::forget(std::uint32_t c) {
  calls[c].stage = CallStage::none;
  calls.drop(c);
}

/// The one door through which every request, and every call of a service to another, ends for good.
template <Path path>
void World::concluded(const Call& last, Outcome outcome, bool binned) {
  if (path == Path::full && last.client >= demands.size()) {  // a service's: those of the demands are the first
    childEnded(last.caller, last.edge, outcome);
    return;
  }
  DemandState& d = demands[last.client];
  d.bucket.end(outcome);
  d.fingerprint.fold(now_, concludedMark + static_cast<std::uint32_t>(outcome), last.number, last.offered);
  inFlight.down(now_);
  const std::int64_t latency = now_ - last.offered;
  if (last.aside) [[unlikely]]
    concludedAside(d, last, outcome, latency);
  if (outcome == Outcome::served && !binned) [[unlikely]] {
    bucketRequestLatency.add(latency);
    bucketRequestLatencySum.add(static_cast<std::uint64_t>(latency));
  }
  if (d.plan->judged) judge(blueprint->userObjectives, outcome, latency, last.counted);
  if (path == Path::full && d.plan->users) thinkAgain(last.client, last.user);
}

// ---- queues --------------------------------------------------------------------------------------------------------

void World::line(CallQueue& queue, std::uint32_t c, bool atHead) {
  Call& call = calls[c];
  call.stage = CallStage::queued;
  call.begun = now_;  // for patience; overwritten when work begins
  atHead ? pushFront(queue, calls, c) : pushBack(queue, calls, c);
}

// ---- the loop ------------------------------------------------------------------------------------------------------

/// Kept out of the loop, which has the plain path inside.
[[gnu::flatten]] void World::arriveFully(DemandState& d) { arrive<Path::full>(d); }

[[gnu::flatten]] void World::slotDueFully(std::uint32_t slot) {
  const Slot& place = slots[slot];
  if (place.call == Slab<Call>::none) return shareDue(place.service, place.worker);
  workDone(visit(place.call));
}

/// Of a completion that will be due soon, what it will touch: a wide fleet is larger than the caches. Around the slot
/// that has just been given up, the next one due is most likely a few events away: the memory has time to bring its
/// place now, and one completion later its call, its worker and its key.
[[gnu::always_inline]] inline void World::fetchAhead(std::uint32_t slot) {
  const std::uint32_t soon = std::exchange(soon_, agenda.nextSlotNear(slot));
  if (soon_ < slots.size()) __builtin_prefetch(slots.data() + soon_);
  if (soon >= slots.size()) return;
  agenda.fetch(soon);
  const Slot& place = slots[soon];
  if (place.call == Slab<Call>::none) return;
  const Call& call = calls[place.call];
  __builtin_prefetch(&call);
  __builtin_prefetch(&call.gone);
  __builtin_prefetch(&services[place.service].workers[place.worker]);
}

void World::slotDue(std::uint32_t slot) {
  const Slot& place = slots[slot];
  ServiceState& s = services[place.service];
  if (!s.plan->plain || erroring_) return slotDueFully(slot);
  Call& call = calls[place.call];
  __builtin_prefetch(&call.gone);
  const Visit v{place.call, call, s, *s.plan, now_};
  release<Path::plain>(v, s.workers[place.worker], slot);
  if (wide_) fetchAhead(slot);
  answer<Path::plain>(v, Outcome::served);
}

void World::streamDue(std::uint32_t stream) {
  if (stream >= streams_) [[unlikely]]
    return crossingDue(false);
  DemandState& d = demands[stream];
  if (!d.plan->plain) return arriveFully(d);
  arrive<Path::plain>(d);
}

[[gnu::flatten]] bool World::run(const Watch& watch, std::uint64_t events) {
  if (over_) return true;
  this->watch(watch);
  std::uint64_t done = 0;
  while (done < events) {
    const Agenda::Next next = agenda.next();
    if (next.now.ns() >= limit_ && !drains(next.now)) [[unlikely]] {
      endReached();
      if (over_) break;
      continue;
    }
    now_ = next.now.ns();
    ++done;
    if (Agenda::isSlot(next.source)) {
      slotDue(Agenda::slotOf(next.source));
    } else if (agenda.isArrivalStream(next.source)) {
      streamDue(agenda.streamOf(next.source));
    } else {
      due(next.source);
    }
  }
  events_ += done;
  return over_;
}

template void World::wish<Path::full>(DemandState&, std::uint64_t, std::uint32_t);
template void World::send<Path::full>(const Visit&);
template void World::reach<Path::full>(const Visit&, Worker&);
template void World::begin<Path::full>(const Visit&, Worker&, std::uint32_t);
template void World::release<Path::full>(const Visit&, Worker&, std::uint32_t);
template void World::answer<Path::full>(const Visit&, Outcome);
template void World::concluded<Path::full>(const Call&, Outcome, bool);

}  // namespace headroom
