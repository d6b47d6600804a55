/// How a metric of a running service is measured: readings at the begin of the present interval between samples.
#pragma once

#include "models/fleet/worker.h"
#include "models/metrics/metric_spec.h"
#include "models/tally.h"
#include "sim/histogram.h"

#include <cstdint>
#include <vector>

namespace headroom {

/// Counts of a service so far, as metrics read them.
struct ServiceCounts {
  std::uint64_t offered = 0, ended = 0, bad = 0, queued = 0;  // queued: ∫ at the balancer and the workers [ns]
};

/// What happened in an interval, or in several: sums over the workers that were counted at its end; times in ns.
struct Interval {
  double busy = 0, work = 0, queued = 0, time = 0;
  double offered = 0, ended = 0, bad = 0, fleetQueue = 0, length = 0;
  std::vector<double> samples;  // where no sum says it: one of each counted worker, or one of the service
  Histogram latency;
  LongSum latencySum;

  void add(const Interval&);
};

struct Meter {
  MetricSpec spec;
  std::int32_t policy = -1;         // that follows it; −1: an alarm that is only watched
  std::int64_t began = 0;           // of the present interval
  std::vector<WorkerReading> base;  // readings of workers at its begin, or when they began to count
  ServiceCounts from;
  Interval open;                 // latencies of calls that have ended in it so far
  std::vector<Interval> recent;  // those before it that are in the next period
};

}  // namespace headroom
