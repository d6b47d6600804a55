#include "models/fleet/plan_types.h"

#include "models/blueprint.h"
#include "models/scaling/allocation.h"

#include <numeric>

namespace headroom {
namespace {

/// Larger machines of a ladder are so many of the first, in everything (docs/decisions/0018).
void planRungs(ServicePlan& plan, const RungSpec& rungs) {
  plan.climbs = true;
  plan.types.clear();
  for (const std::string& name : rungs.types) {
    TypePlan t;
    t.type = findInstanceType(name);
    t.size = static_cast<std::uint16_t>(t.type.vcpu / plan.type.vcpu + 0.5);
    t.capacity = t.price = t.size;
    t.pace16 = fixed16(1 / plan.type.speed);
    t.resources.fill(t.size);
    plan.types.push_back(std::move(t));
  }
}

std::uint32_t slotsOf(const TypeSpec& spec, const InstanceType& type, const ServicePlan& plan) {
  if (spec.slots) return static_cast<std::uint32_t>(*spec.slots);
  return static_cast<std::uint32_t>(static_cast<double>(plan.slots) * type.vcpu / plan.type.vcpu + 0.5);
}

/// Slots are counted in the greatest number that all types have a whole multiple of.
void planMixed(ServicePlan& plan, const FleetSpec& fleet) {
  const InstanceType first = plan.type;
  std::vector<std::uint32_t> slots;
  std::uint32_t unit = 0;
  plan.types.clear();
  for (const TypeSpec& spec : fleet.types) {
    TypePlan t;
    t.type = findInstanceType(spec.type);
    t.type.speed *= spec.speed.value;
    t.weight = spec.weight.value_or(1);
    slots.push_back(slotsOf(spec, t.type, plan));
    unit = std::gcd(unit, slots.back());
    plan.weighted = plan.weighted || t.weight != 1;
    plan.types.push_back(std::move(t));
  }
  plan.slots = unit;
  const TypePlan& base = plan.types.front();
  const double each = slots.front() * base.type.speed / static_cast<double>(base.weight);
  for (std::size_t i = 0; i < slots.size(); ++i) {
    TypePlan& t = plan.types[i];
    t.size = static_cast<std::uint16_t>(slots[i] / unit);
    t.capacity = slots[i] * t.type.speed / each;
    t.price = t.type.usdPerHour / first.usdPerHour;
    t.pace16 = fixed16(1 / t.type.speed);
    t.resources = {static_cast<double>(t.size),
                   plan.coresPerBusy > 0 ? t.type.vcpu / first.vcpu : static_cast<double>(t.size),
                   t.type.memoryBytes / first.memoryBytes,
                   t.type.diskOpsPerSecond / first.diskOpsPerSecond / t.type.speed,  // calls that pass faster move more
                   t.type.networkBytesPerSecond / first.networkBytesPerSecond / t.type.speed};
  }
  plan.type = base.type;
}

}  // namespace

void planTypes(ServicePlan& plan) {
  TypePlan only;
  only.type = plan.type;
  only.pace16 = fixed16(1 / plan.type.speed);
  plan.types = {only};
  const FleetSpec& fleet = plan.spec.fleet;
  if (const RungSpec* rungs = rungsOf(plan.spec)) planRungs(plan, *rungs);
  if (!fleet.types.empty()) planMixed(plan, fleet);
  std::vector<double> unitPrices;
  for (const TypePlan& t : plan.types) unitPrices.push_back(t.type.usdPerHour / static_cast<double>(t.weight));
  plan.onDemandOrder = allocationOrder(fleet.allocation, unitPrices);
  if (fleet.spot) plan.spotOrder = allocationOrder(fleet.spot->allocation, unitPrices);
}

}  // namespace headroom
