/// Metrics are not measured: a sample whose interval ends while it holds does not exist. A period that is made of such
/// samples alone has no value; what alarms and policies then do is theirs (`missing:` of an alarm). The load itself,
/// and what the run shows of it, go on.
///
/// Autoscalers of pods: the HPA gets no sample of any pod for that time, the KPA none for that second.
#pragma once

#include "models/metrics/metric_set.h"
#include "models/param.h"

#include <cstdint>
#include <optional>
#include <string>

namespace headroom {

class World;

struct MetricsMissing {
  std::string service;
  std::optional<MetricSet> metrics;  // absent: all
};

const Type& typeOf(const MetricsMissing*);

/// An alarm has changed its state over a value that is not there: who keeps it away has been met, be it missing or
/// late.
void meetMetricFaults(World&, std::uint32_t service, MetricKind);

/// Does a sample that is due now not come?
bool isMissing(const World&, std::uint32_t service, MetricKind);

}  // namespace headroom
