/// What callers do about answers that did not come, or were no good: time-outs, retries, back-off; and users that
/// think.
#include "models/world.h"

#include <algorithm>

namespace headroom {
namespace {

constexpr std::size_t fetchedAhead = 16;  // calls of a lane that is worked off, so that nobody waits for memory

bool retried(const RetryOn& on, Outcome o) {
  switch (o) {
    case Outcome::failed: return on.failed;
    case Outcome::rejected: return on.rejected;
    case Outcome::timedOut: return on.timedOut;
    case Outcome::served: break;
  }
  return false;
}

/// Of two drawn time-outs, which is the later: in a heap, the first one due stands in front.
bool later(const DelayedCall& a, const DelayedCall& b) {
  if (a.due != b.due) return a.due > b.due;
  return a.call.index > b.call.index;
}

}  // namespace

void World::retryOrConclude(const Call& last, Outcome outcome) {
  const ClientPlan& plan = blueprint->clients[last.client];
  const ClientSpec& spec = plan.spec;
  ClientState& state = clients[last.client];
  if (last.attempt >= spec.attempts || !retried(spec.retryOn, outcome)) return concluded<Path::full>(last, outcome);
  if (plan.budgeted && state.tokens < 1) return concluded<Path::full>(last, outcome);
  Generator g = state.draws.at(last.number * 64 + 32 + last.attempt);
  const std::int64_t pause = backoffNs(spec.backoff, last.attempt, g);
  if (plan.deadlineNs && now_ + pause >= last.offered + plan.deadlineNs)
    return concluded<Path::full>(last, Outcome::timedOut);
  if (plan.budgeted) state.tokens -= 1;
  const std::uint32_t c = calls.take();
  Call& next = calls[c];
  const std::uint32_t life = next.life;
  next = last;
  next.life = life;
  next.stage = CallStage::backoff;
  next.gone = false;
  ++next.attempt;
  agenda.note(Rank::arrival, at(now_ + pause),
              {static_cast<std::uint32_t>(NoteKind::attempt), 0, calls.handle(c).bits()});
}

/// Every first attempt pays into its caller's retry budget.
void World::earnTokens(std::uint32_t client) {
  const RetryBudgetSpec& budget = *blueprint->clients[client].spec.budget;
  clients[client].tokens = std::min(clients[client].tokens + budget.ratio.value, budget.burst);
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

/// The caller's time-out; with `while: queued` it is for calls that wait, and for no others.
void World::timeOut(std::uint32_t c) {
  const Call& call = calls[c];
  if (blueprint->clients[call.client].queuedOnly && call.stage != CallStage::queued) return;
  giveUp(c);
}

/// The caller waits no longer, whatever the call is at: its time-out, or the deadline of the whole request.
void World::giveUp(std::uint32_t c) {
  Call& call = calls[c];
  if (call.gone) return;
  const ClientPlan& plan = blueprint->clients[call.client];
  ServiceState& s = services[call.service];
  call.gone = true;
  s.bucket.end(Outcome::timedOut);
  if (call.counted) s.measured.end(Outcome::timedOut);
  s.fingerprint.fold(now_, endedMark + static_cast<std::uint32_t>(Outcome::timedOut), call.number);
  if (blueprint->services[call.service].judged)
    judge(blueprint->services[call.service].objectives, Outcome::timedOut, 0, call.counted);
  if (call.story) tellCall(call, Outcome::timedOut);
  const Call last = call;
  if (call.stage == CallStage::queued && (plan.queuedOnly || plan.cancels)) {
    leaveQueue(c);
    forget(c);
  } else if (call.stage == CallStage::hanging) {
    s.inSystem.down(now_);
    if (call.opened) waste(s, call);
    const Worker& worker = s.workers[call.worker];
    if (worker.generation == call.slot) balancerOf(s, worker.zone).gave(call.worker);
    forget(c);
  } else if (plan.cancels && (call.stage == CallStage::working || call.stage == CallStage::waiting)) {
    abandonWork(c);
  }
  retryOrConclude(last, Outcome::timedOut);
}

void World::drawTimer(ClientState& client, std::uint32_t c) {
  const Call& call = calls[c];
  Generator g = client.draws.at(call.number * 64 + call.attempt);
  client.timers.push_back({now_ + client.plan->timeout.ns(g), calls.handle(c)});
  std::push_heap(client.timers.begin(), client.timers.end(), later);
  agenda.set(agenda.timeoutLane(client.plan->lane), at(client.timers.front().due));
}

/// The first of the drawn time-outs; those whose calls have been answered go unnoticed.
void World::timerDue(ClientState& client) {
  std::pop_heap(client.timers.begin(), client.timers.end(), later);
  const Handle call = client.timers.back().call;
  client.timers.pop_back();
  const Source source = agenda.timeoutLane(client.plan->lane);
  if (client.timers.empty()) {
    agenda.clear(source);
  } else {
    agenda.set(source, at(client.timers.front().due));
  }
  if (calls.alive(call)) timeOut(call.index);
}

void World::noteDeadline(std::uint32_t c) {
  const Call& call = calls[c];
  agenda.note(Rank::timeout, at(std::max(now_, call.offered + blueprint->clients[call.client].deadlineNs)),
              {static_cast<std::uint32_t>(NoteKind::deadline), 0, calls.handle(c).bits()});
}

void World::laneDue(std::uint32_t client) {
  ClientState& state = clients[client];
  const ClientPlan& plan = *state.plan;
  if (!plan.constantTimeout) return timerDue(state);
  const Source source = agenda.timeoutLane(plan.lane);
  while (!state.lane.empty()) {
    const Handle h = state.lane.front();
    if (wide_ && state.lane.size() > fetchedAhead) __builtin_prefetch(&calls[state.lane.ahead(fetchedAhead).index]);
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

/// Traffic is shifted away from some zones: the next of the others, if there is one.
void World::enterElsewhere(DemandState& d, Call& call) const {
  const std::vector<std::uint8_t>& shifted = services[call.service].shifted;
  for (std::size_t tried = 0; tried < zones.size() && shifted[call.entryZone]; ++tried) {
    call.entryZone = static_cast<Byte>(d.nextZone);
    d.nextZone = d.nextZone + 1 < d.plan->zones ? d.nextZone + 1 : 0;
  }
}

}  // namespace headroom
