/// What a control plane can see of a service: metrics of whole periods, over workers in service and past their warm-up.
#include "models/world.h"

#include <limits>

namespace headroom {
namespace {

/// What happened in a period, over the workers that were counted at its end; times in ns.
struct Period {
  double busy = 0, work = 0, queued = 0, time = 0;
  double offered = 0, ended = 0, bad = 0, fleetQueue = 0;
  double workers = 0;
};

/// NaN where there is nothing to divide by: nobody was counted, nothing ended.
double valueOf(MetricKind metric, const Period& p, const ServicePlan& plan) {
  const double missing = std::numeric_limits<double>::quiet_NaN();
  const bool any = p.time > 0;
  const auto use = [&](std::size_t k) {
    return any ? utilisationOf(plan, p.busy / p.time, p.work / p.time)[k] : missing;
  };
  switch (metric) {
    case MetricKind::slots: return use(0);
    case MetricKind::cpu: return use(1);
    case MetricKind::memory: return use(2);
    case MetricKind::diskIo: return use(3);
    case MetricKind::networkIo: return use(4);
    case MetricKind::requests: return p.offered;
    case MetricKind::requestsPerWorker: return any ? p.offered / p.workers : missing;
    case MetricKind::concurrency: return any ? (p.busy + p.queued) / p.time : missing;
    case MetricKind::queueDepth: return p.fleetQueue;
    case MetricKind::backlogPerWorker: return any ? p.fleetQueue / p.workers : missing;
    case MetricKind::errorRate: return p.ended > 0 ? p.bad / p.ended : missing;
  }
  return missing;
}

}  // namespace

void World::startMeter(std::uint32_t service, const MetricSpec& spec, std::int32_t policy) {
  std::vector<Meter>& meters = services[service].scaler.meters;
  Meter meter;
  meter.spec = spec;
  meter.policy = policy;
  agenda.note(Rank::close, Instant::at(spec.period),
              {static_cast<std::uint32_t>(NoteKind::closeMetric), service, meters.size()});
  meters.push_back(std::move(meter));
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

/// The value of a meter's metric over the period that ends now; the next one begins.
Datapoint World::measured(std::uint32_t service, Meter& m) {
  const ServiceState& s = services[service];
  const ServicePlan& plan = blueprint->services[service];
  Period p;
  Datapoint point{at(m.began), at(now_), 0, 0};
  m.base.resize(s.workers.size());
  for (std::uint32_t w = 0; w < s.workers.size(); ++w) {
    const Worker& worker = s.workers[w];
    const WorkerReading now = readingOf(plan, worker);
    if (worker.countedSince >= 0 && worker.countedSince < now_ && !worker.dark) {
      const WorkerReading& base = m.base[w];
      p.busy += static_cast<double>(now.busy - base.busy);
      p.work += static_cast<double>(now.work - base.work);
      p.queued += static_cast<double>(now.queued - base.queued);
      p.time += static_cast<double>(now_ - std::max(m.began, worker.countedSince));
      ++point.counted;
    }
    m.base[w] = now;
  }
  const ServiceCounts counts = countsOf(service);
  p.workers = static_cast<double>(point.counted);
  p.offered = static_cast<double>(counts.offered - m.from.offered);
  p.ended = static_cast<double>(counts.ended - m.from.ended);
  p.bad = static_cast<double>(counts.bad - m.from.bad);
  p.fleetQueue = static_cast<double>(counts.queued - m.from.queued) / static_cast<double>(now_ - m.began);
  point.value = valueOf(m.spec.metric, p, plan);
  m.from = counts;
  m.began = now_;
  return point;
}

void World::closeMetric(std::uint32_t service, std::uint32_t meter) {
  Scaler& scaler = services[service].scaler;
  Meter& m = scaler.meters[meter];
  const Datapoint p = measured(service, m);
  scaler.control.measured(meter, p);
  agenda.note(Rank::control, at(now_ + m.spec.delay.ns()),
              {static_cast<std::uint32_t>(NoteKind::evaluate), service, meter});
  if (now_ + m.spec.period.ns() < end_)
    agenda.note(Rank::close, at(now_ + m.spec.period.ns()),
                {static_cast<std::uint32_t>(NoteKind::closeMetric), service, meter});
  if (!watch_.listener) return;
  const std::array<double, 5> row{p.begin.inSeconds(), static_cast<double>(service), static_cast<double>(m.policy),
                                  p.value, static_cast<double>(p.counted)};
  watch_.listener->row(metricTable, row);
}

}  // namespace headroom
