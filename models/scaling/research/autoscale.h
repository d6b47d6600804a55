/// AutoScale (Gandhi, Harchol-Balter, Raghunathan and Kozuch, AutoScale: dynamic, robust capacity management for
/// multi-tier data centers, TOCS 2012): no forecast; capacity follows the requests that are in the system, and a worker
/// is let go when it has been idle for `wait`.
///
/// It needs a balancer that packs (`balancer: {policy: lowest_index}`): then workers are layers, worker i is idle while
/// at most (i − 1)·p requests are in the system, and its timer is the time since more were. Requests in the system are
/// the mean of a period, of counted workers, those that wait at a worker included. Left out: the measured table of
/// requests against rate (p stands for it); the worker that goes is the fleet's choice, not the idle one.
#pragma once

#include "models/scaling/research/load.h"

#include <vector>

namespace headroom {

struct AutoScalePolicy : MetricSpec {
  AutoScalePolicy() { metric = MetricKind::concurrency; }
  double packed = 1;  // p: requests at once on a worker that keeps its objective
  Duration wait = Duration::seconds(120);
};

const Type& typeOf(const AutoScalePolicy*);

class AutoScaleRule {
 public:
  explicit AutoScaleRule(const AutoScalePolicy& spec) : spec_(spec) {}
  std::int64_t workers(const Observation&);

 private:
  AutoScalePolicy spec_;
  std::vector<Instant> busy_;  // of each layer: when it last was
};

using AutoScale = EachPeriod<AutoScalePolicy, AutoScaleRule>;

}  // namespace headroom
