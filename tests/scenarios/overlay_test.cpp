#include "scenarios/load.h"
#include "scenarios/render_issues.h"

#include <cstdlib>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace headroom {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

const std::string base = "tests/scenarios/data/base.yaml";
const std::string extends = "tests/scenarios/data/extends.yaml";

Loaded with(std::vector<std::string> sets, const std::string& stage = "", const std::string& file = base) {
  LoadOptions o;
  o.sets = std::move(sets);
  o.stage = stage;
  return load(file, o);
}

ScenarioSpec sound(const Loaded& l) {
  EXPECT_TRUE(l.ok()) << renderIssues(l.issues, l.sources);
  return l.spec.value_or(ScenarioSpec{});
}

std::vector<std::string> namesOf(const auto& list) {
  std::vector<std::string> names;
  for (const auto& e : list) names.push_back(e.name);
  return names;
}

TEST(Extends, ListsMergeByNameAndNullTakesAway) {
  const ScenarioSpec s = sound(load(extends));
  EXPECT_EQ(s.name, "A small shop, worse");
  EXPECT_THAT(namesOf(s.faults), ElementsAre("zone_outage", "second"));
  EXPECT_EQ(std::get<ZoneOutage>(s.faults[0].fault).zone, "b") << "kept from the base";
  EXPECT_EQ(std::get<Deterministic>(*s.faults[0].lasts).value, Duration::minutes(20)) << "laid over it";
  EXPECT_EQ(s.services.at(0).fleet.max, 6);
}

TEST(Extends, AMessageNamesTheFileItIsAbout) {
  const Loaded l = loadText("extends: base.yaml\nfaults: {zone_outage: {zone: c}}\n", "tests/scenarios/data/over.yaml");
  ASSERT_EQ(l.issues.size(), 1u);
  EXPECT_EQ(issueLine(l.issues[0]), "tests/scenarios/data/over.yaml:2:30: error: there is no zone `c`");
}

TEST(Stages, OfTheBaseFirstThenOfTheFile) {
  const ScenarioSpec s = sound(with({}, "prod", extends));
  EXPECT_EQ(s.services.at(0).fleet.max, 12);
  EXPECT_EQ(s.services[0].fleet.min, 4);
  EXPECT_EQ(s.services[0].worker.slots.value, 8);
}

TEST(Stages, AStageThatWasNotAskedForMustBeSoundToo) {
  const Loaded l =
      loadText("extends: base.yaml\nstages: {test: {services.web.fleet.mni: 3}}\n", "tests/scenarios/data/x.yaml");
  ASSERT_EQ(l.issues.size(), 1u) << renderIssues(l.issues, l.sources);
  EXPECT_EQ(l.issues[0].place.line, 2);
  EXPECT_EQ(l.issues[0].hint, "did you mean `min`?");
}

TEST(Stages, AnUnknownStageIsRefused) {
  const Loaded l = with({}, "prd");
  EXPECT_FALSE(l.ok());
  EXPECT_EQ(l.issues.at(0).hint, "did you mean `prod`?");
}

TEST(Set, WinsOverTheStage) { EXPECT_EQ(sound(with({"services.web.fleet.max=20"}, "prod")).services[0].fleet.max, 20); }

TEST(Set, ReachesElementsOfListsByNameAndFieldsOfTheKindThatIsThere) {
  const ScenarioSpec s =
      sound(with({"services.web.scaling.target_tracking.target=50 %", "faults.zone_outage.at=peak",
                  "demand.shoppers.rate.constant=80 rps", "services.web.worker.service_time.mean=70ms",
                  "services.web.start.boot={lognormal: {mean: 30s}}", "services.web.start.boot.cv=0.5"}));
  EXPECT_EQ(std::get<TargetTrackingPolicy>(s.services[0].scaling[0].policy).target, 0.5);
  EXPECT_EQ(s.faults[0].at->kind, When::Kind::peak);
  EXPECT_EQ(std::get<ConstantCurve>(s.demand[0].rate[0].curve).rate.perSecond, 80);
  EXPECT_EQ(std::get<Exponential>(s.services[0].worker.serviceTime).mean, Duration::milliseconds(70));
  EXPECT_EQ(std::get<Lognormal>(s.services[0].start.boot).cv, 0.5);
}

TEST(Set, AnotherKindReplacesTheOneThatIsThere) {
  const ScenarioSpec s = sound(with({"services.web.worker.service_time=25ms",
                                     "services.web.scaling.target_tracking=null", "services.web.scaling.fixed={}"}));
  EXPECT_EQ(std::get<Deterministic>(s.services[0].worker.serviceTime).value, Duration::milliseconds(25));
  EXPECT_THAT(namesOf(s.services[0].scaling), ElementsAre("fixed"));
}

TEST(Set, AddsWhatTheFileCouldHaveContained) {
  const ScenarioSpec s = sound(with({"faults.night={erroring: {probability: 5 %, at: 30min, lasts: 1min}}",
                                     "region.zones=[a, b, c]", "services.store={worker: {slots: 2}}"}));
  EXPECT_THAT(namesOf(s.faults), ElementsAre("zone_outage", "instance_crash", "night"));
  EXPECT_THAT(s.region.zones, ElementsAre("a", "b", "c"));
  EXPECT_THAT(namesOf(s.services), ElementsAre("web", "store"));
}

TEST(Set, AWrongPathSaysWhatIsThere) {
  const auto first = [](std::string set) {
    const Loaded l = with({std::move(set)});
    return l.issues.empty() ? "" : issueLine(l.issues[0]) + " " + l.issues[0].hint;
  };
  EXPECT_EQ(first("services.wbe.fleet.min=3"),
            "--set services.wbe.fleet.min: error: there is no `wbe` in `services` did you mean `web`?");
  EXPECT_THAT(first("services.web.flet.min=3"), HasSubstr("did you mean `fleet`?"));
  EXPECT_THAT(first("faults.zone_outge.at=3min"), HasSubstr("did you mean `zone_outage`?"));
  EXPECT_THAT(first("services.web.fleet.min"), HasSubstr("sets nothing"));
  EXPECT_THAT(first("services.web.fleet.min.x=3"), HasSubstr("one value"));
  EXPECT_THAT(first("services.web.fleet.min=x"), HasSubstr("`min`: `x` is not a number"));
}

TEST(Variables, AreExpandedInsideValuesWithDefaults) {
  LoadOptions o;
  o.variable = [](const std::string& name) {
    return name == "PEAK" ? std::optional<std::string>("70 rps") : std::nullopt;
  };
  const Loaded l = loadText(
      "extends: base.yaml\nname: \"${WHO:-nobody} pays $${5}\"\ndemand: {shoppers: {rate: {constant: \"${PEAK:-10 "
      "rps}\"}}}\n",
      "tests/scenarios/data/x.yaml", o);
  const ScenarioSpec s = sound(l);
  EXPECT_EQ(s.name, "nobody pays ${5}");
  EXPECT_EQ(std::get<ConstantCurve>(s.demand[0].rate[0].curve).rate.perSecond, 70);
  EXPECT_EQ(sound(loadText(l.resolved, "tests/scenarios/data/y.yaml")).name, s.name)
      << "what came out is not expanded again";
}

/// `run --from` repeats a run from these texts, so nothing may be lost on the way, whatever was laid over what.
TEST(Resolved, EveryScenarioLoadsToItself) {
  for (const char* file : {"base", "extends", "short-forms", "evening-peak"}) {
    const Loaded first = load(std::string("tests/scenarios/data/") + file + ".yaml");
    ASSERT_TRUE(first.ok()) << renderIssues(first.issues, first.sources);
    const Loaded second = loadText(first.resolved, "tests/scenarios/data/resolved.yaml");
    ASSERT_TRUE(second.ok()) << renderIssues(second.issues, second.sources) << first.resolved;
    EXPECT_EQ(first.resolved, second.resolved);
  }
}

TEST(ShortForms, MeanTheLongOnes) {
  const ScenarioSpec s = sound(load("tests/scenarios/data/short-forms.yaml"));
  EXPECT_EQ(std::get<ConstantCurve>(s.demand.at(0).rate.at(0).curve).rate.perSecond, 10);
  EXPECT_EQ(s.demand[0].arrivals.kind, ArrivalsSpec::Kind::deterministic);
  EXPECT_THAT(namesOf(s.demand.at(1).rate), ElementsAre("steps", "flash_crowd"));
  EXPECT_EQ(std::get<StepsCurve>(s.demand[1].rate[0].curve).steps.size(), 2u);
  EXPECT_EQ(std::get<ConstantCurve>(s.demand[1].times.at(0).curve).rate.perSecond, 0.5);
  EXPECT_TRUE(s.demand[1].client.retryOn.failed && !s.demand[1].client.retryOn.rejected);
  EXPECT_EQ(s.demand[1].client.budget->ratio.value, 0.1);
  EXPECT_THAT(namesOf(s.services.at(0).calls), ElementsAre("store", "again"));
  EXPECT_EQ(s.services[0].rated.rate->perSecond, 70);
  EXPECT_EQ(s.services.at(1).rated.share->value, 0.9);
  EXPECT_TRUE(s.services[1].worker.slots.unlimited());
}

}  // namespace
}  // namespace headroom
