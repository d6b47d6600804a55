#include "models/change_spec.h"

#include "models/scenario_spec.h"

#include <algorithm>
#include <array>

namespace headroom {
namespace {

/// Every segment, or `*` for any; the last may be `**` for whatever is below.
constexpr std::array patterns{
    "services.*.fleet.min",
    "services.*.fleet.max",
    "services.*.scaling.*.target_tracking.*",
    "services.*.scaling.*.step.*",
    "services.*.scaling.*.step.steps.**",
    "services.*.scaling.*.simple.*",
    "services.*.scaling.*.threshold.*",
    "services.*.scaling.*.pi.*",
    "services.*.scaling.*.hpa.tolerance",
    "services.*.scaling.*.hpa.downscale_stabilisation",
    "services.*.scaling.*.hpa.behaviour.**",
    "services.*.scaling.*.hpa.metrics.*.utilisation",
    "services.*.scaling.*.hpa.metrics.*.average_value",
    "services.*.scaling.*.hpa.metrics.*.value",
    "services.*.scaling.*.kpa.total",
    "services.*.scaling.*.kpa.utilisation",
    "services.*.scaling.*.kpa.panic_threshold",
    "services.*.scaling.*.kpa.max_scale_up",
    "services.*.scaling.*.kpa.max_scale_down",
    "services.*.start.**",
    "services.*.balancer.health_check.unhealthy_after",
    "services.*.balancer.health_check.healthy_after",
    "services.*.balancer.health_check.grace",
    "demand.*.client.attempts",
    "demand.*.client.backoff.**",
    "services.*.calls.*.client.attempts",
    "services.*.calls.*.client.backoff.**",
};

/// What a policy follows, and its name: with another one it would be another policy.
constexpr std::array<std::string_view, 7> identity{"name",   "metric",     "metrics", "statistic",
                                                   "period", "resolution", "delay"};

std::string_view firstOf(std::string_view& path) {
  const std::size_t dot = path.find('.');
  const std::string_view first = path.substr(0, dot);
  path = dot == std::string_view::npos ? std::string_view() : path.substr(dot + 1);
  return first;
}

bool fits(std::string_view path, std::string_view pattern) {
  while (!pattern.empty()) {
    const std::string_view wanted = firstOf(pattern);
    if (path.empty()) return wanted == "**";
    if (wanted == "**") return true;
    const std::string_view there = firstOf(path);
    if (wanted != "*" && wanted != there) return false;
    if (wanted == "*" && pattern.empty() && std::find(identity.begin(), identity.end(), there) != identity.end())
      return false;
  }
  return path.empty();
}

void takeClient(ClientSpec& to, const ClientSpec& from) {
  to.attempts = from.attempts;
  to.backoff = from.backoff;
}

void takeHealthCheck(HealthCheckSpec& to, const HealthCheckSpec& from) {
  to.unhealthyAfter = from.unhealthyAfter;
  to.healthyAfter = from.healthyAfter;
  to.grace = from.grace;
}

/// `part`: of the service, as "fleet".
void take(ServiceSpec& to, const ServiceSpec& from, std::string_view part) {
  if (part == "scaling") to.scaling = from.scaling;
  if (part == "start") to.start = from.start;
  if (part == "balancer") takeHealthCheck(to.balancer.healthCheck, from.balancer.healthCheck);
  if (part == "fleet") {
    to.fleet.min = from.fleet.min;
    to.fleet.max = from.fleet.max;
  }
  for (std::size_t c = 0; part == "calls" && c < std::min(to.calls.size(), from.calls.size()); ++c)
    takeClient(to.calls[c].client, from.calls[c].client);
}

template <class List>
auto* named(List& list, std::string_view name) {
  const auto it = std::find_if(list.begin(), list.end(), [&](const auto& e) { return e.name == name; });
  return it == list.end() ? nullptr : &*it;
}

}  // namespace

ScenarioSpec changed(ScenarioSpec spec, const ChangeSpec& change) {
  for (std::string_view path : change.paths) {
    const std::string_view section = firstOf(path), name = firstOf(path), part = firstOf(path);
    if (section == "services") {
      ServiceSpec* to = named(spec.services, name);
      const ServiceSpec* from = named(change.then->services, name);
      if (to && from) take(*to, *from, part);
    } else {
      DemandSpec* to = named(spec.demand, name);
      const DemandSpec* from = named(change.then->demand, name);
      if (to && from) takeClient(to->client, from->client);
    }
  }
  return spec;
}

bool mayChange(std::string_view path) {
  return std::any_of(patterns.begin(), patterns.end(), [&](std::string_view pattern) { return fits(path, pattern); });
}

const Type& changeList() {
  using C = ChangeSpec;
  static const Type sets = [] {
    Type t = listOf<std::string>(typeFor<std::string>(), "Each as a `--set`.");
    t.single = true;
    return t;
  }();
  static const Type element = object<C>(
      "Settings that are others from a time on.",
      {fieldAs(nameType(), "name", &C::name, "Of the change."), required(field("at", &C::at, "From when on.")),
       required(fieldAs(sets, "set", &C::set, "What, as `services.web.fleet.min=9`, or a list of such."))});
  static const Type type = listOf<C>(element, "Settings that change while the run goes on.");
  return type;
}

}  // namespace headroom
