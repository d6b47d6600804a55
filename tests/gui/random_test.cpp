/// Whatever is done, in whatever order, the window lives: 200 actions drawn with a fixed seed.
#include "gui/shell/main_window.h"
#include "gui/shell/theme.h"
#include "gui/shell/verbs.h"
#include "tests/gui/q_text.h"
#include "tests/gui/real_trace.h"

#include <random>

#include <QAbstractButton>
#include <QApplication>
#include <QDialog>
#include <QTest>
#include <QTimer>
#include <QWheelEvent>
#include <gtest/gtest.h>

namespace headroom::gui {
namespace {

class Monkey {
 public:
  Monkey(MainWindow& window, const QStringList& sources) : window_(window), sources_(sources) {
    // Menus and dialogs wait for an answer in event loops of their own.
    QObject::connect(&leave_, &QTimer::timeout, [] {
      if (QWidget* popup = QApplication::activePopupWidget()) popup->close();
      if (QWidget* modal = QApplication::activeModalWidget()) modal->close();
    });
    leave_.start(30);
  }

  void act() {
    switch (below(8)) {
      case 0: window_.open(sources_[static_cast<qsizetype>(below(static_cast<std::size_t>(sources_.size())))]); break;
      case 1: verb(); break;
      case 2: wheel(); break;
      case 3: drag(); break;
      case 4: QTest::mouseClick(anyWidget(), Qt::LeftButton, {}, place_); break;
      case 5: QTest::mouseDClick(anyWidget(), Qt::LeftButton, {}, place_); break;
      case 6: key(); break;
      case 7: QTest::keyClick(&window_, below(2) ? Qt::Key_PageUp : Qt::Key_PageDown, Qt::ControlModifier); break;
    }
    for (QWidget* w : QApplication::topLevelWidgets())  // popups and sheets; nobody answers them here
      if (w != &window_ && w->isVisible()) w->close();
    QApplication::processEvents();
    if (window_.pages() > 6) window_.findChild<QAction*>("file.close-tab")->trigger();
  }

 private:
  std::size_t below(std::size_t n) { return random_() % n; }

  /// Of the page in front, its parts included; `place_` is within it.
  QWidget* anyWidget() {
    QList<QWidget*> all{window_.page()};
    for (QWidget* w : window_.page()->findChildren<QWidget*>())
      if (w->isVisible() && w->isEnabled() && !isDialogButton(*w)) all << w;
    QWidget* w = all[static_cast<qsizetype>(below(static_cast<std::size_t>(all.size())))];
    place_ = {static_cast<int>(below(static_cast<std::size_t>(std::max(1, w->width())))),
              static_cast<int>(below(static_cast<std::size_t>(std::max(1, w->height()))))};
    return w;
  }
  /// It would open a dialog that waits for an answer.
  static bool isDialogButton(const QWidget& w) {
    const auto* button = qobject_cast<const QAbstractButton*>(&w);
    return button && button->text().endsWith(QChar(0x2026));
  }
  void verb() {
    std::vector<QAction*> verbs;
    for (QAction* v : verbsOf(window_.page(), &window_))
      if (v->isEnabled() && !v->text().endsWith(QChar(0x2026)) && v->objectName() != "file.quit" &&
          v->objectName() != "help.about" && v->objectName() != "window.full-screen")
        verbs.push_back(v);
    verbs[below(verbs.size())]->trigger();
  }
  void wheel() {
    QWidget* to = anyWidget();
    QWheelEvent event(place_, to->mapToGlobal(place_), {}, {0, below(2) ? 120 : -120}, Qt::NoButton, Qt::NoModifier,
                      Qt::NoScrollPhase, false);
    QApplication::sendEvent(to, &event);
  }
  void drag() {
    QWidget* to = anyWidget();
    QTest::mousePress(to, Qt::LeftButton, {}, place_);
    QTest::mouseMove(to, place_ + QPoint(37, 5));
    QTest::mouseRelease(to, Qt::LeftButton, {}, place_ + QPoint(37, 5));
  }
  void key() {
    static constexpr Qt::Key keys[] = {Qt::Key_Left,  Qt::Key_Right,  Qt::Key_Home,   Qt::Key_End,
                                       Qt::Key_Space, Qt::Key_Tab,    Qt::Key_Up,     Qt::Key_Down,
                                       Qt::Key_F,     Qt::Key_Period, Qt::Key_Escape, Qt::Key_F9};
    QTest::keyClick(&window_, keys[below(std::size(keys))]);
  }

  MainWindow& window_;
  QStringList sources_;
  QTimer leave_;
  std::mt19937 random_{1};
  QPoint place_;
};

TEST(Random, TwoHundredActionsLeaveTheWindowAlive) {
  const Scratch scratch;
  scratch.put("small.yaml", smallScenario);
  scratch.put("notes.h5", "these are notes");
  const QString trace = qText(RealTrace::file());
  MainWindow window{Memory(qText(scratch / "memory.ini"))};
  window.resize(900, 700);
  window.welcome();
  window.show();
  ASSERT_TRUE(QTest::qWaitForWindowExposed(&window));
  Monkey monkey(window, {trace, qText(scratch / "small.yaml"), "world:" + trace, "compare:" + trace + "\n" + trace,
                         qText(scratch / "notes.h5"), "no-such-scenario"});
  for (int i = 0; i < 200; ++i) {
    monkey.act();
    ASSERT_TRUE(window.page()) << "after action " << i;
    EXPECT_NE(window.page()->title(), "");
  }
  EXPECT_TRUE(window.open(trace)) << window.message().toStdString();
  useTextSize(0);  // as the tests after this one expect it
  useTheme("system");
}

}  // namespace
}  // namespace headroom::gui
