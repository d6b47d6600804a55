// What a run adds up and shows: money of the window, supply under faults, states of zones, lives of workers.
#include "clockwork.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <stdexcept>

#include <gtest/gtest.h>

namespace headroom {
namespace {

/// The worker is in zone a; a request takes it 100 ms.
ScenarioSpec oneWorkerInA(double seconds) {
  ScenarioSpec spec = clockwork(seconds, 0.1);
  spec.services[0].fleet.zones = {"a"};
  return spec;
}

FaultSpec holds(const std::string& name, double from, double lasts, decltype(FaultSpec::fault) what) {
  FaultSpec f;
  f.name = name;
  f.at = after(from);
  f.lasts = Deterministic{Duration::fromSeconds(lasts)};
  f.fault = std::move(what);
  return f;
}

TEST(Accounts, CrossingsCostMoneyInTheMeasuredWindowOnly) {
  // 600 requests in the window, every second one from the other zone: 300 GB, twice, at 0.01 USD/GB.
  ScenarioSpec spec = oneWorkerInA(1200);
  spec.measure.from = after(600);
  spec.services[0].worker.demands.networkIo.value = 1e9;
  spec.region.crossZone.price.value = 0.01;
  EXPECT_NEAR(run(spec)["cost_usd.cross_zone"], 6, 1e-9);
}

/// One worker, three from 300 s, one again from 900 s; measured from 400 to 800 s.
TEST(Accounts, TheLeastAndTheMostWorkersAreOfTheMeasuredWindow) {
  ScenarioSpec spec = oneWorkerInA(1200);
  spec.measure = {after(400), after(800)};
  spec.services[0].fleet.max = 3;
  for (const auto& [at, desired] : {std::pair{300, 3}, std::pair{900, 1}}) {
    ScheduledPolicy action;
    action.at = after(at);
    action.desired = desired;
    spec.services[0].scaling.push_back({"at-" + std::to_string(at), action});
  }
  EXPECT_EQ(run(spec)["workers.min"], 3);
  EXPECT_EQ(run(spec)["workers.max"], 3);
}

TEST(Accounts, AnImpairedWorkerSuppliesTheShareOfItThatIsLeft) {
  // One worker is rated 0.8 erlang, the demand is 0.1. Twice as slow it supplies 0.4; if its zone answers half of the
  // calls with errors as well, 0.2.
  ScenarioSpec spec = oneWorkerInA(1200);
  spec.faults.push_back(holds("slow", 0, 1200, Slow{"web", "", 2}));
  const Summary slow = run(spec);
  EXPECT_NEAR(slow["capacity.unused_share"], 0.3 / 0.8, 1e-12);
  EXPECT_NEAR(slow["capacity.not_serving_share"], 0.4 / 0.8, 1e-12);
  EXPECT_NEAR(slow["capacity.headroom_min"], 1 - 0.1 / 0.4, 1e-12);
  spec.faults.push_back(holds("errors", 0, 1200, Erroring{"", "a", Ratio{0.5}}));
  const Summary both = run(spec);
  EXPECT_NEAR(both["capacity.unused_share"], 0.1 / 0.8, 1e-12);
  EXPECT_NEAR(both["capacity.headroom_min"], 1 - 0.1 / 0.2, 1e-12);
}

TEST(Accounts, SupplyIsWholeAgainWhenTheImpairmentEnds) {
  // 0.4 erlang of supply in the first half, 0.8 in the second.
  ScenarioSpec spec = oneWorkerInA(1200);
  spec.faults.push_back(holds("slow", 0, 600, Slow{"web", "", 2}));
  EXPECT_NEAR(run(spec)["capacity.unused_share"], (0.3 + 0.7) / 2 / 0.8, 1e-12);
}

TEST(Accounts, InstantsAreWrittenAsTheDoubleNearestToThem) {
  // 960 s are 960e9 ns; times 1e-9, which is no double, they would be 960.0000000000001.
  ScenarioSpec spec = oneWorkerInA(1200);
  spec.faults.push_back(holds("slow", 960, 60, Slow{"web", "", 2}));
  const Summary s = run(spec);
  EXPECT_EQ(s.faults[0].begins, 960);
  EXPECT_EQ(s.faults[0].ends, 1020);
}

Heard heard(const ScenarioSpec& spec) {
  Heard all;
  World world(compile(spec), 1);
  world.run({&all, 0});
  return all;
}

/// Where the values of a series begin in a bucket.
std::size_t beginOf(const std::string& name, const Announcement& all) {
  std::size_t first = 0;
  for (const Series& s : all.series) {
    if (s.name == name) return first;
    first += all.width(s);
  }
  throw std::out_of_range(name);
}

TEST(Accounts, AZoneThatWasDarkAndImpairedInABucketIsShownDark) {
  // Dark from 10 to 20 s, slow from 30 to 90 s, in buckets of 60 s: dark (1), impaired (3), up (0).
  ScenarioSpec spec = oneWorkerInA(180);
  spec.sample = Duration::seconds(60);
  spec.faults.push_back(holds("outage", 10, 10, ZoneOutage{"b"}));
  spec.faults.push_back(holds("slow", 30, 60, Slow{"", "b", 2}));
  const auto buckets = heard(spec).buckets;
  const std::size_t a = beginOf("zone_state", announcementOf(*compile(spec))), b = a + 1;
  ASSERT_EQ(buckets.size(), 3u);
  EXPECT_EQ(buckets[0][b], 1);
  EXPECT_EQ(buckets[1][b], 3);
  EXPECT_EQ(buckets[2][b], 0);
  for (const auto& bucket : buckets) EXPECT_EQ(bucket[a], 0);
}

TEST(Accounts, EveryWorkerHasOneRowWhenItEndsOrAtTheEnd) {
  // Two workers from the start; one crashes at 20 s and is replaced; those who live at the end have no end.
  ScenarioSpec spec = oneWorkerInA(600);
  spec.services[0].fleet.min = spec.services[0].fleet.max = 2;
  spec.services[0].fleet.replaceUnhealthy = true;
  spec.services[0].start.boot = Deterministic{Duration::seconds(40)};
  FaultSpec crash;
  crash.name = "crash";
  crash.at = after(20);
  crash.fault = InstanceCrash{"web", 1};
  spec.faults.push_back(crash);
  const auto rows = heard(spec).rows[workerTable];
  enum : std::size_t { service, worker, zone, ordered, inService, ended };
  ASSERT_EQ(rows.size(), 3u);
  std::set<double> serials;
  for (const auto& row : rows) serials.insert(row[worker]);
  EXPECT_EQ(serials, (std::set<double>{0, 1, 2}));
  EXPECT_EQ(rows[0][ended], 20);
  EXPECT_EQ(rows[0][inService], 0);
  for (std::size_t i = 1; i < 3; ++i) {
    const auto& row = rows[i];
    EXPECT_TRUE(std::isnan(row[ended]));
    if (row[worker] < 2) continue;
    EXPECT_GT(row[ordered], 20);
    EXPECT_GE(row[inService], row[ordered] + 40);  // it boots, then waits for its first check
  }
}

}  // namespace
}  // namespace headroom
