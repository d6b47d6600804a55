#include "models/metrics/metric_spec.h"

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
  });
  return type;
}

bool isShare(MetricKind m) {
  using M = MetricKind;
  return m == M::cpu || m == M::memory || m == M::diskIo || m == M::networkIo || m == M::slots || m == M::errorRate;
}

std::vector<std::string> metricNames() {
  std::vector<std::string> names;
  for (const Word& w : typeFor<MetricKind>().words) names.emplace_back(w.name);
  return names;
}

}  // namespace headroom
