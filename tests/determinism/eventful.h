/// A small scenario in which much happens: what must come out the same, however it is built and whoever looks on.
#pragma once

#include "models/scenario_spec.h"

namespace headroom {

/// Twenty minutes, three zones; open and closed demand; time-outs, retries within a budget; slots with a queue, a
/// shared processor, one queue at the balancer; target tracking; an outage, crashes, slowness, errors.
inline ScenarioSpec eventful() {
  const auto ms = [](std::int64_t n) { return Duration::milliseconds(n); };
  const auto at = [](std::int64_t minutes) {
    When w;
    w.offset = Duration::minutes(minutes);
    return w;
  };
  ScenarioSpec s;
  s.name = "eventful";
  s.duration = Duration::minutes(20);
  s.seed = 7;
  s.sample = Duration::seconds(10);
  s.region.zones = {"a", "b", "c"};
  s.region.crossZone = {ms(1), {0.01}};

  ServiceSpec web;
  web.name = "web";
  web.worker.slots = {4};
  web.worker.queue = {20};
  web.worker.serviceTime = Lognormal{ms(60), 0.9};
  web.worker.demands.networkIo = {5e3};
  web.start = {Exponential{ms(2000)}, Lognormal{ms(20'000), 0.4}, Weibull{ms(8000), 2}, {0.05}, {}, {}};
  web.fleet.min = 3;
  web.fleet.max = 12;
  web.fleet.warmUp = Duration::seconds(20);
  web.fleet.drain = Duration::seconds(30);
  web.balancer.healthCheck = {Duration::seconds(10), Duration::seconds(2), 2, 2, {}};
  TargetTrackingPolicy track;
  track.metric = MetricKind::slots;
  track.target = 0.4;
  track.delay = Duration::seconds(20);
  track.lowPoints = 4;
  web.scaling.push_back({"track", track});
  ClientSpec inner;
  inner.timeout = Deterministic{ms(800)};
  inner.attempts = 2;
  web.calls.push_back({"orders", "orders", {1}, true, false, inner});
  web.calls.push_back({"stock", "stock", {0.4}, false, true, inner});

  ServiceSpec orders;
  orders.name = "orders";
  orders.worker.slots = {32};
  orders.worker.sharing = SharingSpec{2, ScalabilitySpec{0.03, 0.001}};
  orders.worker.serviceTime = Gamma{ms(15), 1.5};
  orders.balancer.policy = BalancerSpec::Policy::powerOfTwo;
  orders.fleet.min = orders.fleet.max = 3;
  orders.fleet.onLoss = FleetSpec::OnLoss::hang;

  ServiceSpec stock;
  stock.name = "stock";
  stock.worker.slots = {2};
  stock.worker.serviceTime = Hyperexponential{ms(20), 2, 0, {}, {}};
  stock.balancer.policy = BalancerSpec::Policy::random;
  stock.balancer.queue = Limit{100};
  stock.fleet.min = stock.fleet.max = 3;
  stock.fleet.onLoss = FleetSpec::OnLoss::resume;
  s.services = {web, orders, stock};

  DemandSpec open;
  open.name = "open";
  open.to = "web";
  DiurnalCurve wave;
  wave.mean = {45};
  wave.peakAt = {When::Kind::timeOfDay, Duration::minutes(8), 0, 0, "00:08"};
  wave.period = Duration::minutes(15);
  open.rate = {{"wave", wave}, {"crowd", FlashCrowdCurve{at(12), {30}, ms(20'000), ms(60'000), ms(60'000)}}};
  open.arrivals.kind = ArrivalsSpec::Kind::overdispersed;
  open.arrivals.dispersion = 3;
  open.classes = {{"small", {0.8}, 0.7}, {"large", {0.2}, 2.2}};
  open.client.timeout = Lognormal{ms(1500), 0.3};
  open.client.attempts = 3;
  open.client.budget = RetryBudgetSpec{{0.3}, 20};
  DemandSpec users;
  users.name = "users";
  users.to = "web";
  users.users = UsersSpec{40, Pareto{1.8, ms(2000), ms(60'000)}};
  users.client.timeout = Deterministic{ms(900)};
  users.client.cancelOnTimeout = true;
  s.demand = {open, users};

  s.faults.push_back({"outage", at(5), {}, Deterministic{ms(240'000)}, ZoneOutage{"b"}});
  s.faults.push_back({"crash", {}, Exponential{ms(200'000)}, {}, InstanceCrash{"web", 1}});
  s.faults.push_back({"slow", at(11), {}, Uniform{ms(30'000), ms(90'000)}, Slow{"orders", "", 4}});
  s.faults.push_back({"errors", at(14), {}, Deterministic{ms(60'000)}, Erroring{"web", "a", {0.3}}});
  s.objectives.push_back({"fast", "", ms(500), {0.95}, Duration::hours(24)});
  s.objectives.push_back({"orders", "orders", ms(100), {0.9}, Duration::hours(24)});
  return s;
}

}  // namespace headroom
