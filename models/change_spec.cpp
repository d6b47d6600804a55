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

template <class List>
auto* named(List& list, std::string_view name) {
  const auto it = std::find_if(list.begin(), list.end(), [&](const auto& e) { return e.name == name; });
  return it == list.end() ? nullptr : &*it;
}

void takeClient(ClientSpec& to, const ClientSpec& from, std::string_view what) {
  if (what == "attempts") to.attempts = from.attempts;
  if (what == "backoff") to.backoff = from.backoff;
}

void takeHealthCheck(HealthCheckSpec& to, const HealthCheckSpec& from, std::string_view what) {
  if (what == "unhealthy_after") to.unhealthyAfter = from.unhealthyAfter;
  if (what == "healthy_after") to.healthyAfter = from.healthyAfter;
  if (what == "grace") to.grace = from.grace;
}

void takeStart(StartSpec& to, const StartSpec& from, std::string_view what) {
  if (what == "launch") to.launch = from.launch;
  if (what == "boot") to.boot = from.boot;
  if (what == "init") to.init = from.init;
  if (what == "launch_fails") to.launchFails = from.launchFails;
  if (what == "boot_fails") to.bootFails = from.bootFails;
  if (what == "init_fails") to.initFails = from.initFails;
}

void takeLimits(FleetSpec& to, const FleetSpec& from, std::string_view what) {
  if (what == "min") to.min = from.min;
  if (what == "max") to.max = from.max;
}

/// Of the same name and kind; another one is not the scenario's.
void takePolicy(ServiceSpec& to, const ServiceSpec& from, std::string_view name) {
  PolicySpec* policy = named(to.scaling, name);
  const PolicySpec* other = named(from.scaling, name);
  if (policy && other && policy->policy.index() == other->policy.index()) policy->policy = other->policy;
}

/// `rest`: of a path below the service's name, as "fleet.min".
void take(ServiceSpec& to, const ServiceSpec& from, std::string_view rest) {
  const std::string_view part = firstOf(rest), what = firstOf(rest);
  if (part == "fleet") takeLimits(to.fleet, from.fleet, what);
  if (part == "scaling") takePolicy(to, from, what);
  if (part == "start") takeStart(to.start, from.start, what);
  if (part == "balancer") takeHealthCheck(to.balancer.healthCheck, from.balancer.healthCheck, firstOf(rest));
  if (part != "calls") return;
  CallSpec* call = named(to.calls, what);
  const CallSpec* other = named(from.calls, what);
  firstOf(rest);  // "client"
  if (call && other) takeClient(call->client, other->client, firstOf(rest));
}

}  // namespace

bool touches(const std::vector<std::string>& paths, const std::string& parent) {
  const std::string begin = parent + ".";
  return std::any_of(paths.begin(), paths.end(), [&](const std::string& path) { return path.starts_with(begin); });
}

ScenarioSpec changed(ScenarioSpec spec, const ChangeSpec& change) {
  for (std::string_view path : change.paths) {
    const std::string_view section = firstOf(path), name = firstOf(path);
    if (section == "services") {
      ServiceSpec* to = named(spec.services, name);
      const ServiceSpec* from = named(change.then->services, name);
      if (to && from) take(*to, *from, path);
    } else {
      DemandSpec* to = named(spec.demand, name);
      const DemandSpec* from = named(change.then->demand, name);
      firstOf(path);  // "client"
      if (to && from) takeClient(to->client, from->client, firstOf(path));
    }
  }
  return spec;
}

bool mayChange(std::string_view path) {
  if (path.find(".empirical.") != std::string_view::npos) return false;  // a file would have to be read
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
