#include "models/fault/metrics_missing.h"

#include "models/fault/holding.h"
#include "models/fault/metrics_late.h"

namespace headroom {

const Type& typeOf(const MetricsMissing*) {
  using M = MetricsMissing;
  static const Type type =
      object<M>("Metrics are not measured: periods of that time have no value.",
                {fieldAs(nameType(), "service", &M::service, "Whose metrics; absent: all services'."),
                 optionalField("metrics", &M::metrics, "Which; absent: all.")});
  return type;
}

bool isMissing(const World& w, std::uint32_t service, MetricKind metric) {
  bool missing = false;
  whileHolding<MetricsMissing>(w, service, UINT8_MAX, [&](const MetricsMissing& fault, std::uint32_t) {
    missing = missing || !fault.metrics || fault.metrics->has(metric);
  });
  return missing;
}

void meetMetricFaults(World& w, std::uint32_t service, MetricKind metric) {
  const auto meet = [&](const auto& fault, std::uint32_t f) {
    if (!fault.metrics || fault.metrics->has(metric)) w.met(f, service, UINT8_MAX);
  };
  whileHolding<MetricsMissing>(w, service, UINT8_MAX, meet);
  whileHolding<MetricsLate>(w, service, UINT8_MAX, meet);
}

}  // namespace headroom
