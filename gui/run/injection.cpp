// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/run/injection.h"

#include "gui/data/view.h"
#include "scenarios/tree.h"
#include "scenarios/units.h"
#include "scenarios/write_yaml.h"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace headroom::gui {
namespace {

using Kind = Injection::Kind;

std::string faultOf(const Injection& i) {
  const std::string& where = i.place;
  switch (i.kind) {
    case Kind::loseZone: return fmt::format("zone_outage: {{zone: {}", where);
    case Kind::killWorkers: return fmt::format("instance_crash: {{service: {}, workers: {:.0f}", where, i.strength);
    case Kind::slow: return fmt::format("slow: {{service: {}, factor: {}", where, writeNumber(i.strength));
    case Kind::errors:
      return fmt::format("erroring: {{service: {}, probability: {}", where, writeNumber(i.strength / 100));
    case Kind::surge:
    case Kind::resize: break;
  }
  return {};
}

const ServiceSpec* serviceOf(const ScenarioSpec& spec, const std::string& name) {
  const auto found =
      std::find_if(spec.services.begin(), spec.services.end(), [&](const ServiceSpec& s) { return s.name == name; });
  return found == spec.services.end() ? nullptr : &*found;
}

/// EC2 refuses a desired capacity outside of the group's limits, so these go with it.
std::string resizeOf(const Injection& i, const ScenarioSpec& spec) {
  const ServiceSpec* s = serviceOf(spec, i.place);
  const auto wanted = static_cast<std::int64_t>(i.strength);
  std::string action = fmt::format("at: {}, desired: {}", writeDuration(i.at.sinceStart()), wanted);
  if (s && wanted < s->fleet.min) action += fmt::format(", min: {}", wanted);
  if (s && wanted > s->fleet.max) action += fmt::format(", max: {}", wanted);
  return fmt::format("services.{}.scaling.{}={{scheduled: {{{}}}}}", i.place, i.name, action);
}

/// A tree in a line.
std::string inLine(const Node& n) {
  if (n.isScalar()) return n.quoted ? nlohmann::json(n.text).dump() : n.text;
  if (n.isEmpty()) return "{}";
  std::string all;
  for (const Node& item : n.items)
    all += (all.empty() ? "" : ", ") + (n.isMap() ? item.key + ": " : std::string()) + inLine(item);
  return n.isMap() ? "{" + all + "}" : "[" + all + "]";
}

std::string inLine(const std::string& yaml) {
  Reading reading{{{"", ".", yaml}}, {}};
  const auto tree = parseTree(reading, 0);
  return tree ? inLine(*tree) : yaml;
}

/// The same callers once more, (strength − 1) times as many of them, while it lasts.
std::string surgeOf(const Injection& i, const ScenarioSpec& spec) {
  const auto found =
      std::find_if(spec.demand.begin(), spec.demand.end(), [&](const DemandSpec& d) { return d.name == i.place; });
  if (found == spec.demand.end()) return "demand." + i.place + "=null";  // which the loader refuses
  DemandSpec extra = *found;
  StepsCurve steps{{{Duration(), {0}}, {i.at.sinceStart(), {i.strength - 1}}}};
  if (i.lasts) steps.steps.push_back({i.at.sinceStart() + *i.lasts, {0}});
  extra.times.push_back({"surge", std::move(steps)});
  return "demand." + i.name + "=" + inLine(writeYaml(typeFor<DemandSpec>(), &extra, "."));
}

bool isOfKubernetes(const PolicySpec& p) {
  return std::holds_alternative<HpaSpec>(p.policy) || std::holds_alternative<KpaSpec>(p.policy);
}

std::vector<std::string> namesOf(const auto& all) {
  std::vector<std::string> names;
  for (const auto& each : all) names.push_back(each.name);
  return names;
}

}  // namespace

std::string setOf(const Injection& i, const ScenarioSpec& spec) {
  if (i.kind == Kind::surge) return surgeOf(i, spec);
  if (i.kind == Kind::resize) return resizeOf(i, spec);
  std::string fault = faultOf(i) + ", at: " + writeDuration(i.at.sinceStart());
  if (i.lasts && describe(i.kind).lasting) fault += ", lasts: " + writeDuration(*i.lasts);
  return fmt::format("faults.{}={{{}}}}}", i.name, fault);
}

std::string sentenceOf(const Injection& i) {
  const std::string strength = writeNumber(i.strength);
  std::string what;
  switch (i.kind) {
    case Kind::loseZone: what = "zone " + i.place + " lost"; break;
    case Kind::killWorkers:
      return fmt::format("{} worker{} of {} killed", strength, i.strength == 1 ? "" : "s", i.place);
    case Kind::slow: what = fmt::format("{} {} times as slow", i.place, strength); break;
    case Kind::errors: what = fmt::format("{} % errors from {}", strength, i.place); break;
    case Kind::resize: return fmt::format("{} set to {} workers", i.place, strength);
    case Kind::surge: what = fmt::format("{} asks {} times as much", i.place, strength); break;
  }
  return what + (i.lasts ? ", " + lengthText(i.lasts->inSeconds()) : ", to the end");
}

const std::vector<InjectionKind>& injectionKinds() {
  static const std::vector<InjectionKind> kinds{
      {Kind::loseZone, "lose-zone", "Lose a zone", "Zone", nullptr, 0, 0, 0, 0, 0, "", true},
      {Kind::killWorkers, "kill-workers", "Kill workers", "Service", "Workers", 1, 100'000, 1, 1, 0, "", false},
      {Kind::slow, "slow", "Slow a service", "Service", "Takes", 1.1, 1000, 3, 0.5, 1, " times as long", true},
      {Kind::errors, "errors", "Errors from a service", "Service", "Share", 1, 100, 20, 5, 0, " % of calls", true},
      {Kind::surge, "surge", "Surge of demand", "Demand", "Asks", 1.1, 1000, 2, 0.5, 1, " times as much", true},
      {Kind::resize, "resize", "Resize a fleet", "Service", "Desired", 0, 100'000, 6, 1, 0, " workers", false}};
  return kinds;
}

const InjectionKind& describe(Kind kind) {
  return *std::find_if(injectionKinds().begin(), injectionKinds().end(), [&](auto& k) { return k.kind == kind; });
}

std::vector<std::string> placesOf(Kind kind, const ScenarioSpec& spec) {
  std::vector<std::string> places;
  switch (kind) {
    case Kind::loseZone: return spec.region.zones;
    case Kind::killWorkers:  // functions have no workers to kill by number
      for (const ServiceSpec& s : spec.services)
        if (!s.worker.function) places.push_back(s.name);
      return places;
    case Kind::slow:
    case Kind::errors: return namesOf(spec.services);
    case Kind::resize:
      for (const ServiceSpec& s : spec.services)
        if (!s.worker.function && std::none_of(s.scaling.begin(), s.scaling.end(), isOfKubernetes))
          places.push_back(s.name);
      return places;
    case Kind::surge:  // a closed loop has no rate that could be multiplied
      for (const DemandSpec& d : spec.demand)
        if (!d.rate.empty()) places.push_back(d.name);
  }
  return places;
}

std::string freshName(const ScenarioSpec& spec) {
  const auto taken = [&](const std::string& name) {
    const auto is = [&](const auto& x) { return x.name == name; };
    const auto among = [&](const auto& all) { return std::any_of(all.begin(), all.end(), is); };
    return among(spec.faults) || among(spec.demand) || among(spec.changes) ||
           std::any_of(spec.services.begin(), spec.services.end(), [&](auto& s) { return among(s.scaling); });
  };
  int n = 1;
  while (taken(fmt::format("injected-{}", n))) ++n;
  return fmt::format("injected-{}", n);
}

}  // namespace headroom::gui
