#include "models/fleet/service_spec.h"

#include "models/law_fields.h"

namespace headroom {

static const Type& typeOf(const DemandsSpec*) {
  using D = DemandsSpec;
  static const Type type = object<D>(
      "What one call asks of its worker's machine.",
      {optionalField("cpu", &D::cpu, "CPU-seconds; absent: the cpu metric is the share of busy slots.", atLeast(0)),
       field("memory", &D::memory, "Held while the call is in the worker.", atLeast(0)),
       field("disk_io", &D::diskIo, "Disk operations.", atLeast(0)),
       field("network_io", &D::networkIo, "Bytes moved.", atLeast(0))});
  return type;
}

static const Type& typeOf(const ScalabilitySpec*) {
  using S = ScalabilitySpec;
  static const Type type =
      object<S>("Universal Scalability Law: X(n) = n / (1 + sigma (n−1) + kappa n (n−1)).",
                {field("sigma", &S::sigma, "Contention: the part that goes one at a time.", between(0, 1)),
                 field("kappa", &S::kappa, "Coherence: what agreeing with one another costs.", between(0, 1))});
  return type;
}

static const Type& typeOf(const SharingSpec*) {
  using S = SharingSpec;
  static const Type type =
      object<S>("The processor shared equally among the calls of a worker, instead of slots.",
                {field("cores", &S::cores, "n calls run at rate min(n, cores)/n each.", between(1, 1024)),
                 optionalField("scalability", &S::scalability, "n calls run at X(n)/n each.")});
  return type;
}

static const Type& typeOf(const RatedSpec*) {
  using R = RatedSpec;
  static const Type type = [] {
    Type t = object<R>("The load one worker is meant to carry.",
                       {optionalField("share", &R::share, "Of its saturation.", Range{0, 1, true}),
                        optionalField("rate", &R::rate, "Outright.", above(0))},
                       "share");
    t.shorthandElse = "rate";
    return t;
  }();
  return type;
}

static const Type& typeOf(const WorkerSpec::Discipline*) {
  using D = WorkerSpec::Discipline;
  static const Type type = choice<D>({
      {"fifo", std::int64_t(D::fifo), "first come, first served"},
      {"lifo", std::int64_t(D::lifo), "the newest first: fresh callers still wait for their answer"},
  });
  return type;
}

static const Type& typeOf(const WorkerSpec*) {
  using W = WorkerSpec;
  static const Type type = object<W>(
      "One worker.",
      {field("type", &W::type, "Instance type of the catalogue; sets price, processor, memory, disk and network."),
       field("slots", &W::slots, "Calls at once; with `sharing` the most that share, default unlimited.",
             between(1, 1e6)),
       field("queue", &W::queue, "Calls that may wait at the worker.", atLeast(0)),
       field("discipline", &W::discipline, "Who leaves the queue first."),
       optionalField("sharing", &W::sharing, "Share the processor instead of handing out slots."),
       field("service_time", &W::serviceTime, "Of one call, alone on the worker, at speed 1."),
       field("demands", &W::demands, "What one call asks of the machine."),
       optionalField("function", &W::function, "No machine: an execution environment for each call at a time.")});
  return type;
}

static const Type& typeOf(const StartSpec*) {
  using S = StartSpec;
  static const Type type = object<S>(
      "From the order to the first request; each stage takes time and may fail.",
      {field("launch", &S::launch, "Until the machine is there."), field("boot", &S::boot, "Until its system runs."),
       field("init", &S::init, "Until the application answers."),
       field("launch_fails", &S::launchFails, "Probability.", between(0, 1)),
       field("boot_fails", &S::bootFails, "Probability.", between(0, 1)),
       field("init_fails", &S::initFails, "Probability.", between(0, 1))});
  return type;
}

static const Type& typeOf(const HealthCheckSpec*) {
  using H = HealthCheckSpec;
  static const Type type = object<H>(
      "How the balancer finds out who is well.",
      {field("interval", &H::interval, "Time between two probes of one worker.", between(0.1, 3600)),
       optionalField(
           "timeout", &H::timeout,
           "A probe of a worker that is lost without a word (`on_loss: hang`) has failed then; absent: at once.",
           between(1e-3, 3600)),
       field("unhealthy_after", &H::unhealthyAfter, "Failed probes in a row.", between(1, 100)),
       field("healthy_after", &H::healthyAfter, "Good probes in a row of one that was unhealthy.", between(1, 100)),
       field("grace", &H::grace, "After entering service the fleet does not act on the verdict.", atLeast(0))});
  return type;
}

static const Type& typeOf(const BalancerSpec::Policy*) {
  using P = BalancerSpec::Policy;
  static const Type type = choice<P>({
      {"round_robin", std::int64_t(P::roundRobin), "one after the other"},
      {"random", std::int64_t(P::random), "any"},
      {"least_outstanding", std::int64_t(P::leastOutstanding), "the one with the fewest calls"},
      {"power_of_two", std::int64_t(P::powerOfTwo), "the better of two drawn at random"},
      {"lowest_index", std::int64_t(P::lowestIndex), "the first with a free slot"},
  });
  return type;
}

static const Type& typeOf(const BalancerSpec::Sessions*) {
  using S = BalancerSpec::Sessions;
  static const Type type = choice<S>({
      {"none", std::int64_t(S::none), "every call goes anywhere"},
      {"sticky", std::int64_t(S::sticky), "a user's calls go to one worker, while it lives"},
  });
  return type;
}

static const Type& typeOf(const BalancerSpec*) {
  using B = BalancerSpec;
  static const Type type = object<B>(
      "Sends calls to workers.",
      {field("policy", &B::policy, "To which one."),
       optionalField("queue", &B::queue, "One queue for all workers, at the balancer, instead of one at each.",
                     atLeast(0)),
       field("cross_zone", &B::crossZone, "Any worker; else every zone's share stays in the zone."),
       field("fail_open", &B::failOpen, "When all are unhealthy, send to all."),
       field("health_check", &B::healthCheck, "How it finds out who is well."),
       field("sessions", &B::sessions, "Does a user stay with a worker?"),
       field("session_count", &B::sessionCount, "sticky: users whose sessions live at a time.", between(1, 1e8))});
  return type;
}

static const Type& typeOf(const FleetSpec::OnLoss*) {
  using O = FleetSpec::OnLoss;
  static const Type type = choice<O>({
      {"fail", std::int64_t(O::fail), "the caller learns at once, as by a reset"},
      {"hang", std::int64_t(O::hang), "the caller learns by its own time-out"},
      {"resume", std::int64_t(O::resume), "the work waits and goes on after repair"},
  });
  return type;
}

static const Type& typeOf(const FleetSpec*) {
  using F = FleetSpec;
  static const Type type = object<F>(
      "How many workers, where.",
      {field("min", &F::min, "Never fewer are wanted.", between(0, 1e6)),
       field("max", &F::max, "Never more are wanted; default the larger of `min` and `initial`.", between(0, 1e6)),
       optionalField("initial", &F::initial, "In service at the start; default `min`.", between(0, 1e6)),
       fieldAs(namesType(), "zones", &F::zones, "Zones it lives in; default all of the region."),
       optionalField("warm_up", &F::warmUp,
                     "Serving, but not yet counted in metrics; absent: counted at once, and the cooldown for policies "
                     "without their own.",
                     atLeast(0)),
       field("cooldown", &F::cooldown, "The group's default cooldown: of `simple` policies without their own.",
             atLeast(0)),
       field("drain", &F::drain, "A worker that leaves gets this long to end its calls.", atLeast(0)),
       field("on_loss", &F::onLoss, "What becomes of calls on a dying worker."),
       field("replace_unhealthy", &F::replaceUnhealthy, "Replace workers that fail the balancer's checks."),
       optionalField("replaced_at_once", &F::replacedAtOnce,
                     "Of desired capacity at a time, at least one; absent: all. EC2's pace is 10 %.",
                     Range{0, 1, true}),
       optionalField("maintenance", &F::maintenance, "The range it stays in meanwhile; rules out `replaced_at_once`."),
       field("termination", &F::termination, "Who goes at a scale-in, in the zone with most workers."),
       optionalField("launch_hook", &F::launchHook, "A lifecycle hook of launching."),
       optionalField("termination_hook", &F::terminationHook, "A lifecycle hook of terminating."),
       optionalField("warm_pool", &F::warmPool, "Workers that have been started once and wait for a scale-out."),
       optionalField("spot", &F::spot, "Part of it is spot capacity: cheaper, and it may be taken back."),
       fieldAs(typeList(), "types", &F::types, "Several instance types, each with its weight; absent: the worker's."),
       field("allocation", &F::allocation, "Of several types, which one on demand.")});
  return type;
}

static const Type& typeOf(const BillingSpec*) {
  using B = BillingSpec;
  static const Type type = object<B>("How a worker's time becomes money.",
                                     {field("minimum", &B::minimum, "Billed at least, for each start.", atLeast(0))});
  return type;
}

static const Type& callList() {
  using C = CallSpec;
  static const Type element = [] {
    Type t = object<C>(
        "A call to another service, after the worker's own work and before its answer; the slot is held meanwhile.",
        {fieldAs(nameType(), "name", &C::name, "Of the call; default the service it goes to."),
         required(fieldAs(nameType(), "to", &C::to, "The service that is called.")),
         field("probability", &C::probability, "That the call is made.", between(0, 1)),
         field("required", &C::required, "If it is not served, the caller's call fails."),
         field("together", &C::together, "Starts together with the call before it in the list; else after it."),
         field("client", &C::client, "Time-out and retries of this call.")},
        "to");
    t.nameFrom = "to";
    return t;
  }();
  static const Type type = listOf<C>(element, "Calls to other services.");
  return type;
}

void adoptDefaults(PolicySpec& policy, const FleetSpec& fleet) {
  if (auto* simple = std::get_if<SimplePolicy>(&policy.policy); simple && !simple->cooldown)
    simple->cooldown = fleet.cooldown;
}

const Type& typeOf(const ServiceSpec*) {
  using S = ServiceSpec;
  static const Type type = object<S>(
      "A balancer, a fleet of workers, and the calls they make.",
      {field("worker", &S::worker, "One worker."), field("start", &S::start, "From the order to the first request."),
       field("balancer", &S::balancer, "Sends calls to workers."),
       field("fleet", &S::fleet, "How many workers, where."),
       fieldAs(policyList(), "scaling", &S::scaling, "How the fleet's size is decided; absent: stays at `initial`."),
       fieldAs(alarmList(), "alarms", &S::alarms, "Alarms that are watched; those of policies are besides."),
       fieldAs(callList(), "calls", &S::calls, "Calls to other services."),
       field("rated", &S::rated, "The load one worker is meant to carry: `80 %` of saturation, or `70 rps`."),
       field("billing", &S::billing, "How a worker's time becomes money.")});
  return type;
}

const RungSpec* rungsOf(const ServiceSpec& s) {
  for (const PolicySpec& p : s.scaling)
    if (const RungSpec* rungs = rungsOf(p)) return rungs;
  return nullptr;
}

const Type& serviceMapping() {
  static const Type type = mappingOf<ServiceSpec>(typeFor<ServiceSpec>(), "The services, by name.");
  return type;
}

}  // namespace headroom
