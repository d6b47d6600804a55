#include "models/metrics/metric_spec.h"

#include <algorithm>

namespace headroom {

const Type& typeOf(const MetricKind*) {
  using M = MetricKind;
  static const Type type = choice<M>({
      {"cpu", std::int64_t(M::cpu), "share of the processor in use; busy slots where no `demands.cpu` is given"},
      {"memory", std::int64_t(M::memory), "share of the memory in use"},
      {"disk_io", std::int64_t(M::diskIo), "share of the disk operations"},
      {"network_io", std::int64_t(M::networkIo), "share of the network's bytes"},
      {"slots", std::int64_t(M::slots), "share of the slots in use"},
      {"requests", std::int64_t(M::requests), "calls that arrived in the period"},
      {"requests_per_worker", std::int64_t(M::requestsPerWorker), "the same over counted workers"},
      {"concurrency", std::int64_t(M::concurrency), "calls in a worker, queued ones included"},
      {"queue_depth", std::int64_t(M::queueDepth), "calls that wait"},
      {"backlog_per_worker", std::int64_t(M::backlogPerWorker), "waiting calls over counted workers"},
      {"error_rate", std::int64_t(M::errorRate), "failed, rejected and timed out over ended calls"},
      {"latency.mean", std::int64_t(M::latencyMean), "mean latency of served calls"},
      {"latency.p50", std::int64_t(M::latencyP50), "their median"},
      {"latency.p90", std::int64_t(M::latencyP90), "what 90 % of them do not exceed"},
      {"latency.p95", std::int64_t(M::latencyP95), "what 95 % of them do not exceed"},
      {"latency.p99", std::int64_t(M::latencyP99), "what 99 % of them do not exceed"},
      {"latency.p999", std::int64_t(M::latencyP999), "what 99.9 % of them do not exceed"},
      {"latency.max", std::int64_t(M::latencyMax), "the greatest of them"},
      {"workers.in_service", std::int64_t(M::workersInService), "workers in service at the end of the period"},
      {"workers.pending", std::int64_t(M::workersPending), "workers ordered, not yet in service"},
      {"workers.desired", std::int64_t(M::workersDesired), "desired capacity"},
      {"workers.unhealthy", std::int64_t(M::workersUnhealthy), "workers that health checks call unhealthy"},
  });
  return type;
}

bool isShare(MetricKind m) {
  using M = MetricKind;
  return m == M::cpu || m == M::memory || m == M::diskIo || m == M::networkIo || m == M::slots || m == M::errorRate;
}

bool isLatency(MetricKind m) { return m >= MetricKind::latencyMean && m <= MetricKind::latencyMax; }

bool isPerWorker(MetricKind m) { return m <= MetricKind::slots || m == MetricKind::concurrency; }

Statistic statisticOf(const MetricSpec& spec) {
  using K = Statistic::Kind;
  const bool counts = spec.metric == MetricKind::requests || spec.metric == MetricKind::requestsPerWorker;
  return spec.statistic.value_or(Statistic{counts ? K::sum : K::average, 0});
}

Duration resolutionOf(const MetricSpec& spec) {
  if (spec.resolution) return *spec.resolution;
  for (const Duration step : {Duration::seconds(60), Duration::seconds(10)})
    if (spec.period >= step && spec.period % step == Duration()) return step;
  return spec.period;
}

Duration cadenceOf(const MetricSpec& spec) { return std::min(resolutionOf(spec), Duration::seconds(60)); }

std::vector<std::string> metricNames() {
  std::vector<std::string> names;
  for (const Word& w : typeFor<MetricKind>().words) names.emplace_back(w.name);
  return names;
}

}  // namespace headroom
