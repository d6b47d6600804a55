#include "scenarios/load.h"

#include <gtest/gtest.h>

namespace headroom {
namespace {

std::string rendered(const Issues& issues) {
  std::string s;
  for (const auto& i : issues)
    s += i.place.file + ":" + std::to_string(i.place.line) + ":" + std::to_string(i.place.column) + ": " + i.what +
         " | " + i.wanted + " | " + i.hint + "\n";
  return s;
}

const std::string bigExample = "tests/scenarios/data/evening-peak.yaml";

TEST(Load, TheExampleOfTheDesignLoads) {
  const Loaded l = load(bigExample);
  ASSERT_TRUE(l.ok()) << rendered(l.issues);
  EXPECT_EQ(rendered(l.issues), "");
  const ScenarioSpec& s = *l.spec;
  EXPECT_EQ(s.name, "Evening peak, one zone lost");
  EXPECT_EQ(s.duration, Duration::hours(24));
  EXPECT_EQ(s.region.zones, (std::vector<std::string>{"a", "b", "c"}));
  EXPECT_EQ(s.region.crossZone.latency, Duration::microseconds(700));
  ASSERT_EQ(s.demand.size(), 1u);
  ASSERT_EQ(s.demand[0].rate.size(), 2u);
  EXPECT_EQ(s.demand[0].rate[0].name, "diurnal");
  EXPECT_EQ(std::get<DiurnalCurve>(s.demand[0].rate[0].curve).swing.value, 0.6);
  EXPECT_EQ(std::get<FlashCrowdCurve>(s.demand[0].rate[1].curve).at.kind, When::Kind::timeOfDay);
  EXPECT_EQ(std::get<Deterministic>(*s.demand[0].client.timeout).value, Duration::seconds(2));
  const ServiceSpec& web = s.services.at(0);
  EXPECT_EQ(web.name, "web");
  EXPECT_EQ(web.worker.slots.value, 32);
  EXPECT_EQ(std::get<Lognormal>(web.worker.serviceTime).cv, 1.2);
  EXPECT_EQ(web.worker.demands.networkIo.value, 60e3);
  EXPECT_EQ(web.fleet.initial, 6);
  EXPECT_EQ(std::get<TargetTrackingPolicy>(web.scaling.at(0).policy).target, 0.6);
  EXPECT_EQ(s.faults.at(0).name, "zone_outage");
  EXPECT_EQ(std::get<ZoneOutage>(s.faults[0].fault).zone, "b");
  EXPECT_EQ(s.objectives.at(0).within, Duration::milliseconds(250));
  EXPECT_EQ(s.expect.at(0).name, "latency-p99");
  EXPECT_EQ(s.expect[1].atLeast, "99.9 %");
  EXPECT_EQ(l.stages, std::vector<std::string>{"prod"});
}

TEST(Load, TheResolvedTextLoadsToItself) {
  const Loaded first = load(bigExample);
  ASSERT_TRUE(first.ok());
  const Loaded second = loadText(first.resolved, "tests/scenarios/data/resolved.yaml");
  ASSERT_TRUE(second.ok()) << rendered(second.issues) << first.resolved;
  EXPECT_EQ(first.resolved, second.resolved);
}

}  // namespace
}  // namespace headroom
