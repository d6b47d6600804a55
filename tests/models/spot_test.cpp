/// Spot capacity in a run: which workers are, what a notice does, when a replacement comes, what is paid.
#include "clockwork.h"

#include <gtest/gtest.h>

namespace headroom {
namespace {

/// Four workers in one zone, the first on demand; a start takes 60 s. Each spot worker gets notice 1000 s after the
/// begin of its boot.
ScenarioSpec mixed(bool rebalancing, double seconds = 1500) {
  ScenarioSpec spec = clockwork(seconds, 0.001);
  spec.region.zones = {"a"};
  ServiceSpec& web = spec.services[0];
  web.worker.slots = {10};
  web.start.boot = Deterministic{Duration::seconds(60)};
  web.balancer.healthCheck.interval = Duration::milliseconds(100);
  web.fleet.max = 10;
  web.fleet.initial = 4;
  SpotSpec& spot = web.fleet.spot.emplace();
  spot.onDemandBase = 1;
  spot.interruptedAfter = Deterministic{Duration::seconds(1000)};
  spot.price = {0.4};
  spot.rebalancing = rebalancing;
  return spec;
}

/// Notice at 1000 s, gone at 1120 s; the group looks every 30 s.
TEST(Spot, AReplacementComesWhenTheWorkerHasGone) {
  const Told run(mixed(false));
  EXPECT_EQ(run.times(EventKind::spotNotice), (std::vector<double>{1000, 1000, 1000}));
  EXPECT_EQ(run.workers(EventKind::spotNotice), (std::vector<double>{1, 2, 3})) << "the first is on demand";
  EXPECT_EQ(run.times(EventKind::draining), (std::vector<double>{1000, 1000, 1000}));
  EXPECT_EQ(run.times(EventKind::terminated), (std::vector<double>{1120, 1120, 1120}));
  EXPECT_EQ(run.times(EventKind::launch), (std::vector<double>{1140, 1140, 1140}));
  EXPECT_EQ(run.summary["services.web.spot.notices"], 3);
  EXPECT_EQ(run.summary["workers.lost"], 0);
}

TEST(Spot, WithRebalancingItComesAtTheNotice) {
  const Told run(mixed(true));
  EXPECT_EQ(run.times(EventKind::launch), (std::vector<double>{1000, 1000, 1000}));
  EXPECT_EQ(run.times(EventKind::terminated), (std::vector<double>{1120, 1120, 1120}));
  EXPECT_EQ(run.summary["workers.max"], 7);
}

/// 3 · 1120 s of the old ones, 3 · 360 s of those that boot from 1140 s to the end: 60 % less of 0.05 USD an hour.
TEST(Spot, CostsItsShareOfThePrice) {
  const Summary s = Told(mixed(false)).summary;
  EXPECT_NEAR(s["cost_usd.spot_discount"], 0.6 * 3 * (1120 + 360) * 0.05 / 3600, 1e-9);
  EXPECT_NEAR(s["cost_usd.total"], s["cost_usd.compute"] - s["cost_usd.spot_discount"], 1e-12);
}

/// Seven, of which one and a half of the six above the base are on demand, so two: 3 and 4. Back to three: 1 and half
/// of two is one more: 2 and 1, whichever zone or age.
TEST(Spot, TheSplitIsKeptInBothDirections) {
  ScenarioSpec spec = mixed(false);
  spec.services[0].fleet.spot->interruptedAfter = Deterministic{Duration::hours(10)};
  spec.services[0].fleet.spot->onDemandShare = {0.25};
  for (const auto& [at, desired] : {std::pair{500.0, 7}, std::pair{1000.0, 3}}) {
    ScheduledPolicy action;
    action.at = after(at);
    action.desired = desired;
    spec.services[0].scaling.push_back({"at-" + std::to_string(desired), action});
  }
  World world(compile(spec), 1);
  const auto onDemand = [&] {
    std::int64_t n = 0;
    for (const Worker& w : world.services[0].workers) n += w.member() && !w.spot;
    return n;
  };
  std::map<double, std::int64_t> seen;
  while (!world.run({}, 1)) seen[(world.now() - Instant()).inSeconds()] = onDemand();
  EXPECT_EQ(seen.begin()->second, 2) << "of four one, and a quarter of three";
  EXPECT_EQ(std::prev(seen.lower_bound(1000))->second, 3);
  EXPECT_EQ(seen.rbegin()->second, 2);
}

/// A worker that still boots is simply gone, and another is ordered at the group's next look.
TEST(Spot, MayBeTakenBackBeforeItServes) {
  ScenarioSpec spec = mixed(false, 100);
  spec.services[0].fleet.initial = 1;
  spec.services[0].fleet.spot->interruptedAfter = Deterministic{Duration::seconds(20)};
  ScheduledPolicy action;
  action.at = after(15);
  action.desired = 2;
  spec.services[0].scaling.push_back({"out", action});
  const Told run(spec);
  EXPECT_EQ(run.times(EventKind::terminated), (std::vector<double>{35, 80}));
  EXPECT_EQ(run.times(EventKind::launch), (std::vector<double>{15, 60, 90}));
}

/// Of three spot workers half, rounded up; those of another zone, or on demand, are left.
TEST(Spot, IsTakenBackTogetherAtATime) {
  ScenarioSpec spec = mixed(false);
  SpotSpec& spot = *spec.services[0].fleet.spot;
  spot.interruptedAfter.reset();
  spot.reclaimed.push_back({after(300), "", {0.5}});
  EXPECT_EQ(Told(spec).times(EventKind::spotNotice), (std::vector<double>{300, 300}));
  spec.region.zones = {"a", "b"};  // 0 and 2 in a, 1 and 3 in b; 0 is on demand
  spot.reclaimed[0] = {after(300), "a", {1}};
  EXPECT_EQ(Told(spec).workers(EventKind::spotNotice), (std::vector<double>{2}));
}

}  // namespace
}  // namespace headroom
