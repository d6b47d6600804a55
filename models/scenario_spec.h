/// A scenario as plain data, before it is a machine: parse → check → build → run.
///
/// `extends`, `stages`, `--set` and `${VAR}` are settled before this struct is filled (`scenarios/`).
#pragma once

#include "models/change_spec.h"
#include "models/demand/demand_spec.h"
#include "models/fault/fault_spec.h"
#include "models/fleet/service_spec.h"
#include "models/region/region_spec.h"

#include <optional>
#include <string>
#include <vector>

namespace headroom {

struct MeasureSpec {
  std::optional<When> from, until;
};

/// What must hold over a long time. Its figures are in the summary's `slo`.
struct ObjectiveSpec {
  std::string name;
  std::string service;             // empty: requests of users
  std::optional<Duration> within;  // good = served (within …)
  Ratio target{0.999};
  std::optional<Duration> window;  // of the error budget; absent: the measured one
};

/// A promise of the scenario itself; not met: exit code 3.
struct ExpectSpec {
  std::string name;    // default: the metric, dots as dashes
  std::string metric;  // "latency.p99"
  std::string service;
  std::string fault;                // over the time of this fault …
  std::optional<When> from, until;  // … or over this window
  // Exactly one of the four; the value is in the metric's unit, as text until the metric is known.
  std::string below, atMost, above, atLeast;

  /// The name of its window in the summary, `over.NAME`; empty: it is about the measured window.
  std::string window() const { return !fault.empty() ? fault : (from || until ? name : std::string()); }
};

struct ScenarioSpec {
  enum class AtEnd : std::uint8_t { cut, drain };
  std::int64_t version = 1;
  std::string name;
  std::string about;  // a paragraph: what it teaches
  std::string start = "2026-01-01T00:00:00Z";
  std::string timeZone = "UTC";
  Duration duration = Duration::hours(1);
  std::int64_t seed = 1;
  std::optional<Duration> sample;
  AtEnd atEnd = AtEnd::cut;
  MeasureSpec measure;
  RegionSpec region;
  std::vector<DemandSpec> demand;
  std::vector<ServiceSpec> services;
  std::vector<FaultSpec> faults;
  std::vector<ChangeSpec> changes;  // once read, in the order of their times
  std::vector<ObjectiveSpec> objectives;
  std::vector<ExpectSpec> expect;
};

const Type& typeOf(const ScenarioSpec*);

}  // namespace headroom
