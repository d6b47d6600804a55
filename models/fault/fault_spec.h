/// What breaks: faults as data, apart from load. What × where × when × how strongly.
///
/// The catalogue of kinds: a file for each, a line here and one in fault_spec.cpp. A kind is a struct with its fields,
/// and of these what it needs:
///
///   std::string service, zone;                  where it is; empty: everywhere
///   static constexpr bool overAtOnce = true;    it has no length
///   void begin(World&, std::uint32_t) const;    what happens when it begins …
///   void end(World&, std::uint32_t) const;      … and ends
///   Impairment impairment() const;              what it does to work
#pragma once

#include "models/fault/api_throttling.h"
#include "models/fault/erroring.h"
#include "models/fault/instance_crash.h"
#include "models/fault/launch_failure.h"
#include "models/fault/metrics_late.h"
#include "models/fault/metrics_missing.h"
#include "models/fault/slow.h"
#include "models/fault/slow_launches.h"
#include "models/fault/zonal_shift.h"
#include "models/fault/zone_outage.h"
#include "models/param.h"
#include "sim/law.h"

#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace headroom {

using FaultKind = std::variant<ZoneOutage, InstanceCrash, Slow, Erroring, MetricsMissing, MetricsLate, LaunchFailure,
                               SlowLaunches, ApiThrottling, ZonalShift>;

struct FaultSpec {
  std::string name;
  std::optional<When> at;        // one of `at` (once) and `every` (again and again)
  std::optional<LawSpec> every;  // time from one end to the next begin; the first begins so long after the start
  std::optional<LawSpec> lasts;  // absent: to the end of the run (a crash is over at once)
  FaultKind fault;
};

/// Where a fault is; empty: everywhere.
struct FaultPlace {
  std::string service, zone;
};
FaultPlace whereIs(const FaultKind&);

/// It has no length.
bool isOverAtOnce(const FaultKind&);

const Type& typeOf(const FaultSpec*);
const Type& faultList();

}  // namespace headroom
