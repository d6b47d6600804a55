/// How a metric of a running service is measured: readings at the begin of its present period.
#pragma once

#include "models/fleet/worker.h"
#include "models/metrics/metric_spec.h"

#include <cstdint>
#include <vector>

namespace headroom {

/// Counts of a service so far, as metrics read them.
struct ServiceCounts {
  std::uint64_t offered = 0, ended = 0, bad = 0, queued = 0;  // queued: ∫ at the balancer and the workers [ns]
};

struct Meter {
  MetricSpec spec;
  std::int32_t policy = -1;         // that follows it
  std::int64_t began = 0;           // of the present period
  std::vector<WorkerReading> base;  // readings of workers at its begin, or when they began to count
  ServiceCounts from;
};

}  // namespace headroom
