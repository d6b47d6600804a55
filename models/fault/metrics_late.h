/// Values of metrics come later than their `delay`: those of periods that end while it holds. Until it has come a value
/// is missing; then it takes its place among the others, if anybody still looks that far back. So a short lateness is
/// bridged by an alarm's wider evaluation range, and a long one is as if there were no data.
///
/// The HPA sees, for so much longer, older samples: its metrics pipeline always shows the newest there is. To the KPA
/// samples of single seconds come late, and then count in its windows as far as these still reach back.
#pragma once

#include "models/metrics/metric_set.h"
#include "models/param.h"

#include <cstdint>
#include <optional>
#include <string>

namespace headroom {

class World;

struct MetricsLate {
  std::string service;
  std::optional<MetricSet> metrics;  // absent: all
  Duration by = Duration::minutes(5);
};

const Type& typeOf(const MetricsLate*);

/// How much later than usual comes a value that is measured now? Of several faults the greatest counts.
Duration lateness(const World&, std::uint32_t service, MetricKind);

}  // namespace headroom
