/// The control loop: metrics come in late, policies speak, limits bind, workers are ordered and sent away.
///
/// All effects of policies are here. Every change of desired capacity, and every change that was suppressed, leaves a
/// decision with its inputs and its reason.
#include "models/world.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace headroom {
namespace {

const TargetTrackingPolicy* trackingOf(const PolicySpec& spec) {
  return std::get_if<TargetTrackingPolicy>(&spec.policy);
}

/// The block of scale-in after a launch; definitions.md 7.
std::int64_t warmUpOf(const TargetTrackingPolicy& spec, const FleetSpec& fleet) {
  if (spec.warmUp) return spec.warmUp->ns();
  return fleet.warmUp > Duration() ? fleet.warmUp.ns() : Duration::seconds(300).ns();
}

}  // namespace

void World::startFleet(std::uint32_t service) {
  ServiceState& s = services[service];
  const ServicePlan& plan = blueprint->services[service];
  s.scaler.zones.resize(zones.size());
  s.scaler.desired = plan.spec.fleet.initial.value_or(plan.spec.fleet.min);
  for (const PolicySpec& spec : plan.spec.scaling) {
    Follower f;
    if (const auto* tracking = trackingOf(spec)) {
      f.policy = TargetTracking(*tracking);
      f.memory = f.policy.memory();
      agenda.note(Rank::close, Instant::at(tracking->period),
                  {static_cast<std::uint32_t>(NoteKind::closeMetric), service, s.scaler.followers.size()});
    }
    s.scaler.followers.push_back(std::move(f));
  }
  for (std::int64_t i = 0; i < s.scaler.desired; ++i) {
    const std::uint32_t w = addWorker(service, plan.zones[static_cast<std::size_t>(i) % plan.zones.size()], true);
    enterService(service, w);
  }
}

// ---- metrics -------------------------------------------------------------------------------------------------------

ServiceCounts World::countsOf(std::uint32_t service) const {
  const ServiceState& s = services[service];
  Tally sum = s.total;
  sum.add(s.bucket);
  return {sum.offered, sum.allEnded(), sum.allEnded() - sum.of(Outcome::served), s.queued.until(now_)};
}

void World::startCounting(std::uint32_t service, std::uint32_t w) {
  ServiceState& s = services[service];
  s.workers[w].countedSince = now_;
  for (Follower& f : s.scaler.followers) {
    if (f.base.size() <= w) f.base.resize(w + 1);
    f.base[w] = readingOf(blueprint->services[service], s.workers[w]);
  }
}

void World::stopCounting(std::uint32_t service, std::uint32_t w) { services[service].workers[w].countedSince = -1; }

/// The value of a policy's metric over the period that ends now; what it is, is in definitions.md 11.
Datapoint World::measured(std::uint32_t service, std::uint32_t policy) {
  ServiceState& s = services[service];
  const ServicePlan& plan = blueprint->services[service];
  Follower& f = s.scaler.followers[policy];
  double busy = 0, work = 0, queued = 0, time = 0;
  Datapoint point{at(f.began), at(now_), std::numeric_limits<double>::quiet_NaN(), 0};
  for (std::uint32_t w = 0; w < s.workers.size(); ++w) {
    const Worker& worker = s.workers[w];
    const WorkerReading now = readingOf(plan, worker);
    if (worker.countedSince >= 0 && worker.countedSince < now_ && !worker.dark) {
      const WorkerReading& base = f.base[w];
      busy += static_cast<double>(now.busy - base.busy);
      work += static_cast<double>(now.work - base.work);
      queued += static_cast<double>(now.queued - base.queued);
      time += static_cast<double>(now_ - std::max(f.began, worker.countedSince));
      ++point.counted;
    }
    if (f.base.size() <= w) f.base.resize(w + 1);
    f.base[w] = now;
  }
  const ServiceCounts counts = countsOf(service);
  const double period = static_cast<double>(now_ - f.began);
  const auto workers = static_cast<double>(point.counted);
  const auto use = [&](std::size_t k) { return utilisationOf(plan, busy / time, work / time)[k]; };
  const auto offered = static_cast<double>(counts.offered - f.from.offered),
             ended = static_cast<double>(counts.ended - f.from.ended);
  const double fleetQueue = static_cast<double>(counts.queued - f.from.queued) / period;
  const bool any = time > 0;
  switch (trackingOf(plan.spec.scaling[policy])->metric) {
    case MetricKind::slots:
      if (any) point.value = use(0);
      break;
    case MetricKind::cpu:
      if (any) point.value = use(1);
      break;
    case MetricKind::memory:
      if (any) point.value = use(2);
      break;
    case MetricKind::diskIo:
      if (any) point.value = use(3);
      break;
    case MetricKind::networkIo:
      if (any) point.value = use(4);
      break;
    case MetricKind::requests: point.value = offered; break;
    case MetricKind::requestsPerWorker:
      if (any) point.value = offered / workers;
      break;
    case MetricKind::concurrency:
      if (any) point.value = (busy + queued) / time;
      break;
    case MetricKind::queueDepth: point.value = fleetQueue; break;
    case MetricKind::backlogPerWorker:
      if (any) point.value = fleetQueue / workers;
      break;
    case MetricKind::errorRate:
      if (ended > 0) point.value = static_cast<double>(counts.bad - f.from.bad) / ended;
      break;
  }
  f.from = counts;
  f.began = now_;
  return point;
}

void World::closeMetric(std::uint32_t service, std::uint32_t policy) {
  const TargetTrackingPolicy& spec = *trackingOf(blueprint->services[service].spec.scaling[policy]);
  Follower& f = services[service].scaler.followers[policy];
  f.waiting.push_back(measured(service, policy));
  agenda.note(Rank::control, at(now_ + spec.delay.ns()),
              {static_cast<std::uint32_t>(NoteKind::evaluate), service, policy});
  if (now_ + spec.period.ns() < end_)
    agenda.note(Rank::close, at(now_ + spec.period.ns()),
                {static_cast<std::uint32_t>(NoteKind::closeMetric), service, policy});
  if (!watch_.listener) return;
  const Datapoint& p = f.waiting.back();
  const std::array<double, 5> row{p.begin.inSeconds(), static_cast<double>(service), static_cast<double>(policy),
                                  p.value, static_cast<double>(p.counted)};
  watch_.listener->row(metricTable, row);
}

/// A datapoint's delay is over.
void World::publish(Follower& f, std::int64_t delay) {
  while (!f.waiting.empty() && f.waiting.front().end.ns() + delay <= now_) {
    if (f.values.size() == f.memory) f.values.erase(f.values.begin());
    f.newest = f.waiting.front();
    f.values.push_back(f.newest.value);
    f.waiting.erase(f.waiting.begin());
  }
}

// ---- deciding ------------------------------------------------------------------------------------------------------

bool World::warming(std::uint32_t service, std::int64_t warmUp) const {
  for (const Worker& w : services[service].workers)
    if (w.pending() || (w.state == WorkerState::inService && !w.initial && now_ < w.serviceSince + warmUp)) return true;
  return false;
}

/// Out if any policy wants out, as far as the one that wants most; in only if all want in, as far as the one that wants
/// least (EC2: several policies at once).
void World::evaluate(std::uint32_t service) {
  ServiceState& s = services[service];
  const ServicePlan& plan = blueprint->services[service];
  Scaler& scaler = s.scaler;
  Decision d;
  d.before = scaler.desired;
  bool out = false, in = true, blocked = false;
  std::int64_t most = 0, least = 0;
  std::int32_t outBy = -1, inBy = -1;
  std::vector<Opinion> opinions(scaler.followers.size());
  for (std::size_t p = 0; p < scaler.followers.size(); ++p) {
    const TargetTrackingPolicy* spec = trackingOf(plan.spec.scaling[p]);
    if (!spec) continue;
    Follower& f = scaler.followers[p];
    publish(f, spec->delay.ns());
    if (f.values.empty()) {
      in = false;
      continue;
    }
    const Opinion o = opinions[p] = f.policy.consider({f.values, f.newest, scaler.desired});
    if (o.wanted > scaler.desired && o.wanted > most) {
      out = true;
      most = o.wanted;
      outBy = static_cast<std::int32_t>(p);
    }
    in = in && o.readyToShrink;
    if (o.wanted < scaler.desired && (inBy < 0 || o.wanted > least)) {
      least = o.wanted;
      inBy = static_cast<std::int32_t>(p);
      blocked = warming(service, warmUpOf(*spec, plan.spec.fleet));
    }
  }
  if (!out && inBy < 0) return endSuppression(service);
  d.policy = out ? outBy : inBy;
  d.wanted = out ? most : least;
  const auto p = static_cast<std::size_t>(d.policy);
  d.seen = scaler.followers[p].newest.value;
  d.periodEnd = scaler.followers[p].newest.end.ns();
  d.counted = scaler.followers[p].newest.counted;
  d.threshold = opinions[p].threshold;
  d.alarm = AlarmState::alarm;
  d.after = std::clamp(d.wanted, plan.spec.fleet.min, plan.spec.fleet.max);
  if (d.after != d.wanted) d.bound = d.wanted > d.after ? Bound::max : Bound::min;
  if (!out && blocked) {
    d.after = d.before;
    d.bound = Bound::warmUp;
  } else if (!out && !in) {
    d.after = d.before;
    d.bound = Bound::anotherPolicy;
  }
  decide(service, d);
}

void World::decide(std::uint32_t service, Decision d) {
  Scaler& scaler = services[service].scaler;
  d.time = d.first = d.last = now_;
  for (const Worker& w : services[service].workers) {
    d.inService += w.state == WorkerState::inService;
    d.pending += w.pending();
  }
  if (d.after == d.before) {
    Decision& open = scaler.suppressed;
    if (open.id >= 0 && open.policy == d.policy && open.bound == d.bound &&
        (open.wanted > open.before) == (d.wanted > d.before)) {
      open.last = now_;
      ++open.count;
      return;
    }
    endSuppression(service);
    d.id = ++scaler.decisions;
    scaler.suppressedCount += measuring_;
    open = d;
    return;
  }
  endSuppression(service);
  d.id = ++scaler.decisions;
  (d.after > d.before ? scaler.out : scaler.in) += measuring_;
  scaler.desired = d.after;
  services[service].fingerprint.fold(now_, 48, static_cast<std::uint64_t>(d.after));
  writeDecision(service, d);
  noticed(UINT8_MAX, service, d.periodEnd);
  reconcile(service, static_cast<std::uint32_t>(d.id));
}

void World::endSuppression(std::uint32_t service) {
  Decision& open = services[service].scaler.suppressed;
  if (open.id >= 0) writeDecision(service, open);
  open.id = -1;
}

void World::writeDecision(std::uint32_t service, const Decision& d) {
  if (!watch_.listener) return;
  const auto time = [](std::int64_t ns) { return static_cast<double>(ns) / 1e9; };
  const auto whole = [](std::int64_t x) { return static_cast<double>(x); };
  const std::array<double, 20> row{whole(d.id),
                                   time(d.time),
                                   static_cast<double>(service),
                                   whole(d.policy),
                                   static_cast<double>(d.trigger),
                                   metricCode(service, d.policy),
                                   d.seen,
                                   time(d.periodEnd),
                                   d.threshold,
                                   static_cast<double>(d.alarm),
                                   whole(d.counted),
                                   whole(d.inService),
                                   whole(d.pending),
                                   whole(d.before),
                                   whole(d.wanted),
                                   whole(d.after),
                                   static_cast<double>(d.bound),
                                   time(d.first),
                                   time(d.last),
                                   whole(d.count)};
  watch_.listener->row(decisionTable, row);
}

double World::metricCode(std::uint32_t service, std::int32_t policy) const {
  if (policy < 0) return 255;
  const auto* spec = trackingOf(blueprint->services[service].spec.scaling[static_cast<std::size_t>(policy)]);
  return spec ? static_cast<double>(spec->metric) : 255;
}

}  // namespace headroom
