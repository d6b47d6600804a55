/// How a run starts and ends, and what is due when it is not a slot.
#include "models/world.h"

#include <algorithm>
#include <stdexcept>

namespace headroom {
namespace {

std::uint32_t lowOf(std::uint64_t bits) { return static_cast<std::uint32_t>(bits); }
std::uint32_t highOf(std::uint64_t bits) { return static_cast<std::uint32_t>(bits >> 32); }
Note noteOf(NoteKind kind, std::uint32_t a = 0, std::uint64_t b = 0) {
  return {static_cast<std::uint32_t>(kind), a, b};
}

ServiceState emptyService(const Blueprint& blueprint, const ServicePlan& plan, const Seeds& seeds) {
  ServiceState s;
  s.plan = &plan;
  const std::size_t zones = blueprint.zones.size();
  s.balancerPerZone = !plan.spec.balancer.crossZone && zones > 1;
  s.balancers.assign(s.balancerPerZone ? zones : 1, Balancer(plan.spec.balancer.policy));
  s.balancing = seeds.stream(plan.name + "/balancer");
  s.placing = seeds.stream(plan.name + "/placement");
  s.work = seeds.numbered(plan.name + "/work");
  s.starts = seeds.numbered(plan.name + "/starts");
  s.health = seeds.numbered(plan.name + "/health");
  s.errors = seeds.numbered(plan.name + "/errors");
  s.edges = seeds.numbered(plan.name + "/calls");
  s.hooks = seeds.numbered(plan.name + "/hooks");
  s.interruptions = seeds.numbered(plan.name + "/interruptions");
  if (plan.sticky) {
    s.sessions.assign(static_cast<std::size_t>(plan.spec.balancer.sessionCount), Balancer::nobody);
    s.sessionWasLost.assign(s.sessions.size(), 0);
  }
  s.zoneSlow.assign(zones, 1);
  s.zoneErrors.assign(zones, 0);
  s.shifted.assign(zones, 0);
  s.presence.resize(zones);
  const std::size_t types = plan.types.size();
  for (Presence& p : s.presence) {
    if (types == 1) break;
    p.ofType.resize(types);
    p.ofTypeBases.resize(types);
    p.servedOfType.resize(types);
  }
  s.types.resize(types);
  s.atWork.assign(zones * types, 0);
  s.able.assign(zones, 1);
  s.queueMax.assign(zones, 0);
  s.ledger = Ledger(plan.rated);
  s.bucketLedger = Ledger(plan.rated);
  return s;
}

}  // namespace

World::World(std::shared_ptr<const Blueprint> plan, std::uint64_t seed, std::uint32_t replica)
    : blueprint(std::move(plan)), agenda(blueprint->shape), first_(blueprint) {
  const Seeds seeds{seed, replica};
  end_ = limit_ = blueprint->duration.ns();
  whole_ = blueprint->measureFrom == Instant() && blueprint->measureUntil.ns() == end_;
  for (const ClientPlan& client : blueprint->clients) {
    ClientState state;
    state.plan = &client;
    state.draws = seeds.numbered(client.name + "/client");
    if (client.spec.budget) state.tokens = client.spec.budget->burst;
    clients.push_back(std::move(state));
  }
  for (const DemandPlan& demand : blueprint->demands) {
    DemandState state;
    state.plan = &demand;
    state.classes = seeds.numbered(demand.name + "/classes");
    state.thoughts = seeds.numbered(demand.name + "/thoughts");
    state.key = seeds.stream(demand.name + "/requests").next();
    state.turns.assign(static_cast<std::size_t>(demand.users), 0);
    if (!demand.users)
      state.arrivals = Arrivals(demand.arrivals, demand.curve, seeds.stream(demand.name + "/arrivals"));
    demands.push_back(std::move(state));
  }
  streams_ = static_cast<std::uint32_t>(demands.size());
  for (const ServicePlan& service : blueprint->services) services.push_back(emptyService(*blueprint, service, seeds));
  for (const ServicePlan& service : blueprint->services) {
    const std::optional<FunctionSpec>& f = service.spec.worker.function;
    functionLoads.push_back(f ? FunctionLoad{f->reserved.value_or(-1), f->provisioned, 0} : FunctionLoad{0, 0, 0});
  }
  zones.resize(blueprint->zones.size());
  zoneWorst.assign(zones.size(), 0);
  launchesWorst.assign(zones.size(), 0);
  for (const FaultPlan& fault : blueprint->faults) {
    faults.emplace_back();
    faults.back().draws = seeds.stream("faults/" + fault.name);
  }
  for (const ObjectivePlan& objective : blueprint->objectives) {
    // A window that is longer than the run never ends in it.
    const bool within = objective.window && *objective.window <= blueprint->duration;
    objectives.emplace_back();
    if (within)
      objectives.back().budget = BudgetWindow(static_cast<std::size_t>(*objective.window / Duration::minutes(1)));
  }
  openWindows();
  start();
}

/// What there is at time 0, and what is known to come.
void World::start() {
  for (std::uint32_t s = 0; s < services.size(); ++s) startFleet(s);
  if (blueprint->measureFrom > Instant()) {
    agenda.note(Rank::close, blueprint->measureFrom, noteOf(NoteKind::measureFrom));
  } else {
    openMeasurement();
  }
  if (blueprint->measureUntil.ns() < end_)
    agenda.note(Rank::close, blueprint->measureUntil, noteOf(NoteKind::measureUntil));
  if (blueprint->sample.ns() < end_)
    agenda.note(Rank::close, Instant::at(blueprint->sample), noteOf(NoteKind::closeBucket));
  if (Duration::minutes(1).ns() < end_)
    agenda.note(Rank::close, Instant::at(Duration::minutes(1)), noteOf(NoteKind::closeMinute));
  for (std::uint32_t f = 0; f < faults.size(); ++f) scheduleFault(f, true);
  noteChange();
  for (std::uint32_t d = 0; d < demands.size(); ++d) {
    const DemandPlan& plan = blueprint->demands[d];
    if (plan.plain) demands[d].workAhead = drawnWork(services[plan.service], demands[d].key);
    if (plan.users) {
      for (std::int64_t u = 0; u < plan.users; ++u) thinkAgain(d, static_cast<std::uint32_t>(u));
    } else if (const std::int64_t first = demands[d].arrivals.next(); first < end_) {
      agenda.setStream(plan.stream, at(first));
    }
  }
}

void World::due(Source source) {
  if (agenda.isTimeoutLane(source)) return laneDue(blueprint->clientOfLane[source - agenda.timeoutLane(0)]);
  if (agenda.isCompletionLane(source)) return crossingDue(true);
  noteDue(agenda.notesOf(source));
}

void World::noteDue(Rank rank) {
  const Note note = agenda.take(rank);
  const Handle call{lowOf(note.b), highOf(note.b)};
  switch (static_cast<NoteKind>(note.kind)) {
    case NoteKind::closeBucket:
      closeBucket();
      if (now_ + blueprint->sample.ns() < end_) agenda.note(Rank::close, at(now_ + blueprint->sample.ns()), note);
      break;
    case NoteKind::closeMinute:
      closeMinute();
      if (now_ + Duration::minutes(1).ns() < end_) agenda.note(Rank::close, at(now_ + Duration::minutes(1).ns()), note);
      break;
    case NoteKind::measureFrom: openMeasurement(); break;
    case NoteKind::measureUntil: closeMeasurement(); break;
    case NoteKind::closeMetric: closeMetric(note.a, lowOf(note.b)); break;
    case NoteKind::faultBegins: faultBegins(note.a); break;
    case NoteKind::faultEnds: faultEnds(note.a); break;
    case NoteKind::deadline:
      if (calls.alive(call)) giveUp(call.index);
      break;
    case NoteKind::attempt:
      if (calls.alive(call)) sendAgain(call.index);
      break;
    case NoteKind::think: {
      DemandState& d = demands[note.a];
      const auto user = lowOf(note.b);
      wish<Path::full>(d, std::uint64_t{user} << 32 | d.turns[user]++, user);
      break;
    }
    case NoteKind::stageOver:
    case NoteKind::drainOver:
    case NoteKind::warmUpOver:
    case NoteKind::probe:
    case NoteKind::probeTimedOut:
    case NoteKind::spotNotice:
    case NoteKind::expire: workerNote(note); break;
    case NoteKind::repair: repair(note.a); break;
    case NoteKind::evaluate: evaluate(note.a); break;
    case NoteKind::relaunch: relaunch(note.a, note.b != 0); break;
    case NoteKind::schedule: scheduleDue(note.a, lowOf(note.b)); break;
    case NoteKind::reclaim: reclaim(note.a, lowOf(note.b)); break;
    case NoteKind::plan: planDue(note.a, lowOf(note.b)); break;
    case NoteKind::resize: resizeNext(note.a); break;
    case NoteKind::lookAtPods: lookAtPods(note.a); break;
    case NoteKind::settingsChange: settingsChange(); break;
  }
}

/// Something will happen to a worker, unless another has its place by then.
NoteHandle World::noteWorker(NoteKind kind, std::uint32_t service, std::uint32_t worker, std::int64_t when) {
  const std::uint64_t generation = services[service].workers[worker].generation;
  return agenda.note(Rank::control, at(when), {static_cast<std::uint32_t>(kind), service, generation << 32 | worker});
}

void World::workerNote(const Note& note) {
  const std::uint32_t service = note.a, worker = lowOf(note.b);
  if (services[service].workers[worker].generation != highOf(note.b)) return;
  const WorkerState state = services[service].workers[worker].state;
  switch (static_cast<NoteKind>(note.kind)) {
    case NoteKind::stageOver: stageOver(service, worker); break;
    case NoteKind::drainOver:
      if (state == WorkerState::draining) drainOver(service, worker);
      break;
    case NoteKind::warmUpOver:
      if (state == WorkerState::inService) warmUpOver(service, worker);
      break;
    case NoteKind::probe: probe(service, worker); break;
    case NoteKind::probeTimedOut: probeTimedOut(service, worker); break;
    case NoteKind::spotNotice: spotNotice(service, worker); break;
    case NoteKind::expire: expire(service, worker); break;
    default: break;
  }
}

/// A drain goes on while there are calls, at most as long again as the run: some are never answered (a caller without
/// a time-out whose worker is gone), and checks and faults would go on for ever.
bool World::drains(Instant next) const { return draining_ && calls.inUse() > 0 && next.ns() < 2 * end_; }

/// `at_end: cut` stops here; `drain` goes on, without new wishes, until the last call has been answered.
void World::endReached() {
  if (!draining_) {
    now_ = end_;
    for (std::uint32_t i = 0; i < services.size(); ++i) endSuppressions(i);
    closeBucket();
    closeMinute();
    if (!measured_) closeMeasurement();
    draining_ = blueprint->spec.atEnd == ScenarioSpec::AtEnd::drain && calls.inUse() > 0;
    if (draining_) return;
  }
  beginBucket();  // what came while draining
  if (whole_) {
    for (ServiceState& s : services) s.measured = s.total;
    for (DemandState& d : demands) d.measured = d.total;
  }
  for (std::uint32_t i = 0; i < services.size(); ++i)
    for (const Worker& worker : services[i].workers)
      if (worker.state != WorkerState::none && worker.state != WorkerState::lost) writeLife(i, worker, -1);
  assertConserved();
  over_ = true;
}

/// Every request and every call that was offered has ended in one way or is still there: counted, not subtracted.
void World::assertConserved() const {
  std::vector<std::uint64_t> callsLeft(services.size(), 0), requestsLeft(demands.size(), 0);
  for (std::uint32_t c = 0; c < calls.places(); ++c) {
    const Call& call = calls[c];
    if (call.stage == CallStage::none || call.gone) continue;
    if (call.stage != CallStage::backoff) ++callsLeft[call.service];
    const std::uint16_t demand = blueprint->clients[call.client].demand;
    if (demand != nowhere) ++requestsLeft[demand];
  }
  for (std::size_t s = 0; s < services.size(); ++s)
    if (services[s].total.offered != services[s].total.allEnded() + callsLeft[s])
      throw std::logic_error("calls of " + blueprint->services[s].name + " are not conserved");
  for (std::size_t d = 0; d < demands.size(); ++d)
    if (demands[d].total.offered != demands[d].total.allEnded() + requestsLeft[d])
      throw std::logic_error("requests of " + blueprint->demands[d].name + " are not conserved");
  for (std::size_t s = 0; s < services.size(); ++s) {
    const LedgerSums& l = services[s].measuredLedger;
    const double gap = l.used + l.unused + l.notServing - l.paid;
    if (!(gap <= 1e-6 * (1 + l.paid) && -gap <= 1e-6 * (1 + l.paid)))
      throw std::logic_error("used, unused and not serving of " + blueprint->services[s].name +
                             " are not what was paid");
  }
}

/// Requests are in it when they end; those that have not, by who they are and since when, in whatever order they lie.
std::string World::fingerprint() const {
  std::vector<std::uint64_t> all;
  for (const ServiceState& s : services) all.push_back(s.fingerprint.value());
  for (const DemandState& d : demands) all.push_back(d.fingerprint.value());
  for (std::uint32_t c = 0; c < calls.places(); ++c) {
    const Call& call = calls[c];
    if (call.stage == CallStage::none || call.gone || blueprint->clients[call.client].demand == nowhere) continue;
    Fingerprint open;
    open.fold(call.offered, openMark, call.number);
    all.push_back(open.value());
  }
  return hex16(hashOf(std::move(all)));
}

}  // namespace headroom
