/// What a fleet under one of Kubernetes' autoscalers keeps between looks: a fleet has at most one, and no other policy.
///
/// A worker is a pod. Its request is its whole machine, so utilisation is of the machine. What is seen of the pods is
/// what a metrics pipeline would show: use over the last `sync`, `metric_age` old when it is used. The KPA is shown the
/// calls in the service, those that wait at the balancer included, second by second: the balancer's queue is its
/// activator's.
#pragma once

#include "models/fleet/worker.h"
#include "models/metrics/meter.h"
#include "models/scaling/kubernetes/hpa.h"
#include "models/scaling/kubernetes/kpa.h"
#include "models/scaling/kubernetes/kpa_windows.h"

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

namespace headroom {

/// The metrics that an HPA may follow in a run.
enum class PodMetric : std::uint8_t { cpu, memory, concurrency, requests, queueDepth };
inline constexpr std::size_t podMetrics = 5;
std::optional<PodMetric> podMetricOf(const HpaMetricSpec&);
/// The name under which policies of other kinds follow the same.
MetricKind seriesOf(PodMetric);

/// Use of one worker over one sync.
struct PodUse {
  std::uint32_t generation = 0;
  bool measured = false;
  double cpu = 0, memory = 0, concurrency = 0;
};

/// What there was to see at the end of a sync.
struct PodLook {
  Instant end;
  std::vector<PodUse> pods;  // by worker
  double requests = 0;       // per second
  double queueDepth = 0;     // mean
  // By PodMetric, what faults have done to it: nothing to see; to be seen so much later than usual.
  std::array<bool, podMetrics> missing{};
  std::array<Duration, podMetrics> late{};

  bool lacks(PodMetric m) const { return missing[static_cast<std::size_t>(m)]; }
};

struct HpaLoop {
  HpaSpec spec;
  HpaState state = {};
  std::vector<WorkerReading> base = {};
  std::vector<std::uint32_t> generations = {};
  ServiceCounts from = {};
  std::int64_t since = 0;
  std::vector<PodLook> looks = {};  // oldest first: those that may still be too young
};

/// Of a second that a fault keeps back until it comes.
struct LateSample {
  std::int64_t comes = 0;
  Instant second;
  double value = 0;
};

struct KpaLoop {
  KpaSpec spec;
  KpaState state = {};
  KpaWindow stable = {}, panic = {};
  std::uint64_t inSystem = 0;  // ∫ of calls in the service up to the last second [ns], modulo 2^64
  std::uint64_t offered = 0;
  std::int64_t seconds = 0;  // looked at so far
  std::vector<LateSample> late = {};
};

struct PodScaler {
  std::int32_t policy = -1;  // −1: the fleet has none
  std::optional<HpaLoop> hpa;
  std::optional<KpaLoop> kpa;
};

}  // namespace headroom
