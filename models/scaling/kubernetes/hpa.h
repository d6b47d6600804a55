/// Kubernetes' Horizontal Pod Autoscaler as its controller computes it: what it sees of pods and metrics goes in, how
/// many replicas it would set and which rule bound it comes out.
///
/// Pure: `HpaState` is a plain value and all that is remembered. Arithmetic is the controller's, bit for bit: values in
/// whole thousandths, utilisation truncated to whole per cent, ratios and their products in doubles without a guard
/// before rounding. Source: kubernetes/kubernetes, pkg/controller/podautoscaler (replica_calculator.go, horizontal.go),
/// and KEP-853, KEP-4951. Left out: selectors, container metrics (give the container's numbers), failed updates.
#pragma once

#include "models/scaling/decision.h"
#include "models/scaling/kubernetes/hpa_spec.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace headroom {

// ---- what it sees --------------------------------------------------------------------------------------------------

/// One metric of one pod, in thousandths.
struct HpaSample {
  std::optional<std::int64_t> milli;    // none: there is no sample of this pod
  std::optional<std::int64_t> request;  // of the resource
  std::optional<Instant> at;            // when it was taken; none: now
  Duration window;                      // over how long
};

struct HpaPod {
  enum class Phase : std::uint8_t { pending, running, ended };
  enum class Ready : std::uint8_t { yes, no, unknown };  // unknown: no such condition yet
  Phase phase = Phase::running;
  bool deleting = false;
  Ready ready = Ready::yes;
  std::optional<Instant> started;
  std::optional<Instant> readyChanged;  // none: never since its start
  std::vector<HpaSample> samples;       // by metric of the spec
};

/// One metric beside its pods.
struct HpaMetricSeen {
  bool failed = false;                  // it could not be had at all
  std::optional<std::int64_t> total;    // of an object or external metric, in thousandths
  std::vector<std::int64_t> strangers;  // samples of pods that are not in the list
};

struct HpaObservation {
  Instant now;
  std::int64_t min = 1, max = 1;
  std::int64_t current = 0;   // replicas asked for
  std::int64_t observed = 0;  // replicas that the target's status reports
  std::span<const HpaPod> pods;
  std::span<const HpaMetricSeen> metrics;  // by metric of the spec
};

// ---- what it remembers ---------------------------------------------------------------------------------------------

struct HpaState {
  struct Count {
    Instant at;
    std::int64_t replicas = 0;
  };
  std::vector<Count> recommendations;  // unstabilised
  std::vector<Count> added, removed;   // its own changes
  bool wentToZero = false;             // the HPA itself went to 0
};

// ---- what it says --------------------------------------------------------------------------------------------------

/// Which rule had the last word. Words and the condition of the HPA's status that says the same: `wordOf`, `textOf`.
enum class HpaReason : std::uint8_t {
  asAsked,
  tolerance,
  direction,
  noMetric,
  failedMetric,
  zero,
  aboveMax,
  belowMin,
  stabilised,
  scaleUpLimit,
  scaleDownLimit,
  disabled,
  tooMany,
  tooFew
};

/// What one metric asks for.
struct HpaProposal {
  bool failed = false;
  std::int64_t replicas = 0;  // current, where a rule keeps it
  std::int64_t wanted = 0;    // the same before tolerance and the rule of direction
  double seen = 0;            // per cent of the request; else in the metric's own unit
  double ratio = 0;           // the one that decided
  std::int64_t counted = 0, unready = 0, missing = 0, ignored = 0;
  HpaReason reason = HpaReason::asAsked;
};

struct HpaRecommendation {
  std::int64_t replicas = 0;    // to be set
  std::int64_t proposal = 0;    // the largest of the metrics; current where none was computed
  std::int64_t wanted = 0;      // the same before tolerance and the rule of direction
  std::int64_t stabilised = 0;  // after the windows, before rates and bounds
  std::int32_t metric = -1;     // whose proposal it is; −1: no metric was asked, or all failed
  HpaReason reason = HpaReason::asAsked;
  std::vector<HpaProposal> proposals;  // by metric of the spec; empty where metrics were not asked
};

/// One sync. The state is that of the same HPA and spec; it takes for granted that what it says is done.
HpaRecommendation recommend(const HpaSpec&, const HpaObservation&, HpaState&);

/// What one metric asks for; `metric` is its place in `metricsOf(spec)`.
HpaProposal proposalOf(const HpaSpec&, std::size_t metric, const HpaObservation&);

struct HpaCount {
  std::int64_t replicas = 0;
  HpaReason reason = HpaReason::asAsked;
};

/// Stabilisation of a proposal; records it.
std::int64_t stabilised(const HpaSpec&, const HpaObservation&, std::int64_t proposal, HpaState&);
/// Rates and bounds of what is left.
HpaCount limited(const HpaSpec&, const HpaObservation&, std::int64_t stabilised, const HpaState&);
/// A change is remembered for the rates.
void rememberChange(const HpaSpec&, Instant now, std::int64_t before, std::int64_t after, HpaState&);

Bound boundOf(HpaReason);
std::string_view wordOf(HpaReason);
/// One line for people.
std::string_view textOf(HpaReason);

}  // namespace headroom
