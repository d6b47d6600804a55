// SPDX-License-Identifier: GPL-3.0-or-later
/// Every key of every page, and every dialog that a key opens, as one presses and fills them.
#include "gui/compare/compare_page.h"
#include "gui/run/run_page.h"
#include "gui/shell/main_window.h"
#include "gui/shell/palette.h"
#include "gui/shell/verbs.h"
#include "gui/trace_page.h"
#include "tests/gui/live_run.h"

#include <functional>

#include <QApplication>
#include <QClipboard>
#include <QFileDialog>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QMessageBox>
#include <QTimer>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace headroom::gui {
namespace {

QString words(const std::string& s) { return QString::fromStdString(s); }

class Keys : public testing::Test {
 protected:
  Keys() : window_(Memory(words(scratch_ / "memory.ini"))) {
    scratch_.put("small.yaml", smallScenario);
    window_.resize(1200, 900);
    window_.show();
    window_.activateWindow();
    EXPECT_TRUE(QTest::qWaitForWindowActive(&window_));
  }
  QString trace() { return words(RealTrace::file()); }
  QString scenario() { return words(scratch_ / "small.yaml"); }
  TracePage* charts() {
    auto* page = window_.page()->findChild<TracePage*>();
    return page ? page : qobject_cast<TracePage*>(window_.page());
  }
  void press(const QKeySequence& keys) {
    QTest::keySequence(QApplication::focusWidget() ? QApplication::focusWidget() : &window_, keys);
  }
  /// As soon as there is a modal dialog of this kind; within five seconds.
  template <class Dialog>
  void whenAsked(const std::function<void(Dialog&)>& then) {
    auto* timer = new QTimer(&window_);
    QObject::connect(timer, &QTimer::timeout, timer, [timer, then, left = 500]() mutable {
      auto* dialog = qobject_cast<Dialog*>(QApplication::activeModalWidget());
      if (!dialog && --left > 0) return;
      timer->deleteLater();
      timer->stop();
      ASSERT_TRUE(dialog);
      then(*dialog);
    });
    timer->start(10);
  }
  /// The dialog that is about to open gets a name and Enter.
  void answer(const QString& file) {
    whenAsked<QFileDialog>([file](QFileDialog& dialog) {
      auto* line = dialog.findChild<QLineEdit*>("fileNameEdit");
      line->setText(file);
      QTest::keyClick(line, Qt::Key_Return);
    });
  }
  void face(QWidget* part) {
    window_.activateWindow();
    ASSERT_TRUE(QTest::qWaitForWindowActive(&window_));
    part->setFocus();
  }
  /// Each key brings about its verb, whatever the verb does; it does nothing here.
  void everyKeyOf(const QString& what) {
    ASSERT_TRUE(window_.page());
    for (QAction* verb : verbsOf(window_.page(), &window_)) {
      if (!verb->isEnabled()) continue;
      for (const QKeySequence& keys : verb->shortcuts()) {
        int done = 0;
        QObject::disconnect(verb, &QAction::triggered, nullptr, nullptr);
        const auto counting = QObject::connect(verb, &QAction::triggered, verb, [&] { ++done; });
        press(keys);
        QObject::disconnect(counting);
        EXPECT_EQ(done, 1) << what.toStdString() << ": " << keys.toString().toStdString() << " is "
                           << verb->objectName().toStdString();
      }
    }
  }

  Scratch scratch_;
  MainWindow window_;
};

TEST_F(Keys, OfATraceDoWhatTheSheetSays) {
  ASSERT_TRUE(window_.open(trace()));
  charts()->charts().charts()[0]->setFocus();
  everyKeyOf("a trace");
}

TEST_F(Keys, OfARunDoWhatTheSheetSays) {
  auto* run = new RunPage(Recipe{.file = scratch_ / "small.yaml"}, false);
  window_.add(run);
  ASSERT_TRUE(waitFor([&] { return run->experiment().session().data() != nullptr; }));
  run->setFocus();
  everyKeyOf("a run");
}

TEST_F(Keys, OfAnEditorDoWhatTheSheetSays) {
  ASSERT_TRUE(window_.open(scenario()));
  everyKeyOf("a scenario");
}

TEST_F(Keys, OfAWorldDoWhatTheSheetSays) {
  ASSERT_TRUE(window_.open("world:" + trace()));
  everyKeyOf("a world");
}

TEST_F(Keys, OfAComparisonDoWhatTheSheetSays) {
  ASSERT_TRUE(window_.open("compare:" + trace() + "\n" + trace()));
  everyKeyOf("a comparison");
}

TEST_F(Keys, FilesAreOpenedByTheDialog) {
  answer(trace());
  press(QKeySequence::Open);
  ASSERT_TRUE(window_.page());
  EXPECT_EQ(window_.page()->title(), "Small outage");
  for (QAction* menu : window_.menuBar()->actions())
    if (menu->text() == "&File")
      for (QAction* entry : menu->menu()->actions())
        if (entry->objectName() == "file.forget") entry->trigger();
  EXPECT_TRUE(window_.memory().recent().isEmpty()) << "and forgotten by the menu";
}

/// By the ending of the name; each begins as files of its kind do.
TEST_F(Keys, FiguresAreSavedAsEachKind) {
  ASSERT_TRUE(window_.open(trace()));
  charts()->charts().charts()[0]->setFocus();
  charts()->time().show(590, 710);
  for (const auto& [name, begin] :
       {std::pair{"f.png", "\x89PNG"}, {"f.svg", "<svg"}, {"f.pdf", "%PDF"}, {"f.csv", "# Small outage"}}) {
    face(charts()->charts().charts()[0]);
    answer(words(scratch_ / name));
    press(Qt::CTRL | Qt::SHIFT | Qt::Key_S);
    ASSERT_TRUE(scratch_.has(name)) << name;
    EXPECT_NE(scratch_.bytes(name).substr(0, 200).find(begin), std::string::npos) << name;
  }
}

TEST_F(Keys, AComparisonIsSavedWithWhereBothRunsComeFrom) {
  ASSERT_TRUE(window_.open("compare:" + trace() + "\n" + trace()));
  face(qobject_cast<ComparePage*>(window_.page())->charts().charts()[0]);
  answer(words(scratch_ / "both.csv"));
  press(Qt::CTRL | Qt::SHIFT | Qt::Key_S);
  ASSERT_TRUE(scratch_.has("both.csv"));
  const std::string head = scratch_.bytes("both.csv").substr(0, 400);
  EXPECT_THAT(head, testing::HasSubstr("# A: small.h5, seed 7, fingerprint "));
  EXPECT_THAT(head, testing::HasSubstr("; B: small.h5, seed 7, fingerprint "));
  face(qobject_cast<ComparePage*>(window_.page())->charts().charts()[0]);
  press(Qt::CTRL | Qt::ALT | Qt::Key_C);
  const std::string file = RealTrace::file();
  EXPECT_EQ(QGuiApplication::clipboard()->text().toStdString(), "headroom compare " + file + " " + file);
}

TEST_F(Keys, TheReadOutIsCopiedAndHidden) {
  ASSERT_TRUE(window_.open(trace()));
  charts()->charts().charts()[0]->setFocus();
  charts()->time().point(605);
  press(Qt::CTRL | Qt::SHIFT | Qt::Key_V);
  EXPECT_THAT(QGuiApplication::clipboard()->text().toStdString(), testing::HasSubstr("offered"));
  const auto* readout = charts()->findChild<ReadoutPanel*>();
  ASSERT_TRUE(readout->isVisible());
  press(Qt::CTRL | Qt::SHIFT | Qt::Key_R);
  EXPECT_FALSE(readout->isVisible());
  press(Qt::CTRL | Qt::SHIFT | Qt::Key_R);
  EXPECT_TRUE(readout->isVisible());
}

TEST_F(Keys, TheWholeScreenAndBack) {
  press(Qt::Key_F11);
  EXPECT_TRUE(window_.isFullScreen());
  press(Qt::Key_F11);
  EXPECT_FALSE(window_.isFullScreen());
}

TEST_F(Keys, WhatThisIsIsSaid) {
  QString about;
  whenAsked<QMessageBox>([&](QMessageBox& box) {
    about = box.text() + box.informativeText();
    QTest::keyClick(&box, Qt::Key_Escape);
  });
  press(Qt::CTRL | Qt::Key_K);
  QApplication::processEvents();
  for (QWidget* w : QApplication::topLevelWidgets())
    if (auto* palette = qobject_cast<CommandPalette*>(w); palette && palette->isVisible()) {
      QTest::keyClicks(palette->findChild<QLineEdit*>(), "about");
      QTest::keyClick(palette->findChild<QLineEdit*>(), Qt::Key_Return);
    }
  EXPECT_TRUE(waitFor([&] { return about.contains("Headroom"); })) << about.toStdString();
}

class KeysOfARun : public Keys {
 protected:
  KeysOfARun() : run_(new RunPage(Recipe{.file = scratch_ / "small.yaml"}, false)) {
    window_.add(run_);
    EXPECT_TRUE(waitFor([&] { return session().data() != nullptr; }));
    run_->setFocus();
  }
  RunSession& session() { return run_->experiment().session(); }
  RunPage* run_;
};

TEST_F(KeysOfARun, AStepGoesToTheNextDecisionAndStopEndsIt) {
  press(Qt::SHIFT | Qt::Key_Period);
  ASSERT_TRUE(waitFor([&] { return session().data()->rows(headroom::decisionTable) == 1; }));
  press(Qt::CTRL | Qt::SHIFT | Qt::Key_Period);
  EXPECT_TRUE(waitFor([&] { return session().progress().state == RunState::stopped; }));
}

TEST_F(KeysOfARun, TraceAndScenarioAreSavedByTheirDialogs) {
  press(Qt::Key_Period);
  ASSERT_TRUE(waitFor([&] { return session().data()->buckets() == 1; }));
  answer(words(scratch_ / "mine.h5"));
  press(QKeySequence::Save);
  ASSERT_TRUE(waitFor([&] { return scratch_.has("mine.h5"); }));
  EXPECT_EQ(openTrace(scratch_ / "mine.h5")->buckets(), 1u);
  face(run_);
  answer(words(scratch_ / "as-run.yaml"));
  press(Qt::CTRL | Qt::ALT | Qt::Key_S);
  ASSERT_TRUE(scratch_.has("as-run.yaml"));
  EXPECT_TRUE(load(scratch_ / "as-run.yaml").ok());
}

}  // namespace
}  // namespace headroom::gui
