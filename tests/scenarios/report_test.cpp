// The page of a run, from the command line: the same numbers in all its forms.
#include "analysis/text/escape.h"
#include "tests/scenarios/report_texts.h"
#include "tests/scenarios/shell.h"
#include "tests/text_of_file.h"

#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace headroom {
namespace {

using testing::HasSubstr;
using testing::Not;

/// Two zones, one of them lost; a promise that is kept and one that is not; a title that tries to be markup.
constexpr const char* reportedScenario = R"(
version: 1
name: "Lost <b>zone</b> & | `more`"
duration: 2h
region: {zones: [a, b]}
demand:
  users: {to: web, rate: [{constant: 20 rps}], client: {timeout: 1s, attempts: 2}}
services:
  web:
    worker: {type: m7g.large, slots: 2, queue: 8, service_time: {lognormal: {mean: 80ms, cv: 1}}}
    start: {launch: 10s, boot: 40s, init: 20s}
    fleet: {min: 2, max: 6}
    scaling:
      - target_tracking: {metric: slots, target: 60 %}
faults:
  - zone_outage: {zone: b, at: 1h, lasts: 20min}
objectives:
  - {name: fast, good: served within 500ms, target: 99.9 %}
expect:
  - {metric: availability, at_least: 50 %}
  - {metric: latency.p99, below: 1ms}
)";

class Report : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    folder_ = new Scratch;
    std::ofstream(*folder_ / "s.yaml") << reportedScenario;
    ASSERT_EQ(in("headroom run -q s.yaml -o run.h5 >/dev/null").code, 3) << "a promise is not kept";
    ASSERT_EQ(in("headroom report run.h5").code, 0);
  }
  static void TearDownTestSuite() { delete folder_; }
  static ShellAnswer in(const std::string& line) { return inShell("cd " + folder_->path() + " && " + line + " 2>&1"); }
  static std::string html() { return textOfFile(*folder_ / "run.html"); }
  static Scratch* folder_;
};
Scratch* Report::folder_ = nullptr;

TEST_F(Report, SaysTheSameNumbersAsHtmlMarkdownAndJson) {
  const std::string markdown = in("headroom report run.h5 --markdown").text, page = html();
  std::vector<std::string> texts;
  collectFigures(nlohmann::json::parse(in("headroom report run.h5 --json").text), texts);
  EXPECT_GT(texts.size(), 80u);
  for (const std::string& text : texts) {
    EXPECT_THAT(page, HasSubstr(">" + xmlText(text) + "</td>"));
    EXPECT_THAT(markdown, HasSubstr("| " + markdownText(text) + " |"));
  }
}

TEST_F(Report, ItsNumbersAreThoseOfTheRun) {
  const auto run =
      nlohmann::json::parse(inShell("cd " + folder_->path() + " && headroom run -q --no-trace --json s.yaml").text);
  const auto report = nlohmann::json::parse(in("headroom report run.h5 --json").text);
  const auto row = [&](const std::string& section, const std::string& name) {
    for (const auto& s : report["sections"])
      if (s["id"] == section)
        for (const auto& block : s["blocks"])
          if (block["type"] == "facts")
            for (const auto& fact : block["rows"])
              if (fact["name"] == name) return fact["value"];
    return nlohmann::json();
  };
  EXPECT_EQ(row("money", "unused_share"), run["capacity"]["unused_share"]);
  EXPECT_EQ(row("service-1", "availability"), run["services"]["web"]["availability"]);
  EXPECT_EQ(row("fault-1", "begins_s"), 3600);
  EXPECT_EQ(row("fault-1", "noticed_s"), run["faults"][0]["noticed_s"]);
  // 730 h a month, the run is 2 h.
  for (const auto& s : report["sections"])
    if (s["id"] == "money") {
      EXPECT_DOUBLE_EQ(s["blocks"][0]["rows"][0][2]["value"].get<double>(),
                       run["cost_usd"]["total"].get<double>() * 365);
    }
}

TEST_F(Report, HeadroomWithoutAZoneIsThatOfTheWorkersThatAreLeft) {
  // The demand is constant, so its greatest is in the first bucket: one worker in each of the two zones. Without one of
  // them half of the capacity is left, without both none.
  const auto report = nlohmann::json::parse(in("headroom report run.h5 --json").text);
  for (const auto& s : report["sections"]) {
    if (s["id"] != "headroom") continue;
    const auto& web = s["blocks"][0]["rows"][0];
    const double demand = web[2]["value"], capacity = web[3]["value"];
    EXPECT_DOUBLE_EQ(web[4]["value"].get<double>(), 1 - demand / capacity);
    EXPECT_DOUBLE_EQ(web[5]["value"].get<double>(), 1 - 2 * demand / capacity);
    EXPECT_EQ(web[6]["value"], -1);
  }
}

TEST_F(Report, IsOnePageThatAsksForNothing) {
  const std::string page = html();
  EXPECT_LT(page.size(), 400'000u);
  for (const char* outside : {"http:", "https:", "src=", "url(", "@import"}) EXPECT_THAT(page, Not(HasSubstr(outside)));
  EXPECT_THAT(page, HasSubstr("Lost &lt;b&gt;zone&lt;/b&gt; &amp; | `more`"));
  EXPECT_THAT(page, Not(HasSubstr("<b>zone")));
}

TEST_F(Report, StandsInTheOrderOfAPlannersQuestions) {
  std::string page = html();
  std::size_t at = 0;
  for (const char* id : {"verdict", "headroom", "options", "money", "budget", "worst-day", "assumptions", "weak",
                         "services", "faults", "decisions", "percentiles"}) {
    const std::size_t found = page.find("<h2 id=\"" + std::string(id) + "\"", at);
    ASSERT_NE(found, std::string::npos) << id;
    at = found;
  }
}

TEST_F(Report, IsTheSameBytesEveryTime) {
  ASSERT_EQ(in("headroom report run.h5 -o again.html --force").code, 0);
  EXPECT_EQ(textOfFile(*folder_ / "again.html"), html());
}

TEST_F(Report, PromisesAreTestsForWhoeverShowsTestResults) {
  ASSERT_EQ(in("headroom report run.h5 --junit j.xml --force -o p.html").code, 0);
  const ShellAnswer read =
      in("/usr/bin/python3 -c \"import xml.etree.ElementTree as e; r=e.parse('j.xml').getroot(); "
         "print(r.get('name'), r.get('tests'), r.get('failures'), [c.find('failure') is None for c "
         "in r])\"");
  EXPECT_EQ(read.text, "Lost <b>zone</b> & | `more` 2 1 [True, False]\n");
}

TEST_F(Report, ReplacesOnlyWhatItHasWritten) {
  EXPECT_EQ(in("headroom report run.h5").code, 0) << "its own page of before";
  std::ofstream(*folder_ / "other.html") << "<html>mine</html>";
  EXPECT_EQ(in("headroom report run.h5 -o other.html").code, 2);
  ASSERT_EQ(in("cp run.h5 other.h5 && headroom report other.h5").code, 2) << "other.html is no report";
  EXPECT_EQ(textOfFile(*folder_ / "other.html"), "<html>mine</html>");
}

TEST_F(Report, WithoutAPrinterSaysWhichPackageIsOne) {
  const ShellAnswer answer = in("H=$(command -v headroom); PATH=/nowhere $H report run.h5 --pdf -o q.html");
  EXPECT_EQ(answer.code, 2);
  EXPECT_THAT(answer.text, HasSubstr("install weasyprint"));
  EXPECT_FALSE(std::filesystem::exists(*folder_ / "q.html"));
}

}  // namespace
}  // namespace headroom
