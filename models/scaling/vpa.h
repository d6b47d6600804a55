/// Vertical scaling by what was used: the recommender and updater of Kubernetes' Vertical Pod Autoscaler, over a ladder
/// of instance types (rungs.h) in the place of requests. A worker is a pod, its request the whole machine.
///
/// CPU goes into a histogram with a half-life, a sample a period, its weight the cores of the machine (at least 0.1);
/// of memory the peak of each day does, with weight 1. Of each resource
///
///   target = p(`percentile`) · (1 + `margin`)
///   lower  = p(`lower`) · (1 + `margin`) · (1 + 0.001/d)^−2,   upper = p(`upper`) · (1 + `margin`) · (1 + 1/d)
///
/// where d is the days from the first sample to the last, or the days of samples if those are fewer. All workers move
/// to the smallest type that has both targets: at once if the present one has less than the lower bound of a resource,
/// or more than both upper bounds; else once it has been the same for `settled`. (kubernetes/autoscaler,
/// vertical-pod-autoscaler: pkg/recommender/logic/recommender.go, model/aggregations_config.go, model/container.go,
/// pkg/updater/priority.)
/// Our reading, because types are steps: a type instead of a number of millicores; a resource alone never makes a
/// machine smaller; and a change of less than 10 %, which the updater ignores, there is none. Left out: a sample of
/// each worker (it is the mean of the fleet); OOM kills, which a run has none of; history from before the start;
/// minimum allowed and maximum allowed (the ladder is); eviction budgets (one worker at a time moves).
#pragma once

#include "models/metrics/metric_spec.h"
#include "models/scaling/policy.h"
#include "models/scaling/rungs.h"
#include "models/scaling/usage_histogram.h"

#include <optional>
#include <vector>

namespace headroom {

struct VpaPolicy : MetricSpec, RungSpec {
  Ratio percentile{0.9}, lower{0.5}, upper{0.95}, margin{0.15};
  Duration halfLife = Duration::hours(24);
  Duration settled = Duration::hours(12);

  /// CPU, then memory.
  std::vector<MetricSpec> followed() const;
};

const Type& typeOf(const VpaPolicy*);

/// What is recommended, in units of the first type.
struct VpaRecommendation {
  double target = 0, lower = 0, upper = 0;
};

/// What was used of one machine, and what follows from it. Pure.
class VpaRecommender {
 public:
  VpaRecommender() = default;
  /// `cores`, `bytes`: of the ladder's first type.
  VpaRecommender(const VpaPolicy& spec, double cores, double bytes);
  /// `share` of a machine of `size` was used in the period that ended.
  void usedCpu(double share, double size, Instant at);
  void usedMemory(double share, double size, Instant at);
  /// Nothing before the first sample of CPU.
  std::optional<VpaRecommendation> recommended() const;

 private:
  double days() const;

  VpaPolicy spec_;
  double cores_ = 1, bytes_ = 1;
  UsageHistogram cpu_, memory_;
  std::int64_t samples_ = 0;
  Instant first_, last_;
  Instant peakUntil_;  // of memory: end of the day …
  double peak_ = 0;    // … and the most that was used in it
  bool anyMemory_ = false;
};

class Vpa {
 public:
  Vpa(const VpaPolicy& spec, Duration);
  static std::vector<AlarmRule> alarms() { return {}; }
  static std::int64_t warmUp() { return 0; }
  const std::vector<std::int64_t>& sizes() const { return sizes_; }
  std::size_t firstRung() const { return headroom::firstRung(spec_); }
  /// Of a size, not of a number of workers.
  Opinion consider(const Observation& seen);

 private:
  void learn(const Observation& seen);

  VpaPolicy spec_;
  std::vector<std::int64_t> sizes_;
  VpaRecommender recommender_;
  Instant cpuUntil_ = Instant::atNs(INT64_MIN), memoryUntil_ = Instant::atNs(INT64_MIN);
};

}  // namespace headroom
