/// Kubernetes' autoscalers in the catalogue of policies. They follow none of the loop's metrics and alarms: pods.cpp
/// looks at the fleet's pods and asks them, and to the loop they are silent.
#pragma once

#include "models/scaling/kubernetes/hpa_spec.h"
#include "models/scaling/kubernetes/kpa_spec.h"
#include "models/scaling/policy.h"

#include <vector>

namespace headroom {

template <class Spec>
class ByPods {
 public:
  ByPods(const Spec&, Duration) {}
  static std::vector<AlarmRule> alarms() { return {}; }
  static std::int64_t warmUp() { return 0; }
  static Opinion consider(const Observation& seen) { return {seen.desired}; }
};

}  // namespace headroom
