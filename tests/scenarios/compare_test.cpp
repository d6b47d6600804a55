/// `headroom compare`: what is told from chance, and how it is said.
#include "scenarios/compare/compare.h"

#include "sim/issue.h"
#include "tests/scenarios/shell.h"

#include <cmath>
#include <fstream>
#include <limits>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace headroom {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

const ComparedMeasure cost{"cost_usd.total", "cost", "cheaper", "dearer", false};
const ComparedMeasure availability{"availability", "availability", "less available", "more available", true};
const ComparedMeasure p99{"latency_s.p99", "p99", "faster at p99", "slower at p99", false};

/// Ten replications: B costs 12 % less in each, give or take 3 %, and is 0.4 points less available; p99 is chance.
ComparisonTable threeMeasures() {
  Operand a{"a.yaml", {{}, {}, {}}}, b{"b.yaml", {{}, {}, {}}};
  for (int r = 0; r < 10; ++r) {
    const double luck = std::sin(1.7 * r), other = std::cos(2.9 * r);
    a.values[0].push_back(100 + 20 * luck);
    b.values[0].push_back(0.88 * (100 + 20 * luck) + 2 * other);
    a.values[1].push_back(0.99 + 0.001 * luck);
    b.values[1].push_back(0.986 + 0.001 * luck + 0.0002 * other);
    a.values[2].push_back(1 + 0.1 * luck);
    b.values[2].push_back(1 - 0.1 * other);
  }
  return compareOperands({cost, availability, p99}, {a, b});
}

TEST(Compare, SaysWhatIsToldFromChanceInPlainWords) {
  const ComparisonTable table = threeMeasures();
  const std::string verdict = verdictOf(table, table.comparisons.at(0));
  EXPECT_THAT(verdict, testing::MatchesRegex("1[12]\\.[0-9]+ ± [0-9.]+ % cheaper, 0\\.[34][0-9]+ ± [0-9.]+ points less "
                                             "available; p99 not distinguishable"));
  EXPECT_THAT(textOf(table, 1),
              HasSubstr("10 paired replications under common random numbers, seed 1; 95 % t-intervals"));
  EXPECT_THAT(textOf(table, 1), HasSubstr("B is " + verdict));
}

/// Alone a chance of 4 % would do; beside another comparison it has to be less than 2.5 %.
TEST(Compare, ManyComparisonsAreCorrected) {
  Operand a{"a", {{0, 0, 0, 0, 0, 0}, {0, 0, 0, 0, 0, 0}}}, b = a;
  b.values[0] = b.values[1] = {2.6, -0.9, 2, -0.4, 2.2, 1.2};  // t = 2.06…2.7 with 5 degrees of freedom
  const double alone = compareOperands({cost}, {a, b}).comparisons[0].measures[0].chance;
  const auto both = compareOperands({cost, p99}, {a, b}).comparisons[0].measures;
  EXPECT_NEAR(both[0].chance, 2 * alone, 1e-12);
  EXPECT_NEAR(both[1].chance, 2 * alone, 1e-12);
}

/// Bins of the histogram are 1/128 wide: all four replications fall from one into the next, for whatever small reason.
TEST(Compare, AStepOfTheHistogramIsNoDifference) {
  Operand a{"a", {{1.0, 1.0, 1.0, 1.0}}}, step = a, steps = a;
  step.values[0].assign(4, 1 + 1.0 / 128);
  steps.values[0].assign(4, 1 + 2.0 / 128);
  const ComparisonTable t = compareOperands({p99}, {a, step, steps});
  EXPECT_FALSE(t.comparisons[0].measures[0].told);
  EXPECT_TRUE(t.comparisons[1].measures[0].told);
  EXPECT_TRUE(compareOperands({cost}, {a, step}).comparisons[0].measures[0].told) << "costs are exact";
}

TEST(Compare, EqualRunsAreNotDistinguishable) {
  Operand a{"a", {{1, 2, 3}}};
  const ComparisonTable same = compareOperands({cost}, {a, a});
  EXPECT_FALSE(same.comparisons[0].measures[0].told);
  EXPECT_EQ(verdictOf(same, same.comparisons[0]), "cost not distinguishable");
  EXPECT_EQ(same.comparisons[0].measures[0].paired.correlation, 1);
}

TEST(Compare, OfOneRunEachNothingIsToldFromChance) {
  const ComparisonTable one = compareOperands({cost, p99}, {{"a.h5", {{4}, {nan}}}, {"b.h5", {{3}, {1}}}});
  EXPECT_EQ(one.replications, 1u);
  const std::string text = textOf(one, 0);
  EXPECT_THAT(text, HasSubstr("one run each: differences without intervals"));
  EXPECT_THAT(text, HasSubstr("-25 %"));
  EXPECT_THAT(text, HasSubstr("n = 0"));
  const auto json = nlohmann::json::parse(jsonOf(one, 0));
  EXPECT_TRUE(json["comparisons"][0]["verdict"].is_null());
  EXPECT_EQ(json["comparisons"][0]["measures"][0]["relative"]["value"], -0.25);
  EXPECT_TRUE(json["comparisons"][0]["measures"][0]["relative"]["half_width"].is_null());
  EXPECT_TRUE(json["comparisons"][0]["measures"][1]["base"]["value"].is_null());
  EXPECT_EQ(json["comparisons"][0]["measures"][1]["base"]["n"], 0);
}

TEST(Compare, ObjectivesAreThoseThatAllHave) {
  const auto all = measuresOf({{"fast", "there"}, {"there", "fast", "mine"}, {"fast"}});
  EXPECT_EQ(all.back().path, "slo.fast");
  EXPECT_EQ(std::count_if(all.begin(), all.end(), [](const auto& m) { return m.path.starts_with("slo."); }), 1);
}

TEST(Compare, ReadsTheSummaryOfATrace) {
  const std::string json =
      R"({"cost_usd": {"total": 4.5}, "availability": null, "slo": [{"name": "fast", "attainment": 0.9}]})";
  EXPECT_THAT(objectivesIn(json), ElementsAre("fast"));
  const ComparedMeasure fast{"slo.fast", "fast", "", "", true};
  const std::vector<double> values = valuesOf({cost, fast, availability, p99}, json);
  EXPECT_EQ(values[0], 4.5);
  EXPECT_EQ(values[1], 0.9);
  EXPECT_TRUE(std::isnan(values[2]) && std::isnan(values[3]));
  EXPECT_THROW(objectivesIn(""), Failure);
}

std::string scenarioIn(const Scratch& folder, const std::string& name, int workers) {
  std::ofstream(folder / name) << "version: 1\nduration: 2min\ndemand: {users: {to: web, rate: 8 rps}}\n"
                                  "services: {web: {worker: {type: m7g.medium, slots: 2, service_time: {exponential: "
                                  "300ms}}, fleet: {min: "
                               << workers << ", max: " << workers << "}}}\n";
  return folder / name;
}

/// Five workers for four: a quarter more is paid in every replication, and nobody gets a later answer for it.
TEST(Compare, FiveWorkersAreAQuarterDearerThanFourForTheSameCustomers) {
  const Scratch folder;
  const std::string files = scenarioIn(folder, "four.yaml", 4) + " " + scenarioIn(folder, "five.yaml", 5);
  const ShellAnswer answer = inShell("headroom compare -q --replicas 6 --json " + files);
  ASSERT_EQ(answer.code, 0);
  const auto json = nlohmann::json::parse(answer.text);
  EXPECT_EQ(json["schema"], 1);
  EXPECT_EQ(json["replications"], 6);
  const auto& measures = json["comparisons"][0]["measures"];
  EXPECT_EQ(measures[0]["metric"], "cost_usd.total");
  EXPECT_NEAR(measures[0]["relative"]["value"], 0.25, 1e-9);
  EXPECT_EQ(measures[0]["distinguishable"], true);
  EXPECT_THAT(json["comparisons"][0]["verdict"].get<std::string>(), HasSubstr("25 % dearer"));
  EXPECT_GT(measures[2]["correlation"], 0.5) << "the same customers, the same work";
  EXPECT_EQ(inShell("headroom compare -q -j 1 --replicas 6 --json " + files).text, answer.text);
}

TEST(Compare, TracesHaveASeedInCommonOrNone) {
  const Scratch folder;
  const std::string file = scenarioIn(folder, "four.yaml", 4);
  const auto traceOf = [&](const std::string& seed) {
    EXPECT_EQ(inShell("headroom run -q " + file + " --seed " + seed + " -o " + (folder / seed) + ".h5 >&2").code, 0);
    return " " + (folder / seed) + ".h5";
  };
  const std::string seven = traceOf("7"), eight = traceOf("8");
  const auto seedOf = [](const std::string& files) {
    return nlohmann::json::parse(inShell("headroom compare --json" + files).text)["seed"];
  };
  EXPECT_EQ(seedOf(seven + seven), 7);
  EXPECT_TRUE(seedOf(seven + eight).is_null());
}

TEST(Compare, RefusesWhatCannotBeCompared) {
  EXPECT_EQ(inShell("headroom compare mmc 2>&1").code, 2);
  EXPECT_THAT(inShell("headroom compare mmc 2>&1").text, HasSubstr("two are wanted at least"));
  EXPECT_EQ(inShell("headroom compare mmc nowhere.yaml 2>&1").code, 2);
  EXPECT_EQ(inShell("headroom compare mmc mmc@nostage 2>&1").code, 2);
}

}  // namespace
}  // namespace headroom
