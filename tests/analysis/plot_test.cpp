// Figures that are not over time.
#include "analysis/figure/plot.h"

#include <cmath>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace headroom {
namespace {

using testing::HasSubstr;
using testing::Not;

Plot plot() {
  Plot p;
  p.title = "Cost";
  p.x = {"cost", "USD"};
  p.y = {"served", "%"};
  p.series = {{"all", {{0, 0, 10, "a"}, {100, 100, std::nan(""), "b", "B", true}}, 0, true}};
  return p;
}

TEST(Plot, PointsStandWhereTheAxesSay) {
  // 760 px with margins of 58 and 18: x runs over 684 px from 58. y: from -20 to 100, as the interval of the first
  // point reaches to -10; the panel is 240 px high and begins at 22.
  const std::string svg = svgOf(plot(), {.standalone = false});
  EXPECT_THAT(svg, HasSubstr("cx=\"58\" cy=\"222\" r=\"4\"><title>a</title>"));
  EXPECT_THAT(svg, HasSubstr("cx=\"742\" cy=\"22\" r=\"2.5\"><title>b</title>"));
  EXPECT_THAT(svg, HasSubstr("d=\"M58 222L742 22\"")) << "joined";
  EXPECT_THAT(svg, HasSubstr("d=\"M58 202V242\"")) << "ten up and ten down";
}

TEST(Plot, WhatIsNotKnownIsNotDrawn) {
  Plot p = plot();
  p.series[0].points.push_back({50, std::nan(""), 1, "c"});
  const std::string svg = svgOf(p);
  EXPECT_THAT(svg, Not(HasSubstr("nan")));
  EXPECT_THAT(svg, Not(HasSubstr(">c<")));
}

/// 760 px; labels take 40 on the left, "+" a few at both ends; 0 and 10 are ticks, and the bar ends where 10 is.
TEST(BarChart, BarsBeginAtZeroAndEndAtTheirValue) {
  BarChart b;
  b.x = {"change", "%"};
  b.rows = {{"demand", {{10, 2, "+", "more", 1}, {-5, std::nan(""), "-", "less", 0}}},
            {"work", {{std::nan(""), 1, "?", "unknown", 0}}}};
  const std::string svg = svgOf(b, {.standalone = false});
  const auto numberAfter = [&](const std::string& words, std::size_t from) {
    return std::stod(svg.substr(svg.find(words, from) + words.size()));
  };
  const std::size_t axis = svg.find("hf-axis");
  const double zero = numberAfter("d=\"M", axis);
  const std::size_t more = svg.find("hf-fill hf-s1"), less = svg.find("hf-fill hf-s0");
  EXPECT_EQ(numberAfter("x=\"", more), zero);
  EXPECT_NEAR(numberAfter("x=\"", less) + numberAfter("width=\"", less), zero, 0.11);
  EXPECT_NEAR(numberAfter("width=\"", more), 2 * numberAfter("width=\"", less), 0.21) << "10 is twice 5";
  EXPECT_THAT(svg, Not(HasSubstr("nan")));
  EXPECT_THAT(svg, Not(HasSubstr("unknown")));
}

TEST(Plot, HasRoomForNothingAtAll) {
  EXPECT_THAT(svgOf(BarChart{}), HasSubstr("</svg>"));
  EXPECT_THAT(svgOf(Plot{}), HasSubstr("</svg>"));
  EXPECT_THAT(svgOf(HeatMap{}), HasSubstr("</svg>"));
}

TEST(Plot, ShowsHostileNamesAsText) {
  const std::string hostile = "</title><script>alert(1)</script>\"";
  Plot p = plot();
  p.title = p.description = p.x.title = p.y.unit = hostile;
  p.x.words = {hostile, hostile};
  p.series[0].label = p.series[0].points[0].label = p.series[0].points[0].beside = hostile;
  p.series.push_back(p.series[0]);
  HeatMap m{"m", hostile, hostile, hostile, hostile, {hostile}, {hostile}, {1}, {hostile}};
  BarChart b{"b", hostile, hostile, {hostile, hostile}, {{hostile, {{1, 0.5, hostile, hostile, 0}}}}};
  for (const std::string& svg : {svgOf(p), svgOf(m), svgOf(b)}) {
    EXPECT_THAT(svg, Not(HasSubstr("<script")));
    EXPECT_THAT(svg, Not(HasSubstr("\"\"")));
  }
}

TEST(HeatMap, ShadesWhatIsThere) {
  HeatMap m{"m", "t", "", "x", "y", {"a", "b"}, {"c"}, {1, std::nan("")}, {"100 %", ""}};
  const std::string svg = svgOf(m);
  EXPECT_THAT(svg, HasSubstr("fill-opacity=\"0.6\"><title>a, c: 100 %</title>"));
  EXPECT_THAT(svg, Not(HasSubstr("b, c")));
}

}  // namespace
}  // namespace headroom
