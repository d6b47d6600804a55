/// What a group does to its workers beside deciding how many there are: who goes, how the ill are replaced, hooks.
/// Starts have fixed lengths and checks come every tenth of a second, so the times of the events are known to that.
#include "clockwork.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace headroom {
namespace {

/// Workers of ten slots in zones a and b; a start takes 10 s to launch, 30 s to boot, 20 s of init.
ScenarioSpec fleetOf(std::int64_t workers, double seconds) {
  ScenarioSpec spec = clockwork(seconds, 0.001);
  ServiceSpec& web = spec.services[0];
  web.worker.slots = {10};
  web.start = {Deterministic{Duration::seconds(10)},
               Deterministic{Duration::seconds(30)},
               Deterministic{Duration::seconds(20)},
               {},
               {},
               {}};
  web.balancer.healthCheck.interval = Duration::milliseconds(100);
  web.fleet.min = 0;
  web.fleet.max = 40;
  web.fleet.initial = workers;
  return spec;
}

/// At that time the fleet is to have so many.
void resize(ScenarioSpec& spec, double at, std::int64_t desired) {
  ScheduledPolicy action;
  action.at = after(at);
  action.desired = desired;
  spec.services[0].scaling.push_back({"at-" + std::to_string(static_cast<int>(at)), action});
}

// ---- who goes ------------------------------------------------------------------------------------------------------

std::vector<double> goneAfter(TerminationPolicy policy) {
  ScenarioSpec spec = fleetOf(4, 3000);
  spec.region.zones = {"a"};
  spec.services[0].fleet.termination = policy;
  resize(spec, 1000, 6);  // workers 4 and 5; their hours begin at 1010 s
  resize(spec, 2000, 4);
  return Told(spec).workers(EventKind::draining);
}

TEST(Termination, TheOldestOrTheNewestGo) {
  EXPECT_EQ(goneAfter(TerminationPolicy::oldestInstance), (std::vector<double>{0, 1}));
  EXPECT_EQ(goneAfter(TerminationPolicy::newestInstance), (std::vector<double>{5, 4}));
}

/// At 2000 s the first four are in the hour that ends at 3600 s, the others in one that ends at 4610 s.
TEST(Termination, WhoseHourIsOverSoonestGoes) {
  for (const auto policy : {TerminationPolicy::closestToNextInstanceHour, TerminationPolicy::defaultPolicy})
    EXPECT_THAT(goneAfter(policy), testing::AllOf(testing::SizeIs(2), testing::Each(testing::Lt(4))));
}

// ---- the ill -------------------------------------------------------------------------------------------------------

/// Every answer in zone b is an error from 100 to 122 s: five of ten workers are called unhealthy after two probes, one
/// a second, and well again after `goodProbes`. The group looks every 30 s; a start takes 60 s and up to a second.
ScenarioSpec halfIll(std::int64_t goodProbes) {
  ScenarioSpec spec = fleetOf(10, 600);
  spec.services[0].fleet.replaceUnhealthy = true;
  spec.services[0].balancer.healthCheck.interval = Duration::seconds(1);
  spec.services[0].balancer.healthCheck.healthyAfter = goodProbes;
  FaultSpec fault;
  fault.name = "errors";
  fault.at = after(100);
  fault.lasts = Deterministic{Duration::seconds(22)};
  fault.fault = Erroring{"web", "b", Ratio{1}};
  spec.faults.push_back(fault);
  return spec;
}

TEST(Replacement, AllGoAtOnceUnlessAPaceIsSet) {
  EXPECT_EQ(Told(halfIll(100)).times(EventKind::draining), (std::vector<double>{120, 120, 120, 120, 120}));
}

/// 20 % of 10: two at a time. Those who come for them serve soon after 180 s, so the next two go at the look after
/// that; the fifth is well again after 100 good probes, at 222 s.
TEST(Replacement, GoesAtItsPace) {
  ScenarioSpec spec = halfIll(100);
  spec.services[0].fleet.replacedAtOnce = Ratio{0.2};
  EXPECT_EQ(Told(spec).times(EventKind::draining), (std::vector<double>{120, 120, 210, 210}));
}

/// 100 %: five are launched at the look at 120 s, and at the first look after they serve the ill go.
TEST(Replacement, LaunchesBeforeTerminating) {
  ScenarioSpec spec = halfIll(100);
  spec.services[0].fleet.maintenance = MaintenanceSpec{{1}, {1.5}};
  const Told run(spec);
  const auto gone = run.events(EventKind::draining), launched = run.events(EventKind::launch);
  ASSERT_GE(launched.size(), 5u);
  ASSERT_GE(gone.size(), 5u) << "others may follow, to even out the zones";
  for (std::size_t i = 0; i < 5; ++i) {
    EXPECT_EQ(launched[i].time, 120);
    EXPECT_EQ(gone[i].time, 210);
    EXPECT_EQ(gone[i].zone, 1) << "the ill, not the new";
  }
  EXPECT_EQ(run.summary["workers.max"], 15);
}

/// All are well at 132 s, before anybody new serves: at the look after that the five on their way are sent back.
TEST(Replacement, TakesBackWhatItLaunchedForThoseWhoGotWell) {
  ScenarioSpec spec = halfIll(10);
  spec.services[0].fleet.maintenance = MaintenanceSpec{{1}, {1.5}};
  const Told run(spec);
  EXPECT_EQ(run.events(EventKind::launch).size(), 5u);
  EXPECT_EQ(run.times(EventKind::terminated), (std::vector<double>{150, 150, 150, 150, 150}));
  EXPECT_EQ(run.events(EventKind::draining).size(), 0u);
}

// ---- hooks ---------------------------------------------------------------------------------------------------------

ScenarioSpec hooked(double lasts, double timeout, LaunchHookSpec::OnTimeout then) {
  ScenarioSpec spec = fleetOf(1, 400);
  spec.services[0].fleet.launchHook =
      LaunchHookSpec{Deterministic{Duration::fromSeconds(lasts)}, Duration::fromSeconds(timeout), then, {}};
  resize(spec, 100, 2);
  return spec;
}

/// Launch, boot and init take 60 s.
TEST(LaunchHook, HoldsAWorkerBetweenInitAndService) {
  using T = LaunchHookSpec::OnTimeout;
  EXPECT_NEAR(Told(hooked(45, 3600, T::abandon)).times(EventKind::inService).at(0), 100 + 60 + 45, 0.1);
  EXPECT_NEAR(Told(hooked(7200, 90, T::proceed)).times(EventKind::inService).at(0), 100 + 60 + 90, 0.1);
}

/// Ordered at 100 s, given up after 60 + 20 s; the group looks at 210 s and orders another, given up at 290 s; at 300 s
/// a third, at 380 s.
TEST(LaunchHook, AnAbandonedWorkerEndsAndAnotherIsLaunched) {
  const Told run(hooked(7200, 20, LaunchHookSpec::OnTimeout::abandon));
  const auto failed = run.events(EventKind::launchFailed), launched = run.events(EventKind::launch);
  ASSERT_EQ(failed.size(), 3u);
  ASSERT_EQ(launched.size(), 4u);
  EXPECT_EQ(failed[0].time, 180);
  EXPECT_EQ(launched[1].time, 210);
  EXPECT_EQ(run.events(EventKind::inService).size(), 0u);
  EXPECT_EQ(run.summary["workers.launch_failed"], 3);
}

/// Nothing is in flight, so draining takes no time; the worker is paid for until the hook is over.
TEST(TerminationHook, HoldsAWorkerAfterDraining) {
  const auto billed = [](std::optional<TerminationHookSpec> hook) {
    ScenarioSpec spec = fleetOf(2, 400);
    spec.services[0].fleet.terminationHook = hook;
    resize(spec, 100, 1);
    const Told run(spec);
    return std::pair{run.times(EventKind::terminated).at(0), run.summary["cost_usd.not_serving"]};
  };
  const auto without = billed({}),
             with = billed(TerminationHookSpec{Deterministic{Duration::seconds(72)}, Duration::hours(1)}),
             late = billed(TerminationHookSpec{Deterministic{Duration::seconds(720)}, Duration::seconds(36)});
  EXPECT_EQ(without.first, 100);
  EXPECT_EQ(with.first, 172);
  EXPECT_EQ(late.first, 136);
  EXPECT_NEAR(with.second - without.second, 72 * 0.05 / 3600, 1e-9) << "a generic worker costs 0.05 USD an hour";
}

/// "A cooldown waits for the end of draining": the hook of a worker that goes holds nobody up.
TEST(TerminationHook, DoesNotExtendACooldown) {
  ScenarioSpec spec = fleetOf(6, 900);
  spec.services[0].fleet.terminationHook =
      TerminationHookSpec{Deterministic{Duration::seconds(600)}, Duration::hours(1)};
  SimplePolicy in;
  in.metric = MetricKind::slots;
  in.below = 0.5;
  in.by = -1;
  in.cooldown = Duration::seconds(120);
  spec.services[0].scaling.push_back({"in", in});
  const auto gone = Told(spec).events(EventKind::draining);
  ASSERT_GE(gone.size(), 3u);
  EXPECT_EQ(gone[1].time - gone[0].time, 120);
}

}  // namespace
}  // namespace headroom
