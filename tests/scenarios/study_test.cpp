// The page of a scenario, from the command line: which runs it rests on, and that they are those runs.
#include "scenarios/report/study.h"

#include "analysis/text/escape.h"
#include "scenarios/report/assumption.h"
#include "tests/scenarios/report_texts.h"
#include "tests/scenarios/shell.h"
#include "tests/text_of_file.h"

#include <cmath>
#include <filesystem>
#include <fstream>
#include <map>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace headroom {
namespace {

using nlohmann::json;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

/// 18 rps of 100 ms are 1.8 erlangs at the peak; three workers of 2 slots, one in each zone.
constexpr const char* studiedScenario = R"(
version: 1
name: "Study <b>me</b> | `x`"
duration: 12min
region: {zones: [a, b, c]}
demand:
  users: {to: web, rate: {steps: [{at: 0s, rate: 6 rps}, {at: 5min, rate: 18 rps}]}, client: {timeout: 1s}}
services:
  web:
    worker: {type: m7g.medium, slots: 2, queue: 8, service_time: {lognormal: {mean: 100ms, cv: 0.5}}}
    start: {launch: 10s, boot: 50s}
    fleet: {min: 3, max: 3, drain: 10s}
faults:
  - zone_outage: {zone: b, at: 6min, lasts: 4min}
  - slow: {service: web, factor: 1.1, at: 1min, lasts: 1min}
objectives:
  - {name: fast, good: served within 1s, target: 90 %}
expect:
  - {metric: availability, at_least: 10 %}
options: [nine]
stages:
  nine: {services.web.fleet.min: 9, services.web.fleet.max: 9}
  other: {services.web.fleet.max: 4}
)";

Loaded loadedFrom(const std::string& text) { return loadText(text, "tests/scenarios/data/study.yaml"); }

Study studied(const std::string& text) {
  StudyQuestion q;
  q.file = "s.yaml";
  q.replicas = 2;
  return studyOf(q, loadedFrom(text));
}

std::vector<std::string> lossNames(const std::vector<StudyLoss>& losses) {
  std::vector<std::string> names;
  for (const StudyLoss& l : losses) names.push_back(l.name);
  return names;
}

std::string withoutOptions() {
  std::string text = studiedScenario;
  return text.erase(text.find("options: [nine]\n"), std::string("options: [nine]\n").size());
}

TEST(Study, LosesEachZoneAndTwoOfThemAndRunsTheScenarioAsItIsWritten) {
  const Study s = studied(withoutOptions());
  EXPECT_THAT(lossNames(s.losses), ElementsAre("as written", "none", "a", "b", "c", "a and b"));
  EXPECT_EQ(s.lossText, "at the peak, for 4 min") << "as long as the scenario's own outage";
  for (std::size_t l = 0; l < s.losses.size(); ++l) EXPECT_TRUE(s.cell(0, l)) << s.losses[l].name;
  EXPECT_TRUE(s.cell(1, 1) && s.cell(1, 2) && s.cell(1, 4)) << "an option is run calm and with each zone lost";
  EXPECT_FALSE(s.cell(1, 0) || s.cell(1, 5));
}

TEST(Study, WhatIsLostTakesThePlaceOfTheScenariosOutagesAndNotOfItsOtherFaults) {
  const Study s = studied(withoutOptions());
  const auto faultsOf = [&](std::size_t loss) {
    std::vector<std::string> names;
    for (const FaultSpec& f : s.plan.cells[*s.cell(0, loss)].scenario->spec->faults) names.push_back(f.name);
    return names;
  };
  EXPECT_THAT(faultsOf(0), ElementsAre("zone_outage", "slow"));
  EXPECT_THAT(faultsOf(1), ElementsAre("slow"));
  EXPECT_THAT(faultsOf(2), ElementsAre("slow", "report-zone-loss"));
  EXPECT_THAT(faultsOf(5), ElementsAre("slow", "report-zone-loss", "report-zone-loss-2"));
  EXPECT_EQ(s.plan.cells[*s.cell(0, 0)].scenario->spec->expect.size(), 1u) << "it promises that of itself";
  EXPECT_EQ(s.plan.cells[*s.cell(0, 2)].scenario->spec->expect.size(), 0u);
}

TEST(Study, WithoutOptionsTheStrategiesStandBesideIt) {
  const Study s = studied(withoutOptions());
  std::vector<std::string> names;
  for (const StudyOption& o : s.options) names.push_back(o.name);
  EXPECT_THAT(names, testing::UnorderedElementsAre("as is", "static", "scale-up", "chunks", "elastic", "predictive"));
}

TEST(Study, ThatOptionsLeaveChangesOutIsSaid) {
  const Study s = studied(withoutOptions() + "changes: [{at: 1min, set: services.web.fleet.max=9}]\n");
  ASSERT_GT(s.options.size(), 1u);
  EXPECT_THAT(s.notes, testing::Contains(HasSubstr("without its changes of settings")));
  EXPECT_THAT(studied(withoutOptions()).notes, testing::Not(testing::Contains(HasSubstr("changes of settings"))));
}

TEST(Study, InOneZoneNothingIsLostAndThatIsSaid) {
  std::string text = withoutOptions();
  text.replace(text.find("[a, b, c]"), 9, "[b]");
  const Study s = studied(text);
  EXPECT_THAT(lossNames(s.losses), ElementsAre("as written", "none"));
  EXPECT_THAT(s.notes.at(0), HasSubstr("is in one zone"));
}

TEST(Study, OptionsAreStagesThatAreThere) {
  EXPECT_THAT(loadedFrom(studiedScenario).options, ElementsAre("nine"));
  std::string text = studiedScenario;
  text.replace(text.find("[nine]"), 6, "[nien]");
  const Loaded wrong = loadedFrom(text);
  ASSERT_FALSE(wrong.ok());
  EXPECT_EQ(wrong.issues.front().what, "there is no stage `nien`");
  EXPECT_THAT(wrong.issues.front().hint, HasSubstr("nine"));
}

TEST(Study, AssumptionsAreChangedOneAtATimeAndAtMostDoubleTheRuns) {
  const Study study = studied(withoutOptions());
  const Sensitivity s = sensitivityOf(study, 3);
  ASSERT_EQ(s.changes.size(), 8u);
  ASSERT_EQ(s.plan.cells.size(), 8u);
  EXPECT_EQ(study.losses[3].name, "b");
  const auto& base = *study.plan.cells[*study.cell(0, 3)].scenario->spec;
  const auto& more = *s.plan.cells[0].scenario->spec;
  EXPECT_EQ(s.changes[0].about + s.changes[0].change, "demand+20 %");
  EXPECT_EQ(more.demand[0].times.size(), base.demand[0].times.size() + 1);
  EXPECT_EQ(meanSeconds(more.services[0].worker.serviceTime), meanSeconds(base.services[0].worker.serviceTime));
  const auto& shorter = *s.plan.cells[7].scenario->spec;
  EXPECT_EQ(s.changes[7].about + s.changes[7].change, "length of faults÷ 2");
  for (std::size_t f = 0; f < base.faults.size(); ++f)
    EXPECT_EQ(meanSeconds(*shorter.faults[f].lasts), meanSeconds(*base.faults[f].lasts) / 2) << base.faults[f].name;
  EXPECT_EQ(shorter.demand[0].times.size(), base.demand[0].times.size());
  std::string text = studiedScenario;  // its option cannot be read from here
  text.replace(text.find("[a, b, c]"), 9, "[b]");
  text.replace(text.find("start: {launch: 10s, boot: 50s}"), 31, "start: {}");
  const Study few = studied(text);
  EXPECT_EQ(few.losses.size(), 2u);
  EXPECT_EQ(sensitivityOf(few, 0).changes.size(), 2u) << "as many cells as there are others at most";
}

TEST(Study, StretchedLawsKeepTheirShape) {
  for (const LawSpec& law :
       {LawSpec{Exponential{Duration::seconds(2)}}, LawSpec{Lognormal{Duration::seconds(2), 0.7}},
        LawSpec{Hyperexponential{Duration::seconds(2), 3, 0, {}, {}}},
        LawSpec{Hyperexponential{{}, 2, 0.25, Duration::seconds(1), Duration::seconds(4)}},
        LawSpec{Weibull{Duration::seconds(2), 0.8}}, LawSpec{Pareto{3, Duration::seconds(1), Duration::seconds(50)}},
        LawSpec{Uniform{Duration::seconds(1), Duration::seconds(3)}},
        LawSpec{Empirical{"", {Duration::seconds(1), Duration::seconds(5)}}}}) {
    const LawSpec longer = stretched(law, 1.5);
    EXPECT_NEAR(meanSeconds(longer), 1.5 * meanSeconds(law), 1e-8) << law.index();
    EXPECT_NEAR(squaredCv(longer), squaredCv(law), 1e-8) << law.index();
  }
}

// ---- the page ------------------------------------------------------------------------------------------------------

class StudyReport : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    folder_ = new Scratch;
    std::ofstream(*folder_ / "s.yaml") << studiedScenario;
    const ShellAnswer made = in("headroom report s.yaml -q --replicas 4 --junit j.xml 2>&1");
    ASSERT_EQ(made.code, 0) << made.text;
    ASSERT_EQ(made.text, "s.html\n");
    report_ = json::parse(in("headroom report s.yaml -q --replicas 4 --json").text);
  }
  static void TearDownTestSuite() { delete folder_; }
  static ShellAnswer in(const std::string& line) { return inShell("cd " + folder_->path() + " && " + line); }
  static std::string html() { return textOfFile(*folder_ / "s.html"); }
  /// Rows of a table of a section.
  static json rows(const std::string& section, const std::string& table) {
    for (const json& s : report_["sections"])
      if (s["id"] == section)
        for (const json& b : s["blocks"])
          if (b["type"] == "table" && b["name"] == table) return b["rows"];
    return json::array();
  }
  /// The least attained with one zone lost, by the table of the error budget.
  static std::string worstZone() {
    std::string worst;
    double least = 2;
    for (const json& row : rows("budget", "slo"))
      if (const std::string run = row[1]["text"]; run.starts_with("zone ") && row[3]["value"] < least)
        least = row[3]["value"], worst = run.substr(5, 1);
    return worst;
  }
  static Scratch* folder_;
  static json report_;
};
Scratch* StudyReport::folder_ = nullptr;
json StudyReport::report_;

TEST_F(StudyReport, SaysTheSameNumbersAsHtmlMarkdownAndJson) {
  const std::string markdown = in("headroom report s.yaml -q --replicas 4 --markdown").text, page = html();
  std::vector<std::string> texts;
  collectFigures(report_, texts);
  EXPECT_GT(texts.size(), 150u);
  for (const std::string& text : texts) {
    EXPECT_THAT(page, HasSubstr(">" + xmlText(text) + "</td>"));
    EXPECT_THAT(markdown, HasSubstr("| " + markdownText(text) + " |"));
  }
}

TEST_F(StudyReport, ItsNumbersAreThoseOfTheRunsThatTheCommandLineMakes) {
  const auto run = [&](const std::string& more) {
    return json::parse(in("headroom run s.yaml -q --json --replicas 4 " + more + " 2>/dev/null").text);
  };
  const json written = run(""), lost =
                                    run("--set expect=null --set "
                                        "'faults=[{zone_outage: {zone: a, at: peak, lasts: 4min}}, "
                                        "{slow: {service: web, factor: 1.1, at: 1min, lasts: 1min}}]'");
  EXPECT_DOUBLE_EQ(rows("money", "cost")[0][1]["value"].get<double>(),
                   written["cost_usd"]["total"]["value"].get<double>());
  EXPECT_NEAR(rows("money", "cost")[0][2]["value"].get<double>(),
              written["cost_usd"]["total"]["value"].get<double>() * 730 / 0.2, 1e-9)
      << "a month is 730 h, the run 12 min";
  const json losses = rows("verdict", "losses");
  EXPECT_EQ(losses[0][0]["text"], "as written");
  EXPECT_DOUBLE_EQ(losses[0][3]["value"].get<double>(), written["availability"]["value"].get<double>());
  EXPECT_EQ(losses[2][0]["text"], "zone a lost");
  EXPECT_DOUBLE_EQ(losses[2][3]["value"].get<double>(), lost["availability"]["value"].get<double>());
}

TEST_F(StudyReport, HeadroomIsLeastWithTwoZonesLost) {
  const json least = rows("headroom", "headroom");
  // Rated are 80 % of 2 slots: 1.6 erlangs each, against 1.8: 1 − 1.8/(3·1.6) with three workers, 1 − 1.8/1.6 with the
  // one that is left when two zones go; the launches that replace them end later.
  ASSERT_EQ(least.size(), 6u);
  EXPECT_NEAR(least[1][2]["value"].get<double>(), 1 - 1.8 / 4.8, 1e-6);
  EXPECT_NEAR(least[2][2]["value"].get<double>(), 1 - 1.8 / 3.2, 1e-6);
  EXPECT_NEAR(least[5][2]["value"].get<double>(), 1 - 1.8 / 1.6, 1e-6);
  EXPECT_THAT(
      html(),
      HasSubstr("The greatest expected rate is 18.0/s, and a worker of web is rated for 16.0/s: that takes 1.1"));
}

/// Demand, work, starts and faults, each more and less, are 8 cells beside 6 of the scenario and 4 of its option.
TEST_F(StudyReport, SaysWhichAssumptionMattersMostFromRunsOfItsOwn) {
  const json table = rows("sensitivity", "sensitivity");
  ASSERT_EQ(table.size(), 9u);
  EXPECT_EQ(table[0][0]["text"], "as it is");
  EXPECT_THAT(html(), HasSubstr("32 of the 72 runs of this page are for this"));
  std::map<std::string, json> changed;
  for (const json& row : table) changed[row[0]["text"].get<std::string>() + row[1]["text"].get<std::string>()] = row;
  const auto attained = [&](const std::string& more) {
    const json run =
        json::parse(in("headroom run s.yaml -q --json --replicas 4 --set expect=null " + more + " 2>/dev/null").text);
    return run["slo"][0]["attainment"]["value"].get<double>();
  };
  const std::string lost =
      "--set 'faults=[{slow: {service: web, factor: 1.1, at: 1min, lasts: 1min}}, "
      "{zone_outage: {zone: " +
      worstZone() + ", at: peak, lasts: 4min}}]' ";
  const double base = attained(lost);
  EXPECT_NEAR(changed.at("demand+20 %")[2]["value"].get<double>(),
              attained(lost + "--set 'demand.users.times=[{constant: 1.2}]'") - base, 1e-12);
  EXPECT_NEAR(changed.at("service time−20 %")[2]["value"].get<double>(),
              attained(lost + "--set 'services.web.worker.service_time={lognormal: {mean: 80ms, cv: 0.5}}'") - base,
              1e-12);
  EXPECT_NEAR(changed.at("start-up time× 1.5")[2]["value"].get<double>(),
              attained(lost + "--set services.web.start.launch=15s --set services.web.start.boot=75s") - base, 1e-12);
}

/// Of four replications the worst zone is not the first one here.
TEST_F(StudyReport, ChangesAssumptionsUnderTheLossOfTheZoneThatHurtsMost) {
  EXPECT_NE(worstZone(), "a");
  EXPECT_THAT(html(),
              HasSubstr("The scenario with zone " + worstZone() + " lost, the worst of the zones to lose, one"));
}

TEST_F(StudyReport, StandsInTheOrderOfAPlannersQuestions) {
  const std::string page = html();
  std::size_t at = 0;
  for (const char* id : {"verdict", "headroom", "options", "money", "budget", "sensitivity", "worst-day", "assumptions",
                         "weak", "worst-run", "services", "faults", "decisions", "percentiles", "scenario"}) {
    const std::size_t found = page.find("<h2 id=\"" + std::string(id) + "\"", at);
    ASSERT_NE(found, std::string::npos) << id;
    at = found;
  }
  EXPECT_THAT(page, HasSubstr("With no failure it takes 59 replications")) << "four show nothing";
}

TEST_F(StudyReport, IsOnePageThatAsksForNothing) {
  const std::string page = html();
  EXPECT_LT(page.size(), 1'000'000u);
  for (const char* outside : {"http:", "https:", "src=", "url(", "@import"}) EXPECT_THAT(page, Not(HasSubstr(outside)));
  EXPECT_THAT(page, HasSubstr("Study &lt;b&gt;me&lt;/b&gt; | `x`"));
}

TEST_F(StudyReport, MadeAgainItRunsNothingAndIsTheSameBytes) {
  const std::string before = html(), journal = textOfFile(*folder_ / "s-report/sweep.journal");
  ASSERT_EQ(in("headroom report s.yaml -q --replicas 4").code, 0);
  EXPECT_EQ(textOfFile(*folder_ / "s-report/sweep.journal"), journal);
  EXPECT_EQ(html(), before);
  ASSERT_EQ(
      in("cp s.yaml t.yaml && headroom report t.yaml -q --replicas 4 -j1 && cmp s-report/sweep.h5 t-report/sweep.h5 "
         "|| headroom report t.yaml -q --replicas 4 --json >/dev/null")
          .code,
      0);
}

TEST_F(StudyReport, ItsSweepIsOneForOtherReports) {
  const ShellAnswer answer = in("headroom report s-report/sweep.h5 --json");
  ASSERT_EQ(answer.code, 0);
  EXPECT_THAT(answer.text, HasSubstr("zones_lost"));
}

TEST_F(StudyReport, TheWorstRunCanBeRepeated) {
  const json again = json::parse(in("headroom run -q --json --no-trace --from s-report/worst.h5").text);
  const json info = json::parse(in("headroom info --json s-report/worst.h5").text);
  EXPECT_EQ(again["fingerprint"], info["fingerprint"]);
}

TEST_F(StudyReport, OfAScenarioThatWasChangedIsNotMixedWithTheRunsOfBefore) {
  ASSERT_EQ(in("cp s.yaml c.yaml && headroom report c.yaml -q --replicas 2 2>&1").code, 0);
  const std::string page = textOfFile(*folder_ / "c.html");
  ASSERT_EQ(in("sed -i 's/min: 9/min: 8/' c.yaml").code, 0);
  const ShellAnswer refused = in("headroom report c.yaml -q --replicas 2 2>&1");
  EXPECT_EQ(refused.code, 2);
  EXPECT_THAT(refused.text, HasSubstr("--force begins anew"));
  EXPECT_EQ(textOfFile(*folder_ / "c.html"), page);
  EXPECT_EQ(in("headroom report c.yaml -q --replicas 2 --force 2>&1").code, 0);
}

TEST_F(StudyReport, InterruptedItKeepsItsRunsWritesNoPageAndGoesOn) {
  ASSERT_EQ(in("sed 's/12min/40h/' s.yaml > long.yaml").code, 0);
  // in the foreground, or timeout sends it twice (to the process, then to its group), and a second one ends at once
  EXPECT_EQ(
      in("timeout --foreground -s INT 2 headroom report long.yaml -q --replicas 400 >said 2>&1; test $? -eq 124 && "
         "grep -q 'the same command goes on' said && ! test -e long.html && ! test -e long.html.part && "
         "! test -e long-report/sweep.h5")
          .code,
      0)
      << textOfFile(*folder_ / "said");
  EXPECT_EQ(in("(headroom report long.yaml -q --replicas 400 2>/dev/null & p=$!; sleep 2; kill -INT $p; wait $p)").code,
            130);
}

TEST_F(StudyReport, WhatItJudgesAreTestsForWhoeverShowsTestResults) {
  const std::string xml = textOfFile(*folder_ / "j.xml");
  EXPECT_THAT(xml, HasSubstr("tests=\"5\"")) << "as written, calm, three zones";
  EXPECT_THAT(xml, HasSubstr("name=\"objectives hold zone a lost\""));
  EXPECT_THAT(xml, HasSubstr("is not shown: kept in 4 of 4 replications"));
}

TEST_F(StudyReport, WhatHasNoMeaningIsRefused) {
  EXPECT_EQ(in("headroom report s-report/worst.h5 --stage nine 2>&1").code, 2);
  EXPECT_EQ(in("headroom report nothing.h5 2>&1").code, 2);
  EXPECT_EQ(in("headroom report nothing.yaml 2>&1").code, 2);
}

TEST_F(StudyReport, AMistypedDirectoryIsRefusedAndNotMade) {
  EXPECT_EQ(in("headroom report s.yaml -q --replicas 2 -o no/such/page.html 2>&1").code, 2);
  EXPECT_NE(in("test -e no").code, 0);
}

}  // namespace
}  // namespace headroom
