// A comparison as a page and as a figure, from the command line.
#include "scenarios/compare/compare_report.h"

#include "analysis/report/html.h"
#include "tests/scenarios/shell.h"
#include "tests/text_of_file.h"

#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace headroom {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr const char* comparedScenario = R"(
version: 1
duration: 10min
demand:
  users: {to: web, rate: [{constant: 12 rps}], client: {timeout: 1s}}
services:
  web:
    worker: {type: m7g.large, slots: 2, service_time: {lognormal: {mean: 80ms, cv: 1}}}
    fleet: {min: 2, max: 2}
stages:
  large: {services.web.fleet.min: 4, services.web.fleet.max: 4}
)";

/// Two measures of which one differs.
ComparisonTable table() {
  const std::vector<ComparedMeasure> measures{{"cost_usd.total", "cost", "cheaper", "dearer", false},
                                              {"availability", "availability", "less", "more", true}};
  const std::vector<Operand> operands{{"A", {{1, 1.01, 0.99}, {0.99, 0.98, 0.97}}},
                                      {"B <b>", {{2, 2.02, 1.98}, {0.98, 0.99, 0.97}}}};
  return compareOperands(measures, operands);
}

TEST(ComparisonFigure, HasADotForEachMeasureFilledWhereItIsToldFromChance) {
  const Plot p = differencesOf(table());
  ASSERT_EQ(p.series.size(), 1u);
  EXPECT_DOUBLE_EQ(p.series[0].points[0].y, 100) << "twice the cost, in per cent";
  EXPECT_TRUE(p.series[0].points[0].full);
  EXPECT_NEAR(p.series[0].points[1].y, 0, 1e-12) << "as available, in points";
  EXPECT_FALSE(p.series[0].points[1].full);
}

TEST(ComparisonPage, SaysTheVerdictAndShowsNamesAsText) {
  const std::string page = report::htmlOf(reportOf(table(), 1, std::nullopt));
  EXPECT_THAT(page, HasSubstr("B &lt;b&gt; is 100 % dearer; availability not distinguishable."));
  EXPECT_THAT(page, Not(HasSubstr("B <b>")));
}

TEST(ComparisonPage, OfTracesLaysThemOverOneAnother) {
  const Scratch folder;
  std::ofstream(folder / "s.yaml") << comparedScenario;
  const auto in = [&](const std::string& line) { return inShell("cd " + folder.path() + " && " + line + " 2>&1"); };
  ASSERT_EQ(
      in("headroom run -q s.yaml -o small.h5 >/dev/null && headroom run -q s.yaml --stage large -o large.h5 "
         ">/dev/null && headroom compare small.h5 large.h5 -o c.html && headroom compare small.h5 large.h5 -o c.svg")
          .code,
      0);
  for (const char* file : {"c.html", "c.svg"}) {
    const std::string text = textOfFile(folder / file);
    for (const char* line :
         {"data-label=\"small\"", "data-label=\"large\"", "Workers in service", "Latency of requests"})
      EXPECT_THAT(text, HasSubstr(line)) << file;
  }
  EXPECT_EQ(in("headroom compare small.h5 large.h5 -o c.html").code, 2) << "it is there";
  EXPECT_EQ(in("headroom compare small.h5 large.h5 -o c.txt").code, 2);
  ASSERT_EQ(in("headroom compare s.yaml s.yaml@large --replicas 3 -q -o r.html").code, 0);
  EXPECT_THAT(textOfFile(folder / "r.html"), HasSubstr("s.yaml@large is "));
}

}  // namespace
}  // namespace headroom
