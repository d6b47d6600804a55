/// Workers come, serve, drain and go; world.h has the rules.
///
/// Billing runs from the start of booting to the end (terminated or lost). A place in `workers` is used again by a
/// later worker: its generation tells notes of the earlier one that they are stale.
#include "models/world.h"

#include <algorithm>

namespace headroom {
namespace {

constexpr std::size_t wideFromSlots = 4096;  // with their calls and workers they fill a second-level cache

enum : std::uint64_t {
  launchDraw = 0,
  bootDraw = 1,
  initDraw = 2,
  launchFailsDraw = 3,
  bootFailsDraw = 4,
  initFailsDraw = 5,
  healthDraw = 6
};

std::int64_t stretched(std::int64_t ns, double factor) {
  constexpr double longest = 3e18;  // longer than any run
  return factor == 1 ? ns : static_cast<std::int64_t>(std::min(longest, static_cast<double>(ns) * factor));
}

/// Of two independent causes at least one.
double eitherOf(double p, double q) { return q > 0 ? 1 - (1 - p) * (1 - q) : p; }

}  // namespace

// ---- slots ---------------------------------------------------------------------------------------------------------

void World::addSlots(std::uint32_t service, std::uint32_t w) {
  ServiceState& s = services[service];
  const ServicePlan& plan = blueprint->services[service];
  const std::uint32_t n = plan.shared ? 1 : plan.slots;
  std::uint32_t first;
  if (!s.freeBlocks.empty()) {
    first = s.freeBlocks.back();
    s.freeBlocks.pop_back();
  } else {
    first = agenda.openSlots(n);
    slots.resize(std::size_t{first} + n);
    wide_ = slots.size() > wideFromSlots;
  }
  Worker& worker = s.workers[w];
  s.blocks[w].push_back(first);
  for (std::uint32_t i = n; i-- > 0;) {
    slots[first + i] = {Slab<Call>::none, w, worker.freeSlot, static_cast<std::uint16_t>(service)};
    worker.freeSlot = first + i;
  }
}

// ---- coming --------------------------------------------------------------------------------------------------------

std::uint32_t World::addWorker(std::uint32_t service, std::uint8_t zone, bool initial, std::uint8_t type) {
  ServiceState& s = services[service];
  // A place stays in its zone and with its type: what its last user did in this bucket is counted there.
  const auto free = std::find_if(s.freeWorkers.rbegin(), s.freeWorkers.rend(), [&](std::uint32_t place) {
    return s.workers[place].zone == zone && s.workers[place].type == type;
  });
  std::uint32_t w;
  if (free == s.freeWorkers.rend()) {
    w = static_cast<std::uint32_t>(s.workers.size());
    s.workers.emplace_back();
    s.blocks.emplace_back();
    if (blueprint->services[service].shared) s.sharing.emplace_back();
  } else {
    w = *free;
    s.freeWorkers.erase(std::next(free).base());
  }
  const std::uint32_t generation = s.workers[w].generation + 1;
  const std::uint64_t busy = s.workers[w].busyArea, work = s.workers[w].workArea, queue = s.workers[w].queueArea;
  s.workers[w] = {};
  s.workers[w].orderedAt = now_;
  s.workers[w].busyArea = busy;  // readings go on from where the place's last user left them
  s.workers[w].workArea = work;
  s.workers[w].queueArea = queue;
  s.workers[w].generation = generation;
  s.workers[w].zone = zone;
  s.workers[w].initial = initial;
  s.workers[w].type = type;
  s.workers[w].size = blueprint->services[service].types[type].size;
  s.workers[w].serial = s.serial++;
  for (Balancer& b : s.balancers) b.reserve(w + 1);
  addSlots(service, w);
  setPace(service, w);
  return w;
}

/// Orders one worker into a zone; the first stage begins at once.
std::uint32_t World::launch(std::uint32_t service, std::uint8_t zone, std::uint32_t decision) {
  ServiceState& s = services[service];
  const bool spot = nextIsSpot(service);
  const std::uint32_t w = addWorker(service, zone, false, typeFor(service, zone, spot));
  Worker& worker = s.workers[w];
  setState(service, w, WorkerState::launching);
  worker.decision = decision;
  worker.spot = spot;
  ++s.launched;
  ++s.types[worker.type].launched;
  s.fingerprint.fold(now_, launchMark, worker.serial);
  event(EventKind::launch, service, worker.serial, zone, decision);
  Generator g = s.starts.at(std::uint64_t{worker.serial} * 8 + launchDraw);
  const std::int64_t time =
      stretched(blueprint->services[service].start.launch.ns(g), startFactorIn(*this, service, zone));
  nextStage(service, w, s.scaler.stopped + time);
  return w;
}

/// The worker's present stage ends after so long.
void World::nextStage(std::uint32_t service, std::uint32_t w, std::int64_t after) {
  Worker& worker = services[service].workers[w];
  worker.stage = noteWorker(NoteKind::stageOver, service, w, now_ + after);
}

/// One stage of the start is over: it worked, or it failed; the next one begins.
void World::stageOver(std::uint32_t service, std::uint32_t w) {
  ServiceState& s = services[service];
  const ServicePlan& plan = blueprint->services[service];
  const StartPlan& start = plan.start;
  Worker& worker = s.workers[w];
  const auto draw = [&](std::uint64_t which) { return s.starts.at(std::uint64_t{worker.serial} * 8 + which); };
  const auto fails = [&](double p, std::uint64_t which) {
    Generator g = draw(which);
    return p > 0 && chance(g, p);
  };
  const auto then = [&](WorkerState state, const Distribution& law, std::uint64_t which) {
    setState(service, w, state);
    Generator g = draw(which);
    nextStage(service, w, stretched(law.ns(g), startFactorIn(*this, service, worker.zone)));
  };
  switch (worker.state) {
    case WorkerState::launching:
      if (!zones[worker.zone].up() ||
          fails(eitherOf(start.launchFails, launchFailureIn(*this, service, worker.zone, worker.type)),
                launchFailsDraw))
        return launchFails(service, w);
      worker.billedSince = now_;
      noteInterruption(service, w);
      then(WorkerState::booting, start.boot, bootDraw);
      break;
    case WorkerState::booting:
      if (fails(start.bootFails, bootFailsDraw)) return launchFails(service, w);
      if (worker.prepared && plan.spec.fleet.warmPool->state != WarmPoolSpec::State::stopped)
        return registerWorker(service, w);
      then(WorkerState::starting, start.init, initDraw);
      break;
    case WorkerState::starting:
      if (worker.waits) return launchHookOver(service, w);
      if (fails(start.initFails, initFailsDraw)) return launchFails(service, w);
      if (plan.spec.fleet.launchHook && !worker.prepared) return beginLaunchHook(service, w);
      started(service, w);
      break;
    case WorkerState::registering: enterService(service, w); break;
    case WorkerState::draining: terminate(service, w); break;  // its hook is over
    default: break;
  }
}

/// The application runs: it registers with the balancer, or waits in the pool.
void World::started(std::uint32_t service, std::uint32_t w) {
  if (blueprint->services[service].function) return enterService(service, w);
  if (services[service].workers[w].pooled) return enterPool(service, w);
  registerWorker(service, w);
}

/// The first successful health check puts a new target into service: it comes with the checks' rhythm.
void World::registerWorker(std::uint32_t service, std::uint32_t w) {
  ServiceState& s = services[service];
  Worker& worker = s.workers[w];
  setState(service, w, WorkerState::registering);
  Generator g = s.starts.at(std::uint64_t{worker.serial} * 8 + healthDraw);
  const std::int64_t interval = blueprint->services[service].spec.balancer.healthCheck.interval.ns();
  nextStage(service, w, static_cast<std::int64_t>(uniform(g) * static_cast<double>(interval)));
}

void World::launchFails(std::uint32_t service, std::uint32_t w) {
  ServiceState& s = services[service];
  ++s.launchFailed;
  const std::uint8_t zone = s.workers[w].zone, type = s.workers[w].type;
  ++s.types[type].launchFailed;
  event(EventKind::launchFailed, service, s.workers[w].serial, s.workers[w].zone, s.workers[w].decision);
  s.fingerprint.fold(now_, launchFailedMark, s.workers[w].serial);
  meetLaunchFailure(*this, service, zone, type);
  if (blueprint->services[service].function) return loseEnvironment(service, w);  // and its call with it
  endWorker(service, w);
  launchFailedIn(service, zone, type);
}

void World::enterService(std::uint32_t service, std::uint32_t w) {
  ServiceState& s = services[service];
  const ServicePlan& plan = blueprint->services[service];
  Worker& worker = s.workers[w];
  setState(service, w, WorkerState::inService);
  worker.serviceSince = now_;
  worker.healthy = true;
  if (worker.billedSince < 0) worker.billedSince = now_;
  const std::int64_t warm = worker.initial ? 0 : plan.spec.fleet.warmUp.value_or(Duration()).ns();
  activityMoved(service, worker);
  s.fingerprint.fold(now_, inServiceMark, worker.serial);
  if (!worker.initial) event(EventKind::inService, service, worker.serial, worker.zone, worker.decision);
  if (warm > 0) {
    worker.warming = true;
    s.presence[worker.zone].warming.up(now_);
    noteWorker(NoteKind::warmUpOver, service, w, now_ + warm);
  } else {
    startCounting(service, w);
  }
  join(service, w);
  if (erroring_) watchHealth(service, w);
  if (plan.function) nextFromQueue(s, plan, w);  // the call that it was made for
  entered(service, w);                           // at last: the fleet may send somebody away now, this one too
}

void World::warmUpOver(std::uint32_t service, std::uint32_t w) {
  ServiceState& s = services[service];
  s.workers[w].warming = false;
  s.presence[s.workers[w].zone].warming.down(now_);
  startCounting(service, w);
}

WorkerReading World::readingOf(const ServicePlan& plan, const Worker& worker) const {
  const auto now = static_cast<std::uint64_t>(now_);
  const std::uint64_t busy = worker.busyArea + worker.busy * now;
  const std::uint64_t work = plan.tracksWork ? worker.workArea + std::min(worker.working, plan.cores) * now : busy;
  return {busy, work, worker.queueArea + worker.queue.length * now};
}

// ---- among the balancer's members ----------------------------------------------------------------------------------

void World::join(std::uint32_t service, std::uint32_t w) {
  ServiceState& s = services[service];
  const ServicePlan& plan = blueprint->services[service];
  Worker& worker = s.workers[w];
  if (worker.joined || s.shifted[worker.zone]) return;
  if (plan.sharedQueue && !worker.serves()) return;  // workers take from the one queue; the dead take nothing
  worker.joined = true;
  if (!plan.sharedQueue) {
    balancerOf(s, worker.zone).add(w);
    return;
  }
  while (s.queue.length && (s.workers[w].busy < plan.slots || plan.unlimited)) {
    takeFromLine(s, plan, w);
  }
  if (s.workers[w].busy < plan.slots || plan.unlimited) balancerOf(s, s.workers[w].zone).add(w);
}

void World::leave(std::uint32_t service, std::uint32_t w) {
  ServiceState& s = services[service];
  s.workers[w].joined = false;
  balancerOf(s, s.workers[w].zone).remove(w);
}

// ---- going ---------------------------------------------------------------------------------------------------------

void World::drain(std::uint32_t service, std::uint32_t w) {
  ServiceState& s = services[service];
  Worker& worker = s.workers[w];
  if (worker.underWay()) {
    agenda.cancel(Rank::control, worker.stage);
    ++s.terminated;
    event(EventKind::terminated, service, worker.serial, worker.zone, 0);
    return endWorker(service, w);
  }
  setState(service, w, WorkerState::draining);
  leave(service, w);
  loseSessions(service, w);
  event(EventKind::draining, service, worker.serial, worker.zone, 0);
  s.fingerprint.fold(now_, drainMark, worker.serial);
  const FleetSpec& fleet = blueprint->services[service].spec.fleet;
  noteWorker(NoteKind::drainOver, service, w, now_ + (worker.noticed ? fleet.spot->notice : fleet.drain).ns());
  retireIfIdle(service, w);
}

void World::retireIfIdle(std::uint32_t service, std::uint32_t w) {
  const Worker& worker = services[service].workers[w];
  if (worker.state != WorkerState::draining || worker.busy || worker.queue.length || worker.noticed) return;
  drained(service, w);
}

/// The deregistration delay is over: what is still there fails.
void World::drainOver(std::uint32_t service, std::uint32_t w) {
  killCalls(service, w, false);
  drained(service, w);
}

/// Whatever was on its way to it, or was noted for it, finds it gone.
void World::forgetCalls(std::uint32_t service, std::uint32_t w) {
  Worker& worker = services[service].workers[w];
  ++worker.generation;
  balancerOf(services[service], worker.zone).reset(w);
}

/// It has no calls any more.
void World::drained(std::uint32_t service, std::uint32_t w) {
  const Worker& worker = services[service].workers[w];
  if (goesBackToPool(service, worker)) return enterPool(service, w);
  const bool noticed = worker.noticed;
  if (blueprint->services[service].spec.fleet.terminationHook && !noticed) return beginTerminationHook(service, w);
  terminate(service, w);
  if (noticed) requestRepair(service);
}

void World::terminate(std::uint32_t service, std::uint32_t w) {
  ServiceState& s = services[service];
  ++s.terminated;
  event(EventKind::terminated, service, s.workers[w].serial, s.workers[w].zone, 0);
  s.fingerprint.fold(now_, retiredMark, s.workers[w].serial);
  endWorker(service, w);
}

/// Every call it has: out of it first, answered after. `silently`: nobody is told; calls of callers who have gone end.
void World::killCalls(std::uint32_t service, std::uint32_t w, bool silently) {
  std::vector<Handle> handles;
  for (const std::uint32_t c : callsOf(service, w)) {
    handles.push_back(calls.handle(c));
    takeOut(service, w, c);
    if (!silently) continue;
    if (calls[c].gone) {
      refuse(c, Outcome::failed);
      continue;
    }
    balancerOf(services[service], services[service].workers[w].zone).took(w);
    hang(c);
  }
  if (silently) return;
  for (const Handle h : handles) {
    if (!calls.alive(h)) continue;  // it fell with its caller
    refuse(h.index, Outcome::failed);
  }
}

std::vector<std::uint32_t> World::callsOf(std::uint32_t service, std::uint32_t w) const {
  const ServiceState& s = services[service];
  std::vector<std::uint32_t> found;
  if (blueprint->services[service].shared) found = s.sharing[w].calls();
  const ServicePlan& plan = blueprint->services[service];
  for (const std::uint32_t first : s.blocks[w])
    for (std::uint32_t i = 0; !plan.shared && i < plan.slots; ++i)
      if (slots[first + i].call != Slab<Call>::none) found.push_back(slots[first + i].call);
  for (std::uint32_t c = 0; plan.shared && !plan.steps.empty() && c < calls.places(); ++c)
    if (calls[c].stage == CallStage::waiting && calls[c].service == service && calls[c].worker == w) found.push_back(c);
  for (std::uint32_t c = s.workers[w].queue.head; c != Slab<Call>::none; c = calls[c].link) found.push_back(c);
  return found;
}

/// Off its slot, its share or its place in the queue; the worker's sums are closed.
void World::takeOut(std::uint32_t service, std::uint32_t w, std::uint32_t c) {
  ServiceState& s = services[service];
  const ServicePlan& plan = blueprint->services[service];
  Worker& worker = s.workers[w];
  if (calls[c].stage == CallStage::queued) {
    remove(worker.queue, calls, c);
    s.queued.down(now_);
    worker.queueArea += static_cast<std::uint64_t>(now_);
  } else {
    if (calls[c].stage == CallStage::working) stopWork(c);
    --worker.busy;
    worker.busyArea += static_cast<std::uint64_t>(now_);
    if (!plan.shared) {
      slots[calls[c].slot].call = Slab<Call>::none;
      slots[calls[c].slot].next = worker.freeSlot;
      worker.freeSlot = calls[c].slot;
    }
  }
  balancerOf(s, worker.zone).gave(w);
}

/// The machine is gone, and everything on it. The balancer and the fleet find out later.
void World::lose(std::uint32_t service, std::uint32_t w) {
  ServiceState& s = services[service];
  Worker& worker = s.workers[w];
  if (worker.state == WorkerState::none || worker.state == WorkerState::lost) return;
  event(EventKind::lost, service, worker.serial, worker.zone, 0);
  s.fingerprint.fold(now_, lostMark, worker.serial);
  ++s.lost;
  if (blueprint->services[service].function) return loseEnvironment(service, w);
  const bool draining = worker.state == WorkerState::draining;
  if (worker.underWay() || worker.state == WorkerState::warm) {  // it ends in nothing; the fleet sees that at once
    if (worker.underWay()) agenda.cancel(Rank::control, worker.stage);
    endWorker(service, w);
    requestRepair(service);
    return;
  }
  bill(service, w);
  setState(service, w, WorkerState::lost);
  worker.dark = false;  // one that was stopped will not come back: nobody may wait for it
  worker.billedSince = -1;
  loseSessions(service, w);
  killCalls(service, w, blueprint->services[service].spec.fleet.onLoss == FleetSpec::OnLoss::hang);
  if (draining) {
    const bool missed = worker.keepsPlace;
    endWorker(service, w);
    if (missed) requestRepair(service);
    return;
  }
  watchHealth(service, w);
}

void World::bill(std::uint32_t service, std::uint32_t w) {
  ServiceState& s = services[service];
  const Worker& worker = s.workers[w];
  if (worker.billedSince < 0) return;
  const double lived = static_cast<double>(now_ - worker.billedSince) / 1e9;
  const std::int64_t begun = (now_ - worker.billedSince + 999'999'999) / 1'000'000'000;  // seconds
  const ServiceSpec& spec = blueprint->services[service].spec;
  const double added = std::max(static_cast<double>(begun), spec.billing.minimum.inSeconds()) - lived;
  if (measuring_) s.types[worker.type].minimumSeconds += worker.spot ? added * spec.fleet.spot->price.value : added;
}

/// Gives the place back; any calls have been taken out before, or are the drain's to fail.
void World::endWorker(std::uint32_t service, std::uint32_t w) {
  ServiceState& s = services[service];
  Worker& worker = s.workers[w];
  if (blueprint->services[service].function) forgetEnvironment(s, w);
  activityMoved(service, worker);
  bill(service, w);
  leave(service, w);
  balancerOf(s, worker.zone).reset(w);
  for (const std::uint32_t first : s.blocks[w]) {
    agenda.clearSlot(first);
    s.freeBlocks.push_back(first);
  }
  s.blocks[w].clear();
  worker.freeSlot = Slab<Call>::none;
  worker.dark = worker.pooled = false;
  setState(service, w, WorkerState::none);
  worker.billedSince = -1;
  ++worker.generation;
  s.freeWorkers.push_back(w);
}

}  // namespace headroom
