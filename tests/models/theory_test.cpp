/// The engine against queueing theory, through the public API. Runs are long; bounds are five standard errors, from
/// independent replicas.
#include "models/simulation.h"

#include <cmath>

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

struct Estimate {
  double mean, halfWidth;  // five standard errors
};

Estimate estimate(const ScenarioSpec& spec, const char* figure, int replicas = 10) {
  const auto blueprint = compile(spec);
  double sum = 0, squares = 0;
  for (int r = 0; r < replicas; ++r) {
    World world(blueprint, 1, static_cast<std::uint32_t>(r));
    world.run({});
    const double x = summaryOf(world)[figure];
    sum += x;
    squares += x * x;
  }
  const double mean = sum / replicas, variance = (squares - sum * mean) / (replicas - 1);
  return {mean, 5 * std::sqrt(variance / replicas)};
}

void expectFigure(const ScenarioSpec& spec, const char* figure, double wanted, double mostRelative) {
  const Estimate e = estimate(spec, figure);
  EXPECT_NEAR(e.mean, wanted, e.halfWidth) << figure;
  EXPECT_LT(e.halfWidth, mostRelative * wanted) << "the run is long enough to say something about " << figure;
}

/// M/M/1, λ = 16, μ = 20: W = 1/(μ−λ) = 0.25 s, Wq = ρ/(μ−λ) = 0.2 s, L = 4, P(wait) = ρ.
TEST(Theory, OneServerQueueHasTheMeansOfMM1) {
  const ScenarioSpec spec = oneService(16, 0.05, 1);
  expectFigure(spec, "services.web.latency_s.mean", 0.25, 0.06);
  expectFigure(spec, "services.web.wait_s.mean", 0.2, 0.06);
  expectFigure(spec, "services.web.in_system_mean", 4, 0.06);
  expectFigure(spec, "services.web.waited_share", 0.8, 0.02);
  expectFigure(spec, "services.web.utilisation.mean", 0.8, 0.02);
  expectFigure(spec, "services.web.latency_s.p99", -std::log(0.01) / 4, 0.1);  // W is exponential with rate μ−λ
}

/// Erlang C for c = 10, a = 8: P(wait) = 0.4091801508.
TEST(Theory, ManyServersWaitAsErlangC) {
  const ScenarioSpec spec = oneService(80, 0.1, 10);
  expectFigure(spec, "services.web.waited_share", 0.40918015, 0.03);
  expectFigure(spec, "services.web.wait_s.mean", 0.40918015 / (100 - 80), 0.08);
}

/// Erlang B for c = 5, a = 4: 0.19907.
TEST(Theory, NoQueueLosesAsErlangB) {
  ScenarioSpec spec = oneService(40, 0.1, 5);
  spec.services[0].worker.queue.value = 0;
  const Estimate e = estimate(spec, "availability");
  EXPECT_NEAR(1 - e.mean, 0.199067, e.halfWidth);
}

/// Processor sharing is insensitive to the law of work: M/G/1-PS has T = E[S]/(1−ρ) = 0.05/0.3.
TEST(Theory, ProcessorSharingDoesNotCareAboutTheLaw) {
  for (const LawSpec& law :
       {LawSpec{Exponential{Duration::milliseconds(50)}}, LawSpec{Lognormal{Duration::milliseconds(50), 1.5}},
        LawSpec{Deterministic{Duration::milliseconds(50)}}}) {
    ScenarioSpec spec = oneService(14, 0.05, 1);
    spec.services[0].worker.slots = {};
    spec.services[0].worker.sharing = SharingSpec{};
    spec.services[0].worker.serviceTime = law;
    expectFigure(spec, "services.web.latency_s.mean", 0.05 / 0.3, 0.08);
  }
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
