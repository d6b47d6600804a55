/// Functions against closed forms and documented figures.
#include "clockwork.h"

#include <cmath>

#include <gtest/gtest.h>

namespace headroom {
namespace {

/// A function that gets `rate` calls a second, Poisson, of `work` each.
ScenarioSpec calledAt(double rate, LawSpec work, Duration duration) {
  ScenarioSpec spec;
  spec.duration = duration;
  DemandSpec demand;
  demand.name = "users";
  demand.to = "f";
  demand.rate.push_back({"constant", ConstantCurve{{rate}}});
  spec.demand.push_back(demand);
  ServiceSpec f;
  f.name = "f";
  f.worker.serviceTime = work;
  f.worker.function.emplace().coldStart = {Deterministic{}, Deterministic{}, Deterministic{}};
  spec.services.push_back(f);
  return spec;
}

/// Erlang's loss formula by its recursion, B(0) = 1, B(c) = a·B(c−1) / (c + a·B(c−1)) (Erlang, 1917). With starts that
/// take no time a function of c reserved environments is M/G/c/c, whatever the law of its calls.
double erlangB(int c, double a) {
  double b = 1;
  for (int k = 1; k <= c; ++k) b = a * b / (k + a * b);
  return b;
}

TEST(Function, IsErlangsLossSystemAtItsReservedConcurrency) {
  EXPECT_NEAR(erlangB(10, 8), 0.12166, 1e-5) << "a value of the tables";
  for (const LawSpec& law : {LawSpec(Exponential{Duration::seconds(1)}), LawSpec(Lognormal{Duration::seconds(1), 2})}) {
    ScenarioSpec spec = calledAt(8, law, Duration::hours(8));
    spec.services[0].worker.function->reserved = 10;
    const Summary s = run(spec);
    const double rejected = s["requests.rejected"] / s["requests.offered"];
    EXPECT_NEAR(rejected, erlangB(10, 8), 0.006) << "230,000 calls, correlated over some seconds: 3 sigma is 0.005";
    EXPECT_EQ(s["services.f.function.over_concurrency"], s["requests.rejected"]);
  }
}

/// "Concurrency = average requests per second × average request duration": 200/s of 250 ms are 50 at a time. Nobody is
/// rejected, so it is M/G/∞, and its environments at any time are as many as ran at once within the last ten minutes.
TEST(Function, ConcurrencyIsRateTimesDuration) {
  const Summary s = run(calledAt(200, Lognormal{Duration::milliseconds(250), 1}, Duration::minutes(30)));
  EXPECT_NEAR(s["services.f.in_system_mean"], 50, 0.5);
  EXPECT_EQ(s["requests.rejected"], 0);
  EXPECT_GT(s["workers.max"], 50 + 3 * std::sqrt(50.0))
      << "Poisson of mean 50, over thousands of its correlation times";
  EXPECT_LT(s["workers.max"], 50 + 7 * std::sqrt(50.0));
}

/// Calls of no length at 1 in 300 s, environments that expire after 600 s: cold is the call before which none came for
/// 600 s, e^(−2) = 0.1353 of all; 28,800 calls.
TEST(Function, ALonelyCallIsColdWithTheProbabilityOfALongPause) {
  ScenarioSpec spec = calledAt(1 / 300.0, Deterministic{Duration::microseconds(1)}, Duration::hours(2400));
  spec.services[0].worker.function->idleExpiry = Deterministic{Duration::seconds(600)};
  spec.services[0].worker.function->coldStart.init = Deterministic{Duration::milliseconds(300)};
  const Summary s = run(spec);
  EXPECT_NEAR(s["services.f.function.cold_share"], std::exp(-2), 4 * std::sqrt(0.117 / 28800));
  EXPECT_NEAR(s["services.f.waited_share"], s["services.f.function.cold_share"], 1e-3) << "who is cold waits";
  EXPECT_NEAR(s["workers.mean"], 1 - std::exp(-2), 0.02)
      << "an environment is there while the last call was within 600 s: PASTA";
}

TEST(Function, AColdStartHasThreePhases) {
  ScenarioSpec spec = clockwork(10, 0.1);
  ServiceSpec& f = spec.services[0];
  f.fleet = {};
  f.worker.function.emplace().coldStart = {Deterministic{Duration::milliseconds(100)},
                                           Deterministic{Duration::milliseconds(250)},
                                           Deterministic{Duration::milliseconds(50)}};
  const Summary s = run(spec);
  EXPECT_EQ(s["services.web.function.cold_starts"], 1);
  EXPECT_NEAR(s["latency_s.max"], 0.4 + 0.1, 1e-6);
  EXPECT_NEAR(s["latency_s.p50"], 0.1, 1e-3);
  // 512 MiB are half a GiB: init and secrets, and as many calls of 100 ms as there were; 0.20 USD a million of them.
  const double calls = s["services.web.calls.served"], begun = s["services.web.calls.offered"],
               gibSecond = 0.0000166667;
  EXPECT_NEAR(s["cost_usd.not_serving"], 0.5 * 0.3 * gibSecond, 1e-12);
  EXPECT_NEAR(s["cost_usd.used"], 0.5 * 0.1 * calls * gibSecond + begun * 0.2e-6, 1e-9);
}

/// Ten calls at once make ten environments; then one call a second. With the one that was used last first, nine are
/// never used again and go ten minutes later; with turns all ten would stay.
TEST(Function, TheOneUsedLastIsUsedFirstSoSurplusExpires) {
  ScenarioSpec spec = clockwork(1300, 0.01);
  ServiceSpec& f = spec.services[0];
  f.fleet = {};
  f.worker.function.emplace();
  DemandSpec burst;
  burst.name = "burst";
  burst.to = "web";
  burst.users.emplace().count = 9;
  burst.users->think = Deterministic{Duration::seconds(1000)};
  spec.demand.push_back(burst);
  World world(compile(spec), 1);
  const auto environments = [&] {
    std::int64_t n = 0;
    for (const Worker& w : world.services[0].workers) n += w.state == WorkerState::inService;
    return n;
  };
  std::map<double, std::int64_t> seen;
  while (!world.run({}, 1)) seen[(world.now() - Instant()).inSeconds()] = environments();
  EXPECT_EQ(std::prev(seen.lower_bound(1000))->second, 1);
  const std::int64_t most = std::prev(seen.lower_bound(1002))->second;
  EXPECT_GE(most, 9);
  EXPECT_EQ(seen.rbegin()->second, most) << "they expire at 1600 s, after the end";
  ScenarioSpec longer = spec;
  longer.duration = Duration::seconds(1700);
  World to(compile(longer), 1);
  to.run({});
  std::int64_t left = 0;
  for (const Worker& w : to.services[0].workers) left += w.state == WorkerState::inService;
  EXPECT_EQ(left, 1);
}

/// The documented burst: of 5,000 calls at once 1,000 get an environment, the others are throttled.
TEST(Function, AddsAThousandEnvironmentsAtOnce) {
  ScenarioSpec spec = calledAt(1, Deterministic{Duration::seconds(9)}, Duration::seconds(15));
  spec.region.functionConcurrency = 10000;
  spec.demand[0].rate.clear();
  spec.demand[0].users.emplace().count = 5000;
  spec.demand[0].users->think = Deterministic{Duration::seconds(10)};
  const Summary s = run(spec);
  EXPECT_EQ(s["requests.offered"], 5000);
  EXPECT_EQ(s["requests.rejected"], 4000);
  EXPECT_EQ(s["services.f.function.over_rate"], 4000);
  EXPECT_EQ(s["services.f.function.cold_starts"], 1000);
}

/// Two that share an account's limit of 5, and one with a reservation of 3 that they cannot touch: never more at a
/// time.
TEST(Function, SharesTheAccountsLimit) {
  ScenarioSpec spec = calledAt(20, Exponential{Duration::seconds(1)}, Duration::minutes(20));
  spec.region.functionConcurrency = 8;
  ServiceSpec& f = spec.services[0];
  ServiceSpec g = f, h = f;
  g.name = "g";
  h.name = "h";
  h.worker.function->reserved = 3;
  spec.services.push_back(g);
  spec.services.push_back(h);
  for (const char* to : {"g", "h"}) {
    DemandSpec d = spec.demand[0];
    d.name = std::string("to-") + to;
    d.to = to;
    spec.demand.push_back(d);
  }
  const Summary s = run(spec);
  const auto rejected = [&](const std::string& name) {
    return s["services." + name + ".calls.rejected"] / s["services." + name + ".calls.offered"];
  };
  EXPECT_NEAR(rejected("h"), erlangB(3, 20), 0.01);
  EXPECT_NEAR(rejected("f"), erlangB(5, 40), 0.01) << "together they are a loss system of 5 with 40 erlangs";
  EXPECT_NEAR(rejected("g"), erlangB(5, 40), 0.01);
}

/// Always there, so never cold, and used before others; what goes beyond them is on demand.
TEST(Function, ProvisionedEnvironmentsAreNeverCold) {
  ScenarioSpec spec = calledAt(8, Exponential{Duration::seconds(1)}, Duration::hours(1));
  spec.services[0].worker.function->provisioned = 30;
  spec.services[0].worker.function->coldStart.init = Deterministic{Duration::seconds(1)};
  const Summary s = run(spec);
  EXPECT_EQ(s["services.f.function.cold_starts"], 0) << "Poisson of mean 8 is above 30 once in 10^9";
  EXPECT_EQ(s["workers.max"], 30);
  EXPECT_NEAR(s["cost_usd.unused"], 0.5 * 30 * 3600 * 0.0000041667, 1e-9);
  EXPECT_NEAR(s["cost_usd.used"],
              0.5 * s["services.f.in_system_mean"] * 3600 * 0.0000097222 + s["requests.offered"] * 0.2e-6, 1e-6);
}

/// The calls in it fail at once; provisioned ones are made again where the region is up.
TEST(Function, AZoneTakesItsEnvironmentsAlong) {
  ScenarioSpec spec = calledAt(20, Deterministic{Duration::seconds(1)}, Duration::minutes(10));
  spec.region.zones = {"a", "b"};
  spec.services[0].worker.function->provisioned = 10;
  FaultSpec fault;
  fault.name = "outage";
  fault.at = after(300);
  fault.fault = ZoneOutage{"b"};
  spec.faults.push_back(fault);
  const Summary s = run(spec);
  EXPECT_GT(s["requests.failed"], 3);
  EXPECT_LT(s["requests.failed"], 30) << "half of those that ran";
  EXPECT_EQ(s["requests.rejected"], 0);
}

/// "Lambda quotas": ten calls a second for each unit of concurrency. 500 calls a second of 1 ms never have ten at work,
/// but of ten reserved units 100 a second may come, and 100 at once before.
TEST(Function, TakesTenCallsASecondForEachUnitOfConcurrency) {
  ScenarioSpec spec = calledAt(500, Deterministic{Duration::milliseconds(1)}, Duration::seconds(10));
  spec.demand[0].arrivals.kind = ArrivalsSpec::Kind::deterministic;
  spec.services[0].worker.function->reserved = 10;
  const Summary s = run(spec);
  EXPECT_EQ(s["requests.offered"], 5000);
  EXPECT_NEAR(s["requests.offered"] - s["requests.rejected"], 100 + 100 * 10, 1);
  EXPECT_EQ(s["services.f.function.over_calls"], s["requests.rejected"]);
  EXPECT_EQ(s["services.f.function.over_concurrency"], 0);
}

/// Environments are in no fleet whose zones a balancer could leave: with the shift it is the run without.
TEST(Function, AZonalShiftLeavesItAlone) {
  ScenarioSpec spec = calledAt(5, Exponential{Duration::seconds(1)}, Duration::minutes(10));
  spec.region.zones = {"a", "b"};
  const auto fingerprintOf = [](const ScenarioSpec& s) {
    World world(compile(s), 1);
    world.run({});
    return world.fingerprint();
  };
  const std::string calm = fingerprintOf(spec);
  FaultSpec fault;
  fault.name = "shift";
  fault.at = after(100);
  fault.lasts = Deterministic{Duration::seconds(100)};
  fault.fault = ZonalShift{"", "a", {}};
  spec.faults.push_back(fault);
  EXPECT_EQ(fingerprintOf(spec), calm);
}

}  // namespace
}  // namespace headroom
