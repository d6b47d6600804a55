// SPDX-License-Identifier: GPL-3.0-or-later
/// A run in a tab, by mouse and keys.
#include "gui/run/run_page.h"

#include "gui/charts/chart_stack.h"
#include "gui/run/fork_dialog.h"
#include "gui/run/fork_page.h"
#include "gui/run/verdict_panel.h"
#include "gui/trace_page.h"
#include "tests/gui/live_run.h"

#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QDesktopServices>
#include <QDialogButtonBox>
#include <QDoubleSpinBox>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QProgressBar>
#include <QPushButton>
#include <QRadioButton>
#include <QTableWidget>
#include <QTextBrowser>
#include <QTimer>
#include <QToolButton>
#include <gtest/gtest.h>

namespace headroom::gui {
namespace {

Recipe recipeOfRun() {
  Recipe recipe;
  recipe.file = "small.yaml";
  recipe.text = smallScenario;
  return recipe;
}

class RunPageTest : public testing::Test {
 protected:
  void SetUp() override { open(recipeOfRun(), false); }
  void open(const Recipe& recipe, bool running) {
    page_ = std::make_unique<RunPage>(recipe, running);
    page_->resize(1200, 800);
    page_->QWidget::show();
    EXPECT_TRUE(QTest::qWaitForWindowExposed(page_.get()));
    page_->activateWindow();
    page_->setFocus();
  }
  template <class W>
  W* part(const char* name) {
    W* found = page_->findChild<W*>(name);
    EXPECT_TRUE(found) << name;
    return found;
  }
  void click(const char* button) { QTest::mouseClick(part<QAbstractButton>(button), Qt::LeftButton); }
  /// By keys, as one would: Home, then down.
  void choose(const char* box, int item) {
    auto* b = part<QComboBox>(box);
    b->setFocus();
    QTest::keyClick(b, Qt::Key_Home);
    for (int i = 0; i < item; ++i) QTest::keyClick(b, Qt::Key_Down);
    EXPECT_EQ(b->currentIndex(), item);
  }
  const RunSession& session() { return page_->experiment().session(); }
  const RunProgress& progress() { return session().progress(); }
  bool comesTo(RunState state) {
    return waitFor([&] { return progress().state == state && !progress().catchingUp; });
  }
  bool passes(double seconds) {
    return waitFor([&] { return progress().now.inSeconds() > seconds; });
  }
  std::unique_ptr<RunPage> page_;
};

TEST_F(RunPageTest, TheButtonRunsAndPausesAndTheKeyToo) {
  EXPECT_EQ(progress().state, RunState::paused);
  click("run.toggle.button");
  ASSERT_TRUE(passes(10));
  EXPECT_EQ(part<QToolButton>("run.toggle.button")->text(), "Pause");
  click("run.toggle.button");
  ASSERT_TRUE(comesTo(RunState::paused));
  const Instant at = progress().now;
  QTest::keyClick(page_.get(), Qt::Key_F5);
  ASSERT_TRUE(passes(at.inSeconds() + 10));
  QTest::keyClick(page_.get(), Qt::Key_F5);
  EXPECT_TRUE(comesTo(RunState::paused));
}

TEST_F(RunPageTest, AStepIsABucketAndTheChartsFollow) {
  click("run.step-bucket.button");
  ASSERT_TRUE(waitFor([&] { return page_->charts().data() && page_->charts().data()->buckets() == 1; }));
  QTest::keyClick(page_.get(), Qt::Key_Period);
  ASSERT_TRUE(waitFor([&] { return page_->charts().data()->buckets() == 2; }));
  const std::uint64_t before = progress().events;
  QTest::keyClick(page_.get(), Qt::Key_Period, Qt::ControlModifier);
  ASSERT_TRUE(waitFor([&] { return progress().events > before; }));
  EXPECT_EQ(progress().events, before + 1);
}

TEST_F(RunPageTest, SpeedIsChosenAndTheResultComesAtTheEnd) {
  choose("speed", 0);
  EXPECT_EQ(session().pace(), 0);
  click("run.toggle.button");
  ASSERT_TRUE(comesTo(RunState::ended));
  const QString result = page_->findChild<VerdictPanel*>()->toPlainText();
  EXPECT_TRUE(page_->findChild<VerdictPanel*>()->isVisible());
  EXPECT_TRUE(result.contains("availability")) << result.toStdString();
  EXPECT_TRUE(result.contains("fingerprint " + QString::fromStdString(fingerprintOf(*prepareSmall()))));
  EXPECT_EQ(part<QProgressBar>("share")->value(), 1000);
  EXPECT_TRUE(part<QLabel>("where")->text().contains("ended")) << part<QLabel>("where")->text().toStdString();
}

TEST_F(RunPageTest, StopEndsItAndAgainTakesAnotherSeed) {
  click("run.toggle.button");
  ASSERT_TRUE(passes(5));
  click("run.stop.button");
  ASSERT_TRUE(comesTo(RunState::stopped));
  EXPECT_FALSE(part<QToolButton>("run.stop.button")->isEnabled());
  click("run.again.button");
  ASSERT_TRUE(waitFor([&] { return progress().state == RunState::running && progress().now > Instant(); }));
  EXPECT_EQ(session().prepared()->seed(), 8u);
}

TEST_F(RunPageTest, AZoneIsLostByHandAndTheRunIsRepeatable) {
  click("run.toggle.button");
  ASSERT_TRUE(passes(60));
  choose("inject.kind", 0);
  choose("inject.place", 2);
  auto* lasts = part<QLineEdit>("inject.lasts");
  lasts->selectAll();
  QTest::keyClicks(lasts, "2 min");
  click("inject.now");
  ASSERT_EQ(page_->experiment().injections().size(), 1u)
      << part<QLabel>("inject.trouble")->text().toStdString() << page_->experiment().trouble();
  const Injection& i = page_->experiment().injections()[0];
  EXPECT_EQ(i.place, "c");
  ASSERT_TRUE(passes(i.at.inSeconds() + 20));
  auto* list = part<QListWidget>("inject.done");
  ASSERT_EQ(list->count(), 1);
  EXPECT_TRUE(list->item(0)->text().endsWith("zone c lost, 2 min")) << list->item(0)->text().toStdString();
  choose("speed", 0);
  ASSERT_TRUE(comesTo(RunState::ended));
  Scratch scratch;
  ASSERT_TRUE(page_->saveScenarioTo(QString::fromStdString(scratch / "as-run.yaml")));
  const Loaded saved = load(scratch / "as-run.yaml");
  ASSERT_TRUE(saved.ok());
  NoProgress quiet;
  EXPECT_EQ(session().outcome()->result.fingerprint, runOnce(compile(*saved.spec), 7, 0, {}, quiet).fingerprint);
}

TEST_F(RunPageTest, WhatWasInjectedIsTakenBackByTheButton) {
  click("run.step-bucket.button");
  ASSERT_TRUE(waitFor([&] { return progress().now.inSeconds() == 10; }));
  choose("inject.kind", 4);
  auto* strength = part<QDoubleSpinBox>("inject.strength");
  strength->selectAll();
  QTest::keyClicks(strength, "3");
  QTest::keyClick(part<QLineEdit>("inject.lasts"), Qt::Key_Return);
  ASSERT_EQ(page_->experiment().injections().size(), 1u);
  EXPECT_EQ(page_->experiment().injections()[0].strength, 3);
  ASSERT_TRUE(comesTo(RunState::paused));
  click("inject.undo");
  EXPECT_TRUE(page_->experiment().injections().empty());
  EXPECT_TRUE(comesTo(RunState::paused));
  EXPECT_EQ(progress().now.inSeconds(), 10);
}

/// All at the end of the first bucket, each on top of those before it, as the form offers it.
TEST_F(RunPageTest, EveryKindIsInjectedByKeysAndAClick) {
  click("run.step-bucket.button");
  ASSERT_TRUE(waitFor([&] { return progress().now.inSeconds() == 10; }));
  const int kinds = part<QComboBox>("inject.kind")->count();
  EXPECT_EQ(kinds, 6);
  for (int kind = 0; kind < kinds; ++kind) {
    choose("inject.kind", kind);
    click("inject.now");
    const auto& all = page_->experiment().injections();
    ASSERT_EQ(all.size(), static_cast<std::size_t>(kind) + 1) << page_->experiment().trouble();
    EXPECT_EQ(static_cast<int>(all.back().kind), kind);
    ASSERT_TRUE(comesTo(RunState::paused)) << kind;
    EXPECT_EQ(part<QListWidget>("inject.done")->count(), kind + 1);
  }
  EXPECT_EQ(progress().now.inSeconds(), 10);
}

/// The moment is the cursor of the charts; the branch with the fault is the run of the same scenario with it.
TEST_F(RunPageTest, AForkRunsBothBranchesFromTheCursor) {
  choose("speed", 0);
  click("run.toggle.button");
  ASSERT_TRUE(comesTo(RunState::ended));
  page_->charts().time().point(1200);
  std::unique_ptr<Page> opened;
  QObject::connect(page_.get(), &Page::opens, [&](Page* p) { opened.reset(p); });
  QTest::keyClick(page_.get(), Qt::Key_B, Qt::ControlModifier);
  auto* dialog = page_->findChild<ForkDialog*>();
  ASSERT_TRUE(dialog);
  EXPECT_EQ(dialog->findChild<QLineEdit*>("fork.at")->text(), "20min");
  auto* ok = dialog->findChild<QDialogButtonBox*>()->button(QDialogButtonBox::Ok);
  ASSERT_TRUE(waitFor([&] { return ok->isEnabled(); })) << "zone a, 10 min: as the form stands";
  QTest::mouseClick(ok, Qt::LeftButton);
  auto* fork = dynamic_cast<ForkPage*>(opened.get());
  ASSERT_TRUE(fork);
  fork->resize(1200, 700);
  fork->QWidget::show();
  ASSERT_TRUE(waitFor([&] { return fork->fork().over(); }));
  EXPECT_EQ(fork->fork().a().outcome()->result.fingerprint, session().outcome()->result.fingerprint);
  EXPECT_EQ(fork->fork().b().outcome()->result.fingerprint,
            fingerprintOf(*prepareSmall({"faults.x={zone_outage: {zone: a, at: 20min, lasts: 10min}}"})));
  EXPECT_EQ(fork->fork().parted(), false) << "until the fork they are one run";
  EXPECT_EQ(fork->charts().charts().size(), 2u);
  auto* figures = fork->findChild<QTableWidget*>("fork.figures");
  EXPECT_GE(figures->rowCount(), 8);
  EXPECT_EQ(figures->item(0, 0)->text(), "availability");
  auto* quantity = fork->findChild<QComboBox*>("fork.quantity");
  EXPECT_GT(quantity->count(), 5);
  const std::string before = fork->charts().charts()[0]->plot().title;
  quantity->setFocus();
  QTest::keyClick(quantity, Qt::Key_Down);
  EXPECT_NE(fork->charts().charts()[0]->plot().title, before) << "another curve is compared";
  const Scratch scratch;
  QTimer::singleShot(0, [&] {
    auto* asked = qobject_cast<QFileDialog*>(QApplication::activeModalWidget());
    ASSERT_TRUE(asked);
    auto* line = asked->findChild<QLineEdit*>("fileNameEdit");
    line->setText(QString::fromStdString(scratch / "fork.csv"));
    QTest::keyClick(line, Qt::Key_Return);
  });
  QTest::keyClick(fork, Qt::Key_S, Qt::ControlModifier | Qt::ShiftModifier);
  ASSERT_TRUE(scratch.has("fork.csv"));
  const std::string from = scratch.bytes("fork.csv").substr(0, 400);
  EXPECT_NE(from.find("fingerprint " + fork->fork().a().outcome()->result.fingerprint), std::string::npos) << from;
  EXPECT_NE(from.find("fingerprint " + fork->fork().b().outcome()->result.fingerprint), std::string::npos) << from;
  std::unique_ptr<Page> branch;
  QObject::connect(fork, &Page::opens, [&](Page* p) { branch.reset(p); });
  fork->activateWindow();
  ASSERT_TRUE(QTest::qWaitForWindowActive(fork));
  QTest::keyClick(fork, Qt::Key_2, Qt::AltModifier);
  EXPECT_TRUE(dynamic_cast<TracePage*>(branch.get()));
}

TEST_F(RunPageTest, WhatTheLoaderSaysOfASettingStandsInTheDialog) {
  ForkDialog dialog(session().prepared(), Instant::at(Duration::minutes(5)));
  dialog.QWidget::show();
  auto* ok = dialog.findChild<QDialogButtonBox*>()->button(QDialogButtonBox::Ok);
  QTest::mouseClick(dialog.findChild<QRadioButton*>("fork.setting"), Qt::LeftButton, {}, {8, 8});
  EXPECT_FALSE(ok->isEnabled()) << "nothing is said yet";
  auto* set = dialog.findChild<QLineEdit*>("fork.set");
  QTest::keyClicks(set, "services.web.fleet.mni=9");
  auto* trouble = dialog.findChild<QLabel*>("fork.trouble");
  ASSERT_TRUE(waitFor([&] { return trouble->text().contains("did you mean `min`?"); }));
  EXPECT_FALSE(ok->isEnabled());
  set->selectAll();
  QTest::keyClicks(set, "services.web.fleet.min=9");
  ASSERT_TRUE(waitFor([&] { return ok->isEnabled(); }));
  EXPECT_TRUE(dialog.findChild<QLabel*>("fork.note")->text().startsWith("From this moment on"));
  EXPECT_FALSE(dialog.change()->fromTheStart);
  set->selectAll();
  QTest::keyClicks(set, "services.web.worker.slots=9");
  ASSERT_TRUE(waitFor([&] { return dialog.change() && dialog.change()->fromTheStart; }));
  EXPECT_TRUE(dialog.findChild<QLabel*>("fork.note")->text().startsWith("This cannot change while a run goes on"));
  QTest::mouseClick(ok, Qt::LeftButton);
  EXPECT_EQ(dialog.result(), QDialog::Accepted);
  ASSERT_TRUE(dialog.change());
  EXPECT_EQ(dialog.change()->set, "services.web.worker.slots=9");
  for (const QWidget* w : dialog.findChildren<QWidget*>()) {
    const bool control = w->inherits("QLineEdit") || w->inherits("QComboBox") || w->inherits("QAbstractButton");
    EXPECT_TRUE(!control || w->accessibleName() != "" || w->objectName().startsWith("qt_"))
        << w->metaObject()->className();
  }
}

TEST_F(RunPageTest, ALengthThatIsNoneIsSaidAndNothingHappens) {
  auto* lasts = part<QLineEdit>("inject.lasts");
  lasts->selectAll();
  QTest::keyClicks(lasts, "40");
  click("inject.now");
  EXPECT_TRUE(page_->experiment().injections().empty());
  EXPECT_TRUE(part<QLabel>("inject.trouble")->isVisible());
  EXPECT_TRUE(part<QLabel>("inject.trouble")->text().contains("no unit"));
}

TEST_F(RunPageTest, AKeyOpensTheFormOfAKind) {
  QTest::keyClick(page_.get(), Qt::Key_2, Qt::ControlModifier | Qt::ShiftModifier);
  EXPECT_EQ(part<QComboBox>("inject.kind")->currentText(), "Kill workers");
  EXPECT_TRUE(part<QDoubleSpinBox>("inject.strength")->isVisible());
  EXPECT_FALSE(part<QLineEdit>("inject.lasts")->isVisible()) << "a crash is over at once";
}

TEST_F(RunPageTest, ABrokenScenarioShowsItsProblems) {
  Recipe broken = recipeOfRun();
  broken.sets = {"services.web.fleet.mni=2"};
  open(broken, true);
  EXPECT_EQ(progress().state, RunState::failed);
  EXPECT_TRUE(part<QLabel>("trouble")->isVisible());
  EXPECT_TRUE(part<QLabel>("trouble")->text().contains("did you mean `min`?"))
      << part<QLabel>("trouble")->text().toStdString();
}

TEST_F(RunPageTest, TheTraceIsSavedAndOpensAgain) {
  choose("speed", 0);
  click("run.toggle.button");
  ASSERT_TRUE(comesTo(RunState::ended));
  Scratch scratch;
  QString said;
  QObject::connect(page_.get(), &Page::said, [&](const QString& s) { said = s; });
  page_->saveTraceTo(QString::fromStdString(scratch / "run.h5"));
  ASSERT_TRUE(waitFor([&] { return said.startsWith("The trace is "); })) << said.toStdString();
  EXPECT_EQ(openTrace(scratch / "run.h5")->head().fingerprint, session().outcome()->result.fingerprint);
  page_->saveTraceTo("/nowhere/at/all.h5");
  EXPECT_TRUE(waitFor([&] { return said.startsWith("The trace was not saved: "); })) << said.toStdString();
}

/// A run that is in no file, and has not ended: by the key and the dialog, without a trace being saved first.
TEST_F(RunPageTest, AReportIsWrittenOfARunThatGoesOn) {
  click("run.toggle.button");
  ASSERT_TRUE(passes(60));
  click("run.toggle.button");
  ASSERT_TRUE(comesTo(RunState::paused));
  Scratch scratch;
  QTextBrowser browser;
  QDesktopServices::setUrlHandler("file", &browser, "setSource");
  const QString to = QString::fromStdString(scratch / "so-far.html");
  QTimer::singleShot(0, [&] {
    auto* dialog = qobject_cast<QFileDialog*>(QApplication::activeModalWidget());
    ASSERT_TRUE(dialog);
    auto* line = dialog->findChild<QLineEdit*>("fileNameEdit");
    EXPECT_EQ(line->text(), "small.html");
    line->setText(to);
    QTest::keyClick(line, Qt::Key_Return);
  });
  QString said;
  QObject::connect(page_.get(), &Page::said, [&](const QString& s) { said = s; });
  QTest::mouseClick(page_->charts().charts().charts()[0]->viewport(), Qt::LeftButton, {}, {200, 60});
  QTest::keyClick(page_->charts().charts().charts()[0], Qt::Key_R, Qt::ControlModifier | Qt::AltModifier);
  ASSERT_TRUE(waitFor([&] { return said == "wrote " + to || said.startsWith("no report"); })) << said.toStdString();
  EXPECT_EQ(said, "wrote " + to);
  QDesktopServices::unsetUrlHandler("file");
  EXPECT_EQ(browser.source().toLocalFile(), to) << "and shown";
  EXPECT_TRUE(scratch.has("so-far.html"));
  EXPECT_NE(scratch.bytes("so-far.html").find("The run was not finished (interrupted)"), std::string::npos);
}

TEST_F(RunPageTest, EverythingHasANameAndEveryVerbIsSaid) {
  for (QWidget* w : page_->findChildren<QWidget*>()) {
    if (page_->charts().isAncestorOf(w)) continue;  // whose tree is walked by its own test
    const QString kind = w->metaObject()->className();
    const bool inside = kind.startsWith("QScroll") || kind.startsWith("QTabBar") || kind == "QStackedWidget" ||
                        kind == "QSplitterHandle" || w->objectName().startsWith("qt_") || kind == "QWidget" ||
                        kind == "QComboBoxListView" || kind == "QComboBoxPrivateContainer" ||
                        kind == "QComboBoxPrivateScroller" || kind == "QFrame" || kind == "QExpandingLineEdit" ||
                        w->parent()->inherits("QTabBar");
    const auto* label = qobject_cast<QLabel*>(w);
    if (inside || (label && !label->text().isEmpty())) continue;
    EXPECT_NE(w->accessibleName(), "") << kind.toStdString() << " " << w->objectName().toStdString();
  }
  EXPECT_GE(page_->actions().size(), 12);
  for (const QAction* a : page_->actions()) {
    EXPECT_NE(a->objectName(), "");
    EXPECT_NE(a->statusTip(), "") << a->objectName().toStdString();
    EXPECT_NE(a->property("menu").toString(), "") << a->objectName().toStdString();
  }
}

}  // namespace
}  // namespace headroom::gui
