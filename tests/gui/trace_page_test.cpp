/// The page of a run: one that grows, its charts and what can be done on it.
#include "gui/trace_page.h"

#include "tests/gui/part_of.h"
#include "tests/gui/real_trace.h"
#include "tests/gui/shown_run.h"

#include <cmath>

#include <QAction>
#include <QAreaSeries>
#include <QTest>
#include <QTimer>
#include <gtest/gtest.h>

namespace headroom::gui {
namespace {

constexpr double sampleSeconds = 10;  // s, of the small scenario

class GrowingRun : public testing::Test {
 protected:
  GrowingRun() : whole_(openTrace(RealTrace::file())) { page_.resize(1000, 800); }
  void grow(std::size_t buckets) { page_.show(std::make_shared<PartOf>(whole_, buckets)); }

  std::shared_ptr<const RunData> whole_;
  TracePage page_;
};

TEST_F(GrowingRun, OfWhichAllIsOnShowStaysWhollyOnShow) {
  grow(0);
  EXPECT_EQ(page_.view(), nullptr) << "nothing to draw yet";
  grow(20);
  EXPECT_EQ(page_.time().until(), 20 * sampleSeconds);
  grow(50);
  EXPECT_EQ(page_.time().from(), 0);
  EXPECT_EQ(page_.time().until(), 50 * sampleSeconds);
}

TEST_F(GrowingRun, IsFollowedAtItsEnd) {
  grow(50);
  page_.time().show(30 * sampleSeconds, 50 * sampleSeconds);
  grow(60);
  EXPECT_EQ(page_.time().from(), 40 * sampleSeconds);
  EXPECT_EQ(page_.time().until(), 60 * sampleSeconds);
}

TEST_F(GrowingRun, LeavesAViewOfItsPastAlone) {
  grow(50);
  page_.time().show(10 * sampleSeconds, 30 * sampleSeconds);
  grow(90);
  EXPECT_EQ(page_.time().from(), 10 * sampleSeconds);
  EXPECT_EQ(page_.time().until(), 30 * sampleSeconds);
}

TEST_F(GrowingRun, KeepsItsLines) {
  grow(100);
  const auto lines = [&] {
    QList<QAbstractSeries*> all;
    for (TimelineChart* chart : page_.charts().charts()) all += chart->chart()->series();
    return all;
  };
  const auto before = lines();
  ASSERT_FALSE(before.isEmpty());
  grow(101);
  EXPECT_EQ(lines(), before);
}

TEST_F(ShownRun, ChartsAreMovedAndHiddenByKeys) {
  TimelineChart* workers = page_.charts().charts()[1];
  QTest::mouseClick(workers->viewport(), Qt::LeftButton, {}, {200, 60});
  EXPECT_EQ(page_.charts().current(), workers) << "a click gives the focus";
  QTest::keyClick(workers, Qt::Key_Up, Qt::ControlModifier | Qt::ShiftModifier);
  EXPECT_EQ(shown()[0], "workers");
  EXPECT_EQ(shown()[1], "requests");
  EXPECT_LT(workers->mapTo(&page_, QPoint()).y(), page_.charts().charts()[1]->mapTo(&page_, QPoint()).y());
  QTest::keyClick(workers, Qt::Key_Down, Qt::ControlModifier | Qt::ShiftModifier);
  QTest::keyClick(workers, Qt::Key_Down, Qt::ControlModifier | Qt::ShiftModifier);
  EXPECT_EQ(shown()[2], "workers");
  const std::size_t before = shown().size();
  QTest::keyClick(workers, Qt::Key_H, Qt::ControlModifier | Qt::ShiftModifier);
  EXPECT_EQ(shown().size(), before - 1);
  EXPECT_TRUE(page_.charts().arrangement().contains("-workers"));
}

TEST_F(ShownRun, TheMenuOfChartsShowsMoreOfThem) {
  auto* button = page_.findChild<QToolButton*>("charts");
  QTimer::singleShot(0, [&] {
    QMenu* menu = button->menu();
    for (QAction* action : menu->actions())
      if (action->text() == "Workers of web in zone b")
        QTest::mouseClick(menu, Qt::LeftButton, {}, menu->actionGeometry(action).center());
    menu->close();
  });
  QTest::mouseClick(button, Qt::LeftButton);
  EXPECT_EQ(shown().back(), "workers[b]");
  const Plot& plot = page_.charts().charts().back()->plot();
  ASSERT_FALSE(plot.stack.empty());
  const std::size_t during = bucketAt(page_.view()->edges, outageBegins + 100);
  EXPECT_EQ(plot.stack[0].name, "workers_in_service");
  EXPECT_EQ(plot.stack[0].values[during], 0) << "zone b is dark";
}

TEST_F(ShownRun, AnArrangementIsKept) {
  page_.charts().arrange({"latency", "-workers", "requests"});
  EXPECT_EQ(shown()[0], "latency");
  EXPECT_EQ(shown()[1], "requests");
  const auto ids = shown();
  EXPECT_EQ(std::count(ids.begin(), ids.end(), "workers"), 0);
}

/// About 2 µs a point: 8,000 of them leave time for the rest of a frame of 16.7 ms.
TEST_F(ShownRun, AllChartsTogetherDrawAFewThousandPoints) {
  for (const auto& entry : page_.charts().entries()) page_.charts().setShown(entry.id, true);
  qsizetype points = 0;
  for (TimelineChart* chart : page_.charts().charts())
    for (QAbstractSeries* series : chart->chart()->series()) {
      auto* area = qobject_cast<QAreaSeries*>(series);
      points += (area ? area->upperSeries() : qobject_cast<QLineSeries*>(series))->count();
    }
  EXPECT_GT(points, 1000);
  EXPECT_LE(points, 8000);
}

TEST(TracePage, WhatCanBeDoneIsSaid) {
  TracePage page;
  ASSERT_FALSE(page.actions().isEmpty());
  for (const QAction* action : page.actions()) {
    EXPECT_NE(action->objectName(), "");
    EXPECT_NE(action->text(), "") << action->objectName().toStdString();
    EXPECT_NE(action->statusTip(), "") << action->objectName().toStdString();
    EXPECT_NE(action->property("menu").toString(), "") << action->objectName().toStdString();
    EXPECT_EQ(action->shortcutContext(), Qt::WidgetWithChildrenShortcut);
  }
}

}  // namespace
}  // namespace headroom::gui
