/// What a control plane can see of a service: metrics of whole periods, over workers in service and past their warm-up.
///
/// A period is made of intervals, `resolution` long; at the end of each the period that ends there is measured anew. A
/// fault may take an interval's samples away, or make its value late.
#include "models/world.h"

#include <cmath>
#include <limits>

namespace headroom {
namespace {

constexpr double missing = std::numeric_limits<double>::quiet_NaN();

/// What a worker of the type has of what the metric is a share of, over the plan's.
double capacityOf(MetricKind metric, const TypePlan& type) {
  switch (metric) {
    case MetricKind::slots: return type.resources[0];
    case MetricKind::cpu: return type.resources[1];
    case MetricKind::memory: return type.resources[2];
    case MetricKind::diskIo: return type.resources[3];
    case MetricKind::networkIo: return type.resources[4];
    default: return 1;
  }
}

/// The share of slots, cpu, memory, disk and network in use; or calls in a worker.
double useOf(MetricKind metric, const ServicePlan& plan, double busy, double work, double queued, double time) {
  if (!(time > 0)) return missing;
  if (metric == MetricKind::concurrency) return (busy + queued) / time;
  const Utilisation u = utilisationOf(plan, busy / time, work / time);
  switch (metric) {
    case MetricKind::cpu: return u[1];
    case MetricKind::memory: return u[2];
    case MetricKind::diskIo: return u[3];
    case MetricKind::networkIo: return u[4];
    default: return u[0];
  }
}

double latencyOf(MetricKind metric, const Interval& p) {
  if (!p.latency.count()) return missing;
  switch (metric) {
    case MetricKind::latencyMean: return p.latencySum.seconds() / static_cast<double>(p.latency.count());
    case MetricKind::latencyP50: return p.latency.quantile(0.5);
    case MetricKind::latencyP90: return p.latency.quantile(0.9);
    case MetricKind::latencyP95: return p.latency.quantile(0.95);
    case MetricKind::latencyP99: return p.latency.quantile(0.99);
    case MetricKind::latencyP999: return p.latency.quantile(0.999);
    default: return p.latency.quantile(1);
  }
}

/// Averages are of all the time, calls and work there were, whatever worker and interval they fell to; everything else
/// is of samples.
double valueOf(const MetricSpec& spec, const Interval& p, const ServicePlan& plan) {
  const Statistic statistic = statisticOf(spec);
  if (isLatency(spec.metric)) return latencyOf(spec.metric, p);
  if (statistic.kind == Statistic::Kind::average) {
    if (isPerWorker(spec.metric)) return useOf(spec.metric, plan, p.busy, p.work, p.queued, p.time);
    if (spec.metric == MetricKind::errorRate) return p.ended > 0 ? p.bad / p.ended : missing;
    if (spec.metric == MetricKind::queueDepth) return p.length > 0 ? p.fleetQueue / p.length : missing;
  }
  return valueOf(statistic, p.samples);
}

/// The sample of a whole service, of an interval with `workers` counted.
double serviceSample(MetricKind metric, const Interval& p, double workers) {
  const bool any = p.time > 0;
  switch (metric) {
    case MetricKind::requests: return p.offered;
    case MetricKind::requestsPerWorker: return any ? p.offered / workers : missing;
    case MetricKind::queueDepth: return p.fleetQueue / p.length;
    case MetricKind::backlogPerWorker: return any ? p.fleetQueue / p.length / workers : missing;
    case MetricKind::errorRate: return p.ended > 0 ? p.bad / p.ended : missing;
    default: return missing;
  }
}

}  // namespace

void Interval::add(const Interval& o) {
  busy += o.busy;
  work += o.work;
  queued += o.queued;
  time += o.time;
  offered += o.offered;
  ended += o.ended;
  bad += o.bad;
  fleetQueue += o.fleetQueue;
  length += o.length;
  samples.insert(samples.end(), o.samples.begin(), o.samples.end());
  latency.merge(o.latency);
  latencySum.add(o.latencySum);
}

void World::startMeter(std::uint32_t service, const MetricSpec& spec, std::int32_t policy) {
  std::vector<Meter>& meters = services[service].scaler.meters;
  Meter meter;
  meter.spec = spec;
  meter.policy = policy;
  agenda.note(Rank::close, Instant::at(resolutionOf(spec)),
              {static_cast<std::uint32_t>(NoteKind::closeMetric), service, meters.size()});
  meters.push_back(std::move(meter));
  if (isLatency(spec.metric)) keepLatencies();
}

ServiceCounts World::countsOf(std::uint32_t service) const {
  const ServiceState& s = services[service];
  Tally sum = s.total;
  sum.add(s.bucket);
  return {sum.offered, sum.allEnded(), sum.allEnded() - sum.of(Outcome::served), s.queued.until(now_)};
}

void World::startCounting(std::uint32_t service, std::uint32_t w) {
  ServiceState& s = services[service];
  s.workers[w].countedSince = now_;
  for (Meter& m : s.scaler.meters) {
    if (m.base.size() <= w) m.base.resize(w + 1);
    m.base[w] = readingOf(blueprint->services[service], s.workers[w]);
  }
}

void World::stopCounting(std::uint32_t service, std::uint32_t w) { services[service].workers[w].countedSince = -1; }

double World::workersMetric(std::uint32_t service, MetricKind metric) const {
  const ServiceState& s = services[service];
  if (metric == MetricKind::workersDesired) return static_cast<double>(s.scaler.control.desired);
  double count = 0;
  for (const Worker& w : s.workers) {
    const bool member = w.state == WorkerState::inService || w.state == WorkerState::lost;
    if (metric == MetricKind::workersInService) count += w.state == WorkerState::inService;
    if (metric == MetricKind::workersPending) count += w.pending();
    if (metric == MetricKind::workersUnhealthy) count += member && !w.healthy;
  }
  return count;
}

/// What happened since the meter's present interval began; the next one begins. Workers are alike, whatever their size:
/// the use of each is a share of what it has itself.
World::Counted World::closeInterval(std::uint32_t service, Meter& m, Interval& p) {
  const ServiceState& s = services[service];
  const ServicePlan& plan = blueprint->services[service];
  const MetricKind metric = m.spec.metric;
  const bool sampled = isPerWorker(metric) && statisticOf(m.spec).kind != Statistic::Kind::average;
  std::int64_t counted = 0, units = 0, sizes = 0;
  m.base.resize(s.workers.size());
  for (std::uint32_t w = 0; w < s.workers.size(); ++w) {
    const Worker& worker = s.workers[w];
    const WorkerReading now = readingOf(plan, worker);
    if (worker.countedSince >= 0 && worker.countedSince < now_ && !worker.dark) {
      const WorkerReading& base = m.base[w];
      const double capacity = capacityOf(metric, plan.types[worker.type]);
      const double busy = static_cast<double>(now.busy - base.busy) / capacity,
                   work = static_cast<double>(now.work - base.work) / capacity;
      const auto queued = static_cast<double>(now.queued - base.queued),
                 time = static_cast<double>(now_ - std::max(m.began, worker.countedSince));
      p.busy += busy;
      p.work += work;
      p.queued += queued;
      p.time += time;
      if (sampled) p.samples.push_back(useOf(metric, plan, busy, work, queued, time));
      ++counted;
      units += weightOf(service, worker);
      sizes += worker.size;
    }
    m.base[w] = now;
  }
  const ServiceCounts counts = countsOf(service);
  p.offered = static_cast<double>(counts.offered - m.from.offered);
  p.ended = static_cast<double>(counts.ended - m.from.ended);
  p.bad = static_cast<double>(counts.bad - m.from.bad);
  p.fleetQueue = static_cast<double>(counts.queued - m.from.queued);
  p.length = static_cast<double>(now_ - m.began);
  if (!isPerWorker(metric)) {
    const double sample = metric >= MetricKind::workersInService
                              ? workersMetric(service, metric)
                              : serviceSample(metric, p, static_cast<double>(counted));
    if (!std::isnan(sample)) p.samples.push_back(sample);
  }
  m.from = counts;
  m.began = now_;
  return {units, counted > 0 ? static_cast<double>(sizes) / static_cast<double>(counted) : 1};
}

/// The value of a meter's metric over the period that ends now.
Datapoint World::measured(std::uint32_t service, Meter& m) {
  if (isLatency(m.spec.metric)) takeLatencies();
  Interval last = std::move(m.open);
  m.open = {};
  Datapoint point;
  point.end = at(now_);
  point.begin = at(std::max<std::int64_t>(0, now_ - m.spec.period.ns()));
  const Counted counted = closeInterval(service, m, last);
  point.counted = counted.units;
  point.size = counted.size;
  if (isMissing(*this, service, m.spec.metric)) last = {};
  const auto intervals = static_cast<std::size_t>(m.spec.period / resolutionOf(m.spec));
  if (intervals <= 1) {
    point.value = valueOf(m.spec, last, blueprint->services[service]);
    return point;
  }
  m.recent.push_back(std::move(last));
  if (m.recent.size() > intervals) m.recent.erase(m.recent.begin());
  Interval period;
  for (const Interval& i : m.recent) period.add(i);
  point.value = valueOf(m.spec, period, blueprint->services[service]);
  return point;
}

void World::closeMetric(std::uint32_t service, std::uint32_t meter) {
  Scaler& scaler = services[service].scaler;
  Meter& m = scaler.meters[meter];
  const std::int64_t every = resolutionOf(m.spec).ns(), cadence = cadenceOf(m.spec).ns();
  const Datapoint p = measured(service, m);
  const Duration late = lateness(*this, service, m.spec.metric);
  scaler.control.measured(meter, p, late);
  for (std::int64_t after = 0; after < every; after += cadence)
    agenda.note(Rank::control, at(now_ + m.spec.delay.ns() + after),
                {static_cast<std::uint32_t>(NoteKind::evaluate), service, meter});
  if (late > Duration())
    agenda.note(Rank::control, at((now_ + m.spec.delay.ns()) + late.ns()),
                {static_cast<std::uint32_t>(NoteKind::evaluate), service, meter});
  if (now_ + every < end_)
    agenda.note(Rank::close, at(now_ + every), {static_cast<std::uint32_t>(NoteKind::closeMetric), service, meter});
  if (!watch_.listener) return;
  const std::array<double, 8> row{p.begin.inSeconds(),
                                  static_cast<double>(service),
                                  static_cast<double>(m.policy),
                                  static_cast<double>(m.spec.metric),
                                  p.end.inSeconds(),
                                  p.value,
                                  static_cast<double>(p.counted),
                                  late.inSeconds()};
  watch_.listener->row(metricTable, row);
}

}  // namespace headroom
