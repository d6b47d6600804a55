/// A run as a value, through the public API.
#include "models/simulation.h"

#include <gtest/gtest.h>

namespace headroom {
namespace {

ScenarioSpec oneService(double rate, double meanService, std::int64_t servers) {
  ScenarioSpec spec;
  spec.name = "theory";
  spec.duration = Duration::seconds(20'000);
  spec.measure.from = When{When::Kind::offset, Duration::seconds(1000), 0, 0, ""};
  DemandSpec demand;
  demand.name = "users";
  demand.to = "web";
  demand.rate.push_back({"constant", ConstantCurve{{rate}}});
  spec.demand.push_back(demand);
  ServiceSpec web;
  web.name = "web";
  web.worker.slots.value = servers;
  web.worker.serviceTime = Exponential{Duration::fromSeconds(meanService)};
  spec.services.push_back(web);
  return spec;
}

TEST(World, TheSameSeedGivesTheSameFingerprintAndAnotherSeedAnother) {
  const auto blueprint = compile(oneService(16, 0.05, 1));
  World a(blueprint, 1), b(blueprint, 1), c(blueprint, 2);
  a.run({});
  b.run({});
  c.run({});
  EXPECT_EQ(a.fingerprint(), b.fingerprint());
  EXPECT_NE(a.fingerprint(), c.fingerprint());
}

TEST(World, ACopyAtAnyEventIsIndependentAndEndsAlike) {
  const auto blueprint = compile(oneService(16, 0.05, 1));
  World whole(blueprint, 1);
  whole.run({});
  World run(blueprint, 1);
  for (int i = 0; i < 10; ++i) {
    ASSERT_FALSE(run.run({}, 12'345));
    World copy = run;
    copy.run({});
    EXPECT_EQ(copy.fingerprint(), whole.fingerprint());
  }
  run.run({});
  EXPECT_EQ(run.fingerprint(), whole.fingerprint());
}

}  // namespace
}  // namespace headroom
