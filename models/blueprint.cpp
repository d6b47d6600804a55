/// From the words of a scenario to the numbers of a run.
#include "models/blueprint.h"

#include "models/demand/joint_rate.h"
#include "models/fleet/plan_types.h"
#include "models/region/service_graph.h"

#include <algorithm>

namespace headroom {
namespace {

template <class List>
std::uint16_t placeOf(const List& list, const std::string& name, const char* what) {
  for (std::size_t i = 0; i < list.size(); ++i)
    if (list[i].name == name) return static_cast<std::uint16_t>(i);
  throw Failure(std::string("there is no ") + what + " `" + name + "`");
}

std::uint8_t zoneOf(const Blueprint& b, const std::string& name) {
  const auto it = std::find(b.zones.begin(), b.zones.end(), name);
  if (it == b.zones.end()) throw Failure("there is no zone `" + name + "`");
  return static_cast<std::uint8_t>(it - b.zones.begin());
}

ClientPlan clientPlan(Blueprint& b, const ClientSpec& spec, std::string name) {
  ClientPlan plan;
  plan.name = std::move(name);
  plan.spec = spec;
  plan.queuedOnly = spec.timeoutWhile == ClientSpec::While::queued;
  if (spec.timeout) {
    plan.hasTimeout = true;
    plan.timeout = Distribution(*spec.timeout);
    if (const auto* constant = std::get_if<Deterministic>(&*spec.timeout)) {
      plan.constantTimeout = true;
      plan.timeoutNs = constant->value.ns();
    }
    plan.lane = b.shape.timeoutLanes++;
    b.clientOfLane.push_back(static_cast<std::uint16_t>(b.clients.size()));
  }
  plan.cancels = spec.cancelOnTimeout;
  plan.budgeted = spec.budget.has_value();
  plan.deadlineNs = spec.deadline ? spec.deadline->ns() : 0;
  return plan;
}

// ---- services ------------------------------------------------------------------------------------------------------

std::vector<double> sharedRates(const SharingSpec& spec, const Limit& slots) {
  const std::int64_t most = std::clamp<std::int64_t>(slots.unlimited() ? 4096 : slots.value, 1, 4096);
  std::vector<double> rates;
  for (std::int64_t n = 1; n <= most; ++n) {
    const auto x = static_cast<double>(n);
    rates.push_back(spec.scalability
                        ? x / (1 + spec.scalability->sigma * (x - 1) + spec.scalability->kappa * x * (x - 1))
                        : std::min(x, static_cast<double>(spec.cores)));
  }
  return rates;
}

/// A call gets an idle environment or a new one; nobody waits at a balancer. What it costs is not a machine's price.
void planFunction(ServicePlan& plan, const FunctionSpec& function) {
  plan.function = true;
  plan.sharedQueue = true;
  plan.queueLimit = 0;
  plan.type.usdPerHour = 0;
  plan.start.launch = Distribution(function.coldStart.download);
  plan.start.boot = Distribution(function.coldStart.init);
  plan.start.init = Distribution(function.coldStart.secrets);
  plan.idleExpiry = Distribution(function.idleExpiry);
}

void planWorker(ServicePlan& plan) {
  const WorkerSpec& worker = plan.spec.worker;
  plan.type = findInstanceType(worker.type);
  plan.unlimited = worker.slots.unlimited();
  plan.slots = plan.unlimited ? 64 : static_cast<std::uint32_t>(worker.slots.value);
  plan.lifo = worker.discipline == WorkerSpec::Discipline::lifo;
  plan.sharedQueue = plan.spec.balancer.queue.has_value();
  plan.sticky = plan.spec.balancer.sessions == BalancerSpec::Sessions::sticky;
  const Limit queue = plan.sharedQueue ? *plan.spec.balancer.queue : worker.queue;
  plan.queueLimit = static_cast<std::uint64_t>(queue.value);
  plan.choosesItself = plan.sticky || worker.function;
  plan.work = Distribution(worker.serviceTime);
  plan.workSeconds = plan.work.mean();
  if (worker.sharing) {
    plan.shared = true;
    plan.sharing = SharingTable::of(sharedRates(*worker.sharing, worker.slots));
    plan.cores = static_cast<std::uint32_t>(worker.sharing->cores);
  }
  plan.start = {Distribution(plan.spec.start.launch), Distribution(plan.spec.start.boot),
                Distribution(plan.spec.start.init),   plan.spec.start.launchFails.value,
                plan.spec.start.bootFails.value,      plan.spec.start.initFails.value};
  const FleetSpec& fleet = plan.spec.fleet;
  if (fleet.launchHook) plan.start.launchHook = Distribution(fleet.launchHook->lasts);
  if (fleet.terminationHook) plan.start.terminationHook = Distribution(fleet.terminationHook->lasts);
  if (fleet.spot && fleet.spot->interruptedAfter) plan.start.interruption = Distribution(*fleet.spot->interruptedAfter);
  if (fleet.warmPool) plan.start.wake = Distribution(fleet.warmPool->startLaw());
  if (plan.workSeconds > 0) {
    const DemandsSpec& demands = worker.demands;
    plan.coresPerBusy = demands.cpu ? demands.cpu->inSeconds() / plan.workSeconds : 0;
    plan.operationsPerBusy = demands.diskIo / plan.workSeconds;
    plan.bytesPerBusy = demands.networkIo.value / plan.workSeconds;
  }
  plan.bytesHeld = worker.demands.memory.value;
  planTypes(plan);
  if (worker.function) planFunction(plan, *worker.function);
}

void planZones(const Blueprint& b, ServicePlan& plan) {
  for (const std::string& zone : plan.spec.fleet.zones) plan.zones.push_back(zoneOf(b, zone));
  for (std::size_t z = 0; plan.spec.fleet.zones.empty() && z < b.zones.size(); ++z)
    plan.zones.push_back(static_cast<std::uint8_t>(z));
}

void planCalls(Blueprint& b, ServicePlan& plan) {
  for (const CallSpec& call : plan.spec.calls) {
    EdgePlan edge;
    edge.probability = call.probability.value;
    edge.required = call.required;
    edge.client = static_cast<std::uint16_t>(b.clients.size());
    ClientPlan client = clientPlan(b, call.client, plan.name + "/" + call.name);
    client.service = placeOf(b.services, call.to, "service");
    b.clients.push_back(std::move(client));
    if (call.together && !plan.steps.empty()) {
      ++plan.steps.back().count;
    } else {
      plan.steps.push_back({static_cast<std::uint8_t>(plan.edges.size()), 1});
    }
    plan.edges.push_back(edge);
  }
  plan.calls = !plan.steps.empty();
  plan.tracksWork = plan.shared || plan.calls;
}

/// Mean time a call holds its slot for others, if none of them has to wait; theirs are known.
double heldSeconds(const Blueprint& b, const ServicePlan& plan) {
  double held = 0;
  for (const StepPlan& step : plan.steps) {
    double longest = 0;
    for (unsigned e = step.first; e < unsigned{step.first} + step.count; ++e) {
      const EdgePlan& edge = plan.edges[e];
      const ServicePlan& to = b.services[b.clients[edge.client].service];
      longest = std::max(longest, edge.probability * (to.workSeconds + to.heldSeconds));
    }
    held += longest;
  }
  return held;
}

void planHeld(Blueprint& b) {
  const ServiceOrder order = orderOf(b.spec.services);
  if (!order.circles.empty()) throw Failure("the services call one another in a circle");
  for (const std::size_t s : order.calledFirst) b.services[s].heldSeconds = heldSeconds(b, b.services[s]);
}

void planCapacity(ServicePlan& plan) {
  const TypePlan& first = plan.types.front();
  const auto weight = static_cast<double>(first.weight);
  plan.saturation =
      (plan.shared ? plan.sharing.best : static_cast<double>(plan.slots) * first.size) * first.type.speed / weight;
  const RatedSpec& rated = plan.spec.rated;
  plan.rated = rated.rate ? rated.rate->perSecond * plan.callSeconds() / weight
                          : rated.share.value_or(Ratio{0.8}).value * plan.saturation;
  if (plan.rated <= 0) plan.rated = plan.saturation;
}

// ---- demand --------------------------------------------------------------------------------------------------------

void planClasses(DemandPlan& plan, const std::vector<ClassSpec>& classes) {
  double sum = 0;
  for (const ClassSpec& spec : classes) {
    ClassPlan c;
    c.name = spec.name;
    c.share = spec.share.value;
    c.work = spec.work;
    c.work16 = fixed16(spec.work);
    sum += c.share;
    c.upTo = sum >= 1 - 1e-12 ? UINT64_MAX : static_cast<std::uint64_t>(sum * 18446744073709551616.0);
    plan.classes.push_back(std::move(c));
  }
  if (plan.classes.empty()) plan.classes.push_back({});
  plan.classes.back().upTo = UINT64_MAX;
  plan.meanWork = 0;
  for (const ClassPlan& c : plan.classes) plan.meanWork += c.share * c.work;
}

void planDemand(Blueprint& b, const DemandSpec& spec) {
  DemandPlan plan;
  plan.name = spec.name;
  plan.service = placeOf(b.services, spec.to, "service");
  plan.zones = static_cast<std::uint32_t>(b.zones.size());
  plan.client = static_cast<std::uint16_t>(b.clients.size());  // the demand's own number
  plan.arrivals = spec.arrivals;
  planClasses(plan, spec.classes);
  b.services[plan.service].entry = true;
  if (spec.users) {
    plan.users = spec.users->count;
    plan.think = Distribution(spec.users->think);
    b.services[plan.service].measuredDemand = true;
  } else {
    plan.curve = Curve(spec, b.calendar, b.duration);
  }
  plan.stream = b.shape.arrivalStreams++;
  ClientPlan client = clientPlan(b, spec.client, spec.name);
  client.demand = static_cast<std::uint16_t>(b.demands.size());
  client.service = plan.service;
  client.classes = plan.classes.size() > 1 || plan.classes.front().work != 1;
  if (client.classes) b.services[plan.service].classed = true;
  b.clients.push_back(std::move(client));
  b.demands.push_back(std::move(plan));
}

/// The mean work of a service's calls, by its demands' shares of all arrivals.
void mixClasses(Blueprint& b) {
  for (std::size_t s = 0; s < b.services.size(); ++s) {
    double calls = 0, work = 0;
    for (const DemandPlan& d : b.demands) {
      if (d.service != s) continue;
      const double n = d.users ? static_cast<double>(d.users) : d.curve.integral(Instant(), Instant::at(b.duration));
      calls += n;
      work += n * d.meanWork;
    }
    if (calls > 0) b.services[s].meanClassWork = work / calls;
  }
}

// ---- faults, objectives --------------------------------------------------------------------------------------------

void planFault(Blueprint& b, const FaultSpec& spec) {
  FaultPlan plan;
  plan.name = spec.name;
  plan.spec = spec;
  plan.repeats = spec.every.has_value();
  if (spec.every) plan.every = Distribution(*spec.every);
  plan.endless = !spec.lasts.has_value();
  if (spec.lasts) plan.lasts = Distribution(*spec.lasts);
  const FaultPlace where = whereIs(spec.fault);
  if (!where.service.empty()) plan.service = placeOf(b.services, where.service, "service");
  if (!where.zone.empty()) plan.zone = zoneOf(b, where.zone);
  if (spec.at) {
    const std::string peakOf = plan.service == nowhere ? std::string() : b.services[plan.service].name;
    plan.at = instantOf(b, *spec.at, peakOf);
  }
  b.faults.push_back(std::move(plan));
}

void planReclaims(const Blueprint& b, ServicePlan& plan) {
  if (!plan.spec.fleet.spot) return;
  for (const ReclaimSpec& r : plan.spec.fleet.spot->reclaimed)
    plan.reclaims.push_back(
        {instantOf(b, r.at, plan.name), r.zone.empty() ? std::uint8_t{UINT8_MAX} : zoneOf(b, r.zone), r.share.value});
}

void planObjective(Blueprint& b, const ObjectiveSpec& spec) {
  ObjectivePlan plan;
  plan.name = spec.name;
  plan.target = spec.target.value;
  if (spec.within) plan.withinNs = spec.within->ns();
  plan.window = spec.window;
  const auto number = static_cast<std::uint32_t>(b.objectives.size());
  if (spec.service.empty()) {
    b.userObjectives.push_back(number);
    for (DemandPlan& demand : b.demands) demand.judged = true;
  } else {
    plan.service = placeOf(b.services, spec.service, "service");
    b.services[plan.service].objectives.push_back(number);
    b.services[plan.service].judged = true;
  }
  b.objectives.push_back(std::move(plan));
}

bool plain(const Blueprint& b, const ClientPlan& c) {
  return c.demand != nowhere && (!c.hasTimeout || c.constantTimeout) && !c.queuedOnly && !c.deadlineNs && !c.budgeted &&
         !c.classes && !b.demands[c.demand].users;
}

/// Which services may take the plain path of models/life.cpp.
void planPaths(Blueprint& b) {
  for (ServicePlan& s : b.services)
    s.plain = !s.unlimited && !s.sharedQueue && !s.shared && !s.sticky && !s.tracksWork && !s.calls && !s.classed &&
              s.types.size() == 1 && s.spec.balancer.crossZone && !b.crossLatency;
  for (const FaultPlan& f : b.faults)
    for (std::uint32_t s = 0; s < b.services.size(); ++s)
      if (std::holds_alternative<ZonalShift>(f.spec.fault) && f.touches(s, f.zone)) b.services[s].plain = false;
  for (const ClientPlan& c : b.clients) {
    ServicePlan& s = b.services[c.service];
    s.plain = s.plain && plain(b, c);
    s.timed = s.timed || c.hasTimeout;
  }
  for (DemandPlan& d : b.demands) d.plain = b.services[d.service].plain;
}

Instant nearestMinute(Instant t, Instant end) {
  const std::int64_t minute = Duration::minutes(1).ns();
  return t == end ? end : std::min(end, Instant::atNs((t.ns() + minute / 2) / minute * minute));
}

/// Promises over the same fault share a window; each over times has its own.
void planWindow(Blueprint& b, const ExpectSpec& promise) {
  if (!promise.fault.empty()) {
    const bool known =
        std::any_of(b.windows.begin(), b.windows.end(), [&](const WindowPlan& w) { return w.name == promise.fault; });
    if (!known) b.windows.push_back({promise.fault, placeOf(b.faults, promise.fault, "fault"), {}, {}});
    return;
  }
  if (promise.window().empty()) return;
  const Instant end = Instant::at(b.duration);
  const Instant from = promise.from ? instantOf(b, *promise.from) : Instant();
  WindowPlan plan{promise.name, nowhere, nearestMinute(from, end),
                  promise.until ? nearestMinute(instantOf(b, *promise.until), end) : end};
  if (plan.from >= plan.until) {
    const std::int64_t minute = Duration::minutes(1).ns();
    plan.from = Instant::atNs(from.ns() / minute * minute);
    plan.until = std::min(end, plan.from + Duration::minutes(1));
  }
  b.windows.push_back(std::move(plan));
}

}  // namespace

namespace {

/// All but the changes.
std::shared_ptr<Blueprint> compileOne(const ScenarioSpec& spec) {
  auto made = std::make_shared<Blueprint>();
  Blueprint& b = *made;
  b.spec = spec;
  b.calendar = Calendar(spec.start, spec.timeZone);
  b.duration = spec.duration;
  b.sample = spec.sample.value_or(defaultSample(spec.duration));
  b.zones = spec.region.zones;
  b.crossLatency = spec.region.crossZone.latency.ns();
  b.shape.completionLanes = b.crossLatency ? 1 : 0;
  for (const ServiceSpec& service : spec.services) {
    ServicePlan plan;
    plan.name = service.name;
    plan.spec = service;
    planWorker(plan);
    planZones(b, plan);
    b.services.push_back(std::move(plan));
  }
  for (const DemandSpec& demand : spec.demand) planDemand(b, demand);
  for (ServicePlan& plan : b.services) planCalls(b, plan);
  if (b.crossLatency) ++b.shape.arrivalStreams;  // of calls that cross zones
  mixClasses(b);
  planHeld(b);
  for (ServicePlan& plan : b.services) {
    if (!plan.entry) plan.measuredDemand = true;
    for (const EdgePlan& edge : plan.edges) b.services[b.clients[edge.client].service].measuredDemand = true;
    planCapacity(plan);
  }
  for (std::size_t s = 0; s < b.services.size(); ++s) planLoads(b, s);
  if (!b.demands.empty()) b.entry = b.demands.front().service;
  const auto& measure = spec.measure;
  b.measureFrom = measure.from ? instantOf(b, *measure.from) : Instant();
  b.measureUntil = measure.until ? instantOf(b, *measure.until) : Instant::at(b.duration);
  for (ServicePlan& plan : b.services) planReclaims(b, plan);
  for (const FaultSpec& fault : spec.faults) planFault(b, fault);
  for (const ObjectiveSpec& objective : spec.objectives) planObjective(b, objective);
  for (const ExpectSpec& promise : spec.expect) planWindow(b, promise);
  planPaths(b);
  return made;
}

/// What a run has of the one must fit the other: no more and no fewer of anything.
void mustFit(const Blueprint& before, const Blueprint& after) {
  bool fits = before.clients.size() == after.clients.size() && before.demands.size() == after.demands.size() &&
              before.services.size() == after.services.size() && before.faults.size() == after.faults.size() &&
              before.clientOfLane == after.clientOfLane;
  const auto alike = [](const PolicySpec& a, const PolicySpec& b) {
    return a.name == b.name && a.policy.index() == b.policy.index() && metricsOf(a).size() == metricsOf(b).size();
  };
  for (std::size_t s = 0; fits && s < before.services.size(); ++s) {
    const std::vector<PolicySpec>&a = before.services[s].spec.scaling, &b = after.services[s].spec.scaling;
    fits = before.services[s].types.size() == after.services[s].types.size() &&
           std::equal(a.begin(), a.end(), b.begin(), b.end(), alike);
  }
  if (!fits) throw Failure("a change while the run goes on cannot make the scenario another one");
}

/// The short form of the hot path leaves out questions whose answers may change.
void leavePlainPath(Blueprint& b) {
  for (ServicePlan& s : b.services) s.plain = false;
  for (DemandPlan& d : b.demands) d.plain = false;
}

}  // namespace

std::shared_ptr<const Blueprint> compile(const ScenarioSpec& spec) {
  std::shared_ptr<Blueprint> made = compileOne(spec);
  if (spec.changes.empty()) return made;
  std::shared_ptr<Blueprint> before = made;
  leavePlainPath(*made);
  ScenarioSpec now = spec;
  now.changes.clear();
  for (std::uint32_t number = 0; number < spec.changes.size(); ++number) {
    const ChangeSpec& change = spec.changes[number];
    if (!change.then) continue;  // not read yet
    now = changed(std::move(now), change);
    std::shared_ptr<Blueprint> then = compileOne(now);
    mustFit(*made, *then);
    leavePlainPath(*then);
    before->next = ChangePlan{instantOf(*made, change.at), number, change.paths, then};
    before = std::move(then);
  }
  return made;
}

namespace {

/// The first instant at which the joint rate of some curves is greatest.
Instant peakOf(const std::vector<const Curve*>& curves, Instant end) {
  Instant best;
  double most = -1;
  const auto look = [&](Instant when, double rate) {
    if (rate > most * (1 + 1e-12)) {
      most = rate;
      best = when;
    }
  };
  eachPiece(curves, Instant(), end, [&](Instant begin, double rate, Instant next, double before) {
    look(begin, rate);
    if (next < end) look(next, before);
  });
  return best;
}

}  // namespace

Instant instantOf(const Blueprint& b, const When& when, const std::string& service) {
  if (when.kind != When::Kind::peak) return b.calendar.instantOf(when);
  std::vector<const Curve*> curves;
  for (const DemandPlan& d : b.demands)
    if (!d.users && (service.empty() || b.services[d.service].name == service)) curves.push_back(&d.curve);
  return peakOf(curves, Instant::at(b.duration));
}

Duration defaultSample(Duration duration) {
  for (const std::int64_t seconds : {1, 10, 60, 300})
    if (duration <= Duration::seconds(seconds) * 20'000) return Duration::seconds(seconds);
  const std::int64_t whole =
      (duration.ns() + Duration::seconds(300).ns() * 20'000 - 1) / (Duration::seconds(300).ns() * 20'000);
  return Duration::seconds(300) * whole;
}

}  // namespace headroom
