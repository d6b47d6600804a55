// Settings that change while a run goes on, as a text says them and as `explain` tells them.
#include "models/simulation.h"
#include "scenarios/load.h"
#include "tests/scenarios/shell.h"

#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace headroom {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

/// No chance: two of the twelve slots of three workers are busy at any time, 16.7 %; the later change stands first.
constexpr const char* twice = R"(
version: 1
name: twice
duration: 1h
demand:
  users: {to: web, rate: [{constant: 20 rps}], arrivals: {kind: deterministic}, client: {attempts: 3}}
services:
  web:
    worker: {slots: 4, service_time: 100ms}
    balancer: {policy: round_robin}
    fleet: {min: 3, max: 20}
    scaling: [{target_tracking: {metric: slots, target: 60 %}}]
changes:
  - {name: limits, at: 40min, set: [services.web.fleet.min=15, demand.users.client.attempts=1]}
  - {name: target, at: 20min, set: services.web.scaling.target_tracking.target=10 %}
)";

std::string fingerprintOf(const ScenarioSpec& spec) {
  World world(compile(spec), 1);
  world.run({});
  return world.fingerprint();
}

TEST(Changes, AreLaidUponOneAnotherInTheOrderOfTheirTimes) {
  const Loaded loaded = loadText(twice, "twice.yaml");
  ASSERT_TRUE(loaded.ok()) << loaded.issues.at(0).what;
  const std::vector<ChangeSpec>& all = loaded.spec->changes;
  ASSERT_EQ(all.size(), 2u);
  EXPECT_EQ(all[0].name, "target");
  EXPECT_THAT(all[0].paths, ElementsAre("services.web.scaling.target_tracking.target_tracking.target"));
  EXPECT_EQ(all[0].then->services[0].fleet.min, 3);
  EXPECT_THAT(all[1].paths, ElementsAre("demand.users.client.attempts", "services.web.fleet.min"));
  const auto& policy = std::get<TargetTrackingPolicy>(all[1].then->services[0].scaling[0].policy);
  EXPECT_DOUBLE_EQ(policy.target, 0.1) << "of the change before";
  EXPECT_EQ(all[1].then->services[0].fleet.min, 15);
}

TEST(Changes, AreWrittenAndReadBack) {
  const Loaded loaded = loadText(twice, "twice.yaml");
  ASSERT_TRUE(loaded.ok());
  const Loaded back = loadText(loaded.resolved, "back.yaml");
  ASSERT_TRUE(back.ok()) << loaded.resolved;
  EXPECT_EQ(back.resolved, loaded.resolved);
  EXPECT_EQ(fingerprintOf(*back.spec), fingerprintOf(*loaded.spec));
  LoadOptions without;
  without.sets = {"changes=null"};
  EXPECT_NE(fingerprintOf(*loadText(twice, "twice.yaml", without).spec), fingerprintOf(*loaded.spec));
}

/// A change that is none is no mistake of the run's.
TEST(Changes, ToWhatIsThereAlreadyAreWarnedOf) {
  LoadOptions options;
  options.sets = {"changes.target.set=services.web.fleet.min=3"};
  const Loaded loaded = loadText(twice, "twice.yaml", options);
  ASSERT_TRUE(loaded.ok());
  ASSERT_EQ(loaded.issues.size(), 1u);
  EXPECT_EQ(loaded.issues[0].severity, Issue::Severity::warning);
  EXPECT_EQ(loaded.issues[0].what, "it changes nothing");
}

std::string errorOf(const std::vector<std::string>& sets) {
  LoadOptions options;
  options.sets = sets;
  for (const Issue& issue : loadText(twice, "twice.yaml", options).issues)
    if (issue.severity == Issue::Severity::error) return issue.what;
  return {};
}

TEST(Changes, AreCheckedAsOfTheirTime) {
  EXPECT_EQ(errorOf({"services.web.fleet.initial=6", "changes.x={at: 10min, set: services.web.fleet.max=5}",
                     "changes.limits=null"}),
            "")
      << "with how many it began no longer counts";
  EXPECT_EQ(errorOf({"changes.x={at: 1h, set: services.web.fleet.max=9}"}), "the run is over by then");
  EXPECT_EQ(errorOf({"changes.x={at: 1min, set: changes.limits=null}"}), "a change cannot change another");
  EXPECT_THAT(errorOf({"changes.x={at: 1min, set: 'services.web.start.boot={empirical: {file: x.csv}}'}"}),
              HasSubstr("cannot change while the run goes on"));
  std::vector<std::string> many;
  for (int i = 0; i < 99; ++i)
    many.push_back("changes.c" + std::to_string(i) + "={at: 1min, set: services.web.fleet.max=9}");
  EXPECT_EQ(errorOf(many), "101 changes");
}

class ExplainedChanges : public testing::Test {
 protected:
  ExplainedChanges() {
    std::ofstream(folder_ / "twice.yaml") << twice;
    EXPECT_EQ(inShell("cd " + folder_.path() + " && headroom run twice.yaml -q -o x.h5 2>&1").code, 0);
  }
  std::string explain(const std::string& options) {
    return inShell("cd " + folder_.path() + " && headroom explain x.h5 " + options + " 2>&1").text;
  }
  Scratch folder_;
};

TEST_F(ExplainedChanges, StandAmongWhatWasDecided) {
  const std::string all = explain("");
  const auto has = [&](const std::string& words) { EXPECT_THAT(all, testing::ContainsRegex(words)); };
  has("00:20:00 +settings +services.web.scaling.target_tracking.target=10 %");
  has("00:20:00 +web +3 → 5 +target_tracking: slots 16.67 % above 10 %");  // 3 · 16.7 / 10
  has("00:40:00 +web +5 → 15 +new limits: moved by its new min");
}

TEST_F(ExplainedChanges, AndRulesAreThoseInForceThen) {
  EXPECT_THAT(explain("--at 00:10 --why-not"), AllOf(HasSubstr("60 %"), Not(HasSubstr("Settings were changed"))));
  EXPECT_THAT(explain("--at 00:30 --why-not"), AllOf(HasSubstr("Settings were changed at 00:20:00"),
                                                     HasSubstr("were above 10 %"), Not(HasSubstr("60 %"))));
  EXPECT_THAT(explain("--at 00:45"), HasSubstr("web: 15 workers were wanted, since 00:40:00 and to the end"));
  const auto json = nlohmann::json::parse(explain("--at 00:30 --json"));
  EXPECT_EQ(json["changes"].size(), 1u);
  EXPECT_EQ(json["changes"][0]["time_s"], 1200);
  const auto decisions = nlohmann::json::parse(explain("--json"))["decisions"];
  const auto newest = json["services"][0]["change"];
  EXPECT_THAT(newest["text"], HasSubstr("alarm web.target_tracking.high had been on since 00:20:00"));
  EXPECT_THAT(decisions, testing::Contains(newest)) << "by the rules of then without a time, too";
}

}  // namespace
}  // namespace headroom
