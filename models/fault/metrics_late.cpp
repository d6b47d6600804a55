#include "models/fault/metrics_late.h"

#include "models/fault/holding.h"

#include <algorithm>

namespace headroom {

const Type& typeOf(const MetricsLate*) {
  using M = MetricsLate;
  static const Type type =
      object<M>("Values of metrics come late; until then they are missing.",
                {fieldAs(nameType(), "service", &M::service, "Whose metrics; absent: all services'."),
                 optionalField("metrics", &M::metrics, "Which; absent: all."),
                 field("by", &M::by, "How much later than their delay they come.", between(1, 86'400))});
  return type;
}

Duration lateness(const World& w, std::uint32_t service, MetricKind metric) {
  Duration by;
  whileHolding<MetricsLate>(w, service, UINT8_MAX, [&](const MetricsLate& fault, std::uint32_t) {
    if (!fault.metrics || fault.metrics->has(metric)) by = std::max(by, fault.by);
  });
  return by;
}

}  // namespace headroom
