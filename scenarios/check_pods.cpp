#include "scenarios/check_pods.h"

#include "scenarios/units.h"

#include <cmath>

namespace headroom {
namespace {

void checkMetric(const HpaMetricSpec& m, const std::string& path, const ReportIssue& report) {
  using S = HpaMetricSpec::Source;
  const int targets = m.utilisation.has_value() + m.averageValue.has_value() + m.value.has_value();
  if (targets != 1)
    return report(path, targets == 0 ? "this metric has no target" : "this metric has more than one target",
                  "one of `utilisation`, `average_value`, `value`", "");
  if (m.utilisation && m.source != S::resource)
    report(path + ".utilisation", "only a resource has requests to be measured by", "`average_value`", "");
  if (m.value && (m.source == S::resource || m.source == S::pods))
    report(path + ".value", "a metric of each pod has no value of the whole", "`average_value`", "");
  const double percent = m.utilisation ? m.utilisation->value * 100 : 0;
  if (std::abs(percent - std::floor(percent + 0.5)) > 1e-9)
    report(path + ".utilisation", "Kubernetes takes whole per cent only",
           "`" + writeNumber(std::floor(percent)) + " %`", "");
}

}  // namespace

std::string pathOfMetric(const HpaSpec& spec, std::size_t metric, const std::string& path) {
  const std::string& name = spec.metrics[metric].name;
  return path + ".metrics." + (name.empty() ? std::to_string(metric + 1) : name);
}

void checkHpa(const HpaSpec& spec, const std::string& path, std::int64_t min, const std::string& minPath,
              const ReportIssue& report) {
  for (std::size_t i = 0; i < spec.metrics.size(); ++i)
    checkMetric(spec.metrics[i], pathOfMetric(spec, i, path), report);
  if (min == 0 && !spec.scaleToZero)
    report(minPath, "an HPA keeps at least one pod", "at least 1",
           "`scale_to_zero: true` is the feature gate HPAScaleToZero");
}

}  // namespace headroom
