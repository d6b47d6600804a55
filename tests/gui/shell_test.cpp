/// The window under real keys, clicks and drops, without a display.
#include "gui/charts/look.h"
#include "gui/editor/editor_page.h"
#include "gui/run/run_page.h"
#include "gui/shell/fuzzy.h"
#include "gui/shell/key_sheet.h"
#include "gui/shell/main_window.h"
#include "gui/shell/palette.h"
#include "gui/shell/verbs.h"
#include "gui/trace_page.h"
#include "gui/world/world_view.h"
#include "tests/gui/accessible.h"
#include "tests/gui/q_text.h"
#include "tests/gui/real_trace.h"

#include <map>

#include <QApplication>
#include <QDropEvent>
#include <QMenu>
#include <QMimeData>
#include <QStatusBar>
#include <QTableWidget>
#include <QTest>
#include <QToolButton>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace headroom::gui {
namespace {

QString trace() { return qText(RealTrace::file()); }

/// A page that counts what is done on it.
class Counter : public Page {
 public:
  explicit Counter(const QString& name = "Counter") : name_(name) {
    addVerb(*this, "count.one", "Count", "&Count one", Qt::Key_C, [this] { ++counted; });
    addVerb(*this, "edit.undo", "Edit", "&Undo", QKeySequence::Undo, [this] { --counted; });
  }
  QString title() const override { return name_; }
  QString source() const override { return {}; }
  bool mayClose() override { return lets; }
  int counted = 0;
  bool lets = true;

 private:
  QString name_;
};

class Shell : public testing::Test {
 protected:
  Shell() : window_(Memory(qText(scratch_ / "memory.ini"))) {
    window_.resize(1000, 800);
    window_.show();
    window_.activateWindow();
    EXPECT_TRUE(QTest::qWaitForWindowActive(&window_));
  }

  void key(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) {
    QWidget* to = QApplication::focusWidget() ? QApplication::focusWidget() : &window_;
    QTest::keyClick(to, key, modifiers);
  }
  template <class T>
  T* opened() {
    QApplication::processEvents();
    T* found = nullptr;
    for (QWidget* w : QApplication::topLevelWidgets())
      if (auto* t = qobject_cast<T*>(w); t && t->isVisible()) found = t;
    return found;
  }
  QStringList menus() {
    QStringList names;
    for (const QAction* a : window_.menuBar()->actions()) names << a->text().remove('&');
    return names;
  }
  void drop(QWidget& on, const QStringList& files) {
    QMimeData data;
    QList<QUrl> urls;
    for (const QString& f : files) urls << QUrl::fromLocalFile(f);
    data.setUrls(urls);
    QDragEnterEvent enter({50, 50}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&on, &enter);
    EXPECT_TRUE(enter.isAccepted());
    QDropEvent event({50, 50}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&on, &event);
  }

  Scratch scratch_;
  MainWindow window_;
};

TEST(Fuzzy, LettersMustComeInTheirOrder) {
  EXPECT_TRUE(fuzzyScore("zin", "Zoom in"));
  EXPECT_TRUE(fuzzyScore("", "anything"));
  EXPECT_TRUE(fuzzyScore("ZOOM IN", "zoom in"));
  EXPECT_FALSE(fuzzyScore("niz", "Zoom in"));
  EXPECT_FALSE(fuzzyScore("zoomm", "Zoom in"));
}

TEST(Fuzzy, BeginsOfWordsAndNeighboursCountMost) {
  EXPECT_GT(fuzzyScore("ct", "Close tab"), fuzzyScore("ct", "Act now")) << "both letters begin words";
  EXPECT_GT(fuzzyScore("open", "Open"), fuzzyScore("open", "Or pen")) << "side by side";
  EXPECT_GT(fuzzyScore("tab", "Next tab"), fuzzyScore("tab", "Next tab of the window")) << "of equals the shorter";
}

TEST_F(Shell, MenusAreTheVerbsOfThePageAndOfTheWindow) {
  EXPECT_EQ(menus(), (QStringList{"File", "Window", "Help"}));
  auto* page = new Counter;
  window_.add(page);
  EXPECT_EQ(menus(), (QStringList{"File", "Edit", "Count", "Window", "Help"}));
  addVerb(*page, "view.late", "View", "&Late", {}, [] {});
  QApplication::processEvents();
  EXPECT_EQ(menus(), (QStringList{"File", "Edit", "View", "Count", "Window", "Help"})) << "a verb that came later";
}

TEST_F(Shell, KeysReachThePageInFront) {
  auto *first = new Counter, *second = new Counter;
  window_.add(first);
  window_.add(second);
  key(Qt::Key_C);
  key(Qt::Key_C);
  key(Qt::Key_Z, Qt::ControlModifier);
  EXPECT_EQ(second->counted, 1) << "counted twice, undone once";
  EXPECT_EQ(first->counted, 0);
  key(Qt::Key_PageUp, Qt::ControlModifier);
  EXPECT_EQ(window_.page(), first);
  key(Qt::Key_C);
  EXPECT_EQ(first->counted, 1);
  key(Qt::Key_PageDown, Qt::ControlModifier);
  EXPECT_EQ(window_.page(), second);
}

TEST_F(Shell, ThePaletteFindsAVerbByAFewLettersAndDoesIt) {
  auto* page = new Counter;
  window_.add(page);
  key(Qt::Key_K, Qt::ControlModifier);
  auto* palette = opened<CommandPalette>();
  ASSERT_TRUE(palette);
  auto* line = palette->findChild<QLineEdit*>();
  auto* list = palette->findChild<QListWidget*>();
  EXPECT_GT(list->count(), 10);
  QTest::keyClicks(line, "cnt one");
  EXPECT_EQ(list->item(0)->text(), "Count one");
  QTest::keyClick(line, Qt::Key_Return);
  QApplication::processEvents();
  EXPECT_EQ(page->counted, 1);
  EXPECT_FALSE(opened<CommandPalette>());
}

TEST_F(Shell, InThePaletteArrowsChooseAndEscapeLeaves) {
  auto* page = new Counter;
  window_.add(page);
  key(Qt::Key_K, Qt::ControlModifier);
  auto* palette = opened<CommandPalette>();
  ASSERT_TRUE(palette);
  auto* line = palette->findChild<QLineEdit*>();
  QTest::keyClick(line, Qt::Key_Down);
  EXPECT_EQ(palette->findChild<QListWidget*>()->currentRow(), 1);
  QTest::keyClick(line, Qt::Key_Escape);
  EXPECT_FALSE(opened<CommandPalette>());
  EXPECT_EQ(page->counted, 0);
}

TEST_F(Shell, TheSheetOfKeysHoldsEveryVerbThatHasOne) {
  window_.add(new Counter);
  key(Qt::Key_F1);
  auto* sheet = opened<KeySheet>();
  ASSERT_TRUE(sheet);
  auto* table = sheet->findChild<QTableWidget*>();
  QStringList rows;
  for (int r = 0; r < table->rowCount(); ++r) rows << table->item(r, 1)->text() + " " + table->item(r, 2)->text();
  EXPECT_TRUE(rows.contains("C Count one"));
  EXPECT_TRUE(rows.contains("Ctrl+O Open"));
  EXPECT_TRUE(rows.contains("F1 Keys"));
  QTest::keyClicks(sheet->findChild<QLineEdit*>(), "undo");
  int shown = 0;
  for (int r = 0; r < table->rowCount(); ++r) shown += !table->isRowHidden(r);
  EXPECT_EQ(shown, 1);
  QTest::keyClick(sheet, Qt::Key_Escape);
}

TEST_F(Shell, NoKeyMeansTwoThings) {
  ASSERT_TRUE(window_.open(trace()));
  std::map<QString, QString> owner;
  for (const QAction* verb : verbsOf(window_.page(), &window_))
    for (const QKeySequence& k : verb->shortcuts())
      EXPECT_TRUE(owner.emplace(k.toString(), verb->objectName()).second)
          << k.toString().toStdString() << ": " << owner[k.toString()].toStdString() << " and "
          << verb->objectName().toStdString();
}

TEST_F(Shell, VerbsHaveNamesTextsMenusAndSentences) {
  ASSERT_TRUE(window_.open(trace()));
  for (const QAction* verb : verbsOf(window_.page(), &window_)) {
    EXPECT_TRUE(verb->objectName().contains('.')) << verb->objectName().toStdString();
    EXPECT_NE(verb->text(), "");
    EXPECT_NE(verb->statusTip(), "") << verb->objectName().toStdString();
    EXPECT_NE(verb->property("menu").toString(), "") << verb->objectName().toStdString();
  }
}

TEST_F(Shell, FilesAreDroppedOnAnythingAndEachGetsATab) {
  scratch_.put("notes.h5", "these are notes");
  window_.add(new Counter);
  drop(*window_.page(), {trace(), qText(scratch_ / "notes.h5")});
  EXPECT_EQ(window_.pages(), 2);
  EXPECT_EQ(window_.page()->title(), "Small outage");
  EXPECT_THAT(window_.message().toStdString(), testing::HasSubstr("no HDF5 file"));
  drop(*window_.statusBar(), {trace()});
  EXPECT_EQ(window_.pages(), 2) << "it is open already";
  EXPECT_EQ(window_.message(), "") << "a good file takes the message away";
}

TEST_F(Shell, WhatCannotBeOpenedIsSaidAndTheMessageCanBeDismissed) {
  EXPECT_FALSE(window_.open("az-outagee"));
  EXPECT_THAT(window_.message().toStdString(), testing::HasSubstr("did you mean `az-outage`"));
  auto* bar = window_.findChild<QWidget*>("messageBar");
  EXPECT_TRUE(bar->isVisible());
  QTest::mouseClick(bar->findChild<QToolButton*>(), Qt::LeftButton);
  EXPECT_FALSE(bar->isVisible());
}

TEST_F(Shell, AClosedTabCanBeReopenedAndADirtyOneMayStay) {
  ASSERT_TRUE(window_.open(trace()));
  key(Qt::Key_W, Qt::ControlModifier);
  EXPECT_EQ(window_.page()->title(), "Welcome") << "of the last tab";
  key(Qt::Key_T, Qt::ControlModifier | Qt::ShiftModifier);
  EXPECT_EQ(window_.pages(), 2);
  auto* page = new Counter;
  page->lets = false;
  window_.add(page);
  key(Qt::Key_W, Qt::ControlModifier);
  EXPECT_EQ(window_.pages(), 3);
  EXPECT_FALSE(window_.close()) << "nor does the window close over it";
}

TEST_F(Shell, ReadingAgainShowsWhatTheFileHoldsNow) {
  const std::string file = scratch_ / "mine.h5";
  std::filesystem::copy(RealTrace::file(), file);
  ASSERT_TRUE(window_.open(qText(file)));
  const Page* before = window_.page();
  key(Qt::Key_F5);
  EXPECT_EQ(window_.pages(), 1);
  EXPECT_NE(window_.page(), before);
  std::filesystem::remove(file);
  key(Qt::Key_F5);
  EXPECT_NE(window_.message(), "");
  EXPECT_EQ(window_.pages(), 1) << "what was read before stays";
}

TEST_F(Shell, TheNextStartHasTheTabsOfThisOne) {
  ASSERT_TRUE(window_.open(trace()));
  window_.add(new Counter);  // has no source: cannot come again
  EXPECT_TRUE(window_.close());
  MainWindow next(Memory(qText(scratch_ / "memory.ini")));
  next.restore();
  ASSERT_EQ(next.pages(), 1);
  EXPECT_EQ(next.page()->source(), trace());
  EXPECT_EQ(next.memory().recent(), QStringList{trace()});
}

TEST(Memory, TenRecentFilesTheLastOneFirstEachOnce) {
  Memory memory{QString()};
  for (int i = 0; i < 14; ++i) memory.opened(QString("run-%1").arg(i));
  memory.opened("run-9");
  EXPECT_EQ(memory.recent().size(), 10);
  EXPECT_EQ(memory.recent().mid(0, 3), (QStringList{"run-9", "run-13", "run-12"}));
  memory.forgetRecent();
  EXPECT_TRUE(memory.recent().isEmpty());
}

TEST_F(Shell, ColoursAndSizeOfTextAreRemembered) {
  const double usual = QApplication::font().pointSizeF();
  key(Qt::Key_Plus, Qt::ControlModifier | Qt::AltModifier);
  EXPECT_EQ(QApplication::font().pointSizeF(), usual + 1);
  EXPECT_EQ(window_.memory().textSize(), 1);
  key(Qt::Key_0, Qt::ControlModifier | Qt::AltModifier);
  EXPECT_EQ(QApplication::font().pointSizeF(), usual);
  window_.findChild<QAction*>("window.theme-dark")->trigger();
  EXPECT_LT(QApplication::palette().color(QPalette::Base).lightness(), 60);
  EXPECT_EQ(window_.memory().theme(), "dark");
  window_.findChild<QAction*>("window.theme-system")->trigger();
  EXPECT_GT(QApplication::palette().color(QPalette::Base).lightness(), 200);
}

TEST_F(Shell, TheWorldBesideAPageFollowsTheCursorOfItsCharts) {
  ASSERT_TRUE(window_.open(trace()));
  key(Qt::Key_F9);
  auto* world = window_.findChild<WorldView*>();
  ASSERT_TRUE(world);
  EXPECT_TRUE(world->isVisible());
  qobject_cast<TracePage*>(window_.page())->time().point(700);
  EXPECT_EQ(world->time(), 700);
  key(Qt::Key_W, Qt::ControlModifier);
  EXPECT_FALSE(window_.findChild<WorldView*>()) << "it shares the page's time, and goes with it";
  ASSERT_TRUE(window_.open(trace()));
  EXPECT_TRUE(window_.findChild<WorldView*>());
  key(Qt::Key_F9);
  EXPECT_FALSE(window_.findChild<WorldView*>());
  key(Qt::Key_F9, Qt::ShiftModifier);
  EXPECT_EQ(window_.page()->title(), "World: Small outage");
}

/// One window of time and one cursor for a run's charts and its world, both ways, while it runs and after.
TEST_F(Shell, TheWorldBesideARunSharesItsTimeAndCursor) {
  scratch_.put("small.yaml", smallScenario);
  auto* run = new RunPage(Recipe{.file = scratch_ / "small.yaml"});
  window_.add(run);
  run->experiment().session().setPace(0);
  ASSERT_TRUE(QTest::qWaitFor([&] { return run->experiment().session().progress().over(); }, 30'000));
  key(Qt::Key_F9);
  auto* world = window_.findChild<WorldView*>();
  ASSERT_TRUE(world);
  run->charts().time().point(700);
  EXPECT_EQ(world->time(), 700);
  world->findChild<QAction*>("world.later")->trigger();
  EXPECT_EQ(run->charts().time().cursor(), world->time());
  EXPECT_GT(world->time(), 700);
}

TEST_F(Shell, LayoutsOfDocksHaveNames) {
  auto* dock = window_.findChild<QDockWidget*>("dock.world");
  key(Qt::Key_F9);
  ASSERT_TRUE(dock->isVisible());
  window_.keepLayout("with the world");
  window_.findChild<QAction*>("window.reset-layout")->trigger();
  EXPECT_FALSE(dock->isVisible());
  key(Qt::Key_K, Qt::ControlModifier);
  auto* palette = opened<CommandPalette>();
  ASSERT_TRUE(palette);
  QTest::keyClicks(palette->findChild<QLineEdit*>(), "layout with the world");
  QTest::keyClick(palette->findChild<QLineEdit*>(), Qt::Key_Return);
  QApplication::processEvents();
  EXPECT_TRUE(dock->isVisible());
}

TEST_F(Shell, ATraceDroppedOnARunIsComparedWithItIfThatIsMeant) {
  const std::string other = scratch_ / "other.h5";
  std::filesystem::copy(RealTrace::file(), other);
  ASSERT_TRUE(window_.open(trace()));
  drop(*window_.page(), {qText(other)});
  auto* menu = window_.findChild<QMenu*>("dropMenu");
  ASSERT_TRUE(menu);
  QTest::keyClick(menu, Qt::Key_C);
  EXPECT_EQ(window_.page()->source(), "compare:" + trace() + "\n" + qText(other));
  EXPECT_EQ(window_.pages(), 2);
}

TEST_F(Shell, AKeyComparesTwoTabs) {
  const std::string other = scratch_ / "other.h5";
  std::filesystem::copy(RealTrace::file(), other);
  ASSERT_TRUE(window_.open(qText(other)));
  ASSERT_TRUE(window_.open(trace()));
  key(Qt::Key_D, Qt::ControlModifier);
  auto* palette = opened<CommandPalette>();
  ASSERT_TRUE(palette);
  QTest::keyClick(palette->findChild<QLineEdit*>(), Qt::Key_Return);
  QApplication::processEvents();
  EXPECT_EQ(window_.page()->title(), "small | other");
}

TEST_F(Shell, ALibraryScenarioRunsAtOnce) {
  ASSERT_TRUE(window_.open("load-step"));
  auto* page = qobject_cast<RunPage*>(window_.page());
  ASSERT_TRUE(page);
  EXPECT_TRUE(QTest::qWaitFor([&] { return page->experiment().session().progress().now > Instant(); }, 10'000));
}

TEST_F(Shell, AScenarioFileIsEditedAndRunsBesideIt) {
  scratch_.put("small.yaml", smallScenario);
  ASSERT_TRUE(window_.open(qText(scratch_ / "small.yaml"))) << window_.message().toStdString();
  auto* editor = qobject_cast<EditorPage*>(window_.page());
  ASSERT_TRUE(editor);
  QAction* run = nullptr;
  for (QAction* verb : verbsOf(editor))
    if (nameOf(*verb).startsWith("Run")) run = verb;
  ASSERT_TRUE(run);
  run->trigger();
  ASSERT_TRUE(QTest::qWaitFor([&] { return qobject_cast<RunPage*>(window_.page()) != nullptr; }, 10'000));
  EXPECT_EQ(window_.pages(), 2);
  key(Qt::Key_E, Qt::ControlModifier);
  EXPECT_TRUE(qobject_cast<EditorPage*>(window_.page()));
}

TEST_F(Shell, EveryControlHasAName) {
  ASSERT_TRUE(window_.open(trace()));
  EXPECT_THAT(unnamedIn(window_), testing::IsEmpty());
  key(Qt::Key_K, Qt::ControlModifier);
  ASSERT_TRUE(opened<CommandPalette>());
  EXPECT_THAT(unnamedIn(*opened<CommandPalette>()), testing::IsEmpty());
  opened<CommandPalette>()->close();
  key(Qt::Key_F1);
  ASSERT_TRUE(opened<KeySheet>());
  EXPECT_THAT(unnamedIn(*opened<KeySheet>()), testing::IsEmpty());
  opened<KeySheet>()->close();
}

/// In both, less than half as far from the window as what can be used.
TEST(Looks, WhatCannotBeUsedLooksSo) {
  for (const QPalette& p : {lightPalette(), darkPalette()})
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText}) {
      const int window = p.color(QPalette::Window).lightness();
      const int usable = std::abs(p.color(QPalette::Active, role).lightness() - window);
      const int other = std::abs(p.color(QPalette::Disabled, role).lightness() - window);
      EXPECT_LT(2 * other, usable);
      EXPECT_GT(4 * other, usable) << "and can be read";
    }
}

}  // namespace
}  // namespace headroom::gui
