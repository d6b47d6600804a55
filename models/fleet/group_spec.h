/// What a group does besides keeping its size, as plain data: how it replaces, hooks of a worker's life, warm
/// pools, spot capacity. All of it is off unless it is asked for.
#pragma once

#include "models/fleet/type_spec.h"
#include "models/param.h"
#include "sim/law.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace headroom {

/// An instance maintenance policy: shares of desired capacity.
struct MaintenanceSpec {
  Ratio minHealthy{0.9};
  Ratio maxHealthy{1};
};

/// Between init and the first health check a starting worker waits for what the hook does.
struct LaunchHookSpec {
  enum class OnTimeout : std::uint8_t { abandon, proceed };
  LawSpec lasts = Deterministic{Duration::seconds(0)};
  Duration timeout = Duration::hours(1);
  OnTimeout onTimeout = OnTimeout::abandon;
  Ratio abandons;  // how often what it does ends in failure
};

/// Between the end of draining and the end a worker waits for what the hook does; either result ends it.
struct TerminationHookSpec {
  LawSpec lasts = Deterministic{Duration::seconds(0)};
  Duration timeout = Duration::hours(1);
};

/// Workers that have been started once and wait for a scale-out.
struct WarmPoolSpec {
  enum class State : std::uint8_t { stopped, running, hibernated };
  State state = State::stopped;
  std::int64_t min = 0;
  std::optional<std::int64_t> prepared;  // with the desired ones, at most; default the fleet's max
  bool reuse = false;                    // on scale-in workers go back to the pool
  std::optional<LawSpec> start;          // from leaving the pool to a running system; default 25 s, of running ones 0 s
  UsdPerHour storage;                    // of one that is stopped or hibernated

  LawSpec startLaw() const {
    if (start) return *start;
    return Deterministic{Duration::seconds(state == State::running ? 0 : 25)};
  }
};

/// Spot workers that are taken back together.
struct ReclaimSpec {
  When at;
  std::string zone;  // empty: any
  Ratio share{1};    // of those that are there
};

/// Part of the fleet is spot capacity, which is cheaper and may be taken back.
struct SpotSpec {
  std::int64_t onDemandBase = 0;
  Ratio onDemandShare;                      // of what is above the base
  Ratio price{0.35};                        // of the on-demand price
  std::optional<LawSpec> interruptedAfter;  // of each worker, from the begin of its boot; absent: not by itself
  std::vector<ReclaimSpec> reclaimed;
  Duration notice = Duration::seconds(120);
  bool rebalancing = false;  // a replacement is launched at the notice, not when the worker has gone
  Allocation allocation = Allocation::lowestPrice;  // of several types
  std::int64_t pools = 2;                           // of lowestPrice: so many of the cheapest in each zone
};

const Type& typeOf(const MaintenanceSpec*);
const Type& typeOf(const LaunchHookSpec*);
const Type& typeOf(const TerminationHookSpec*);
const Type& typeOf(const WarmPoolSpec*);
const Type& typeOf(const SpotSpec*);

}  // namespace headroom
