/// Strategies over one demand: the sizes they are given, and how they are compared.
#include "scenarios/strategies/strategies.h"

#include "scenarios/load.h"
#include "scenarios/strategies/backtest_report.h"
#include "tests/no_progress.h"

#include <cmath>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace headroom {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

/// 20 requests/s, in the middle hour 90; a worker is rated at 80 % of 4/0.4 s: 8 requests/s.
ScenarioSpec threeHours(const std::string& type = "m7g.medium", const std::string& more = "") {
  const Loaded loaded = loadText(
      "version: 1\nduration: 3h\nregion: {zones: [a, b, c]}\n"
      "demand:\n  users:\n    to: web\n"
      "    rate: {steps: [{at: 0h, rate: 20 rps}, {at: 1h, rate: 90 rps}, {at: 2h, rate: 20 rps}]}\n"
      "    client: {timeout: 5s}\n"
      "services:\n  web:\n    worker: {type: " +
          type +
          ", slots: 4, queue: 8, service_time: 400ms}\n    start: {boot: 30s}\n    fleet: {min: 3, max: 20, drain: "
          "10s}\n" +
          more + "objectives: [{name: fast, good: served within 2s, target: 99 %}]\n",
      "three-hours.yaml");
  EXPECT_TRUE(loaded.ok()) << (loaded.ok() ? "" : loaded.issues.front().what);
  return *loaded.spec;
}

const Strategy& named(const std::vector<Strategy>& all, const std::string& name) {
  for (const Strategy& s : all)
    if (s.name == name) return s;
  throw Failure("there is no strategy " + name);
}

const StrategyTable& comparison() {
  static const StrategyTable c = [] {
    NoProgress progress;
    return compare(threeHours(), {}, 1, progress);
  }();
  return c;
}

/// 90 / 8 = 11.25.
TEST(Strategies, StaticIsThePeakInWholeWorkers) {
  const FleetSpec fleet = named(strategiesFor(threeHours(), {}), "static").spec.services[0].fleet;
  EXPECT_EQ(fleet.min, 12);
  EXPECT_EQ(fleet.max, 12);
  EXPECT_EQ(fleet.initial, 12);
}

TEST(Strategies, ScaleUpClimbsTheFamilyOfTheWorkersType) {
  const ServiceSpec s = named(strategiesFor(threeHours(), {}), "scale-up").spec.services[0];
  EXPECT_EQ(s.fleet.max, 1);
  EXPECT_THAT(rungsOf(s)->types, ElementsAre("m7g.medium", "m7g.large", "m7g.xlarge", "m7g.2xlarge"));
}

TEST(Strategies, ScaleUpIsNotPossibleWhereThereIsNoLargerType) {
  EXPECT_THAT(named(strategiesFor(threeHours("generic"), {}), "scale-up").impossible,
              HasSubstr("no larger type than generic"));
}

/// A fifth of twelve is three, in the next whole number; 20 requests/s until the first 45 min are over need one chunk.
TEST(Strategies, ChunksAreAFifthOfThePeak) {
  const ServiceSpec s = named(strategiesFor(threeHours(), {}), "chunks").spec.services[0];
  const auto& chunks = std::get<ChunksPolicy>(s.scaling[0].policy);
  EXPECT_EQ(chunks.size, 3);
  EXPECT_EQ(chunks.every, Duration::minutes(45));
  EXPECT_EQ(s.fleet.initial, 3);
  EXPECT_EQ(s.fleet.max, 12);
}

TEST(Strategies, ElasticIsTheScenariosOwnScalingIfItHasAny) {
  const auto own = strategiesFor(
      threeHours("m7g.medium", "    scaling: [target_tracking: {name: mine, metric: slots, target: 42 %}]\n"), {});
  const ServiceSpec& s = named(own, "elastic").spec.services[0];
  EXPECT_EQ(s.scaling[0].name, "mine");
  EXPECT_EQ(s.fleet.max, 20);
  const auto fixed = strategiesFor(threeHours(), {});
  const PolicySpec& made = named(fixed, "elastic").spec.services[0].scaling.at(0);
  EXPECT_NEAR(std::get<TargetTrackingPolicy>(made.policy).target, 0.8, 1e-12);
}

TEST(Strategies, WhatAProgramDecidesIsNotComparedAndTheOthersAre) {
  const auto all =
      strategiesFor(threeHours("m7g.medium", "    scaling: [external: {metric: requests, command: [decide]}]\n"), {});
  EXPECT_EQ(named(all, "elastic").impossible, "a program decides for it");
  EXPECT_EQ(named(all, "predictive").impossible, "a program decides for it");
  for (const char* name : {"static", "scale-up", "chunks"}) EXPECT_EQ(named(all, name).impossible, "") << name;
}

TEST(Strategies, AStageOfTheSameNameSaysItItsOwnWay) {
  ScenarioSpec mine = threeHours();
  mine.services[0].fleet.min = 7;
  const auto all = strategiesFor(threeHours(), {{"static", mine}});
  EXPECT_EQ(named(all, "static").spec.services[0].fleet.min, 7);
  EXPECT_EQ(named(all, "static").how, "as the scenario's stage says");
}

TEST(Strategies, WithoutAnExpectedRateThereIsNoSize) {
  ScenarioSpec spec = threeHours();
  spec.demand[0].rate.clear();
  spec.demand[0].users = UsersSpec{5, Deterministic{Duration::seconds(1)}};
  EXPECT_THROW(strategiesFor(spec, {}), Failure);
}

/// 20 requests/s need 2.5 workers, 90 need 11.25. Each of the nine that come for the hour is ordered two minutes before
/// (twice the 30 s of a boot, and the next whole one) and paid from the boot on; none is there a second longer.
TEST(Strategies, TheClairvoyantPaysForWhatIsNeededAndForStarts) {
  const StrategyResult& r = comparison().results.back();
  ASSERT_EQ(r.name, "clairvoyant");
  EXPECT_EQ(r.calm.summary["capacity.unmet_share"], 0);
  const double hours = 3 * 2 + 12 + 9 * 120.0 / 3600, drains = 9 * 10.0 / 3600;
  EXPECT_NEAR(r.calm.summary["cost_usd.total"], hours * 0.0408, drains * 0.0408);
  for (const StrategyResult& other : comparison().results) {
    if (other.calm.summary["capacity.unmet_share"] > 0) continue;
    EXPECT_LE(r.calm.summary["cost_usd.total"], other.calm.summary["cost_usd.total"]) << other.name;
  }
}

/// Twelve workers for three hours, whatever comes: 3 · 12 · 0.0408 USD.
TEST(Strategies, TheStaticPeakCostsWhatItCosts) {
  const Summary& s = comparison().results[0].calm.summary;
  EXPECT_NEAR(s["cost_usd.total"], 3 * 12 * 0.0408, 1e-9);
  EXPECT_EQ(s["capacity.unmet_share"], 0);
}

TEST(Strategies, AreFiveAndAYardstickAndTheElasticOnesPayLess) {
  const auto cost = [](std::size_t i) { return comparison().results[i].calm.summary["cost_usd.total"]; };
  ASSERT_EQ(comparison().results.size(), 6u);
  EXPECT_LT(cost(3), 0.8 * cost(0));
  EXPECT_LT(cost(4), 0.8 * cost(0));
}

/// What the forecast knows is there in time: nothing is unmet for want of a start.
TEST(Strategies, PredictiveIsThereWhereElasticIsLate) {
  const double late = comparison().results[3].calm.summary["capacity.unmet_share"];
  const double there = comparison().results[4].calm.summary["capacity.unmet_share"];
  EXPECT_GT(late, 0.005);
  EXPECT_LT(there, late / 5);
}

/// The one machine is in the zone that is lost.
TEST(Strategies, TheLossOfAZoneTakesAllOfOneMachine) {
  const auto during = [](std::size_t i) {
    return comparison().results[i].loss.summary[std::string("over.") + zoneLossName + ".availability"];
  };
  EXPECT_LT(during(1), during(0));
  EXPECT_GT(during(0), 0.95) << "two thirds are left and what was lost is replaced";
}

TEST(Strategies, InJsonHaveTheirVersionAndEveryFigure) {
  const auto json = nlohmann::json::parse(jsonOf(comparison()));
  EXPECT_EQ(json["schema"], 1);
  EXPECT_EQ(json["service"], "web");
  EXPECT_EQ(json["peak_rps"], 90);
  EXPECT_EQ(json["zone"], "a");
  ASSERT_EQ(json["strategies"].size(), strategyNames().size() + 1) << "and the clairvoyant";
  for (const auto& s : json["strategies"]) {
    EXPECT_TRUE(s["impossible"].is_null()) << s["name"];
    for (const char* run : {"calm", "zone_loss"})
      for (const char* figure : {"cost_usd", "unused_share", "not_serving_share", "unmet_share", "availability"})
        EXPECT_TRUE(s[run][figure].is_number()) << s["name"] << run << figure;
    EXPECT_EQ(s["calm"]["slo"][0]["name"], "fast");
    EXPECT_EQ(s["zone_loss"]["begins_s"], 3600);
    EXPECT_TRUE(s["zone_loss"]["during"]["availability"].is_number());
  }
}

TEST(Strategies, AsTextAreOneTable) {
  const std::string text = textOf(comparison());
  for (const std::string& name : strategyNames()) EXPECT_THAT(text, HasSubstr("  " + name));
  EXPECT_THAT(text, HasSubstr("zone a lost at the peak"));
  EXPECT_THAT(text, HasSubstr("perfect forecast"));
}

/// Days that repeat themselves: whoever says a day again has no error, and every method sees the rhythm.
ScenarioSpec threeDays() {
  ScenarioSpec spec = threeHours();
  spec.duration = Duration::hours(72);
  DiurnalCurve day;
  day.mean = Rate{20};
  day.peakAt = When{When::Kind::timeOfDay, Duration::hours(15), 0, 0, "15:00"};
  spec.demand[0].rate = {{"diurnal", day}};
  return spec;
}

TEST(Backtests, OfDaysThatRepeatThemselvesAreWithoutError) {
  const auto reports = backtestsOf(*compile(threeDays()));
  ASSERT_EQ(reports.size(), 1u);
  EXPECT_EQ(reports[0].policy, "");
  EXPECT_EQ(reports[0].hours, 72);
  ASSERT_EQ(reports[0].methods.size(), 4u);
  EXPECT_EQ(reports[0].methods[0].method, "seasonal_naive");
  for (const MethodReport& m : reports[0].methods) EXPECT_EQ(m.score.n, 48u) << "from the second day on: " << m.method;
  for (const std::size_t exact : {0u, 1u, 2u}) EXPECT_LT(reports[0].methods[exact].score.wape, 1e-4);
}

TEST(Backtests, TakeThePastOfThePolicyThatLearnsFromIt) {
  ScenarioSpec spec = threeDays();
  PredictivePolicy p;
  p.forecast = ForecastSpec::Method::holtWinters;
  p.history = {{"constant", ConstantCurve{{20}}}};
  p.historyLength = Duration::hours(48);
  spec.services[0].scaling = {{"ahead", p}};
  const BacktestReport report = backtestsOf(*compile(spec)).at(0);
  EXPECT_EQ(report.policy, "ahead");
  EXPECT_EQ(report.hoursBefore, 48);
  EXPECT_EQ(report.methods[0].score.n, 24u + 72);
  for (const MethodReport& m : report.methods) EXPECT_EQ(m.used, m.method == "holt_winters");
  // The past knows nothing of the rhythm: in one of four days half of a cosine is missed, of mean 2/π.
  EXPECT_NEAR(report.methods[0].score.wape, 0.5 * 2 / 3.14159265358979 / 4, 1e-4);
}

TEST(Backtests, OfUsersWhoWaitThereAreNone) {
  ScenarioSpec spec = threeHours();
  spec.demand[0].rate.clear();
  spec.demand[0].users = UsersSpec{5, Deterministic{Duration::seconds(1)}};
  EXPECT_TRUE(backtestsOf(*compile(spec)).empty());
}

}  // namespace
}  // namespace headroom
