// Replicas: every measured value has an interval, and chance does not depend on threads.
#include "scenarios/load.h"
#include "scenarios/run/result_json.h"
#include "scenarios/run/run.h"
#include "tests/no_progress.h"

#include <cmath>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace headroom {
namespace {

constexpr double t2 = 4.302652729911275;  // 97.5 % quantile of Student's t with 2 degrees of freedom, from tables

std::shared_ptr<const Blueprint> crashingQueue() {
  return compile(*loadText(R"(
version: 1
duration: 10min
demand: {users: {to: web, rate: 8 rps}}
services: {web: {worker: {slots: 5, service_time: {exponential: 500ms}}, fleet: {min: 2, max: 2}}}
faults: [instance_crash: {service: web, every: {exponential: 6min}}]
objectives: [{name: fast, good: served within 1s, target: 90 %}]
)",
                           "crashing-queue.yaml")
                      .spec);
}

/// Mean and half-width of three values, as in any textbook.
void expectEstimate(const nlohmann::json& leaf, const std::vector<double>& x) {
  ASSERT_EQ(x.size(), 3u);
  const double mean = (x[0] + x[1] + x[2]) / 3;
  double squares = 0;
  for (const double v : x) squares += (v - mean) * (v - mean);
  EXPECT_EQ(leaf["n"], 3);
  EXPECT_EQ(leaf["level"], 0.95);
  EXPECT_NEAR(leaf["value"].get<double>(), mean, 1e-12 * (1 + std::abs(mean)));
  EXPECT_NEAR(leaf["half_width"].get<double>(), t2 * std::sqrt(squares / 2 / 3), 1e-9 * (1 + std::sqrt(squares)));
}

TEST(Replicas, ObjectivesAreMeansOverReplicasLikeEverythingElse) {
  NoProgress quiet;
  const auto blueprint = crashingQueue();
  const auto json = nlohmann::json::parse(jsonOf({"", 1, 600}, runReplicas(blueprint, 1, 3, 2, quiet), {}));
  std::vector<double> attainment, ended, served;
  for (std::uint32_t r = 0; r < 3; ++r) {
    const Summary s = runOnce(blueprint, 1, r, {}, quiet).summary;
    attainment.push_back(s.slo[0].attainment);
    ended.push_back(static_cast<double>(s.slo[0].ended));
    served.push_back(s["requests.served"]);
  }
  expectEstimate(json["slo"][0]["attainment"], attainment);
  expectEstimate(json["slo"][0]["ended"], ended);
  expectEstimate(json["requests"]["served"], served);
  EXPECT_EQ(json["slo"][0]["target"], 0.9);
}

/// The first crash of each replica comes at another time, and in some replicas not at all.
TEST(Replicas, FaultsAreMeansOverTheReplicasInWhichTheyHappened) {
  NoProgress quiet;
  const auto blueprint = crashingQueue();
  const ReplicaResult many = runReplicas(blueprint, 1, 8, 2, quiet);
  double sum = 0;
  std::uint64_t n = 0;
  for (std::uint32_t r = 0; r < 8; ++r) {
    const double begins = runOnce(blueprint, 1, r, {}, quiet).summary.faults[0].begins;
    if (std::isnan(begins)) continue;
    sum += begins;
    ++n;
  }
  ASSERT_GT(n, 0u);
  EXPECT_EQ(many.faults[0].begins.n, n);
  EXPECT_NEAR(many.faults[0].begins.value, sum / static_cast<double>(n), 1e-9);
}

TEST(Replicas, OneThreadAndManyGiveTheSameDocument) {
  NoProgress quiet;
  const auto blueprint = crashingQueue();
  EXPECT_EQ(jsonOf({"", 1, 600}, runReplicas(blueprint, 1, 5, 1, quiet), {}, false),
            jsonOf({"", 1, 600}, runReplicas(blueprint, 1, 5, 3, quiet), {}, false));
}

}  // namespace
}  // namespace headroom
