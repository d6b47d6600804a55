/// The page of a real run, on no display, under real mouse and key events.
#pragma once

#include "gui/trace_page.h"
#include "tests/gui/real_trace.h"

#include <QApplication>
#include <QTest>
#include <QWheelEvent>
#include <gtest/gtest.h>

namespace headroom::gui {

class ShownRun : public testing::Test {
 protected:
  ShownRun() {
    page_.resize(1200, 900);
    page_.show(openTrace(RealTrace::file()));
    page_.show();
    page_.activateWindow();
    EXPECT_TRUE(QTest::qWaitForWindowActive(&page_));
  }

  std::vector<std::string> shown() {
    std::vector<std::string> ids;
    for (const TimelineChart* chart : page_.charts().charts()) ids.push_back(chart->plot().id);
    return ids;
  }
  TimelineChart& chart(std::size_t i = 0) { return *page_.charts().charts().at(i); }
  TimeWindow& time() { return page_.time(); }
  QPoint at(double instant) { return {static_cast<int>(std::lround(chart().xOf(instant))), chart().height() / 2}; }
  /// How long a pixel is, and so how exactly a mouse can point.
  double pixel() { return time().length() / chart().plotArea().width(); }

  void drag(double from, double until, Qt::KeyboardModifiers with = {}) {
    QTest::mousePress(chart().viewport(), Qt::LeftButton, with, at(from));
    const QPoint begin = at(from), end = at(until);
    QTest::mouseMove(chart().viewport(), (begin + end) / 2);
    QTest::mouseMove(chart().viewport(), end);
    QTest::mouseRelease(chart().viewport(), Qt::LeftButton, with, end);
  }
  void wheel(double instant, int steps) {
    QWidget* to = chart().viewport();
    QWheelEvent event(at(instant), to->mapToGlobal(at(instant)), {}, {0, 120 * steps}, Qt::NoButton, Qt::NoModifier,
                      Qt::NoScrollPhase, false);
    QApplication::sendEvent(to, &event);
  }
  void key(int key, Qt::KeyboardModifiers with = {}) { QTest::keyClick(&chart(), static_cast<Qt::Key>(key), with); }
  /// What is put off for a moment has happened then.
  void settle() { QTest::qWait(60); }

  TracePage page_;
};

}  // namespace headroom::gui
