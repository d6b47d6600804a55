// The page of a sweep, from the command line.
#include "scenarios/report/sweep_report.h"

#include "analysis/report/html.h"
#include "analysis/text/escape.h"
#include "scenarios/report/study_report.h"
#include "scenarios/report/sweep_facts.h"
#include "tests/scenarios/report_texts.h"
#include "tests/scenarios/shell.h"
#include "tests/text_of_file.h"

#include <cmath>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace headroom {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::Not;

TEST(KeptRuns, AreBoundedExactly) {
  // No failure in n: the lower bound is (0.05 / 2)^(1/n), the upper one 1 (Clopper and Pearson 1934).
  const KeptRuns clean{3, 3}, none{0, 3};
  EXPECT_NEAR(clean.lower(), std::cbrt(0.025), 1e-9);
  EXPECT_EQ(clean.interval().text, "29.2 to 100.0 %");
  EXPECT_EQ(none.interval().text, "0.0 to 70.8 %");
  EXPECT_EQ(shownBy({59, 59}), Shown::holds) << "0.95^59 = 0.0485 is the first below 0.05";
  EXPECT_EQ(shownBy({58, 58}), Shown::undecided);
  EXPECT_EQ(shownBy({1, 3}), Shown::fails);  // P(at most 1 of 3 | 0.95) = 0.95^0·0.05^3 + 3·0.95·0.05^2 = 0.007
  EXPECT_EQ(shownBy({0, 0}), Shown::unknown);
}

constexpr const char* sweptScenario = R"(
version: 1
name: small
duration: 10min
demand:
  users: {to: web, rate: [{constant: 8 rps}], client: {timeout: 1s}}
services:
  web:
    worker: {type: m7g.large, slots: 2, queue: 4, service_time: {lognormal: {mean: 80ms, cv: 1}}}
    fleet: {min: 1, max: 1}
objectives:
  - {name: fast, good: served within 500ms, target: 99 %}
expect:
  - {metric: availability, at_least: 1 %}
)";

constexpr const char* sweep = R"(
version: 1
name: "Which <i>fleet</i> | `x`"
scenario: s.yaml
replicas: 3
axes:
  workers: {set: [services.web.fleet.min, services.web.fleet.max], values: [1, 2, 3]}
  rate: {set: demand.users.rate, values: ["[{constant: 8 rps}]", "[{constant: 30 rps}]"]}
limits: {events: 1000000}
)";

class SweepReport : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    folder_ = new Scratch;
    std::ofstream(*folder_ / "s.yaml") << sweptScenario;
    std::ofstream(*folder_ / "w.yaml") << sweep;
    swept_ = json::parse(in("headroom sweep w.yaml -q --json -o out 2>/dev/null").text);
    ASSERT_EQ(in("headroom report out/sweep.h5 -o page.html").code, 0);
    report_ = json::parse(in("headroom report out/sweep.h5 --json").text);
  }
  static void TearDownTestSuite() { delete folder_; }
  static ShellAnswer in(const std::string& line) { return inShell("cd " + folder_->path() + " && " + line); }
  static json section(const std::string& id) {
    for (const json& s : report_["sections"])
      if (s["id"] == id) return s;
    return {};
  }
  static Scratch* folder_;
  static json swept_, report_;
};
Scratch* SweepReport::folder_ = nullptr;
json SweepReport::swept_, SweepReport::report_;

TEST_F(SweepReport, SaysTheSameNumbersAsHtmlMarkdownAndJson) {
  const std::string markdown = in("headroom report out/sweep.h5 --markdown").text;
  const std::string page = textOfFile(*folder_ / "page.html");
  std::vector<std::string> texts;
  collectFigures(report_, texts);
  EXPECT_GT(texts.size(), 60u);
  for (const std::string& text : texts) {
    EXPECT_THAT(page, HasSubstr(">" + xmlText(text) + "</td>"));
    EXPECT_THAT(markdown, HasSubstr("| " + markdownText(text) + " |"));
  }
  EXPECT_EQ(report_["report"], "sweep");
}

TEST_F(SweepReport, ItsNumbersAreThoseOfTheSweep) {
  const json rows = section("cells")["blocks"][0]["rows"];
  ASSERT_EQ(rows.size(), 6u);
  for (const json& row : rows) {
    // The columns: workers, rate, kept, bounds, fast, p99, cost a month.
    const json* cell = nullptr;
    for (const json& c : swept_["cells"])
      if (c["values"]["workers"] == row[0]["value"] && c["values"]["rate"] == row[1]["text"]) cell = &c;
    ASSERT_NE(cell, nullptr);
    EXPECT_EQ(row[4]["value"], (*cell)["figures"]["slo.fast.attainment"]["value"]);
    EXPECT_EQ(row[5]["value"], (*cell)["figures"]["latency_s.p99"]["value"]);
    EXPECT_NEAR(row[6]["value"].get<double>(), (*cell)["figures"]["cost_usd.total"]["value"].get<double>() * 730 * 6,
                1e-9)
        << "730 h of runs of 10 min";
  }
}

TEST_F(SweepReport, BestIsWhatKeepsItsObjectivesMostOftenAndThenWhatIsCheapest) {
  const json rows = section("cells")["blocks"][0]["rows"];
  for (std::size_t i = 1; i < rows.size(); ++i) {
    const double before = rows[i - 1][2]["value"], now = rows[i][2]["value"];
    EXPECT_LE(now, before);
    if (now >= before) {
      EXPECT_GE(rows[i][6]["value"].get<double>(), rows[i - 1][6]["value"].get<double>());
    }
  }
  // 30 rps · 80 ms = 2.4 erlangs: more than the two slots of one worker.
  EXPECT_EQ(rows.back()[0]["value"], 1);
  EXPECT_EQ(rows.back()[2]["text"], "0 of 3");
}

TEST_F(SweepReport, ThreeRunsShowNothingAndItSaysHowManyWould) {
  EXPECT_THAT(section("verdict").dump(), HasSubstr("it takes 59 runs"));
  EXPECT_THAT(section("weak").dump(), HasSubstr("59 without a failure would do"));
}

TEST_F(SweepReport, IsOnePageThatAsksForNothing) {
  const std::string page = textOfFile(*folder_ / "page.html");
  EXPECT_LT(page.size(), 200'000u);
  for (const char* outside : {"http:", "https:", "src=", "url(", "@import"}) EXPECT_THAT(page, Not(HasSubstr(outside)));
  EXPECT_THAT(page, HasSubstr("Which &lt;i&gt;fleet&lt;/i&gt; | `x`"));
}

/// One replica of each cell, along one axis of numbers, and what each figure is there.
SweepTable tableOver(std::size_t cells, std::vector<std::string> figures,
                     const std::function<double(std::size_t figure, std::size_t cell)>& value) {
  SweepTable t;
  t.axes = {{"x", "", "1", {}, {}, 0}};
  for (std::size_t c = 0; c < cells; ++c) t.axes[0].numbers.push_back(static_cast<double>(c));
  t.shape = {cells};
  t.statusWords = {"done", "failed", "crashed"};
  t.status.assign(cells, 0), t.promises.assign(cells, 255);
  t.fingerprints.assign(cells, 0), t.events.assign(cells, 1);
  t.figures = std::move(figures);
  t.fill = [value](std::size_t figure, std::span<double> into) {
    for (std::size_t c = 0; c < into.size(); ++c) into[c] = value(figure, c);
  };
  return t;
}

/// Half of the cells are on the front, the others below it.
TEST(ManyCells, HaveAPageBelowAMegabyteThatSaysWhatIsNotDrawn) {
  const std::vector<std::string> figures{"availability", "cost_usd.total", "measured_s", "slo.fast.attainment",
                                         "slo.fast.target"};
  const SweepTable table = tableOver(8000, figures, [](std::size_t figure, std::size_t c) {
    const double rank = static_cast<double>(c / 2) / 4000, below = c % 2 ? 0.1 : 0;
    return figure == 1 ? 1 + rank : figure == 2 ? 3600 : figure == 4 ? 0.5 : rank * 0.5 + 0.3 - below;
  });
  const SweepFacts facts(table);
  const std::string page = report::htmlOf(reportOf(facts, "sweep.h5"));
  EXPECT_LT(page.size(), 1'000'000u);
  EXPECT_THAT(page, HasSubstr("4000 of 8000 cells are on the front"));
  EXPECT_THAT(page, HasSubstr("of 4000 points are drawn."));
  EXPECT_THAT(page, HasSubstr("of 8000 points are drawn."));
}

/// Two of three runs recovered, after 60 and 120 s: 90 s would be said of all.
TEST(StudyPage, AMeanTimeToRecoveryIsNotThatOfTheRunsThatRecovered) {
  const double nan = std::nan("");
  const auto textFor = [&](std::vector<double> recovered, std::vector<double> served) {
    SweepTable t = tableOver(1, {"availability", "slo.fast.attainment", "faults.report-zone-loss.recovered_s"}, {});
    t.replicas = recovered.size();
    t.status.assign(t.replicas, 0), t.promises.assign(t.replicas, 255);
    t.fill = [=](std::size_t figure, std::span<double> into) {
      for (std::size_t r = 0; r < into.size(); ++r) into[r] = figure == 2 ? recovered[r] : served[r];
    };
    return recoveryOf(SweepFacts(t), 0).text;
  };
  EXPECT_THAT(textFor({60, 120, nan}, {1, 1, 1}), testing::EndsWith(", never in 1 of 3"));
  EXPECT_EQ(textFor({60, 60, nan}, {1, 1, nan}), "60 s") << "of a run that failed nothing is known";
  EXPECT_EQ(textFor({nan, nan}, {1, 1}), "never");
  EXPECT_EQ(textFor({nan, nan}, {nan, nan}), "unknown");
}

TEST_F(SweepReport, CellsAreTestsForWhoeverShowsTestResults) {
  const ShellAnswer answer =
      in("headroom report out/sweep.h5 -o again.html --junit j.xml >/dev/null && /usr/bin/python3 -c \""
         "import xml.etree.ElementTree as e; r=e.parse('j.xml').getroot(); print(r.get('tests'), r.get('failures'))\"");
  EXPECT_EQ(answer.text, "6 0\n");
}

TEST_F(SweepReport, ListsTheRunsThatFailed) {
  ASSERT_EQ(in("sed 's/events: 1000000/events: 1/; s/10min/2h/' w.yaml > f.yaml && sed -i 's/10min/12h/' s.yaml && "
               "headroom sweep f.yaml -q -o failed >/dev/null 2>&1; headroom report failed/sweep.h5 -o f.html")
                .code,
            0);
  const std::string page = textOfFile(*folder_ / "f.html");
  EXPECT_THAT(page, HasSubstr("too_many_events"));
  EXPECT_THAT(page, HasSubstr("runs failed; their cells rest on the others"));
}

}  // namespace
}  // namespace headroom
