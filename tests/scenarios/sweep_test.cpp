// What a sweep file says: values of axes, what goes together, what is left out; compared with lists made by hand.
#include "scenarios/render_issues.h"
#include "scenarios/sweep/axes.h"
#include "scenarios/sweep/plan.h"
#include "tests/text_of_file.h"

#include <algorithm>
#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace headroom::sweep {
namespace {

using ::testing::DoubleEq;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

/// A sweep of docs/first-scenario.yaml with these further lines.
std::string sweepOf(const std::string& lines) { return "version: 1\nscenario: docs/first-scenario.yaml\n" + lines; }

Grid gridOf(const std::string& lines) {
  const ReadSweep read = readSweepText(sweepOf(lines), "test.yaml");
  EXPECT_TRUE(read.content) << renderIssues(read.issues, read.sources);
  Issues issues;
  if (!read.content) return {};
  Grid grid = gridOf(*read.content, issues);
  EXPECT_TRUE(issues.empty()) << renderIssues(issues, read.sources);
  return grid;
}

std::vector<std::string> valuesOf(const std::string& axis) {
  const Grid grid = gridOf("axes: {x: {set: services.web.fleet.min, " + axis + "}}");
  return grid.axes.empty() ? std::vector<std::string>() : grid.axes[0].texts;
}

std::vector<std::string> labelsOf(const Grid& grid) {
  std::vector<std::string> labels;
  for (const Cell& c : grid.cells) labels.push_back(grid.label(c));
  return labels;
}

TEST(SweepAxes, AStepIncludesTheEndItLeadsTo) {
  EXPECT_THAT(valuesOf("from: 3, to: 9, step: 3"), ElementsAre("3", "6", "9"));
  EXPECT_THAT(valuesOf("from: 3, to: 10, step: 3"), ElementsAre("3", "6", "9"));
  EXPECT_THAT(valuesOf("from: 0, to: 0.3, step: 0.1"), ElementsAre("0", "0.1", "0.2", "0.3"))
      << "three tenths of 0.1 are 0.30000000000000004 in binary";
  EXPECT_THAT(valuesOf("from: 90s, to: 2min, step: 15s"), ElementsAre("90s", "105s", "2min"));
  EXPECT_THAT(valuesOf("from: 50 %, to: 60 %, step: 5 %"), ElementsAre("0.5", "0.55", "0.6"));
}

TEST(SweepAxes, ACountIncludesBothEnds) {
  EXPECT_THAT(valuesOf("from: 1, to: 10, count: 4"), ElementsAre("1", "4", "7", "10"));
  EXPECT_THAT(valuesOf("from: 10s, to: 160s, count: 5, scale: log"), ElementsAre("10s", "20s", "40s", "80s", "160s"));
  EXPECT_THAT(valuesOf("from: 1, to: 1000, count: 4, scale: log"), ElementsAre("1", "10", "100", "1000"));
  EXPECT_THAT(valuesOf("from: 1, to: 5, count: 9, whole: true"), ElementsAre("1", "2", "3", "4", "5"))
      << "1, 1.5, 2 … rounded half up, each once";
}

TEST(SweepAxes, NumbersHaveAUnitAndWordsHaveNone) {
  const Grid rates = gridOf("axes: {x: {set: demand.shoppers.rate, values: [60/min, 2 rps]}}");
  EXPECT_EQ(rates.axes[0].unit, "s-1");
  EXPECT_THAT(rates.axes[0].numbers, ElementsAre(DoubleEq(1), DoubleEq(2)));
  const Grid words = gridOf("axes: {x: {set: services.web.balancer.policy, values: [random, round_robin]}}");
  EXPECT_THAT(words.axes[0].numbers, IsEmpty());
  EXPECT_THAT(words.axes[0].texts, ElementsAre("random", "round_robin"));
}

TEST(SweepGrid, AxesGoCrosswiseTheLastOneFastest) {
  const Grid grid =
      gridOf("axes: {a: {set: services.web.fleet.min, values: [1, 2]}, b: {set: duration, values: [1h, 2h, 3h]}}");
  EXPECT_THAT(grid.shape, ElementsAre(2, 3));
  EXPECT_THAT(labelsOf(grid),
              ElementsAre("a=1, b=1h", "a=1, b=2h", "a=1, b=3h", "a=2, b=1h", "a=2, b=2h", "a=2, b=3h"));
  EXPECT_EQ(grid.cells[4].index, 4u);
}

TEST(SweepGrid, ZippedAxesShareADimension) {
  const Grid grid = gridOf(R"(
axes:
  a: {set: services.web.fleet.min, values: [1, 2]}
  b: {set: duration, values: [1h, 2h]}
  c: {set: services.web.fleet.max, values: [10, 20]}
zip: [[a, c]]
)");
  EXPECT_THAT(grid.shape, ElementsAre(2, 2));
  EXPECT_EQ(grid.axes[2].dimension, grid.axes[0].dimension);
  EXPECT_THAT(labelsOf(grid), ElementsAre("a=1, b=1h, c=10", "a=1, b=2h, c=10", "a=2, b=1h, c=20", "a=2, b=2h, c=20"));
}

TEST(SweepGrid, ConstraintsLeaveCellsOut) {
  const std::string axes = R"(
axes:
  low: {set: services.web.fleet.min, from: 1, to: 3, step: 1}
  high: {set: services.web.fleet.max, from: 1, to: 3, step: 1}
  kind: {variants: {plain: {}, short: {duration: 1h}}}
)";
  // Of 3 × 3 pairs 6 have low <= high; of two kinds one stays.
  const Grid grid = gridOf(axes + "constraints: [low <= high, kind != short]");
  EXPECT_THAT(labelsOf(grid),
              ElementsAre("low=1, high=1, kind=plain", "low=1, high=2, kind=plain", "low=1, high=3, kind=plain",
                          "low=2, high=2, kind=plain", "low=2, high=3, kind=plain", "low=3, high=3, kind=plain"));
  EXPECT_EQ(grid.cells[3].index, 8u) << "a constraint moves no other cell: (2, 2, plain) is 1·6 + 1·2 + 0";
  EXPECT_EQ(gridOf(axes + "constraints: low > high").cells.size(), 2u * 3);
  EXPECT_EQ(gridOf("axes: {boot: {set: duration, values: [1h, 90min, 2h]}}\nconstraints: boot < 100min").cells.size(),
            2u)
      << "a value is read in the unit of its axis";
}

TEST(SweepPlan, ACellIsItsScenarioWithSettings) {
  const Planned planned = planOfText(sweepOf(R"(
axes:
  fleet: {set: [services.web.fleet.min, services.web.fleet.max], values: [3, 6]}
  fault: {variants: {none: {faults: null}, late: {faults.zone_outage: {at: "02:00", zone: c}}}}
)"),
                                     "test.yaml");
  ASSERT_TRUE(planned.plan) << renderIssues(planned.issues, planned.sources);
  const Plan& plan = *planned.plan;
  ASSERT_EQ(plan.cells.size(), 4u);
  EXPECT_THAT(plan.cells[2].sets, ElementsAre("services.web.fleet.min=6", "services.web.fleet.max=6", "faults=null"));
  EXPECT_EQ(plan.cells[3].sets[2], "faults.zone_outage={at: \"02:00\", zone: c}");
  const Loaded cell = loadCell(plan.cells[3], plan.directory);
  ASSERT_TRUE(cell.ok());
  EXPECT_EQ(cell.spec->services[0].fleet.max, 6);
  EXPECT_EQ(std::get<ZoneOutage>(cell.spec->faults[0].fault).zone, "c");
  EXPECT_TRUE(loadCell(plan.cells[2], plan.directory).spec->faults.empty());
  EXPECT_EQ(plan.design.label(3), "fleet=6, fault=late");
}

TEST(SweepPlan, ScenariosAndTheirStagesAreTheFirstAxis) {
  const Planned planned =
      planOfText("version: 1\nscenarios: {calm: mmc, reserve: {file: az-outage, stage: reserve}}\n", "test.yaml");
  ASSERT_TRUE(planned.plan) << renderIssues(planned.issues, planned.sources);
  EXPECT_THAT(planned.plan->design.axes[0].texts, ElementsAre("calm", "reserve"));
  EXPECT_EQ(planned.plan->cells[1].file, "az-outage");
  EXPECT_EQ(planned.plan->cells[1].stage, "reserve");
}

/// The hash decides whether a sweep may be gone on with.
TEST(SweepPlan, TheHashIsOfWhatWillBeRun) {
  const auto hashOf = [](const std::string& lines) {
    const Planned planned = planOfText(sweepOf(lines), "test.yaml");
    EXPECT_TRUE(planned.plan) << renderIssues(planned.issues, planned.sources);
    return planned.plan ? planned.plan->design.hash : "";
  };
  const std::string one = hashOf("axes: {a: {set: services.web.fleet.min, values: [3, 6]}}");
  EXPECT_EQ(hashOf("# a remark\naxes:\n  a: {values: [3, 6], set: services.web.fleet.min}"), one);
  for (const char* other : {"axes: {a: {set: services.web.fleet.min, values: [3, 7]}}",
                            "axes: {b: {set: services.web.fleet.min, values: [3, 6]}}",
                            "axes: {a: {set: services.web.fleet.min, values: [3, 6]}}\nreplicas: 11",
                            "axes: {a: {set: services.web.fleet.min, values: [3, 6]}}\nseed: 2",
                            "axes: {a: {set: services.web.fleet.min, values: [3, 6]}}\nlimits: {events: 1000000}"})
    EXPECT_NE(hashOf(other), one) << other;
}

TEST(SweepPlan, ADesignIsReadBackAsItWasWritten) {
  const Planned planned =
      planOfText(sweepOf("axes: {a: {set: duration, values: [2h, 150min]}}\nuntil: {of: [latency.p99]}"), "test.yaml");
  ASSERT_TRUE(planned.plan) << renderIssues(planned.issues, planned.sources);
  const Design& d = planned.plan->design;
  EXPECT_THAT(d.replication.figures, ElementsAre("latency_s.p99"));
  EXPECT_EQ(jsonOf(designOf(jsonOf(d))), jsonOf(d));
}

std::vector<std::string> yamlBlocks(const std::string& text) {
  std::vector<std::string> blocks;
  const std::string fence = "```yaml\n";
  for (std::size_t at = text.find(fence); at != std::string::npos; at = text.find(fence, at)) {
    at += fence.size();
    blocks.push_back(text.substr(at, text.find("```", at) - at));
  }
  return blocks;
}

TEST(SweepPage, ItsExampleIsTheFileBesideIt) {
  EXPECT_EQ(yamlBlocks(textOfFile("docs/sweeps.md")).front(), textOfFile("docs/sweeps/zone.yaml"));
}

TEST(SweepPage, EverySnippetIsASoundSweep) {
  const auto blocks = yamlBlocks(textOfFile("docs/sweeps.md"));
  ASSERT_EQ(blocks.size(), 6u);
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    std::string whole = i ? "version: 1\n" + blocks[i] : blocks[i];
    if (i && !blocks[i].starts_with("scenarios:")) whole += "scenario: ../first-scenario.yaml\n";
    if (const auto at = whole.find("../first"); at != std::string::npos) whole.replace(at, 2, "docs");
    const Planned planned = planOfText(whole, "snippet.yaml");
    EXPECT_TRUE(planned.plan) << blocks[i] << renderIssues(planned.issues, planned.sources);
  }
}

/// tests/bad_sweeps: each file is refused, with the first line of the message that stands beside it.
TEST(BadSweeps, AreRefusedWithTheirPlace) {
  int files = 0;
  for (const auto& entry : std::filesystem::directory_iterator("tests/bad_sweeps")) {
    if (entry.path().extension() != ".yaml") continue;
    ++files;
    const std::string file = entry.path().string();
    const Planned planned = planOf(file);
    EXPECT_FALSE(planned.plan) << file;
    const auto first = std::find_if(planned.issues.begin(), planned.issues.end(),
                                    [](const Issue& i) { return i.severity == Issue::Severity::error; });
    std::string wanted = textOfFile(file.substr(0, file.size() - 5) + ".txt");
    while (wanted.ends_with('\n')) wanted.pop_back();
    std::string got = first == planned.issues.end() ? "" : issueLine(*first);
    if (const auto at = got.find(file); at != std::string::npos) got.replace(at, file.size(), "FILE");
    EXPECT_EQ(got, wanted) << file << "\n" << renderIssues(planned.issues, planned.sources);
  }
  EXPECT_GE(files, 20);
}

}  // namespace
}  // namespace headroom::sweep
