#include "models/observe.h"

#include <limits>

namespace headroom {

double slotUse(const ServicePlan& plan, double busy) {
  return plan.unlimited ? std::numeric_limits<double>::quiet_NaN() : busy / static_cast<double>(plan.slots);
}

double cpuUse(const ServicePlan& plan, double busy, double work) {
  if (plan.coresPerBusy > 0) return work * plan.coresPerBusy / plan.type.vcpu;
  return plan.shared ? work / static_cast<double>(plan.cores) : slotUse(plan, busy);
}

Utilisation utilisationOf(const ServicePlan& plan, double busy, double work) {
  return {slotUse(plan, busy), cpuUse(plan, busy, work), busy * plan.bytesHeld / plan.type.memoryBytes,
          work * plan.operationsPerBusy / plan.type.diskOpsPerSecond,
          work * plan.bytesPerBusy / plan.type.networkBytesPerSecond};
}

}  // namespace headroom
