#include "scenarios/import/asg_group.h"

#include "scenarios/json_tree.h"
#include "scenarios/units.h"

namespace headroom {
namespace {

const char* terminationHere(const std::string& theirs) {
  for (const auto& [them, us] : {std::pair{"Default", "default"},
                                 {"OldestInstance", "oldest_instance"},
                                 {"NewestInstance", "newest_instance"},
                                 {"ClosestToNextInstanceHour", "closest_to_next_instance_hour"}})
    if (theirs == them) return us;
  return nullptr;
}

/// The first that there is here; those before it would have chosen first, those after it only among equals.
void termination(const Node& group, FlowMap& fleet, std::vector<std::string>& lost) {
  const Node* policies = group.find("TerminationPolicies");
  if (saysNothing(policies)) {
    fleet.add("termination", "default");  // the provider's; here it is the oldest
    return;
  }
  const char* here = nullptr;
  for (const Node& p : policies->items) {
    const char* counterpart = terminationHere(p.text);
    if (!counterpart)
      lost.push_back("the termination policy " + quoteForMessage(p.text));
    else if (here)
      lost.push_back("the termination policy " + quoteForMessage(p.text) + ", after " + here);
    else
      here = counterpart;
  }
  if (here) fleet.add("termination", here);
}

void maintenance(const Node& group, Foreign& file, FlowMap& fleet) {
  const Node* policy = group.find("InstanceMaintenancePolicy");
  if (saysNothing(policy)) return;
  FlowMap map;
  for (const auto& [theirs, ours] :
       {std::pair{"MinHealthyPercentage", "min_healthy"}, {"MaxHealthyPercentage", "max_healthy"}})
    if (const auto percent = file.whole(*policy, theirs); percent && *percent >= 0)
      map.add(ours, std::to_string(*percent) + " %");
  if (!map.empty()) fleet.add("maintenance", map.text());
}

void warmPool(const Node& group, Foreign& file, bool mixed, FlowMap& fleet, std::vector<std::string>& lost) {
  const Node* pool = group.find("WarmPoolConfiguration");
  if (saysNothing(pool)) return;
  if (mixed) return lost.push_back("the warm pool, beside several instance types or spot capacity: " + shortly(*pool));
  if (const std::string status = textOf(*pool, "Status"); !status.empty())
    return lost.push_back("the warm pool, whose status is " + quoteForMessage(status));
  FlowMap map;
  const bool stated = pool->find("PoolState") && !pool->find("PoolState")->isEmpty();
  map.add("state", stated ? file.word(*pool, "PoolState",
                                      {{"Stopped", "stopped"}, {"Running", "running"}, {"Hibernated", "hibernated"}})
                          : "stopped");
  if (const auto min = file.whole(*pool, "MinSize"); min && *min > 0) map.add("min", std::to_string(*min));
  // -1 stands for the group's maximum, as does nothing.
  if (const auto most = file.whole(*pool, "MaxGroupPreparedCapacity"); most && *most >= 0)
    map.add("prepared", std::to_string(*most));
  const Node* reuse = pool->find("InstanceReusePolicy");
  if (reuse && textOf(*reuse, "ReuseOnScaleIn") == "true") map.add("reuse", "true");
  fleet.add("warm_pool", map.text());
  for (const Node* other : othersIn(*pool, {"PoolState", "MinSize", "MaxGroupPreparedCapacity", "InstanceReusePolicy"}))
    lost.push_back("of the warm pool " + other->key + ": " + shortly(*other));
}

}  // namespace

void addGroupBehaviour(const Node& group, Foreign& file, bool mixed, FlowMap& fleet, std::vector<std::string>& lost) {
  termination(group, fleet, lost);
  maintenance(group, file, fleet);
  warmPool(group, file, mixed, fleet, lost);
}

}  // namespace headroom
