/// Several instance types in a fleet.
#include "models/fleet/instance_types.h"
#include "scenarios/checker.h"
#include "scenarios/units.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace headroom {
namespace {

std::vector<std::string> allNames() {
  std::vector<std::string> names;
  for (const auto& t : instanceTypes()) names.push_back(t.name);
  return names;
}

}  // namespace

/// What cannot be together with several types.
void Checker::typesBeside(const std::string& path, const ServiceSpec& s) {
  if (s.worker.sharing)
    error(path, "workers that share a processor are of one type", "slots",
          "cores and scalability are said of one machine; of others they are not known here");
  if (s.worker.slots.unlimited())
    error(path, "workers with unlimited slots are of one type", "a number of slots",
          "without a capacity nothing tells the types apart");
  if (s.worker.function)
    error(path, "a function has no instance types", "one of `function`, `types`",
          "AWS Lambda chooses the machines itself; `memory` is what a function may ask for");
  if (s.balancer.queue)
    error(path, "workers with one queue at the balancer are of one type", "a queue at each worker",
          "a limit of this program: its one queue counts workers alike");
  if (rungsOf(s)) error(path, "a ladder has its own types", "one of `ladder`, `types`");
  if (s.fleet.warmPool)
    error(path, "a warm pool is of one type", "one of `warm_pool`, `types`",
          "Amazon EC2 Auto Scaling User Guide, warm pools, limitations: none for groups with a mixed instances policy");
  if (std::any_of(s.scaling.begin(), s.scaling.end(), isByPods))
    error(path, "an autoscaler of pods counts pods, whatever they run on", "another policy",
          "in Kubernetes several types are of nodes, and nodes are a node autoscaler's (left out)");
}

void Checker::oneType(const std::string& path, const ServiceSpec& s, const TypeSpec& t) {
  const InstanceType* type = typeNamed(t.type);
  const InstanceType* first = typeNamed(s.worker.type);
  if (!type) {
    const std::vector<std::string> names = allNames();
    return dangling(path + ".type", "there is no instance type `" + t.type + "` in the catalogue",
                    "one of " + listed(names, 24), didYouMean(t.type, names));
  }
  if (!first || s.worker.slots.unlimited()) return;
  const auto own = static_cast<double>(s.worker.slots.value);
  const double slots = t.slots ? static_cast<double>(*t.slots) : own * type->vcpu / first->vcpu;
  if (slots != std::floor(slots) || slots < 1)
    return error(path + ".slots",
                 writeNumber(own) + " slots on " + writeNumber(first->vcpu) + " vCPU are " + writeNumber(slots) +
                     " on the " + writeNumber(type->vcpu) + " of " + t.type,
                 "a whole number of slots, as `slots: " + writeNumber(std::max(1.0, std::floor(slots))) + "`");
  if (slots > 65535) error(path + ".slots", writeNumber(slots) + " slots on one worker", "at most 65535");
  InstanceType machine = *type;
  machine.speed = t.speed.value;
  machineBears(path, s, machine, slots);
}

void Checker::types(const ServiceSpec& s) {
  const FleetSpec& f = s.fleet;
  const std::string fleet = "services." + s.name + ".fleet", path = fleet + ".types";
  if (f.types.empty()) {
    if (f.allocation != Allocation::prioritized)
      warning(fleet + ".allocation", "workers are of one type: `allocation` has no effect", "`types`");
    return;
  }
  typesBeside(path, s);
  if (f.types.size() > 40) error(path, std::to_string(f.types.size()) + " instance types", "at most 40");
  if (f.types.front().type != s.worker.type)
    error(path, "the first type is `" + f.types.front().type + "`, and the worker's is `" + s.worker.type + "`",
          "the worker's type first", "`worker: {type: …}` is the machine that its slots and service time are of");
  std::set<std::string> seen;
  std::int64_t heaviest = 1;
  for (std::size_t i = 0; i < f.types.size(); ++i) {
    const TypeSpec& t = f.types[i];
    const std::string at = path + "." + std::to_string(i + 1);
    if (!seen.insert(t.type).second) error(at + ".type", "the type `" + t.type + "` is named twice");
    if (t.weight.has_value() != f.types.front().weight.has_value())
      error(t.weight ? at + ".weight" : at,
            "`" + (t.weight ? f.types.front().type : t.type) + "` has no weight, and others have one",
            "a weight for all types, or for none");
    heaviest = std::max(heaviest, t.weight.value_or(1));
    oneType(at, s, t);
  }
  if (heaviest > f.max)
    warning(fleet + ".max",
            "the heaviest type counts " + std::to_string(heaviest) + " units, and " + std::to_string(f.max) +
                " are the most that are wanted: one worker may be the whole fleet",
            "two or three times as much");
}

}  // namespace headroom
