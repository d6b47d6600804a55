/// What the window knows without being a window: times, ticks, reductions.
#include "gui/data/reduce.h"
#include "gui/data/ticks.h"
#include "gui/data/view.h"
#include "gui/time_window.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>

#include <gtest/gtest.h>

namespace headroom::gui {
namespace {

const double noValue = std::nan("");

std::vector<double> edgesTo(std::size_t buckets) {
  std::vector<double> edges(buckets + 1);
  std::iota(edges.begin(), edges.end(), 0.0);
  return edges;
}

std::vector<std::string> labelsOf(const std::vector<Tick>& ticks) {
  std::vector<std::string> labels;
  for (const Tick& t : ticks) labels.push_back(t.label);
  return labels;
}

QList<QPointF> reduced(std::size_t buckets, const std::vector<double>& values, double from, double until,
                       std::size_t columns) {
  return reduce(edgesTo(buckets), Pyramid(values), from, until, columns).points;
}

using Labels = std::vector<std::string>;

TEST(Clock, SecondsOfTheRunAreTimesOnTheClockOfItsStart) {
  const Clock clock("2014-04-11T22:30:00Z");
  EXPECT_EQ(clock.time(0), "22:30");
  EXPECT_EQ(clock.full(5400), "2014-04-12 00:00:00");
  EXPECT_EQ(clock.day(5400), "12 Apr");
  EXPECT_EQ(clock.sinceMidnight(), 22.5 * 3600);
  EXPECT_EQ(Clock("no instant").full(61), "1970-01-01 00:01:01");
}

TEST(Clock, LengthsAreSaidInTheirTwoGreatestUnits) {
  EXPECT_EQ(lengthText(12.5), "12.5 s");
  EXPECT_EQ(lengthText(2400), "40 min");
  EXPECT_EQ(lengthText(3900), "1 h 5 min");
  EXPECT_EQ(lengthText(86400), "1 d");
}

TEST(Ticks, TimesAreRoundOnTheClockAndMidnightSaysTheDay) {
  const Clock clock("2014-04-11T22:30:00Z");
  EXPECT_EQ(labelsOf(timeTicks(0, 4 * 3600, 6, clock)), (Labels{"23:00", "12 Apr", "01:00", "02:00"}));
  const auto ticks = timeTicks(0, 4 * 3600, 6, clock);
  EXPECT_EQ(ticks[0].at, 1800) << "23:00 is half an hour after the start";
}

TEST(Ticks, AClosestLookShowsSeconds) {
  EXPECT_EQ(labelsOf(timeTicks(10, 20, 6, Clock("2014-04-11T08:00:00Z"))),
            (Labels{"08:00:10", "08:00:12", "08:00:14", "08:00:16", "08:00:18", "08:00:20"}));
}

TEST(Ticks, ValuesGoFromZeroToARoundNumberAboveTheGreatest) {
  EXPECT_EQ(labelsOf(valueTicks(0, 430, 4, 1, " /s")), (Labels{"0 /s", "200 /s", "400 /s", "600 /s"}));
  EXPECT_EQ(labelsOf(valueTicks(0, 1, 4, 100, " %")), (Labels{"0 %", "50 %", "100 %"}));
  EXPECT_EQ(labelsOf(valueTicks(-0.11, 0.05, 4, 100, " %")), (Labels{"−15 %", "−10 %", "−5 %", "0 %", "5 %"}))
      << "zero is one of them";
  EXPECT_EQ(labelsOf(valueTicks(-7, -3, 4, 1, "")), (Labels{"−8", "−6", "−4", "−2", "0"}));
  EXPECT_EQ(valueTicks(0, 0, 4, 1, "").back().at, 1) << "nothing happened: still a scale";
}

TEST(Ticks, DecadesEncloseTheValues) {
  EXPECT_EQ(labelsOf(decadeTicks(0.02, 1.7)), (Labels{"10 ms", "100 ms", "1 s", "10 s"}));
  EXPECT_EQ(labelsOf(decadeTicks(0.01, 0.01)), (Labels{"10 ms", "100 ms"})) << "never less than a decade";
}

TEST(Reduce, FewBucketsAreDrawnAsExactSteps) {
  const std::vector<double> values{1, 1, 3, 2};
  EXPECT_EQ(reduced(4, values, 0, 4, 100), (QList<QPointF>{{0, 1}, {2, 1}, {2, 3}, {3, 3}, {3, 2}, {4, 2}}))
      << "the level stretch of the first two buckets needs no point in its middle";
}

TEST(Reduce, UnknownValuesAreGaps) {
  const QList<QPointF> points = reduced(3, {1, noValue, 2}, 0, 3, 100);
  ASSERT_EQ(points.size(), 5);
  EXPECT_TRUE(std::isnan(points[2].y()));
  EXPECT_EQ(points[3], QPointF(2, 2));
}

/// An outage or a retry storm may be one bucket long.
TEST(Reduce, AnExtremeOfOneBucketIsNeverLost) {
  std::vector<double> values(100'000, 5);
  for (std::size_t i = 0; i < values.size(); i += 2) values[i] = 6;
  values[33'333] = -2;
  values[77'777] = 50;
  const QList<QPointF> points = reduced(values.size(), values, 0, 100'000, 500);
  EXPECT_LE(points.size(), 1002) << "two a part, and the ends";
  EXPECT_EQ(points.front().x(), 0);
  EXPECT_EQ(points.back().x(), 100'000) << "reaches from edge to edge";
  const auto byValue = [](const QPointF& a, const QPointF& b) { return a.y() < b.y(); };
  EXPECT_EQ(*std::min_element(points.begin(), points.end(), byValue), QPointF(33'333.5, -2));
  EXPECT_EQ(*std::max_element(points.begin(), points.end(), byValue), QPointF(77'777.5, 50));
  EXPECT_TRUE(std::is_sorted(points.begin(), points.end(), [](auto& a, auto& b) { return a.x() < b.x(); }));
}

TEST(Reduce, OnlyWhatIsOnShowIsDrawn) {
  std::vector<double> values(1000);
  std::iota(values.begin(), values.end(), 0.0);
  const QList<QPointF> points = reduced(1000, values, 500.5, 510.25, 100);
  EXPECT_EQ(points.front(), QPointF(500.5, 500)) << "begins at the left edge, in the middle of a bucket";
  EXPECT_EQ(points.back(), QPointF(510.25, 510)) << "and ends at the right one";
  EXPECT_LE(points.size(), 2 * 14);
}

/// Against looking at every value, for stretches of any begin and length.
TEST(Pyramid, KnowsTheExtremesOfAnyStretch) {
  std::mt19937 random(3);
  for (const std::size_t n : {1u, 7u, 8u, 9u, 100u, 1000u}) {
    std::vector<double> values(n);
    for (double& v : values) v = random() % 5 == 0 ? noValue : static_cast<double>(random() % 2001) - 1000;
    const Pyramid pyramid(values);
    for (int i = 0; i < 300; ++i) {
      const std::size_t from = random() % n, until = from + 1 + random() % (n - from);
      double least = INFINITY, greatest = -INFINITY;
      for (std::size_t k = from; k < until; ++k) {
        least = std::fmin(least, values[k]);
        greatest = std::fmax(greatest, values[k]);
      }
      const Pyramid::Extremes e = pyramid.extremes(from, until);
      if (std::isinf(least)) {
        EXPECT_EQ(e.least, Pyramid::none);
        continue;
      }
      ASSERT_NE(e.least, Pyramid::none);
      EXPECT_EQ(values[e.least], least);
      EXPECT_EQ(values[e.greatest], greatest);
    }
  }
}

TEST(Pyramid, OnALogarithmicScaleOnlyWhatIsAboveZeroCounts) {
  const std::vector<double> values{0, -3, 0.5, noValue, 2, INFINITY};
  const Pyramid pyramid(values, Pyramid::Known::positive);
  const Pyramid::Extremes e = pyramid.extremes(0, 6);
  EXPECT_EQ(e.least, 2u);
  EXPECT_EQ(e.greatest, 4u);
  const std::vector<double> nothing(50, 0.0);
  EXPECT_EQ(Pyramid(nothing, Pyramid::Known::positive).extremes(0, 50).least, Pyramid::none);
}

TEST(Reduce, SaysWhetherPointsAreExtremesOfSeveralBuckets) {
  const std::vector<double> values(1000, 1.0);
  EXPECT_TRUE(reduce(edgesTo(1000), Pyramid(values), 0, 1000, 100).envelope);
  EXPECT_FALSE(reduce(edgesTo(1000), Pyramid(values), 0, 90, 100).envelope);
}

/// Gaps of a whole part are shown; of less, the values beside them are.
TEST(Reduce, AnEnvelopeKeepsGaps) {
  std::vector<double> values(1000, 1.0);
  std::fill(values.begin() + 400, values.begin() + 500, noValue);
  const QList<QPointF> points = reduced(1000, values, 0, 1000, 100);
  const auto gap = std::find_if(points.begin(), points.end(), [](const QPointF& p) { return std::isnan(p.y()); });
  ASSERT_NE(gap, points.end());
  EXPECT_NEAR(gap->x(), 400, 16);
}

struct Changes {
  explicit Changes(TimeWindow& w) {
    QObject::connect(&w, &TimeWindow::changed, [this] { ++n; });
  }
  int n = 0;
};

TEST(TimeWindow, ZoomKeepsWhatIsUnderTheCursorWhereItIs) {
  TimeWindow w;
  w.setRun(1000, 10);
  w.zoom(250, 0.5);
  EXPECT_EQ(w.length(), 500);
  EXPECT_EQ((250 - w.from()) / w.length(), 0.25);
}

TEST(TimeWindow, StaysInsideTheRunAndNeverBecomesTooShort) {
  TimeWindow w;
  w.setRun(1000, 10);
  w.zoom(500, 1e-9);
  EXPECT_EQ(w.length(), 10);
  w.pan(1e9);
  EXPECT_EQ(w.until(), 1000);
  w.pan(-1e9);
  EXPECT_EQ(w.from(), 0);
  w.zoom(0, 1e9);
  EXPECT_EQ(w.from(), 0);
  EXPECT_EQ(w.until(), 1000);
}

TEST(TimeWindow, SaysSomethingOnlyWhenSomethingChanged) {
  TimeWindow w;
  w.setRun(1000, 10);
  const Changes changes(w);
  w.showAll();
  w.pan(5);
  EXPECT_EQ(changes.n, 0) << "all of the run is on show already";
  w.show(100, 200);
  EXPECT_EQ(changes.n, 1);
  w.showAll();
  EXPECT_EQ(changes.n, 2);
}

}  // namespace
}  // namespace headroom::gui
