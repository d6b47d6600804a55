/// Some of the metrics that a policy or an alarm may follow.
#pragma once

#include "models/metrics/metric_spec.h"

#include <cstdint>

namespace headroom {

struct MetricSet {
  std::uint64_t bits = 0;  // one a metric, in the order of their codes
  bool has(MetricKind m) const { return (bits >> static_cast<unsigned>(m) & 1) != 0; }
  bool operator==(const MetricSet&) const = default;
};

const Type& typeOf(const MetricSet*);

}  // namespace headroom
