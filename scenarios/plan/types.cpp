#include "scenarios/plan/types.h"

#include "models/fleet/instance_types.h"
#include "scenarios/suggest.h"
#include "sim/issue.h"

#include <algorithm>
#include <cmath>

namespace headroom::plan {
namespace {

const InstanceType& instanceTypeNamed(const std::string& name) {
  std::vector<std::string> names;
  for (const InstanceType& t : instanceTypes()) {
    if (t.name == name) return t;
    names.push_back(t.name);
  }
  const std::string hint = didYouMean(name, names);
  throw Failure("there is no instance type `" + name + "` in the catalogue; wanted: one of " + listed(names, 24) +
                (hint.empty() ? "" : "\n  " + hint));
}

}  // namespace

TypeChoice asType(const ScenarioSpec& spec, std::size_t service, const std::string& type) {
  TypeChoice choice{type, {}, spec};
  ServiceSpec& s = choice.spec.services[service];
  WorkerSpec& w = s.worker;
  const double size = instanceTypeNamed(type).vcpu / instanceTypeNamed(w.type).vcpu;
  if (type == w.type) return choice;
  w.type = type;
  const auto times = [&](std::int64_t n) {
    return static_cast<std::int64_t>(std::floor(static_cast<double>(n) * size + 1e-9));
  };
  if (w.sharing && w.sharing->scalability) {
    choice.impossible = "how its workers scale is known of " + spec.services[service].worker.type + " only";
    return choice;
  }
  if (!w.slots.unlimited()) w.slots.value = times(w.slots.value);
  if (!w.queue.unlimited()) w.queue.value = times(w.queue.value);
  if (w.sharing) w.sharing->cores = times(w.sharing->cores);
  if (s.rated.rate) s.rated.rate->perSecond *= size;
  if (w.slots.value < 1 || (w.sharing && w.sharing->cores < 1))
    choice.impossible = "so small a machine has no whole slot or core left";
  return choice;
}

}  // namespace headroom::plan
