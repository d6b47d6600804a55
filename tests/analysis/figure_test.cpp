#include "analysis/figure/decimate.h"
#include "analysis/figure/svg.h"
#include "analysis/figure/ticks.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace headroom {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

std::vector<std::string> labels(const std::vector<AxisTick>& ticks) {
  std::vector<std::string> all;
  for (const AxisTick& t : ticks) all.push_back(t.label);
  return all;
}

/// WCAG 2.1: contrast of a colour, "#rrggbb", against the back of a figure.
double contrast(const std::string& colour, const std::string& back) {
  const auto luminance = [](const std::string& c) {
    const auto channel = [&](std::size_t at) {
      const double x = std::stoi(c.substr(at, 2), nullptr, 16) / 255.0;
      return x <= 0.03928 ? x / 12.92 : std::pow((x + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
  };
  const double a = luminance(colour), b = luminance(back);
  return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05);
}

TEST(FigureStyle, EveryLineHasAColourOfItsOwnThatIsSeenInLightAndDark) {
  const std::string css = figureStyle();
  const std::size_t night = css.find("@media");
  ASSERT_NE(night, std::string::npos);
  std::vector<std::string> seen;
  for (int i = 0; i < lineStyles; ++i)
    for (const bool dark : {false, true}) {
      const std::string name = ".hf-s" + std::to_string(i) + "{stroke:#";
      const std::size_t at = css.find(name, dark ? night : 0);
      ASSERT_TRUE(at != std::string::npos && (dark || at < night)) << i;
      seen.push_back(css.substr(at + name.size() - 1, 7));
      EXPECT_GE(contrast(seen.back(), dark ? "#0d1117" : "#ffffff"), 4.5) << seen.back();
    }
  std::sort(seen.begin(), seen.end());
  EXPECT_EQ(std::adjacent_find(seen.begin(), seen.end()), seen.end()) << "two lines of one colour";
}

TEST(Ticks, ValuesStandAtNiceNumbersFromZero) {
  EXPECT_THAT(labels(valueAxis(0, 51.62, 4).ticks), ElementsAre("0", "20", "40", "60"));
  EXPECT_THAT(labels(valueAxis(0, 0.23, 4).ticks), ElementsAre("0.0", "0.1", "0.2", "0.3"));
  EXPECT_THAT(labels(valueAxis(-0.4, 1, 4).ticks), ElementsAre("-0.5", "0.0", "0.5", "1.0"));
  EXPECT_THAT(labels(valueAxis(0, 30000, 3).ticks), ElementsAre("0", "10,000", "20,000", "30,000"));
}

TEST(Ticks, AnAxisHasRoomForAnyValues) {
  // Nothing, one value, all equal, negative only, the ends of what a double holds.
  const double most = std::numeric_limits<double>::max();
  for (const auto& [a, b] : std::vector<std::pair<double, double>>{
           {1, 0}, {0, 0}, {7, 7}, {-3, -3}, {-most, most}, {1e-300, 1e-300}, {1e9, 1e9 + 1}}) {
    const ValueAxis axis = valueAxis(a, b, 4);
    EXPECT_LT(axis.least, axis.most) << a << " to " << b;
    EXPECT_TRUE(std::isfinite(axis.most - axis.least) || b == most);
    EXPECT_GE(axis.ticks.size(), 2u) << a << " to " << b;
    EXPECT_LE(axis.ticks.size(), 12u) << a << " to " << b;
  }
}

TEST(Ticks, ALogarithmicAxisHoldsItsValues) {
  const ValueAxis axis = logarithmicAxis(0.0123, 9.2);
  EXPECT_LE(axis.least, 0.0123);
  EXPECT_GE(axis.most, 9.2);
  EXPECT_THAT(labels(axis.ticks), testing::Contains("0.02"));
  EXPECT_LT(logarithmicAxis(1, 1).least, logarithmicAxis(1, 1).most);
}

TEST(Ticks, TimesStandAtFullHoursOfLocalClocks) {
  // 00:04 UTC, in a place that is an hour and a half ahead.
  const Clocks clocks{unixSeconds("2026-11-27T00:04:00Z"), {{0, 5400}}};
  const auto ticks = timeTicks(0, 86400, 9, clocks);
  EXPECT_THAT(labels(ticks), ElementsAre("03:00", "06:00", "09:00", "12:00", "15:00", "18:00", "21:00", "00:00"));
  EXPECT_EQ(ticks[0].at, 86 * 60.0) << "01:34 at the start";
  EXPECT_EQ(ticks[0].below, "27 Nov 2026");
  EXPECT_EQ(ticks[7].below, "28 Nov");
}

TEST(Ticks, AfterAChangeOfClocksHoursAreThoseOfTheNewTime) {
  // Berlin, 25 October 2026: at 03:00 it is 02:00 again, so the day has 25 hours.
  const Clocks clocks{unixSeconds("2026-10-24T22:00:00Z"), {{0, 7200}, {3 * 3600, 3600}}};
  const auto ticks = timeTicks(0, 25 * 3600, 5, clocks);
  EXPECT_THAT(labels(ticks), ElementsAre("00:00", "06:00", "12:00", "18:00", "00:00"));
  EXPECT_EQ(ticks[1].at, 7 * 3600.0);
}

TEST(Ticks, DaysStandAtMidnightAndWeeksOnMondays) {
  const Clocks clocks{unixSeconds("2026-11-26T12:00:00Z"), {}};
  EXPECT_THAT(labels(timeTicks(0, 4 * 86400, 5, clocks)), ElementsAre("27 Nov", "28 Nov", "29 Nov", "30 Nov"));
  EXPECT_EQ(labels(timeTicks(0, 30 * 86400, 5, clocks)).front(), "30 Nov") << "a Monday";
}

TEST(Ticks, NumbersAreWrittenForReaders) {
  EXPECT_EQ(threeDigits(0.012345), "0.0123");
  EXPECT_EQ(threeDigits(1234.5), "1234");
  EXPECT_EQ(threeDigits(12345.6), "12,346");
  EXPECT_EQ(threeDigits(unknown), "unknown");
  EXPECT_EQ(numberText(3e9, 0), "3e9");
  EXPECT_EQ(numberText(-0.0, 0), "0");
}

/// n steps of a second: 0, 1, 0, 1 … but for one value.
FigureLine comb(std::size_t n, std::size_t peakAt, double peak) {
  FigureLine l{"comb", LineShape::step, {0}, {}, 0};
  for (std::size_t i = 0; i < n; ++i) {
    l.value.push_back(i == peakAt ? peak : static_cast<double>(i % 2));
    l.time.push_back(static_cast<double>(i + 1));
  }
  return l;
}

TEST(Decimation, KeepsEveryPeakInFewPoints) {
  // Ten days of seconds: wherever one second's peak lies, it is drawn.
  for (const std::size_t at : {0u, 1u, 431'999u, 863'999u}) {
    const FigureLine line = decimated(comb(864'000, at, 42), 0, 864'000, 300);
    EXPECT_LE(line.value.size(), 600u);
    EXPECT_EQ(*std::max_element(line.value.begin(), line.value.end()), 42);
    EXPECT_EQ(*std::min_element(line.value.begin(), line.value.end()), 0);
    EXPECT_EQ(line.time.size(), line.value.size() + 1);
    EXPECT_TRUE(std::is_sorted(line.time.begin(), line.time.end()));
    EXPECT_EQ(line.time.front(), 0);
    EXPECT_EQ(line.time.back(), 864'000);
  }
}

TEST(Decimation, LeavesFewValuesAsTheyAre) {
  const FigureLine line = decimated(comb(10, 3, 42), 0, 10, 300);
  EXPECT_EQ(line.value, comb(10, 3, 42).value);
  EXPECT_EQ(line.time, comb(10, 3, 42).time);
}

TEST(Decimation, CutsToTheSpan) {
  const FigureLine line = decimated(comb(10, 3, 42), 2.5, 4.5, 300);
  EXPECT_THAT(line.value, ElementsAre(0, 42, 0));
  EXPECT_THAT(line.time, ElementsAre(2.5, 3, 4, 4.5));
}

TEST(Decimation, KeepsGaps) {
  FigureLine l = comb(10'000, 0, 1);
  for (std::size_t i = 4000; i < 6000; ++i) l.value[i] = unknown;
  const FigureLine line = decimated(l, 0, 10'000, 100);
  for (std::size_t i = 0; i < line.value.size(); ++i) {
    const bool inGap = line.time[i] >= 4000 && line.time[i + 1] <= 6000;
    EXPECT_TRUE(!inGap || std::isnan(line.value[i])) << line.time[i];
  }
  EXPECT_FALSE(std::isnan(line.value.front()));
  EXPECT_FALSE(std::isnan(line.value.back()));
}

Drawing figure() {
  Drawing f;
  f.title = "A day";
  f.until = 10;
  f.clocks.startUnix = unixSeconds("2026-11-27T00:00:00Z");
  f.panels = {{"Requests", "1/s", {comb(10, 3, 2)}, false}};
  f.bands = {{3, 5, "zone_outage", DrawingBand::Kind::fault}};
  f.marks = {{4, "web 3 to 5", DrawingMark::Kind::up}};
  return f;
}

TEST(Svg, IsTheSameBytesEveryTime) { EXPECT_EQ(svgOf(figure()), svgOf(figure())); }

TEST(Svg, DrawsStepsInTenthsOfAPx) {
  // 688 px are 10 s; the axis goes from 0 to 2 in 168 px. The line begins at the foot; at 3 s (2064) it is at the top.
  const std::string svg = svgOf(figure());
  EXPECT_THAT(svg, HasSubstr("d=\"M0 1690h688v-840h688v840h688v-1680h688"));
  EXPECT_THAT(svg, HasSubstr("<rect class=\"hf-fault\" x=\"2064\" y=\"0\" width=\"1376\""));
}

TEST(Svg, SaysWhatItShowsInWords) {
  const std::string svg = svgOf(figure());
  EXPECT_THAT(svg, HasSubstr("<title id=\"figure-t\">A day</title>"));
  EXPECT_THAT(svg, HasSubstr("Requests, 1/s. comb: 0 to 2.00."));
}

TEST(Svg, ShowsHostileNamesAsText) {
  Drawing f = figure();
  const std::string hostile = "</title><script>alert(1)</script>\" onload=\"x";
  f.title = f.description = f.panels[0].title = f.panels[0].unit = f.panels[0].lines[0].label = hostile;
  f.bands[0].label = f.marks[0].label = hostile;
  const std::string svg = svgOf(f);
  EXPECT_THAT(svg, Not(HasSubstr("<script")));
  EXPECT_THAT(svg, Not(HasSubstr("\" onload")));
}

TEST(Svg, OfTenDaysOfSecondsIsSmall) {
  Drawing f = figure();
  f.until = 864'000;
  f.panels[0].lines = {comb(864'000, 7, 3), comb(864'000, 8, 3), comb(864'000, 9, 3)};
  EXPECT_LT(svgOf(f).size(), 60'000u);
}

TEST(Svg, HasRoomForNothingAtAll) {
  Drawing f = figure();
  f.from = f.until = 0;
  f.panels[0].lines = {{"none", LineShape::line, {}, {}, 0}, {"gap", LineShape::step, {0, 1}, {unknown}, 1}};
  EXPECT_THAT(svgOf(f), Not(HasSubstr("nan")));
  f.panels.clear();
  EXPECT_THAT(svgOf(f), HasSubstr("</svg>"));
}

}  // namespace
}  // namespace headroom
