/// What Kubernetes' API refuses of an autoscaler, wherever it stands: in a scenario, or by itself.
#pragma once

#include "models/scaling/kubernetes/hpa_spec.h"

#include <functional>
#include <string>

namespace headroom {

using ReportIssue = std::function<void(const std::string& path, const std::string& what, const std::string& wanted,
                                       const std::string& hint)>;

/// `path` is the policy's, `minPath` that of the fleet's `min`.
void checkHpa(const HpaSpec&, const std::string& path, std::int64_t min, const std::string& minPath,
              const ReportIssue&);

/// The path of one of its metrics.
std::string pathOfMetric(const HpaSpec&, std::size_t metric, const std::string& path);

}  // namespace headroom
