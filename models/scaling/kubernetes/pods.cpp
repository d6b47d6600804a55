/// Kubernetes' autoscalers over a running service: what they see of it, and what they decide.
#include "models/world.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace headroom {
namespace {

constexpr double missing = std::numeric_limits<double>::quiet_NaN();

std::int64_t thousandths(double x) { return static_cast<std::int64_t>(std::floor(x * 1000 + 0.5)); }

double useOf(PodMetric metric, const PodUse& use) {
  if (metric == PodMetric::memory) return use.memory;
  return metric == PodMetric::concurrency ? use.concurrency : use.cpu;
}

/// Ordered is pending; a machine without its application runs and is not ready. What the balancer calls unhealthy is
/// not ready either.
HpaPod podOf(const Worker& w) {
  HpaPod pod;
  pod.deleting = w.state == WorkerState::draining;
  if (w.state == WorkerState::launching) pod.phase = HpaPod::Phase::pending;
  pod.ready = w.state == WorkerState::inService && w.healthy ? HpaPod::Ready::yes : HpaPod::Ready::no;
  const Instant longAgo = Instant::atNs(0) - Duration::hours(24);
  pod.started = w.initial ? longAgo : Instant::atNs(w.billedSince >= 0 ? w.billedSince : w.orderedAt);
  if (w.serviceSince >= 0) pod.readyChanged = w.initial ? longAgo : Instant::atNs(w.serviceSince);
  return pod;
}

/// A row of what a policy saw `now`: there is no delay here, so all its age is lateness.
void show(Listener& listener, const PodScaler& pods, std::uint32_t service, MetricKind metric, const Datapoint& seen,
          Instant now) {
  const std::array<double, 8> row{seen.begin.inSeconds(),
                                  static_cast<double>(service),
                                  static_cast<double>(pods.policy),
                                  static_cast<double>(metric),
                                  seen.end.inSeconds(),
                                  seen.value,
                                  static_cast<double>(seen.counted),
                                  (now - seen.end).inSeconds()};
  listener.row(metricTable, row);
}

/// The newest look of a loop that can be seen by now, of one metric; none: its place is the number of looks.
std::size_t newestLook(const HpaLoop& loop, PodMetric metric, Instant now) {
  for (std::size_t i = loop.looks.size(); i-- > 0;)
    if (loop.looks[i].end + loop.spec.metricAge + loop.looks[i].late[static_cast<std::size_t>(metric)] <= now) return i;
  return loop.looks.size();
}

}  // namespace

MetricKind seriesOf(PodMetric m) {
  switch (m) {
    case PodMetric::cpu: return MetricKind::cpu;
    case PodMetric::memory: return MetricKind::memory;
    case PodMetric::concurrency: return MetricKind::concurrency;
    case PodMetric::requests: return MetricKind::requests;
    case PodMetric::queueDepth: return MetricKind::queueDepth;
  }
  return MetricKind::cpu;
}

std::optional<PodMetric> podMetricOf(const HpaMetricSpec& m) {
  using S = HpaMetricSpec::Source;
  if (m.source == S::resource && m.utilisation && m.metric == "cpu") return PodMetric::cpu;
  if (m.source == S::resource && m.utilisation && m.metric == "memory") return PodMetric::memory;
  if (m.source == S::pods && m.metric == "concurrency") return PodMetric::concurrency;
  if ((m.source == S::object || m.source == S::external) && m.metric == "requests") return PodMetric::requests;
  if ((m.source == S::object || m.source == S::external) && m.metric == "queue_depth") return PodMetric::queueDepth;
  return std::nullopt;
}

void World::startPods(std::uint32_t service) {
  const ServicePlan& plan = blueprint->services[service];
  PodScaler& pods = services[service].scaler.pods;
  for (std::size_t p = 0; p < plan.spec.scaling.size(); ++p) {
    const auto& policy = plan.spec.scaling[p].policy;
    if (const auto* hpa = std::get_if<HpaSpec>(&policy)) pods.hpa.emplace(HpaLoop{*hpa});
    if (const auto* kpa = std::get_if<KpaSpec>(&policy)) {
      pods.kpa.emplace(KpaLoop{*kpa});
      pods.kpa->stable = KpaWindow(kpa->stableWindow, kpa->averaging);
      pods.kpa->panic = KpaWindow(kpa->panic(), kpa->averaging);
      pods.kpa->state.begun = true;  // it has run before
      pods.kpa->state.scale = services[service].scaler.control.desired;
    }
    if (pods.policy < 0 && (pods.hpa || pods.kpa)) pods.policy = static_cast<std::int32_t>(p);
  }
  if (pods.hpa) notePods(service, pods.hpa->spec.sync);
  if (pods.kpa) notePods(service, Duration::seconds(1));
}

void World::notePods(std::uint32_t service, Duration after) {
  if (now_ + after.ns() >= end_) return;
  agenda.note(Rank::control, at(now_ + after.ns()), {static_cast<std::uint32_t>(NoteKind::lookAtPods), service, 0});
}

void World::lookAtPods(std::uint32_t service) {
  PodScaler& pods = services[service].scaler.pods;
  if (pods.hpa) {
    syncHpa(service, *pods.hpa);
    notePods(service, pods.hpa->spec.sync);
  } else {
    tickKpa(service, *pods.kpa);
    notePods(service, Duration::seconds(1));
  }
}

/// Use of every worker since the last look; a worker that came in between has been seen for a part of it, which counts
/// as the pipeline's first sample.
PodLook World::podLook(std::uint32_t service, HpaLoop& loop) {
  const ServiceState& s = services[service];
  const ServicePlan& plan = blueprint->services[service];
  PodLook look;
  look.end = at(now_);
  look.pods.resize(s.workers.size());
  loop.base.resize(s.workers.size());
  loop.generations.resize(s.workers.size());
  const auto time = static_cast<double>(now_ - loop.since);
  for (std::uint32_t w = 0; w < s.workers.size(); ++w) {
    const Worker& worker = s.workers[w];
    const WorkerReading now = readingOf(plan, worker);
    const bool same = loop.generations[w] == worker.generation;
    const WorkerReading from = same ? loop.base[w] : WorkerReading{};
    PodUse& use = look.pods[w];
    use.generation = worker.generation;
    use.measured = same && worker.state == WorkerState::inService && !worker.dark;
    if (use.measured) {
      const double busy = static_cast<double>(now.busy - from.busy) / time;
      const Utilisation u = utilisationOf(plan, busy, static_cast<double>(now.work - from.work) / time);
      use.cpu = u[1];
      use.memory = u[2];
      use.concurrency = busy + static_cast<double>(now.queued - from.queued) / time;
    }
    loop.base[w] = now;
    loop.generations[w] = worker.generation;
  }
  const ServiceCounts counts = countsOf(service);
  look.requests = static_cast<double>(counts.offered - loop.from.offered) / time * 1e9;
  look.queueDepth = static_cast<double>(counts.queued - loop.from.queued) / time;
  for (std::size_t m = 0; m < podMetrics; ++m) {
    const MetricKind series = seriesOf(static_cast<PodMetric>(m));
    look.missing[m] = isMissing(*this, service, series);
    look.late[m] = lateness(*this, service, series);
  }
  loop.from = counts;
  loop.since = now_;
  return look;
}

void World::syncHpa(std::uint32_t service, HpaLoop& loop) {
  const ServiceState& s = services[service];
  const FleetSpec& fleet = blueprint->services[service].spec.fleet;
  loop.looks.push_back(podLook(service, loop));
  const std::vector<HpaMetricSpec> specs = metricsOf(loop.spec);
  std::vector<const PodLook*> looks;  // by metric; nullptr: there has been none
  std::size_t oldest = loop.looks.size();
  for (const HpaMetricSpec& spec : specs) oldest = std::min(oldest, newestLook(loop, *podMetricOf(spec), at(now_)));
  if (oldest < loop.looks.size())
    loop.looks.erase(loop.looks.begin(), loop.looks.begin() + static_cast<std::ptrdiff_t>(oldest));
  for (const HpaMetricSpec& spec : specs) {
    const std::size_t place = newestLook(loop, *podMetricOf(spec), at(now_));
    looks.push_back(place < loop.looks.size() ? &loop.looks[place] : nullptr);
  }
  std::vector<HpaPod> pods;
  for (std::uint32_t w = 0; w < s.workers.size(); ++w) {
    const Worker& worker = s.workers[w];
    if (worker.state == WorkerState::none) continue;
    HpaPod& pod = pods.emplace_back(podOf(worker));
    for (std::size_t m = 0; m < specs.size(); ++m) {
      HpaSample& sample = pod.samples.emplace_back();
      sample.request = 1000;
      sample.window = loop.spec.sync;
      const PodLook* look = looks[m];
      const PodUse* use = look && w < look->pods.size() ? &look->pods[w] : nullptr;
      const PodMetric metric = *podMetricOf(specs[m]);
      if (!use || !use->measured || use->generation != worker.generation || look->lacks(metric)) continue;
      sample.milli = thousandths(useOf(metric, *use));
      sample.at = look->end;
    }
  }
  std::vector<HpaMetricSeen> metrics(specs.size());
  for (std::size_t m = 0; m < specs.size(); ++m) {
    const PodMetric metric = *podMetricOf(specs[m]);
    if (!looks[m]) continue;
    metrics[m].failed = looks[m]->lacks(metric);
    metrics[m].total = thousandths(metric == PodMetric::requests ? looks[m]->requests : looks[m]->queueDepth);
  }
  HpaObservation seen;
  seen.now = at(now_);
  seen.min = fleet.min;
  seen.max = fleet.max;
  seen.current = s.scaler.control.desired;
  seen.observed =
      static_cast<std::int64_t>(std::count_if(pods.begin(), pods.end(), [](const HpaPod& p) { return !p.deleting; }));
  seen.pods = pods;
  seen.metrics = metrics;
  const HpaRecommendation r = recommend(loop.spec, seen, loop.state);
  for (std::size_t m = 0; watch_.listener && m < r.proposals.size(); ++m) {
    if (!looks[m]) continue;
    const HpaProposal& p = r.proposals[m];
    const double value = specs[m].utilisation ? p.seen / 100 : p.seen;
    const Datapoint point{looks[m]->end - loop.spec.sync, looks[m]->end, p.failed ? missing : value, p.counted};
    show(*watch_.listener, s.scaler.pods, service, seriesOf(*podMetricOf(specs[m])), point, at(now_));
  }
  Decision d;
  d.wanted = r.wanted;
  d.after = r.replicas;
  d.bound = boundOf(r.reason);
  const PodLook* look = looks.empty() ? nullptr : looks[static_cast<std::size_t>(std::max(0, r.metric))];
  d.periodEnd = look ? look->end.ns() : 0;
  if (r.metric >= 0) {
    const HpaProposal& p = r.proposals[static_cast<std::size_t>(r.metric)];
    const HpaMetricSpec& spec = specs[static_cast<std::size_t>(r.metric)];
    d.seen = spec.utilisation ? p.seen / 100 : p.seen;
    d.threshold = spec.utilisation ? spec.utilisation->value : spec.averageValue.value_or(spec.value.value_or(0));
    d.counted = p.counted;
  }
  decidedForPods(service, d);
}

void World::tickKpa(std::uint32_t service, KpaLoop& loop) {
  const ServiceState& s = services[service];
  const FleetSpec& fleet = blueprint->services[service].spec.fleet;
  const std::uint64_t inSystem = s.inSystem.until(now_);
  const std::uint64_t offered = countsOf(service).offered;
  const bool rps = loop.spec.metric == KpaSpec::Metric::rps;
  const double sample =
      rps ? static_cast<double>(offered - loop.offered) : static_cast<double>(inSystem - loop.inSystem) / 1e9;
  loop.inSystem = inSystem;
  loop.offered = offered;
  const MetricKind metric = rps ? MetricKind::requests : MetricKind::concurrency;
  // The second that ends now, and those that come only now.
  if (!isMissing(*this, service, metric))
    loop.late.push_back({now_ + lateness(*this, service, metric).ns(), at(now_ - 1), sample});
  std::erase_if(loop.late, [&](const LateSample& l) {
    if (l.comes > now_) return false;
    loop.stable.record(l.second, l.value);
    loop.panic.record(l.second, l.value);
    return true;
  });
  if (++loop.seconds % std::max<std::int64_t>(1, loop.spec.tick / Duration::seconds(1)) != 0) return;
  KpaObservation seen;
  seen.now = at(now_);
  seen.min = fleet.min;
  seen.max = fleet.max;
  seen.ready = std::count_if(s.workers.begin(), s.workers.end(),
                             [](const Worker& w) { return w.state == WorkerState::inService && w.healthy; });
  if (!loop.stable.empty(at(now_ - 1))) {
    seen.stable = loop.stable.average(at(now_ - 1));
    seen.panic = loop.panic.average(at(now_ - 1));
  }
  const KpaRecommendation r = recommend(loop.spec, seen, loop.state);
  const double value = (r.panicking ? seen.panic : seen.stable).value_or(missing);
  const Duration window = r.panicking ? loop.spec.panic() : loop.spec.stableWindow;
  if (watch_.listener)
    show(*watch_.listener, s.scaler.pods, service, metric, {at(now_) - window, at(now_), value, *seen.ready}, at(now_));
  Decision d;
  d.wanted = r.wanted;
  d.after = r.scale;
  d.bound = boundOf(r.reason);
  d.seen = value;
  d.threshold = loop.spec.target();
  d.counted = *seen.ready;
  d.periodEnd = now_;
  decidedForPods(service, d);
}

void World::decidedForPods(std::uint32_t service, Decision d) {
  Scaler& scaler = services[service].scaler;
  const FleetView fleet = fleetView(service);
  d.policy = scaler.pods.policy;
  d.trigger = Trigger::period;
  d.time = d.first = d.last = now_;
  d.inService = fleet.inService;
  d.pending = fleet.pending;
  d.before = scaler.control.desired;
  const std::uint64_t before = scaler.control.suppressed;
  const std::vector<Decision> written = scaler.control.decided(d);
  if (measuring_) scaler.suppressed += scaler.control.suppressed - before;
  for (const Decision& w : written) {
    writeDecision(service, w);
    if (w.after != w.before) carryOut(service, w);
  }
}

}  // namespace headroom
