/// The window under real mouse and wheel events, without a display.
#include "gui/data/guarded_read.h"
#include "gui/trace_page.h"
#include "sim/issue.h"
#include "tests/gui/accessible.h"
#include "tests/gui/real_trace.h"

#include <cmath>
#include <random>

#include <QApplication>
#include <QTest>
#include <QToolTip>
#include <QWheelEvent>
#include <gtest/gtest.h>

namespace headroom::gui {
namespace {

class Window : public testing::Test {
 protected:
  Window() {
    page_.resize(1000, 800);
    page_.show(guardedOpen(RealTrace::file()));
    page_.QWidget::show();
    EXPECT_TRUE(QTest::qWaitForWindowExposed(&page_));
  }

  TracePage& page() { return page_; }
  const std::vector<TimelineChart*>& charts() { return page().charts().charts(); }
  TimelineChart& chart(std::size_t i) { return *charts().at(i); }
  QPoint at(std::size_t i, double time) { return {static_cast<int>(chart(i).xOf(time)), chart(i).height() / 2}; }

  void wheel(std::size_t i, QPoint where, int steps) {
    QWidget* to = chart(i).viewport();
    QWheelEvent event(where, to->mapToGlobal(where), {}, {0, 120 * steps}, Qt::NoButton, Qt::NoModifier,
                      Qt::NoScrollPhase, false);
    QApplication::sendEvent(to, &event);
  }

  void expectAllAlike() {
    for (TimelineChart* c : charts()) {
      EXPECT_EQ(c->shown().first, page().time().from());
      EXPECT_EQ(c->shown().second, page().time().until());
      EXPECT_EQ(c->plotArea().left(), chart(0).plotArea().left()) << "one left margin, or the axes do not line up";
      EXPECT_EQ(c->plotArea().right(), chart(0).plotArea().right());
    }
  }

  QColor pixel(std::size_t i, QPointF where) {
    const QImage image = chart(i).grab().toImage();
    return image.pixelColor((where * image.devicePixelRatio()).toPoint());
  }

  TracePage page_;
};

TEST_F(Window, ShowsChartsOfTheWholeRun) {
  std::vector<std::string> shown;
  for (const TimelineChart* c : charts()) shown.push_back(c->plot().id);
  EXPECT_EQ(shown, (std::vector<std::string>{"requests", "workers", "utilisation", "latency", "queue", "other-calls"}));
  EXPECT_EQ(page().time().until(), runLength);
  expectAllAlike();
}

TEST_F(Window, TheWheelOverAnyChartZoomsAllOfThemAtTheCursor) {
  for (std::size_t i = 0; i < charts().size(); ++i) {
    page().time().showAll();
    const QPoint where = at(i, 600);
    const double under = chart(i).timeOf(where.x());
    wheel(i, where, 3);
    EXPECT_NEAR(page().time().length(), runLength * 0.8 * 0.8 * 0.8, 1e-6);
    EXPECT_NEAR(chart(i).timeOf(where.x()), under, 1e-6) << "what is under the cursor stays there";
    expectAllAlike();
    wheel(i, where, -30);
    EXPECT_EQ(page().time().length(), runLength);
    expectAllAlike();
  }
}

TEST_F(Window, DraggingMovesAllChartsAlongTime) {
  page().time().show(600, 1200);
  const double was = chart(1).timeOf(400);
  QWidget* to = chart(1).viewport();
  QTest::mousePress(to, Qt::LeftButton, {}, {400, 60});
  QTest::mouseMove(to, {350, 60});
  QTest::mouseMove(to, {300, 60});
  QTest::mouseRelease(to, Qt::LeftButton, {}, {300, 60});
  EXPECT_NEAR(chart(1).timeOf(300), was, 1e-6) << "the instant that was taken hold of is under the cursor";
  EXPECT_NEAR(page().time().length(), 600, 1e-6);
  expectAllAlike();
  const double now = page().time().from();
  QTest::mouseMove(to, {200, 60});
  EXPECT_EQ(page().time().from(), now) << "released";
}

TEST_F(Window, ADoubleClickShowsAllAgain) {
  page().time().show(600, 700);
  QTest::mouseDClick(chart(2).viewport(), Qt::LeftButton, {}, {300, 60});
  EXPECT_EQ(page().time().from(), 0);
  EXPECT_EQ(page().time().until(), runLength);
  expectAllAlike();
}

TEST_F(Window, KeysMoveAndZoom) {
  page_.activateWindow();
  page().setFocus();
  ASSERT_TRUE(QTest::qWaitForWindowActive(&page_));
  QTest::keyClick(&page_, Qt::Key_Plus, Qt::ControlModifier);
  EXPECT_EQ(page().time().length(), runLength / 2);
  const double from = page().time().from();
  QTest::keyClick(&page_, Qt::Key_Right);
  EXPECT_NEAR(page().time().from(), from + 0.2 * runLength / 2, 1e-6);
  QTest::keyClick(&page_, Qt::Key_Home);
  EXPECT_EQ(page().time().length(), runLength);
}

TEST_F(Window, TheShadeIsWhereTheFaultIs) {
  const FaultSpan& fault = page().view()->faults.at(0);
  for (const bool closer : {false, true}) {
    if (closer) page().time().show(500, 1000);
    for (TimelineChart* c : charts()) {
      EXPECT_NEAR(c->shadeOf(fault).left(), c->xOf(outageBegins), 1e-6);
      EXPECT_NEAR(c->shadeOf(fault).right(), c->xOf(outageEnds), 1e-6);
      EXPECT_EQ(c->shadeOf(fault).height(), c->plotArea().height());
    }
  }
  page().time().show(1000, 1200);
  EXPECT_TRUE(chart(0).shadeOf(fault).isNull()) << "not on show";
}

/// Of the utilisation chart: its upper half is empty (the target is 30 %).
TEST_F(Window, TheShadeCanBeSeen) {
  const double y = chart(2).plotArea().top() + 0.28 * chart(2).plotArea().height();
  const auto reddish = [&](double time) {
    const QColor c = pixel(2, {chart(2).xOf(time), y});
    return c.red() - c.blue();
  };
  EXPECT_GT(reddish(outageBegins + 31), reddish(outageBegins - 31) + 10);
  EXPECT_GT(reddish(outageEnds - 31), reddish(outageEnds + 31) + 10);
}

TEST_F(Window, PointingAtADecisionSaysWhy) {
  const Decision& d = page().view()->decisions.at(0);
  for (TimelineChart* c : charts()) EXPECT_EQ(c->hint({c->xOf(d.at), c->plotArea().top() + 4}).toStdString(), d.reason);
  QTest::mouseMove(chart(1).viewport(), QPointF(chart(1).xOf(d.at), chart(1).plotArea().top() + 4).toPoint());
  EXPECT_EQ(QToolTip::text().toStdString(), d.reason) << "by the mouse";
  EXPECT_TRUE(chart(0).hint({chart(0).xOf(outageBegins + 100), at(0, 0).y() + 0.0}).contains("zone b"));
  EXPECT_EQ(chart(0).hint({chart(0).xOf(outageBegins - 100), at(0, 0).y() + 0.0}), "");
}

TEST_F(Window, ThePointedInstantIsReadOnAllCharts) {
  QTest::mouseMove(chart(3).viewport(), at(3, 300));
  EXPECT_NEAR(page().time().cursor(), 300, runLength / 400);
  QEvent leave(QEvent::Leave);
  QApplication::sendEvent(&chart(3), &leave);
  EXPECT_TRUE(std::isnan(page().time().cursor()));
}

TEST_F(Window, AFileThatIsNoTraceIsASentence) {
  Scratch scratch;
  scratch.put("notes.h5", "these are notes");
  for (const std::string& file : {scratch / "notes.h5", scratch / "absent.h5", scratch / ""})
    EXPECT_THROW(guardedOpen(file), Failure) << file;
}

/// HDF5 1.10 crashes on some torn files, and loops on others; the window must not.
TEST_F(Window, TornTracesNeverTakeTheWindowDown) {
  Scratch scratch;
  std::ifstream in(RealTrace::file(), std::ios::binary);
  const std::string whole{std::istreambuf_iterator<char>(in), {}};
  std::mt19937 random(1);
  for (int i = 0; i < 12; ++i) {
    std::string torn = whole;
    if (i % 3 == 0) torn.resize(random() % torn.size());
    for (int k = 0; k < 200 && !torn.empty(); ++k) torn[random() % std::min<std::size_t>(torn.size(), 60'000)] ^= 0x55;
    scratch.put("torn.h5", torn);
    try {
      page().show(guardedOpen(scratch / "torn.h5"));
    } catch (const Failure& e) {
      EXPECT_NE(std::string(e.what()), "");
    }
    EXPECT_EQ(charts().size(), 6u);
  }
}

TEST_F(Window, AnotherServiceKeepsTheViewWhereItIs) {
  page().time().show(600, 1200);
  auto* box = page().findChild<QComboBox*>("service");
  box->setFocus();
  QTest::keyClick(box, Qt::Key_Down);
  EXPECT_EQ(page().time().from(), 600);
  EXPECT_EQ(page().view()->service, 1u);
  expectAllAlike();
}

TEST_F(Window, ReadersOfScreensAreToldWhatEverythingIs) {
  EXPECT_EQ(unnamedIn(page()), std::vector<std::string>());
  for (TimelineChart* c : charts()) EXPECT_NE(c->accessibleName(), "");
}

}  // namespace
}  // namespace headroom::gui
