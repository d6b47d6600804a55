/// Warm pools in a run: what each state saves of a start, what it costs, and where its workers come from and go to.
#include "clockwork.h"

#include <gtest/gtest.h>

namespace headroom {
namespace {

using State = WarmPoolSpec::State;

/// One worker until 1000 s, then three; a start takes 10 s to launch, 300 s to boot, 40 s of init, and is then checked
/// within a tenth of a second. The pool has three.
ScenarioSpec pooled(std::optional<State> state, double seconds = 2000) {
  ScenarioSpec spec = clockwork(seconds, 0.001);
  ServiceSpec& web = spec.services[0];
  web.worker.slots = {10};
  web.start = {Deterministic{Duration::seconds(10)},
               Deterministic{Duration::seconds(300)},
               Deterministic{Duration::seconds(40)},
               {},
               {},
               {}};
  web.balancer.healthCheck.interval = Duration::milliseconds(100);
  web.fleet.max = 4;
  if (state) {
    web.fleet.warmPool.emplace().state = *state;
    web.fleet.warmPool->storage = {0.001};
  }
  ScheduledPolicy action;
  action.at = after(1000);
  action.desired = 3;
  web.scaling.push_back({"out", action});
  return spec;
}

FaultSpec held(FaultKind kind, double at, double lasts) {
  FaultSpec f;
  f.name = "fault";
  f.at = after(at);
  f.lasts = Deterministic{Duration::fromSeconds(lasts)};
  f.fault = std::move(kind);
  return f;
}

/// All at that time, give or take a call that is on its way.
void expectAt(const std::vector<double>& times, std::size_t count, double time) {
  EXPECT_EQ(times.size(), count);
  for (const double t : times) EXPECT_NEAR(t, time, 0.01);
}

double serviceAfter(std::optional<State> state) {
  const auto entered = Told(pooled(state)).times(EventKind::inService);
  return entered.size() == 2 ? entered[0] - 1000 : -1;
}

TEST(WarmPool, SkipsStagesOfTheStart) {
  EXPECT_NEAR(serviceAfter({}), 10 + 300 + 40, 0.1);
  EXPECT_NEAR(serviceAfter(State::stopped), 25 + 40, 0.1) << "its system and the application start again";
  EXPECT_NEAR(serviceAfter(State::hibernated), 25, 0.1) << "the application is in its memory";
  EXPECT_NEAR(serviceAfter(State::running), 0, 0.1);
}

/// Three wait until 1000 s and one after it: 4000 worker-seconds, of 0.05 USD an hour while they run, of 0.001 USD
/// while they do not.
TEST(WarmPool, CostsItsDisksOrItsMachines) {
  const Summary cold = Told(pooled({})).summary, stopped = Told(pooled(State::stopped)).summary,
                running = Told(pooled(State::running)).summary;
  EXPECT_NEAR(stopped["services.web.warm_pool.mean"], 2, 1e-9);
  EXPECT_NEAR(stopped["cost_usd.storage"], 4000 * 0.001 / 3600, 1e-12);
  EXPECT_NEAR(running["cost_usd.not_serving"], 4000 * 0.05 / 3600, 5e-6);
  EXPECT_EQ(running["cost_usd.storage"], 0);
  EXPECT_NEAR(stopped["cost_usd.total"], stopped["cost_usd.compute"] + stopped["cost_usd.storage"], 1e-12);
  EXPECT_TRUE(std::isnan(cold["cost_usd.storage"])) << "who has no pool is not told of one";
  EXPECT_EQ(stopped["services.web.warm_pool.starts"], 2);
  EXPECT_EQ(stopped["workers.launched"], 0) << "nobody is launched: two of three move, and one is left";
}

/// Back to one at 1500 s. By default two end and two are launched for the pool, which are ready after 350 s; a stopped
/// one is paid for its preparation, once.
TEST(WarmPool, IsFilledAgain) {
  ScenarioSpec spec = pooled(State::stopped);
  ScheduledPolicy action;
  action.at = after(1500);
  action.desired = 1;
  spec.services[0].scaling.push_back({"in", action});
  const Told fresh(spec);
  expectAt(fresh.times(EventKind::launch), 2, 1500);
  expectAt(fresh.times(EventKind::warm), 2, 1850);
  expectAt(fresh.times(EventKind::terminated), 2, 1500);
  spec.services[0].fleet.warmPool->reuse = true;
  const Told reused(spec);
  expectAt(reused.times(EventKind::launch), 0, 0);
  expectAt(reused.times(EventKind::warm), 2, 1500);
  expectAt(reused.times(EventKind::terminated), 0, 0);
}

/// Six more than are prepared: the pool gives what it has, the rest is launched.
TEST(WarmPool, GivesWhatItHas) {
  ScenarioSpec spec = pooled(State::hibernated);
  spec.services[0].fleet.max = 10;
  spec.services[0].fleet.warmPool->prepared = 3;
  std::get<ScheduledPolicy>(spec.services[0].scaling[0].policy).desired = 9;
  const Told run(spec);
  EXPECT_EQ(run.times(EventKind::warmStart).size(), 2u);
  EXPECT_EQ(run.times(EventKind::launch).size(), 6u);
  const auto entered = run.times(EventKind::inService);
  ASSERT_EQ(entered.size(), 8u);
  EXPECT_NEAR(entered[1], 1025, 0.1);
  EXPECT_NEAR(entered[2], 1350, 0.1);
}

/// A zone takes those that wait in it along, and the pool is filled in the other.
TEST(WarmPool, IsLostWithItsZone) {
  ScenarioSpec spec = pooled(State::stopped);
  spec.services[0].scaling.clear();
  FaultSpec fault;
  fault.name = "outage";
  fault.at = after(700);
  fault.fault = ZoneOutage{"b"};
  spec.faults.push_back(fault);
  const Told run(spec);
  const auto lost = static_cast<std::size_t>(run.summary["workers.lost"]);
  EXPECT_EQ(lost, 2u) << "one worker in a; two of three that wait in b";
  EXPECT_GE(run.times(EventKind::launch).size(), 2u);
  EXPECT_EQ(run.times(EventKind::warm).size(), 2u);
}

/// Those that wait in b, from which calls are shifted away, stay there: one comes of a's pool, one is launched in a.
TEST(WarmPool, IsNotDrawnFromWhereAZoneIsShiftedAwayFrom) {
  ScenarioSpec spec = pooled(State::running);
  spec.faults.push_back(held(ZonalShift{"", "b", {}}, 900, 1100));
  const Told run(spec);
  ASSERT_EQ(run.events(EventKind::warmStart).size(), 1u);
  EXPECT_EQ(run.events(EventKind::warmStart)[0].zone, 0);
  ASSERT_GE(run.events(EventKind::launch).size(), 1u);
  EXPECT_EQ(run.events(EventKind::launch)[0].zone, 0);
}

/// A token in 100 s, one at hand. Two go at 1500 and 1600 s, and with the second the pool asks for two: the token that
/// is at hand, and the next.
TEST(WarmPool, IsFilledAsFastAsTheApiAllows) {
  ScenarioSpec spec = pooled(State::stopped);
  ScheduledPolicy action;
  action.at = after(1500);
  action.desired = 1;
  spec.services[0].scaling.push_back({"in", action});
  spec.faults.push_back(held(ApiThrottling{"", {0.01}, 1}, 1400, 600));
  const auto launched = Told(spec).times(EventKind::launch);
  ASSERT_EQ(launched.size(), 2u);
  EXPECT_NEAR(launched[0], 1600, 0.01);
  EXPECT_NEAR(launched[1], 1700, 0.01);
}

/// Probes go on while calls may fail. Two workers go back to the pool in that time, and serve again later; when
/// every call fails, all three are found ill.
TEST(WarmPool, WhoComesBackIsWatchedAgain) {
  ScenarioSpec spec = pooled(State::running, 3000);
  spec.services[0].fleet.warmPool->reuse = true;
  for (const auto& [at, desired] : {std::pair(1500, 1), std::pair(2000, 3)}) {
    ScheduledPolicy action;
    action.at = after(at);
    action.desired = desired;
    spec.services[0].scaling.push_back({"at-" + std::to_string(at), action});
  }
  spec.faults.push_back(held(Erroring{"web", "", {1e-9}}, 1400, 300));
  spec.faults.push_back(held(Erroring{"web", "", {1}}, 2500, 500));
  spec.faults.back().name = "all";
  EXPECT_EQ(Told(spec).times(EventKind::unhealthy).size(), 3u);
}

}  // namespace
}  // namespace headroom
