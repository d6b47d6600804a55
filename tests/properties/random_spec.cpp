#include "random_spec.h"

#include "sim/random.h"

#include <algorithm>
#include <string>
#include <vector>

namespace headroom::random_spec {
namespace {

Duration ms(std::int64_t n) { return Duration::milliseconds(n); }

class Maker {
 public:
  explicit Maker(std::uint64_t seed) : g_(seed) {}

  ScenarioSpec make() {
    ScenarioSpec s;
    s.name = "random";
    s.duration = Duration::seconds(among({40, 90, 200, 600, 1500}));
    s.seed = between(1, 1'000'000);
    duration_ = s.duration;
    if (yes(0.5)) s.sample = Duration::seconds(among({1, 7, 10, 33}));
    s.atEnd = yes(0.3) ? ScenarioSpec::AtEnd::drain : ScenarioSpec::AtEnd::cut;
    if (yes(0.25)) {
      s.measure.from = part(0, 30);
      if (yes(0.5)) s.measure.until = part(60, 95);
    }
    region(s.region);
    const std::int64_t services = among({1, 1, 1, 2, 3, 4});
    for (std::int64_t i = 0; i < services; ++i) s.services.push_back(service(i, services));
    const std::int64_t demands = among({1, 1, 2, 3});
    for (std::int64_t i = 0; i < demands; ++i) s.demand.push_back(demand(i, services, demands));
    const std::int64_t faults = among({0, 1, 1, 2, 4});
    for (std::int64_t i = 0; i < faults; ++i) s.faults.push_back(fault(i, s));
    if (yes(0.4))
      s.objectives.push_back(
          {"users", "", yes(0.5) ? std::optional(ms(200)) : std::nullopt, Ratio{0.99}, Duration::hours(24)});
    if (yes(0.3)) s.objectives.push_back({"inner", serviceName(services - 1), ms(100), Ratio{0.9}, Duration::hours(1)});
    return s;
  }

 private:
  // ---- dice
  std::int64_t between(std::int64_t a, std::int64_t b) {
    return a + static_cast<std::int64_t>(below(g_, static_cast<std::uint64_t>(b - a + 1)));
  }
  std::int64_t among(const std::vector<std::int64_t>& all) { return all[below(g_, all.size())]; }
  bool yes(double p) { return chance(g_, p); }
  template <class E>
  E anyOf(const std::vector<E>& all) {
    return all[below(g_, all.size())];
  }
  static std::string serviceName(std::int64_t i) { return "s" + std::to_string(i); }

  /// A point of the run, from `a` to `b` per cent of it.
  When part(std::int64_t a, std::int64_t b) {
    When w;
    w.offset = Duration::seconds(duration_.ns() / 1'000'000'000 * between(a, b) / 100);
    return w;
  }

  LawSpec law(std::int64_t meanMs) {
    switch (between(0, 8)) {
      case 0: return Deterministic{ms(meanMs)};
      case 1: return Lognormal{ms(meanMs), 0.8};
      case 2: return Gamma{ms(meanMs), 1.5};
      case 3: return Erlang{ms(meanMs), between(1, 5)};
      case 4: return Hyperexponential{ms(meanMs), 2, 0, {}, {}};
      case 5: return Weibull{ms(meanMs), 0.8};
      case 6: return Pareto{1.5, ms((meanMs + 2) / 3), ms(meanMs * 20)};
      case 7: return Uniform{ms(meanMs / 2), ms(meanMs + meanMs / 2)};
      default: return Exponential{ms(meanMs)};
    }
  }

  // ---- places
  void region(RegionSpec& r) {
    const std::vector<std::string> names{"a", "b", "c"};
    r.zones.assign(names.begin(), names.begin() + between(1, 3));
    if (yes(0.5)) r.crossZone.latency = ms(between(1, 20));
    if (yes(0.3)) r.crossZone.price = {0.01};
    zones_ = r.zones;
  }

  // ---- services
  /// An environment for each call; nothing of a fleet is said.
  ServiceSpec function(std::int64_t i) {
    ServiceSpec s;
    s.name = serviceName(i);
    s.worker.serviceTime = law(between(5, 400));
    FunctionSpec& f = s.worker.function.emplace();
    f.coldStart = {law(50), law(between(1, 2000)), law(20)};
    f.idleExpiry = law(between(1'000, 60'000));
    if (yes(0.5)) f.reserved = between(0, 20);
    if (yes(0.4)) f.provisioned = std::min<std::int64_t>(f.reserved.value_or(5), between(0, 5));
    if (yes(0.2) && zones_.size() > 1) s.fleet.zones = {zones_.back(), zones_.front()};
    return s;
  }

  ServiceSpec service(std::int64_t i, std::int64_t count) {
    if (yes(0.12)) return function(i);
    ServiceSpec s;
    s.name = serviceName(i);
    worker(s.worker);
    const std::int64_t slow = duration_.ns() / 20'000'000;  // a twentieth of the run, in ms
    if (yes(0.7)) s.start.launch = law(between(1, slow));
    if (yes(0.7)) s.start.boot = law(between(1, slow));
    if (yes(0.7)) s.start.init = law(between(1, slow));
    if (yes(0.2)) s.start.launchFails = {0.3};
    if (yes(0.2)) s.start.bootFails = {0.3};
    if (yes(0.2)) s.start.initFails = {0.3};
    balancer(s);
    fleet(s);
    if (yes(0.6)) s.scaling.push_back({"track", tracking(s)});
    if (yes(0.2)) s.scaling.push_back({"track2", tracking(s)});
    if (yes(0.1)) s.scaling.push_back({"stay", FixedPolicy{}});
    if (yes(0.25)) s.scaling.push_back({"step", step()});
    if (yes(0.25)) s.scaling.push_back({"simple", simple()});
    if (yes(0.25)) s.scaling.push_back({"scheduled", scheduled(s)});
    if (yes(0.2)) s.scaling.push_back({"predictive", predictive()});
    if (yes(0.15)) s.scaling.push_back({"chunks", chunks()});
    const bool climbs = !s.worker.sharing && !s.worker.slots.unlimited() && !s.balancer.queue;
    if (climbs && s.scaling.empty() && yes(0.6)) climbing(s);
    if (yes(0.4)) s.alarms.push_back(watched());
    for (std::int64_t to = i + 1; to < count; ++to)
      if (yes(0.6)) call(s, to, "");
    if (i + 1 < count && yes(0.3)) call(s, i + 1, "-again");
    if (yes(0.3)) s.rated.share = Ratio{0.6};
    if (yes(0.3)) s.billing.minimum = Duration::seconds(between(0, 90));
    if (climbs && !rungsOf(s) && !s.fleet.warmPool && yes(0.3)) types(s);
    return s;
  }

  /// A second type, with whatever weight; both kinds of capacity are of the same types in the same order.
  void types(ServiceSpec& s) {
    FleetSpec& f = s.fleet;
    f.types.push_back({s.worker.type, between(1, 3), {}, {1}});
    f.types.push_back({"m7g.xlarge", between(1, 8), between(1, 12), {0.5 * static_cast<double>(between(1, 3))}});
    f.max = std::max(f.max, f.min + among({2, 10, 20}));
    f.allocation = anyOf<Allocation>({Allocation::prioritized, Allocation::lowestPrice});
    if (f.spot) f.spot->allocation = f.allocation;
    if (f.spot) f.spot->pools = 1;
  }

  void worker(WorkerSpec& w) {
    w.type = anyOf<std::string>({"generic", "generic", "m7g.large"});
    w.slots = {among({1, 2, 4, 8})};
    if (yes(0.15)) w.slots = {};
    if (yes(0.6)) w.queue = {among({0, 1, 5, 50})};
    if (yes(0.3)) w.discipline = WorkerSpec::Discipline::lifo;
    if (yes(0.3)) {
      w.sharing.emplace();
      w.sharing->cores = between(1, 2);
      if (yes(0.4)) w.sharing->scalability = ScalabilitySpec{0.05, 0.002};
      if (!w.slots.unlimited()) w.slots = {among({4, 16, 64})};
    }
    const auto mean = between(5, 400);  // ms
    w.serviceTime = law(mean);
    if (w.slots.unlimited()) return;
    if (yes(0.4) && (w.sharing || w.slots.value <= mean)) w.demands.cpu = ms(1);  // all slots busy ask for one core
    if (yes(0.2)) w.demands.memory = {1e6};
    if (yes(0.2)) w.demands.diskIo = 1;
    if (yes(0.3)) w.demands.networkIo = {2e3};
  }

  void balancer(ServiceSpec& s) {
    using P = BalancerSpec::Policy;
    BalancerSpec& b = s.balancer;
    b.policy = anyOf<P>({P::roundRobin, P::random, P::leastOutstanding, P::powerOfTwo, P::lowestIndex});
    if (yes(0.3)) {
      b.queue = Limit{among({0, 3, 40, Limit::none})};
      s.worker.queue = {};
    } else if (yes(0.25)) {
      b.sessions = BalancerSpec::Sessions::sticky;
      b.sessionCount = between(1, 50);
    }
    b.crossZone = yes(0.7);
    b.failOpen = yes(0.7);
    b.healthCheck.interval = Duration::seconds(among({1, 5, 20}));
    b.healthCheck.timeout = Duration::seconds(1);
    b.healthCheck.unhealthyAfter = between(1, 3);
    b.healthCheck.healthyAfter = between(1, 3);
    if (yes(0.3)) b.healthCheck.grace = Duration::seconds(between(1, 60));
  }

  void fleet(ServiceSpec& s) {
    using L = FleetSpec::OnLoss;
    FleetSpec& f = s.fleet;
    f.min = between(0, 3);
    f.max = std::max<std::int64_t>(1, f.min + among({0, 1, 3, 8}));
    if (yes(0.4)) f.initial = between(f.min, f.max);
    if (yes(0.2) && zones_.size() > 1) f.zones = {zones_.back(), zones_.front()};
    if (yes(0.5)) f.warmUp = Duration::seconds(between(1, 60));
    f.drain = Duration::seconds(among({0, 1, 30, 300}));
    f.onLoss = anyOf<L>({L::fail, L::hang, L::resume});
    f.replaceUnhealthy = yes(0.7);
    group(f);
  }

  void group(FleetSpec& f) {
    using T = TerminationPolicy;
    f.termination = anyOf<T>(
        {T::oldestInstance, T::newestInstance, T::closestToNextInstanceHour, T::allocationStrategy, T::defaultPolicy});
    const double least = 0.1 * static_cast<double>(between(0, 10));
    if (yes(0.2)) {
      f.replacedAtOnce = Ratio{0.1 * static_cast<double>(between(1, 10))};
    } else if (yes(0.2)) {
      f.maintenance = MaintenanceSpec{{least}, {std::min(2.0, 1 + least)}};
    }
    const std::int64_t slow = duration_.ns() / 20'000'000;
    if (yes(0.2)) {
      const auto then = yes(0.5) ? LaunchHookSpec::OnTimeout::abandon : LaunchHookSpec::OnTimeout::proceed;
      f.launchHook = LaunchHookSpec{law(between(1, slow)), Duration::seconds(between(1, 60)), then, Ratio{0.2}};
    }
    if (yes(0.2)) f.terminationHook = TerminationHookSpec{law(between(1, slow)), Duration::seconds(between(1, 60))};
    if (yes(0.2)) {
      SpotSpec& spot = f.spot.emplace();
      spot.onDemandBase = between(0, 2);
      spot.onDemandShare = {0.3};
      if (yes(0.8)) spot.interruptedAfter = law(between(slow, slow * 20));
      if (!spot.interruptedAfter || yes(0.3))
        spot.reclaimed.push_back({part(10, 90), yes(0.5) ? zones_.front() : std::string(), {0.5}});
      spot.notice = Duration::seconds(between(0, 120));
      spot.rebalancing = yes(0.5);
    }
    if (f.spot || !yes(0.3)) return;
    using W = WarmPoolSpec::State;
    WarmPoolSpec& pool = f.warmPool.emplace();
    pool.state = anyOf<W>({W::stopped, W::running, W::hibernated});
    pool.min = between(0, 2);
    if (yes(0.5)) pool.prepared = between(0, 8);
    pool.reuse = yes(0.5);
    if (yes(0.7)) pool.start = law(between(1, slow));
    pool.storage = {0.01};
  }

  TargetTrackingPolicy tracking(const ServiceSpec& s) {
    using M = MetricKind;
    TargetTrackingPolicy t;
    t.metric = anyOf<M>({M::cpu, M::slots, M::requests, M::requestsPerWorker, M::concurrency, M::queueDepth,
                         M::backlogPerWorker, M::errorRate, M::memory, M::networkIo});
    const bool share = t.metric == M::cpu || t.metric == M::slots || t.metric == M::errorRate ||
                       t.metric == M::memory || t.metric == M::networkIo;
    t.target = share ? 0.1 * static_cast<double>(between(1, 9)) : static_cast<double>(between(1, 20));
    t.period = Duration::seconds(among({1, 10, 60}));
    t.delay = Duration::seconds(among({0, 1, 60}));
    t.highPoints = between(1, 3);
    t.lowPoints = between(1, 8);
    t.scaleIn = yes(0.8);
    if (yes(0.4)) t.warmUp = Duration::seconds(between(0, 30));
    if (s.fleet.min == 0 && share) t.metric = M::requests;
    return t;
  }

  void alarm(AlarmSpec& a) {
    using M = MetricKind;
    using K = Statistic::Kind;
    a.metric = anyOf<M>({M::cpu, M::concurrency, M::requests, M::queueDepth, M::errorRate, M::latencyP95,
                         M::latencyMean, M::workersPending, M::workersUnhealthy});
    if (!isLatency(a.metric) && yes(0.5))
      a.statistic = Statistic{anyOf<K>({K::average, K::sum, K::minimum, K::maximum, K::percentile}), 90};
    a.period = Duration::seconds(among({1, 10, 30, 60, 120}));
    a.delay = Duration::seconds(among({0, 1, 60}));
    const double threshold = isShare(a.metric) ? 0.5 : static_cast<double>(between(0, 10));
    anyOf<std::optional<double>*>({&a.above, &a.atLeast, &a.below, &a.atMost})->emplace(threshold);
    a.of = between(1, 4);
    a.points = between(1, a.of);
    a.missing = anyOf<MissingData>(
        {MissingData::missing, MissingData::ignore, MissingData::breaching, MissingData::notBreaching});
  }

  NamedAlarm watched() {
    NamedAlarm a;
    a.name = "watched";
    alarm(a);
    return a;
  }

  StepPolicy step() {
    StepPolicy p;
    alarm(p);
    p.adjust = anyOf<Adjustment>({Adjustment::change, Adjustment::percent});
    p.steps = {{std::nullopt, 0.0, -between(0, 3)}, {0.0, 0.2, between(0, 2)}, {0.2, std::nullopt, between(1, 60)}};
    p.minMagnitude = between(0, 2);
    if (yes(0.5)) p.warmUp = Duration::seconds(between(0, 60));
    return p;
  }

  SimplePolicy simple() {
    SimplePolicy p;
    alarm(p);
    p.adjust = anyOf<Adjustment>({Adjustment::change, Adjustment::percent, Adjustment::exact});
    p.by = p.adjust == Adjustment::exact ? between(0, 6) : among({-50, -2, -1, 1, 2, 50});
    p.cooldown = Duration::seconds(among({0, 5, 60}));
    return p;
  }

  ScheduledPolicy scheduled(const ServiceSpec& s) {
    ScheduledPolicy p;
    if (yes(0.5)) {
      p.at = part(5, 80);
    } else {
      p.cron = anyOf<const char*>({"* * * * *", "*/2 * * * *", "1 * * * *"});
    }
    p.desired = between(0, s.fleet.max + 2);
    if (yes(0.3)) p.min = between(0, s.fleet.max);
    if (yes(0.3)) p.max = std::max<std::int64_t>(1, p.min.value_or(s.fleet.min)) + between(0, 4);
    return p;
  }

  /// Days of a past that has a rhythm, in the dimension of the demands here.
  void expects(ForecastSpec& f) {
    using M = ForecastSpec::Method;
    f.forecast = anyOf<M>({M::seasonalNaive, M::harmonicRegression, M::holtWinters, M::autoregression});
    f.historyLength = Duration::hours(among({24, 60, 120}));
    DiurnalCurve past;
    past.mean = {static_cast<double>(between(1, 5))};
    past.peakAt.kind = When::Kind::timeOfDay;
    past.peakAt.text = "00:00";
    if (yes(0.8)) f.history.push_back({"past", past});
    f.target = Rate{static_cast<double>(between(1, 4))};
  }

  PredictivePolicy predictive() {
    PredictivePolicy p;
    expects(p);
    p.mode = yes(0.8) ? PredictivePolicy::Mode::forecastAndScale : PredictivePolicy::Mode::forecastOnly;
    p.buffer = Duration::seconds(among({0, 3000, 3570}));
    if (yes(0.3)) p.atMax = PredictivePolicy::AtMax::increase;
    return p;
  }

  void plans(ForecastSpec& f) {
    expects(f);
    if (yes(0.5)) f.forecast = ForecastSpec::Method::lastPeak;
  }

  ChunksPolicy chunks() {
    ChunksPolicy c;
    plans(c);
    c.every = Duration::minutes(5);
    c.lead = Duration::seconds(among({0, 30, 400}));
    c.size = between(1, 3);
    c.term = Duration::seconds(among({0, 700}));
    return c;
  }

  void climbing(ServiceSpec& s) {
    s.worker.type = "m7g.medium";
    switch (between(0, 2)) {
      case 0: s.scaling.push_back({"ladder", ladder()}); break;
      case 1: s.scaling.push_back({"vertical", vertical()}); break;
      default: s.scaling.push_back({"vpa", vpa()});
    }
  }

  void rungs(RungSpec& r) {
    r.types = {"m7g.medium", "m7g.large", "m7g.xlarge"};
    r.stopped = Duration::seconds(between(0, 40));
    r.by = yes(0.5) ? RungSpec::By::resize : RungSpec::By::rolling;
  }

  LadderPolicy ladder() {
    LadderPolicy l;
    plans(l);
    rungs(l);
    l.every = Duration::minutes(5);
    l.down = yes(0.5);
    return l;
  }

  VerticalPolicy vertical() {
    VerticalPolicy v;
    rungs(v);
    v.metric = anyOf<MetricKind>({MetricKind::cpu, MetricKind::slots, MetricKind::queueDepth});
    v.period = Duration::seconds(10);
    v.delay = Duration::seconds(among({0, 5}));
    v.high = 0.1 * static_cast<double>(between(1, 9));
    if (yes(0.7)) v.low = v.high / 3;
    v.highPoints = between(1, 3);
    v.lowPoints = between(1, 3);
    v.cooldown = Duration::seconds(among({0, 60}));
    if (yes(0.3)) v.initial = "m7g.xlarge";
    return v;
  }

  VpaPolicy vpa() {
    VpaPolicy v;
    rungs(v);
    v.period = Duration::seconds(10);
    v.delay = Duration();
    v.halfLife = Duration::minutes(between(1, 600));
    v.settled = Duration::seconds(among({0, 100}));
    if (yes(0.3)) v.initial = "m7g.large";
    return v;
  }

  void call(ServiceSpec& s, std::int64_t to, const std::string& suffix) {
    CallSpec c;
    c.to = serviceName(to);
    c.name = c.to + suffix;
    c.probability = {anyOf<double>({1, 0.7, 0.2})};
    c.required = yes(0.7);
    c.together = !s.calls.empty() && yes(0.5);
    c.client = client(2);
    s.calls.push_back(std::move(c));
  }

  ClientSpec client(std::int64_t mostAttempts) {
    using J = BackoffSpec::Jitter;
    ClientSpec c;
    if (yes(0.7)) c.timeout = yes(0.6) ? LawSpec(Deterministic{ms(between(20, 2000))}) : law(between(50, 1500));
    if (c.timeout && yes(0.25)) c.timeoutWhile = ClientSpec::While::queued;
    c.cancelOnTimeout = yes(0.4);
    c.attempts = between(1, mostAttempts);
    c.backoff.base = ms(among({0, 10, 100}));
    c.backoff.cap = ms(between(100, 3000));
    c.backoff.jitter = anyOf<J>({J::none, J::full, J::equal, J::decorrelated});
    if (yes(0.3)) c.budget = RetryBudgetSpec{Ratio{0.2}, static_cast<double>(between(1, 10))};
    c.retryOn = {yes(0.8), yes(0.8), yes(0.8)};
    if (yes(0.3)) c.deadline = ms(between(50, 5000));
    return c;
  }

  // ---- demand
  DemandSpec demand(std::int64_t i, std::int64_t services, std::int64_t demands) {
    DemandSpec d;
    d.name = "d" + std::to_string(i);
    d.to = serviceName(i == 0 ? 0 : between(0, services - 1));
    d.client = client(5);
    const std::int64_t requests = among({50, 300, 1200}) / demands;
    if (yes(0.25)) {
      d.users = UsersSpec{between(1, 30), law(std::max<std::int64_t>(100, duration_.ns() / 1'000'000 / 40))};
      return d;
    }
    const double rate = static_cast<double>(requests) / duration_.inSeconds();
    d.rate.push_back(curve(rate));
    if (yes(0.3)) d.rate.push_back(curve(rate / 2));
    if (d.rate.size() > 1) d.rate.back().name += "-more";
    if (yes(0.2)) d.times.push_back({"up", RampCurve{{0.5}, {1.5}, Duration::seconds(5), duration_ / 2}});
    using K = ArrivalsSpec::Kind;
    d.arrivals.kind = anyOf<K>({K::poisson, K::poisson, K::deterministic, K::overdispersed, K::renewal});
    if (d.arrivals.kind == K::overdispersed) d.arrivals.dispersion = 4;
    if (d.arrivals.kind == K::renewal) d.arrivals.gaps = law(1000);
    if (yes(0.4)) d.classes = {{"small", {0.75}, 0.5}, {"large", {0.25}, 2.5}};
    return d;
  }

  CurveSpec curve(double rate) {
    switch (between(0, 5)) {
      case 0:
        return {"steps", StepsCurve{{{Duration(), {rate}}, {duration_ / 3, {rate * 2}}, {duration_ / 2, {rate / 2}}}}};
      case 1: return {"ramp", RampCurve{{rate / 2}, {rate * 2}, duration_ / 5, duration_ / 2}};
      case 2: {
        DiurnalCurve c;
        c.mean = {rate};
        c.swing = {0.8};
        c.peakAt.kind = When::Kind::timeOfDay;
        c.peakAt.offset = Duration::minutes(5);
        c.peakAt.text = "00:05";
        c.period = duration_ / 2;
        return {"wave", c};
      }
      case 3: return {"growth", GrowthCurve{{rate}, {0.5}, yes(0.5)}};
      case 4:
        return {"crowd", FlashCrowdCurve{part(10, 60), {rate * 4}, duration_ / 20, duration_ / 20, duration_ / 20}};
      default: return {"flat", ConstantCurve{{rate}}};
    }
  }

  // ---- faults
  FaultSpec fault(std::int64_t i, const ScenarioSpec& s) {
    FaultSpec f;
    f.name = "f" + std::to_string(i);
    if (yes(0.7)) {
      f.at = part(5, 80);
    } else {
      f.every = law(duration_.ns() / 1'000'000 / 5);
    }
    const std::int64_t longest = duration_.ns() / 1'000'000 / 3;
    const std::string service = s.services[below(g_, s.services.size())].name, zone = zones_[below(g_, zones_.size())];
    const auto somewhere = [&](std::string& where, const std::string& name) {
      if (yes(0.6)) where = name;
    };
    switch (between(0, 9)) {
      case 0: f.fault = ZoneOutage{zone}; break;
      case 1: f.fault = InstanceCrash{service, between(1, 3)}; return f;
      case 2: {
        Slow slow{"", "", anyOf<double>({0.5, 3, 20})};
        somewhere(slow.service, service);
        somewhere(slow.zone, zone);
        f.fault = slow;
        break;
      }
      case 3: {
        MetricsMissing missing;
        somewhere(missing.service, service);
        f.fault = missing;
        break;
      }
      case 4: f.fault = MetricsLate{"", {}, Duration::seconds(anyOf<std::int64_t>({20, 90, 400}))}; break;
      case 5: {
        LaunchFailure failure{"", "", "", {anyOf<double>({0.2, 0.7, 1})}};
        somewhere(failure.service, service);
        somewhere(failure.zone, zone);
        for (const ServiceSpec& one : s.services)
          if (!one.fleet.types.empty() && (failure.service.empty() || failure.service == one.name) && yes(0.5))
            failure.type = one.fleet.types.back().type;
        f.fault = failure;
        break;
      }
      case 6: f.fault = SlowLaunches{service, "", anyOf<double>({0.5, 3, 20})}; break;
      case 7: f.fault = ApiThrottling{"", {anyOf<double>({0.01, 0.1, 1})}, between(1, 4)}; break;
      case 8: {
        const bool elsewhere = std::none_of(s.services.begin(), s.services.end(), [&](const ServiceSpec& x) {
          return (x.fleet.zones.empty() ? zones_ : x.fleet.zones) == std::vector<std::string>{zone};
        });
        if (!elsewhere) {
          f.fault = ZoneOutage{zone};
          break;
        }
        ZonalShift shift{"", zone, yes(0.5) ? ZonalShift::Unhealthy::ignore : ZonalShift::Unhealthy::replace};
        const bool function = std::any_of(s.services.begin(), s.services.end(),
                                          [&](const ServiceSpec& x) { return x.name == service && x.worker.function; });
        if (!function) somewhere(shift.service, service);
        f.fault = shift;
        break;
      }
      default: {
        Erroring errors{"", "", {anyOf<double>({0.05, 0.6, 1})}};
        somewhere(errors.service, service);
        somewhere(errors.zone, zone);
        f.fault = errors;
      }
    }
    if (f.every || yes(0.8)) f.lasts = law(between(1, longest));
    return f;
  }

  Stream g_;
  Duration duration_;
  std::vector<std::string> zones_;
};

}  // namespace

ScenarioSpec of(std::uint64_t seed) { return Maker(seed).make(); }

std::vector<std::string> changesOf(const ScenarioSpec& spec, std::uint64_t seed) {
  Stream dice(seed);
  const std::int64_t seconds = spec.duration / Duration::seconds(1);
  const auto number = [&](std::uint64_t n) { return std::to_string(below(dice, n)); };
  std::vector<std::string> possible;
  for (const ServiceSpec& s : spec.services) {
    const std::string path = "services." + s.name;
    // Longer than any start so far: what promises are checked against is the shortest.
    possible.push_back(path + ".start.boot=" + std::to_string(1 + seconds / 8) + "s");
    possible.push_back(path + ".balancer.health_check.unhealthy_after=" + std::to_string(1 + below(dice, 4)));
    if (s.worker.function) continue;
    possible.push_back(path + ".fleet.min=" + number(6));
    possible.push_back(path + ".fleet.max=" + number(12));
    for (const PolicySpec& p : s.scaling)
      if (const auto* t = std::get_if<TargetTrackingPolicy>(&p.policy))
        possible.push_back(path + ".scaling." + p.name +
                           ".target=" + std::to_string(t->target * (0.3 + uniform(dice))));
  }
  for (const DemandSpec& d : spec.demand)
    possible.push_back("demand." + d.name + ".client.attempts=" + std::to_string(1 + below(dice, 4)));
  std::vector<std::string> changes;
  for (std::uint64_t c = 0, n = 1 + below(dice, 4); c < n; ++c)
    changes.push_back("changes.c" + std::to_string(c) + "={at: " + number(static_cast<std::uint64_t>(seconds)) +
                      "s, set: ['" + possible[below(dice, possible.size())] + "', '" +
                      possible[below(dice, possible.size())] + "']}");
  return changes;
}

}  // namespace headroom::random_spec
