/// The Knative Pod Autoscaler: two averages go in, how many pods it would have and why come out.
///
/// Pure: `KpaState` is a plain value and all that is remembered. Sources: knative/serving, pkg/autoscaler/scaling
/// (autoscaler.go) and pkg/reconciler/autoscaling/kpa (scaler.go, kpa.go). The activator: modelled is when it is in the
/// path of requests (excess burst capacity, at zero) and that the last pod waits for it; left out are its probes, its
/// subsets and the progress deadline of a revision that never becomes ready.
#pragma once

#include "models/scaling/decision.h"
#include "models/scaling/kubernetes/kpa_spec.h"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace headroom {

struct KpaObservation {
  Instant now;
  std::int64_t min = 0;
  std::optional<std::int64_t> max;
  std::optional<std::int64_t> ready;    // none: the pods could not be counted
  std::optional<double> stable, panic;  // averages over the windows, of the whole revision; none: no data
  bool reachable = true;                // does any route lead to this revision?
};

struct KpaState {
  struct Highest {
    std::int64_t slot, pods;
  };
  bool begun = false;
  std::int64_t scale = 0;             // as last decided
  std::optional<Instant> panicSince;  // of the last time over the threshold
  std::int64_t mostInPanic = 0;
  std::vector<Highest> delayed;  // decisions of the scale-down delay, each lower than the one before it
  bool initialised = false;      // the initial scale was reached
  std::optional<Instant> activeSince, idleSince, activatorSince;
};

/// Which rule had the last word.
enum class KpaReason : std::uint8_t {
  stable,
  panic,
  panicHolds,
  scaleUpRate,
  scaleDownRate,
  activationScale,
  scaleDownDelay,
  min,
  max,
  initialScale,
  noZero,
  activating,
  stillActive,
  waitsForActivator,
  zero,
  noData
};

struct KpaRecommendation {
  std::int64_t scale = 0;   // to be set
  std::int64_t wanted = 0;  // by the averages alone: the larger of the two where panic lets the second count
  std::int64_t byStable = 0, byPanic = 0;
  bool panicking = false;
  bool activator = false;        // in the path
  std::optional<double> excess;  // burst capacity to spare; none: it is always in the path
  KpaReason reason = KpaReason::stable;
};

/// One tick; it takes for granted that what it says is done.
KpaRecommendation recommend(const KpaSpec&, const KpaObservation&, KpaState&);

Bound boundOf(KpaReason);
std::string_view wordOf(KpaReason);
std::string_view textOf(KpaReason);

}  // namespace headroom
