#include "scenarios/import/mixed.h"

#include "models/fleet/instance_types.h"
#include "scenarios/json_tree.h"
#include "scenarios/units.h"

#include <algorithm>

namespace headroom {
namespace {

bool inCatalogue(const std::string& name) {
  const auto& all = instanceTypes();
  return std::any_of(all.begin(), all.end(), [&](const InstanceType& t) { return t.name == name; });
}

void loseOthers(const Node& map, const std::vector<std::string_view>& used, const std::string& of, MixedHere& here) {
  for (const Node* other : othersIn(map, used))
    here.notes.push_back("Not imported: " + of + other->key + ": " + shortly(*other));
}

void typesFrom(const Node& overrides, Foreign& file, MixedHere& here) {
  std::string list;
  for (const Node& o : overrides.items) {
    const std::string name = textOf(o, "InstanceType");
    const auto weight = file.whole(o, "WeightedCapacity");
    if (name.empty()) {
      here.notes.push_back("Not imported: an override without an instance type: " + shortly(o));
      continue;
    }
    if (!inCatalogue(name)) {
      here.notes.push_back("Not imported: type " + name +
                           (weight ? " of weight " + std::to_string(*weight) : std::string()) +
                           ", which is not in the catalogue of instance types here.");
      continue;
    }
    loseOthers(o, {"InstanceType", "WeightedCapacity"}, "of type " + name + " ", here);
    FlowMap one;
    one.add("type", name);
    if (weight) one.add("weight", std::to_string(*weight));
    if (here.workerType.empty()) here.workerType = name;
    list += (list.empty() ? "" : ", ") + one.text();
  }
  if (!list.empty()) here.fleet.emplace_back("types", "[" + list + "]");
}

/// How much there is in a spot pool is in no file, and is not simulated: what takes a strategy's place, and what of it
/// is lost.
void spotStrategy(const Node& distribution, Foreign& file, FlowMap& spot, MixedHere& here) {
  const Node* n = distribution.find("SpotAllocationStrategy");
  const std::string theirs = saysNothing(n) ? "lowest-price" : n->text;
  if (theirs == "lowest-price") {
    spot.add("allocation", "lowest_price");
    if (const auto pools = file.whole(distribution, "SpotInstancePools")) spot.add("pools", std::to_string(*pools));
    return;
  }
  const std::string ours = file.word(distribution, "SpotAllocationStrategy",
                                     {{"price-capacity-optimized", "lowest_price"},
                                      {"capacity-optimized-prioritized", "prioritized"},
                                      {"capacity-optimized", "prioritized"},
                                      {"lowest-price", "lowest_price"}});
  spot.add("allocation", ours);
  if (ours == "lowest_price") spot.add("pools", "1");
  here.notes.push_back("Of SpotAllocationStrategy " + theirs + ": how much a pool holds is not known here; `" + ours +
                       "` among the types that can be had stands for it.");
}

void spotFrom(const Node& distribution, Foreign& file, MixedHere& here) {
  const double share = file.number(distribution, "OnDemandPercentageAboveBaseCapacity").value_or(100);
  const std::int64_t base = file.whole(distribution, "OnDemandBaseCapacity").value_or(0);
  if (share >= 100) return;
  FlowMap spot;
  spot.add("on_demand_base", std::to_string(base)).add("on_demand_share", writeNumber(share) + " %");
  spotStrategy(distribution, file, spot, here);
  here.fleet.emplace_back("spot", spot.text());
  here.notes.push_back(
      "How often spot workers are taken back is not in these files: add `fleet: {spot: {interrupted_after: …}}` or "
      "`reclaimed`, and their `price`.");
}

}  // namespace

MixedHere mixedHere(const Node& policy, Foreign& file) {
  MixedHere here;
  if (const Node* launch = policy.find("LaunchTemplate")) {
    if (const Node* overrides = launch->find("Overrides")) typesFrom(*overrides, file, here);
    loseOthers(*launch, {"Overrides", "LaunchTemplateSpecification"}, "of MixedInstancesPolicy ", here);
  }
  if (const Node* distribution = policy.find("InstancesDistribution")) {
    if (!here.workerType.empty() && !saysNothing(distribution->find("OnDemandAllocationStrategy")))
      here.fleet.emplace_back("allocation",
                              file.word(*distribution, "OnDemandAllocationStrategy",
                                        {{"prioritized", "prioritized"}, {"lowest-price", "lowest_price"}}));
    spotFrom(*distribution, file, here);
    loseOthers(*distribution,
               {"OnDemandAllocationStrategy", "OnDemandBaseCapacity", "OnDemandPercentageAboveBaseCapacity",
                "SpotAllocationStrategy", "SpotInstancePools"},
               "of InstancesDistribution ", here);
  }
  loseOthers(policy, {"LaunchTemplate", "InstancesDistribution"}, "of MixedInstancesPolicy ", here);
  return here;
}

}  // namespace headroom
