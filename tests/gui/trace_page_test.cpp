/// The page of a run: one that grows, its charts and what can be done on it.
#include "gui/trace_page.h"

#include "tests/gui/part_of.h"
#include "tests/gui/real_trace.h"

#include <cmath>

#include <QAction>
#include <QTest>
#include <gtest/gtest.h>

namespace headroom::gui {
namespace {

constexpr double sample = 10;  // s, of the small scenario

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
  EXPECT_EQ(page_.time().until(), 20 * sample);
  grow(50);
  EXPECT_EQ(page_.time().from(), 0);
  EXPECT_EQ(page_.time().until(), 50 * sample);
}

TEST_F(GrowingRun, IsFollowedAtItsEnd) {
  grow(50);
  page_.time().show(30 * sample, 50 * sample);
  grow(60);
  EXPECT_EQ(page_.time().from(), 40 * sample);
  EXPECT_EQ(page_.time().until(), 60 * sample);
}

TEST_F(GrowingRun, LeavesAViewOfItsPastAlone) {
  grow(50);
  page_.time().show(10 * sample, 30 * sample);
  grow(90);
  EXPECT_EQ(page_.time().from(), 10 * sample);
  EXPECT_EQ(page_.time().until(), 30 * sample);
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
