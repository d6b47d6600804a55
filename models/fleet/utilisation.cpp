#include "models/observe.h"

#include <limits>

namespace headroom {

Utilisation utilisationOf(const ServicePlan& plan, double busy, double work) {
  const double slots =
      plan.unlimited ? std::numeric_limits<double>::quiet_NaN() : busy / static_cast<double>(plan.slots);
  const double shared = work / static_cast<double>(plan.cores);
  const double cpu = plan.coresPerBusy > 0 ? work * plan.coresPerBusy / plan.type.vcpu : (plan.shared ? shared : slots);
  return {slots, cpu, busy * plan.bytesHeld / plan.type.memoryBytes,
          work * plan.operationsPerBusy / plan.type.diskOpsPerSecond,
          work * plan.bytesPerBusy / plan.type.networkBytesPerSecond};
}

}  // namespace headroom
