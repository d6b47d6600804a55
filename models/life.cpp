/// A call, from the wish to the answer: the hot path. world.h has the rules.
#include "models/world.h"

#include <algorithm>

namespace headroom {
namespace {

// What a service's fingerprint tells apart.
enum : std::uint32_t { offeredMark = 1, endedMark = 2, lateMark = 8, wishMark = 16, concludedMark = 17 };

std::uint64_t handleBits(Handle h) { return std::uint64_t{h.life} << 32 | h.index; }

bool retried(const RetryOn& on, Outcome o) {
  switch (o) {
    case Outcome::failed: return on.failed;
    case Outcome::rejected: return on.rejected;
    case Outcome::timedOut: return on.timedOut;
    case Outcome::served: break;
  }
  return false;
}

std::int64_t paced(std::int64_t work, std::uint64_t pace) {
  return static_cast<std::int64_t>(static_cast<Wide>(static_cast<std::uint64_t>(work)) * pace >> 16);
}

}  // namespace

// ---- the wish ------------------------------------------------------------------------------------------------------

[[gnu::flatten]] void World::arrive(std::uint32_t demand) {
  DemandState& d = demands[demand];
  const Source source = agenda.arrivalStream(blueprint->demands[demand].stream);
  const std::int64_t next = d.arrivals.next();
  if (next < end_) {
    agenda.set(source, at(next));
  } else {
    agenda.clear(source);
  }
  wish(demand, d.count++, 0);
}

void World::wish(std::uint32_t demand, std::uint64_t index, std::uint32_t user) {
  DemandState& d = demands[demand];
  const DemandPlan& plan = blueprint->demands[demand];
  const std::uint32_t c = calls.take();
  Call& call = calls[c];
  call.caller = {};
  call.offered = now_;
  call.number = d.key + index;
  call.user = user;
  call.opened = false;
  call.client = plan.client;
  call.service = plan.service;
  call.class_ = 0;
  if (plan.classes.size() > 1) {
    const std::uint64_t u = d.classes.at(index).next();
    for (const ClassPlan& k : plan.classes) call.class_ = static_cast<std::uint8_t>(call.class_ + (u > k.upTo));
  }
  call.attempt = 1;
  call.edge = 0;
  call.counted = measuring_ && !whole_;
  ++d.bucket.offered;
  if (call.counted) ++d.measured.offered;
  d.fingerprint.fold(now_, wishMark, index);
  inFlight.up(now_);
  send(c);
}

/// One attempt: the caller's clocks start, the service is asked.
void World::send(std::uint32_t c) {
  Call& call = calls[c];
  const ClientPlan& plan = blueprint->clients[call.client];
  call.sent = now_;
  call.gone = false;
  call.opened = false;
  call.left = 0;
  call.step = 0;
  call.pending = 0;
  if (plan.demand != nowhere) {
    DemandState& d = demands[plan.demand];
    ++d.bucket.attempts;
    d.bucket.retries += call.attempt > 1;
    if (call.counted) {
      ++d.measured.attempts;
      d.measured.retries += call.attempt > 1;
    }
    const std::size_t zoneCount = zones.size();
    if (zoneCount > 1) {
      call.entryZone = static_cast<std::uint8_t>(d.nextZone);
      d.nextZone = d.nextZone + 1 == zoneCount ? 0 : d.nextZone + 1;
    } else {
      call.entryZone = 0;
    }
  }
  if (plan.hasTimeout && !plan.queuedOnly) startTimer(c);
  if (plan.deadlineNs) [[unlikely]]
    agenda.note(Rank::timeout, at(std::max(now_, call.offered + plan.deadlineNs)),
                {static_cast<std::uint32_t>(NoteKind::deadline), 0, handleBits(calls.handle(c))});
  offer(c);
}

void World::startTimer(std::uint32_t c) {
  const Call& call = calls[c];
  const ClientPlan& plan = blueprint->clients[call.client];
  ClientState& state = clients[call.client];
  if (plan.constantTimeout) {
    if (state.lane.empty()) agenda.set(agenda.timeoutLane(plan.lane), at(now_ + plan.timeoutNs));
    state.lane.push(calls.handle(c));
    return;
  }
  Generator g = state.draws.at(call.number * 64 + call.attempt);
  agenda.note(Rank::timeout, at(now_ + plan.timeout.ns(g)),
              {static_cast<std::uint32_t>(NoteKind::timeout), 0, handleBits(calls.handle(c))});
}

// ---- at the service ------------------------------------------------------------------------------------------------

std::uint32_t World::freshWorker(ServiceState& s, const Call& call) {
  std::uint32_t w = balancerOf(s, call.entryZone).pick(s.balancing);
  if (w == Balancer::nobody && s.balancers.size() > 1) [[unlikely]]
    for (std::size_t z = 0; z < s.balancers.size() && w == Balancer::nobody; ++z) w = s.balancers[z].pick(s.balancing);
  return w;
}

/// The worker that holds the call's session; a session whose worker has gone begins again elsewhere.
std::uint32_t World::stickyWorker(ServiceState& s, const Call& call) {
  Generator g = s.edges.at(call.number);
  std::uint32_t& home = s.sessions[below(g, s.sessions.size())];
  if (home == Balancer::nobody || !s.workers[home].joined) home = freshWorker(s, call);
  return home;
}

void World::offer(std::uint32_t c) {
  Call& call = calls[c];
  ServiceState& s = services[call.service];
  const ServicePlan& plan = blueprint->services[call.service];
  ++s.bucket.offered;
  if (call.counted) ++s.measured.offered;
  if (call.attempt == 1) ++s.firstAttempts;
  s.inSystem.up(now_);
  s.fingerprint.fold(now_, offeredMark, call.number);

  const std::uint32_t w = plan.sticky ? stickyWorker(s, call) : freshWorker(s, call);
  if (w == Balancer::nobody) {
    if (plan.sharedQueue && s.queue.length < plan.queueLimit) {
      call.worker = Balancer::nobody;
      enqueue(s.queue, c, plan.lifo);
      s.queued.up(now_);
      return;
    }
    s.inSystem.down(now_);
    answer(c, Outcome::rejected);
    return;
  }
  const Worker& worker = s.workers[w];
  balancerOf(s, worker.zone).took(w);
  call.worker = w;
  if (worker.zone != call.entryZone) {
    ++s.crossings;
    if (!blueprint->crossLatency) return reach(c, w);
    call.stage = CallStage::crossing;
    call.slot = worker.generation;
    if (outbound.empty())
      agenda.set(agenda.arrivalStream(blueprint->shape.arrivalStreams - 1), at(now_ + blueprint->crossLatency));
    outbound.push({now_ + blueprint->crossLatency, calls.handle(c)});
    return;
  }
  reach(c, w);
}

/// The call is at its worker's door.
void World::reach(std::uint32_t c, std::uint32_t w) {
  Call& call = calls[c];
  ServiceState& s = services[call.service];
  const ServicePlan& plan = blueprint->services[call.service];
  Worker& worker = s.workers[w];
  if (!worker.serves()) [[unlikely]] {
    if (worker.dark) {  // it will come back: wait for it
      enqueue(worker.queue, c, plan.lifo);
      s.queued.up(now_);
      worker.queueArea -= static_cast<std::uint64_t>(now_);
      return;
    }
    if (plan.spec.fleet.onLoss == FleetSpec::OnLoss::hang) {
      hang(c);
      return;
    }
    balancerOf(s, worker.zone).gave(w);
    s.inSystem.down(now_);
    answer(c, Outcome::failed);
    return;
  }
  if (worker.busy < plan.slots || plan.unlimited) {
    begin(c, w);
  } else if (worker.queue.length < plan.queueLimit) {
    enqueue(worker.queue, c, plan.lifo);
    s.queued.up(now_);
    worker.queueArea -= static_cast<std::uint64_t>(now_);
    if (worker.queue.length > s.queueMax[worker.zone]) s.queueMax[worker.zone] = worker.queue.length;
  } else {
    balancerOf(s, worker.zone).gave(w);
    s.inSystem.down(now_);
    answer(c, Outcome::rejected);
  }
}

/// Its worker is gone and nobody tells it; the balancer goes on counting it as outstanding there.
void World::hang(std::uint32_t c) {
  Call& call = calls[c];
  call.stage = CallStage::hanging;
  call.slot = services[call.service].workers[call.worker].generation;
}

/// Into a slot, or into the share of a processor.
void World::begin(std::uint32_t c, std::uint32_t w) {
  Call& call = calls[c];
  ServiceState& s = services[call.service];
  const ServicePlan& plan = blueprint->services[call.service];
  Worker& worker = s.workers[w];
  call.worker = w;
  call.stage = CallStage::working;
  call.begun = now_;
  std::int64_t work = call.left;
  if (!call.opened) {
    call.opened = true;
    if (whole_ || call.counted) {
      const std::int64_t wait = now_ - call.sent;
      ++s.began;
      s.waited += wait > 0;
      s.waitSum.add(static_cast<std::uint64_t>(wait));
      if (wait > 0) s.waits.add(wait);
    }
    Generator g = s.work.at(call.number);
    work = plan.work.ns(g);
    const ClientPlan& client = blueprint->clients[call.client];
    if (client.classes)
      work = paced(work, blueprint->demands[client.demand].classes[call.class_].work16);
  }
  ++worker.busy;
  worker.busyArea -= static_cast<std::uint64_t>(now_);
  if (plan.tracksWork && worker.working++ < plan.cores) worker.workArea -= static_cast<std::uint64_t>(now_);
  if (plan.sharedQueue && worker.busy == plan.slots && !plan.unlimited) balancerOf(s, worker.zone).remove(w);
  if (plan.shared) {
    Sharing& sharing = s.sharing[w];
    sharing.advance(now_, plan.sharing, worker.pace);
    sharing.enter(c, work);
    rescheduleShared(s, plan, w);
    return;
  }
  if (worker.freeSlot == Slab<Call>::none) [[unlikely]]
    addSlots(call.service, w);
  const std::uint32_t slot = worker.freeSlot;
  worker.freeSlot = slots[slot].next;
  slots[slot].call = c;
  call.slot = slot;
  agenda.startSlot(slot, at(now_ + paced(work, worker.pace)));
}

/// The worker's own part is done; now the others', or the answer.
void World::workDone(std::uint32_t c) {
  Call& call = calls[c];
  ServiceState& s = services[call.service];
  const ServicePlan& plan = blueprint->services[call.service];
  Worker& worker = s.workers[call.worker];
  if (plan.tracksWork && --worker.working < plan.cores) worker.workArea += static_cast<std::uint64_t>(now_);
  if (plan.calls) {
    if (!plan.shared) agenda.clearSlot(call.slot);
    call.stage = CallStage::waiting;
    callOthers(c);
    return;
  }
  finish(c, verdict(call));
}

/// Served, or an error if a fault says so.
Outcome World::verdict(const Call& call) const {
  if (!erroring_) return Outcome::served;
  const ServiceState& s = services[call.service];
  const double zone = zones[s.workers[call.worker].zone].errorShare;
  const double share = 1 - (1 - s.errorShare) * (1 - zone) * (1 - s.zoneErrors[s.workers[call.worker].zone]);
  Generator g = s.errors.at(call.number * 64 + call.attempt);
  return share > 0 && chance(g, share) ? Outcome::failed : Outcome::served;
}

void World::callOthers(std::uint32_t parent) {
  const Handle handle = calls.handle(parent);
  const std::uint16_t service = calls[parent].service;
  const ServicePlan& plan = blueprint->services[service];
  while (calls[parent].step < plan.steps.size()) {
    const StepPlan step = plan.steps[calls[parent].step++];
    std::uint64_t numbers[256];
    bool go[256] = {};
    std::uint8_t count = 0;
    for (std::uint8_t e = step.first; e < step.first + step.count; ++e) {
      Generator g = services[service].edges.at(calls[parent].number + (std::uint64_t{e} + 1) * 0x9E3779B97F4A7C15u);
      go[e] = plan.edges[e].probability >= 1 || chance(g, plan.edges[e].probability);
      numbers[e] = g.next();
      count = static_cast<std::uint8_t>(count + go[e]);
    }
    if (!count) continue;
    calls[parent].pending = count;
    for (std::uint8_t e = step.first; e < step.first + step.count && calls.alive(handle); ++e) {
      if (!go[e]) continue;
      const std::uint32_t c = calls.take();
      Call& child = calls[c];
      const Call& from = calls[parent];
      child.caller = handle;
      child.offered = now_;
      child.number = numbers[e];
      child.client = plan.edges[e].client;
      child.service = blueprint->clients[child.client].service;
      child.class_ = 0;
      child.attempt = 1;
      child.edge = e;
      child.entryZone = services[service].workers[from.worker].zone;
      child.counted = from.counted;
      send(c);
    }
    return;
  }
  finish(parent, verdict(calls[parent]));
}

void World::childEnded(Handle parent, std::uint8_t edge, Outcome outcome) {
  if (!calls.alive(parent)) return;
  Call& call = calls[parent.index];
  if (outcome != Outcome::served && blueprint->services[call.service].edges[edge].required) {
    finish(parent.index, Outcome::failed);
  } else if (--call.pending == 0) {
    callOthers(parent.index);
  }
}

// ---- the end of a call ---------------------------------------------------------------------------------------------

void World::finish(std::uint32_t c, Outcome outcome) {
  release(c);
  respond(c, outcome);
}

/// Gives back what the call holds of its worker, and lets the next one in.
void World::release(std::uint32_t c) {
  const Call& call = calls[c];
  const std::uint32_t w = call.worker;
  const std::uint16_t service = call.service;
  ServiceState& s = services[service];
  const ServicePlan& plan = blueprint->services[service];
  Worker& worker = s.workers[w];
  s.inSystem.down(now_);
  balancerOf(s, worker.zone).gave(w);
  --worker.busy;
  worker.busyArea += static_cast<std::uint64_t>(now_);
  if (!plan.shared) {
    agenda.clearSlot(call.slot);
    slots[call.slot].call = Slab<Call>::none;
    slots[call.slot].next = worker.freeSlot;
    worker.freeSlot = call.slot;
  }
  nextFromQueue(s, plan, w);
  if (s.workers[w].state == WorkerState::draining) retireIfIdle(service, w);
}

void World::nextFromQueue(ServiceState& s, const ServicePlan& plan, std::uint32_t w) {
  Worker& worker = s.workers[w];
  if (worker.dark) [[unlikely]]
    return;
  if (worker.queue.length) {
    const std::uint32_t next = worker.queue.head;
    unqueue(worker.queue, next);
    s.queued.down(now_);
    worker.queueArea += static_cast<std::uint64_t>(now_);
    begin(next, w);
    return;
  }
  if (!plan.sharedQueue || !worker.joined) return;
  if (s.queue.length) {
    const std::uint32_t next = s.queue.head;
    unqueue(s.queue, next);
    s.queued.down(now_);
    balancerOf(s, worker.zone).took(w);
    begin(next, w);
  } else {
    balancerOf(s, worker.zone).add(w);
  }
}

/// The answer goes to the caller, across zones if need be.
void World::respond(std::uint32_t c, Outcome outcome) {
  Call& call = calls[c];
  if (blueprint->crossLatency && services[call.service].workers[call.worker].zone != call.entryZone) [[unlikely]] {
    call.stage = CallStage::returning;
    call.answer = outcome;
    if (inbound.empty()) agenda.set(agenda.completionLane(0), at(now_ + blueprint->crossLatency));
    inbound.push({now_ + blueprint->crossLatency, calls.handle(c)});
    return;
  }
  answer(c, outcome);
}

/// The one door through which every call ends.
void World::answer(std::uint32_t c, Outcome outcome) {
  Call& call = calls[c];
  ServiceState& s = services[call.service];
  const bool orphan = !call.caller.nobody() && !calls.alive(call.caller);
  if (call.gone || orphan) [[unlikely]] {
    s.fingerprint.fold(now_, lateMark, call.number);
    if (call.opened) {
      ++s.bucket.late;
      s.bucket.wastedNs += static_cast<std::uint64_t>(now_ - call.begun);
      if (call.counted) {
        ++s.measured.late;
        s.measured.wastedNs += static_cast<std::uint64_t>(now_ - call.begun);
      }
    }
    if (!call.gone) {  // its caller died: the answer reaches nobody
      s.bucket.end(Outcome::failed);
      if (call.counted) s.measured.end(Outcome::failed);
    }
    forget(c);
    return;
  }
  s.bucket.end(outcome);
  if (call.counted) s.measured.end(outcome);
  s.fingerprint.fold(now_, endedMark + static_cast<std::uint32_t>(outcome), call.number);
  if (outcome == Outcome::served) {
    const std::int64_t latency = now_ - call.sent;
    s.bucketLatency.add(latency);
    s.bucketLatencySum.add(static_cast<std::uint64_t>(latency));
    if (call.counted) [[unlikely]] {
      s.latency.add(latency);
      s.latencySum.add(static_cast<std::uint64_t>(latency));
    }
  } else if (call.opened) {
    s.bucket.wastedNs += static_cast<std::uint64_t>(now_ - call.begun);
    if (call.counted) s.measured.wastedNs += static_cast<std::uint64_t>(now_ - call.begun);
  }
  if (blueprint->services[call.service].judged)
    judge(blueprint->services[call.service].objectives, outcome, now_ - call.sent, call.counted);
  if (outcome == Outcome::served && call.caller.nobody()) [[likely]] {  // nothing below takes a place for a new call
    concluded(call, outcome);
    forget(c);
    return;
  }
  const Call last = call;
  forget(c);
  if (outcome == Outcome::served) {
    concluded(last, outcome);
  } else {
    retryOrConclude(last, outcome);
  }
}

void World::forget(std::uint32_t c) {
  calls[c].stage = CallStage::none;
  calls.drop(c);
}

/// Counts an end for the objectives it matters to.
void World::judge(const std::vector<std::uint32_t>& which, Outcome outcome, std::int64_t latency, bool counted) {
  for (const std::uint32_t i : which) {
    const bool good = outcome == Outcome::served && latency <= blueprint->objectives[i].withinNs;
    ObjectiveState& o = objectives[i];
    ++o.endedInMinute;
    o.goodInMinute += good;
    if (!counted && !whole_) continue;
    ++o.ended;
    o.good += good;
  }
}

// ---- the caller ----------------------------------------------------------------------------------------------------

void World::retryOrConclude(const Call& last, Outcome outcome) {
  const ClientPlan& plan = blueprint->clients[last.client];
  const ClientSpec& spec = plan.spec;
  ClientState& state = clients[last.client];
  if (last.attempt >= spec.attempts || !retried(spec.retryOn, outcome)) return concluded(last, outcome);
  if (spec.budget) {
    if (state.tokens < 1) return concluded(last, outcome);
    state.tokens -= 1;
  }
  Generator g = state.draws.at(last.number * 64 + 32 + last.attempt);
  const std::int64_t pause = backoffNs(spec.backoff, last.attempt, g);
  if (plan.deadlineNs && now_ + pause >= last.offered + plan.deadlineNs) return concluded(last, Outcome::timedOut);
  const std::uint32_t c = calls.take();
  Call& next = calls[c];
  const std::uint32_t life = next.life;
  next = last;
  next.life = life;
  next.stage = CallStage::backoff;
  ++next.attempt;
  agenda.note(Rank::arrival, at(now_ + pause),
              {static_cast<std::uint32_t>(NoteKind::attempt), 0, handleBits(calls.handle(c))});
}

/// The one door through which every request, and every call of a service to another, ends for good.
void World::concluded(const Call& last, Outcome outcome) {
  const ClientPlan& plan = blueprint->clients[last.client];
  if (plan.budgeted && last.attempt == 1)
    clients[last.client].tokens =
        std::min(clients[last.client].tokens + plan.spec.budget->ratio.value, plan.spec.budget->burst);
  if (plan.demand == nowhere) {
    childEnded(last.caller, last.edge, outcome);
    return;
  }
  DemandState& d = demands[plan.demand];
  d.bucket.end(outcome);
  if (last.counted) d.measured.end(outcome);
  d.fingerprint.fold(now_, concludedMark + static_cast<std::uint32_t>(outcome), last.number);
  inFlight.down(now_);
  if (outcome == Outcome::served) {
    const std::int64_t latency = now_ - last.offered;
    bucketRequestLatency.add(latency);
    bucketRequestLatencySum.add(static_cast<std::uint64_t>(latency));
    if (last.counted) [[unlikely]] {
      requestLatency.add(latency);
      requestLatencySum.add(static_cast<std::uint64_t>(latency));
    }
  }
  if (!blueprint->userObjectives.empty()) judge(blueprint->userObjectives, outcome, now_ - last.offered, last.counted);
  if (blueprint->demands[plan.demand].users) thinkAgain(plan.demand, last.user);
}

void World::thinkAgain(std::uint32_t demand, std::uint32_t user) {
  DemandState& d = demands[demand];
  if (now_ >= end_) return;
  Generator g = d.thoughts.at(std::uint64_t{user} << 32 | d.turns[user]);
  agenda.note(Rank::arrival, at(now_ + blueprint->demands[demand].think.ns(g)),
              {static_cast<std::uint32_t>(NoteKind::think), demand, user});
}

/// `attempt` counts from 1. Jitter after Brooker (2015): full: U(0, d); equal: d/2 + U(0, d/2); d = base ·
/// 2^(attempt−1), at most cap; decorrelated: U(base, 3 · the pause before), here with the greatest pause before.
std::int64_t backoffNs(const BackoffSpec& spec, std::uint32_t attempt, Generator& random) {
  const std::int64_t base = spec.base.ns(), cap = spec.cap.ns();
  std::int64_t pause = base;
  const std::int64_t factor = spec.jitter == BackoffSpec::Jitter::decorrelated ? 3 : 2;
  for (std::uint32_t i = 1; i < attempt && pause < cap; ++i) pause = pause > cap / factor ? cap : pause * factor;
  pause = std::min(pause, cap);
  const auto share = [&](std::int64_t length) {
    return static_cast<std::int64_t>(uniform(random) * static_cast<double>(length));
  };
  switch (spec.jitter) {
    case BackoffSpec::Jitter::none: return pause;
    case BackoffSpec::Jitter::full: return share(pause);
    case BackoffSpec::Jitter::equal: return pause / 2 + share(pause - pause / 2);
    case BackoffSpec::Jitter::decorrelated: return pause <= base ? base : base + share(pause - base);
  }
  return pause;
}

void World::timeOut(std::uint32_t c) {
  Call& call = calls[c];
  if (call.gone) return;
  const ClientPlan& plan = blueprint->clients[call.client];
  ServiceState& s = services[call.service];
  if (plan.queuedOnly && call.stage != CallStage::queued) return;
  call.gone = true;
  s.bucket.end(Outcome::timedOut);
  if (call.counted) s.measured.end(Outcome::timedOut);
  s.fingerprint.fold(now_, endedMark + static_cast<std::uint32_t>(Outcome::timedOut), call.number);
  if (blueprint->services[call.service].judged)
    judge(blueprint->services[call.service].objectives, Outcome::timedOut, 0, call.counted);
  const Call last = call;
  if (call.stage == CallStage::queued && (plan.queuedOnly || plan.cancels)) {
    leaveQueue(c);
    forget(c);
  } else if (call.stage == CallStage::hanging) {
    s.inSystem.down(now_);
    const Worker& worker = s.workers[call.worker];
    if (worker.generation == call.slot) balancerOf(s, worker.zone).gave(call.worker);
    forget(c);
  } else if (plan.cancels && (call.stage == CallStage::working || call.stage == CallStage::waiting)) {
    abandonWork(c);
  }
  retryOrConclude(last, Outcome::timedOut);
}

void World::laneDue(std::uint32_t client) {
  ClientState& state = clients[client];
  const ClientPlan& plan = blueprint->clients[client];
  const Source source = agenda.timeoutLane(plan.lane);
  while (!state.lane.empty()) {
    const Handle h = state.lane.front();
    const bool waits =
        calls.alive(h) && !calls[h.index].gone && (!plan.queuedOnly || calls[h.index].stage == CallStage::queued);
    if (waits) {
      const std::int64_t due = (plan.queuedOnly ? calls[h.index].begun : calls[h.index].sent) + plan.timeoutNs;
      if (due > now_) {
        agenda.set(source, at(due));
        return;
      }
    }
    state.lane.pop();
    if (waits) timeOut(h.index);
  }
  agenda.clear(source);
}

// ---- queues --------------------------------------------------------------------------------------------------------

void World::enqueue(CallQueue& queue, std::uint32_t c, bool atHead) {
  Call& call = calls[c];
  call.stage = CallStage::queued;
  call.begun = now_;  // for patience; overwritten when work begins
  if (atHead) {
    call.link = queue.head;
    call.before = Slab<Call>::none;
    if (queue.head != Slab<Call>::none) calls[queue.head].before = c;
    queue.head = c;
    if (queue.tail == Slab<Call>::none) queue.tail = c;
  } else {
    call.link = Slab<Call>::none;
    call.before = queue.tail;
    if (queue.tail != Slab<Call>::none) calls[queue.tail].link = c;
    queue.tail = c;
    if (queue.head == Slab<Call>::none) queue.head = c;
  }
  ++queue.length;
  const ClientPlan& plan = blueprint->clients[call.client];
  if (plan.queuedOnly) startTimer(c);
}

void World::unqueue(CallQueue& queue, std::uint32_t c) {
  const Call& call = calls[c];
  (call.before == Slab<Call>::none ? queue.head : calls[call.before].link) = call.link;
  (call.link == Slab<Call>::none ? queue.tail : calls[call.link].before) = call.before;
  --queue.length;
}

/// Out of whichever queue it is in, and out of the service.
void World::leaveQueue(std::uint32_t c) {
  const Call& call = calls[c];
  ServiceState& s = services[call.service];
  s.queued.down(now_);
  s.inSystem.down(now_);
  if (call.worker == Balancer::nobody) {
    unqueue(s.queue, c);
    return;
  }
  Worker& worker = s.workers[call.worker];
  unqueue(worker.queue, c);
  worker.queueArea += static_cast<std::uint64_t>(now_);
  balancerOf(s, worker.zone).gave(call.worker);
}

/// Stops the work of a call whose caller has gone (cancel_on_timeout).
void World::abandonWork(std::uint32_t c) {
  const Call& call = calls[c];
  ServiceState& s = services[call.service];
  if (call.stage == CallStage::working) stopWork(c);
  s.bucket.wastedNs += static_cast<std::uint64_t>(now_ - call.begun);
  if (call.counted) s.measured.wastedNs += static_cast<std::uint64_t>(now_ - call.begun);
  release(c);
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

[[gnu::flatten]] void World::slotDue(std::uint32_t slot) {
  const Slot& place = slots[slot];
  if (place.call == Slab<Call>::none) {
    shareDue(place.service, place.worker);
  } else {
    workDone(place.call);
  }
}

// ---- shared processors, crossings ----------------------------------------------------------------------------------

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
  workDone(c);
}

void World::crossingDue(bool answerWay) {
  Ring<DelayedCall>& lane = answerWay ? inbound : outbound;
  const Source source =
      answerWay ? agenda.completionLane(0) : agenda.arrivalStream(blueprint->shape.arrivalStreams - 1);
  const DelayedCall due = lane.pop();
  if (lane.empty()) {
    agenda.clear(source);
  } else {
    agenda.set(source, at(lane.front().due));
  }
  if (!calls.alive(due.call)) return;
  const std::uint32_t c = due.call.index;
  if (answerWay) {
    answer(c, calls[c].answer);
    return;
  }
  ServiceState& s = services[calls[c].service];
  const std::uint32_t w = calls[c].worker;
  if (s.workers[w].generation == calls[c].slot) {
    reach(c, w);
  } else {  // the machine has gone meanwhile
    s.inSystem.down(now_);
    answer(c, Outcome::failed);
  }
}

}  // namespace headroom
