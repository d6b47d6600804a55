#include "tests/validation/systems.h"

#include "scenarios/units.h"
#include "sim/histogram.h"

#include <algorithm>
#include <cmath>

namespace headroom::validation {
namespace {

std::string zoneName(int zone) { return {static_cast<char>('a' + zone)}; }

Figure mean(const char* name, double expected, Reader read) { return {name, expected, std::move(read)}; }

Figure quantile(const char* of, const char* which, double expected, const std::string& path) {
  Figure f{std::string(of) + " " + which, expected, time(path + which)};
  f.resolution = Histogram::relativeError;
  f.most = which == std::string("p999") ? 0.25 : (which == std::string("p99") ? 0.075 : 0.05);
  return f;
}

}  // namespace

// ---- laws ----------------------------------------------------------------------------------------------------------

Duration units(double x) { return Duration::fromSeconds(x * unitSeconds); }
LawSpec fixed(double value) { return Deterministic{units(value)}; }
LawSpec exponential(double mean) { return Exponential{units(mean)}; }
LawSpec lognormal(double mean, double scv) { return Lognormal{units(mean), std::sqrt(scv)}; }
LawSpec erlang(double mean, std::int64_t stages) { return Erlang{units(mean), stages}; }
LawSpec hyperexponential(double mean, double scv) {
  Hyperexponential law;
  law.mean = units(mean);
  law.cv = std::sqrt(scv);
  return law;
}

// ---- scenarios -----------------------------------------------------------------------------------------------------

When offset(double t) {
  When when;
  when.offset = units(t);
  when.text = writeDuration(when.offset);
  return when;
}

namespace {

ScenarioSpec oneService(const LawSpec& service, std::int64_t slots) {
  ScenarioSpec spec;
  DemandSpec demand;
  demand.name = "users";
  demand.to = "web";
  spec.demand.push_back(std::move(demand));
  ServiceSpec s;
  s.name = "web";
  s.worker.slots.value = slots;
  s.worker.serviceTime = service;
  spec.services.push_back(std::move(s));
  return spec;
}

}  // namespace

ScenarioSpec station(double lambda, const LawSpec& service, std::int64_t slots) {
  ScenarioSpec spec = oneService(service, slots);
  users(spec).rate.push_back({"constant", ConstantCurve{{lambda / unitSeconds}}});
  return spec;
}

ScenarioSpec closedStation(std::int64_t count, const LawSpec& think, const LawSpec& service, std::int64_t slots) {
  ScenarioSpec spec = oneService(service, slots);
  users(spec).users = UsersSpec{count, think};
  return spec;
}

ScenarioSpec spreadOver(ScenarioSpec spec, std::int64_t n, BalancerSpec::Policy policy) {
  web(spec).fleet.min = web(spec).fleet.max = n;
  web(spec).balancer.policy = policy;
  return spec;
}

ScenarioSpec oneQueueFor(ScenarioSpec spec, std::int64_t n) {
  web(spec).fleet.min = web(spec).fleet.max = n;
  web(spec).balancer.queue = Limit{};
  return spec;
}

ScenarioSpec withRoomFor(ScenarioSpec spec, std::int64_t k) {
  web(spec).worker.queue.value = k;
  return spec;
}

ScenarioSpec shared(ScenarioSpec spec, std::int64_t cores) {
  web(spec).worker.slots = {};
  web(spec).worker.sharing = SharingSpec{cores, {}};
  return spec;
}

ScenarioSpec inZones(ScenarioSpec spec, int zones) {
  spec.region.zones.clear();
  for (int z = 0; z < zones; ++z) spec.region.zones.push_back(zoneName(z));
  web(spec).fleet.onLoss = FleetSpec::OnLoss::resume;
  return spec;
}

void darken(ScenarioSpec& spec, int zone, double at, double lasts) {
  FaultSpec fault;
  fault.name = "dark-" + std::to_string(spec.faults.size() + 1);
  fault.at = offset(at);
  fault.lasts = fixed(lasts);
  fault.fault = ZoneOutage{zoneName(zone)};
  spec.faults.push_back(std::move(fault));
}

void darkenAgain(ScenarioSpec& spec, int zone, double meanUp, double meanDown) {
  FaultSpec fault;
  fault.name = "dark-" + zoneName(zone);
  fault.every = exponential(meanUp);
  fault.lasts = exponential(meanDown);
  fault.fault = ZoneOutage{zoneName(zone)};
  spec.faults.push_back(std::move(fault));
}

ScenarioSpec lookedAt(ScenarioSpec spec, double t) {
  const Duration nanosecond = Duration::nanoseconds(1);
  spec.measure.from = offset(t);
  spec.measure.until = spec.measure.from;
  spec.measure.until->offset += nanosecond;
  spec.measure.until->text = writeDuration(spec.measure.until->offset);
  spec.duration = spec.measure.until->offset + nanosecond;
  return spec;
}

ScenarioSpec between(ScenarioSpec spec, double a, double b) {
  if (a > 0) spec.measure.from = offset(a);
  spec.measure.until = offset(b);
  spec.duration = units(b) + Duration::nanoseconds(1);
  return spec;
}

// ---- lengths -------------------------------------------------------------------------------------------------------

double relaxation(double servers, double mu, double lambda) {
  return 1 / std::pow(std::sqrt(servers * mu) - std::sqrt(lambda), 2);
}

Length steady(double requests, double lambda, double relaxation) {
  return {Length::Kind::steady, 10 * relaxation, requests / lambda, 50};
}

Length replicated(int replications) { return {Length::Kind::moment, 0, 0, replications}; }

// ---- figures -------------------------------------------------------------------------------------------------------

Reader value(const std::string& path) {
  return [path](const Observation& o) { return o.summary[path]; };
}

Reader time(const std::string& path) {
  return [path](const Observation& o) { return o.summary[path] / unitSeconds; };
}

Figure sojourn(double expected) { return mean("W", expected, time("services.web.latency_s.mean")); }
Figure wait(double expected) { return mean("Wq", expected, time("services.web.wait_s.mean")); }
Figure waits(double expected) { return mean("P(wait > 0)", expected, value("services.web.waited_share")); }
Figure inSystem(double expected) { return mean("L", expected, value("services.web.in_system_mean")); }
Figure inQueue(double expected) { return mean("Lq", expected, value("services.web.queue_mean")); }
Figure utilisation(double expected) { return mean("utilisation", expected, value("services.web.utilisation.mean")); }
Figure loss(double expected) {
  return mean("P(loss)", expected,
              [](const Observation& o) { return o.summary["requests.rejected"] / o.summary["requests.offered"]; });
}
Figure throughput(double expected) {
  return mean("throughput", expected, [](const Observation& o) { return o.summary["requests.served"] / o.window; });
}

Figure sojournQuantile(const char* which, double expected) {
  return quantile("W", which, expected, "services.web.latency_s.");
}
Figure waitQuantile(const char* which, double expected) {
  return quantile("Wq", which, expected, "services.web.wait_s.");
}

Figure probability(std::string name, double expected, std::function<bool(double inSystem)> holds) {
  Figure f{std::move(name), expected, [holds = std::move(holds)](const Observation& o) {
             return holds(std::round(o.summary["services.web.in_system_mean"])) ? 1.0 : 0.0;
           }};
  f.kind = Figure::Kind::probability;
  f.most = 0.04;
  f.nightlyOnly = expected < 0.1;
  return f;
}

Figure variance(std::string name, double expected, Reader read) {
  Figure f{std::move(name), expected, std::move(read)};
  f.kind = Figure::Kind::variance;
  f.most = 0.2;
  return f;
}

Figure within(double most, Figure figure) {
  figure.most = most;
  return figure;
}

}  // namespace headroom::validation
