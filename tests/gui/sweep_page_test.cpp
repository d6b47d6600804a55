/// The result of a sweep: read back as it was written, and shown.
#include "gui/compare/sweep_page.h"

#include "analysis/sweep/read_sweep_file.h"
#include "analysis/sweep/sweep_result.h"
#include "analysis/text/escape.h"
#include "gui/compare/sweep_view.h"
#include "sim/issue.h"
#include "tests/analysis/scratch.h"
#include "tests/gui/accessible.h"
#include "tests/gui/pointed.h"

#include <cmath>

#include <QApplication>
#include <QClipboard>
#include <QDesktopServices>
#include <QFileDialog>
#include <QImage>
#include <QLineEdit>
#include <QTest>
#include <QTextBrowser>
#include <QTimer>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace headroom::gui {
namespace {

using testing::ElementsAre;
const double notKnown = std::nan("");

/// Two axes, one with another beside it; two replicas. Cost is 10 a worker; availability rises with workers.
SweepTable table() {
  SweepTable t;
  t.title = "How many";
  t.version = "1";
  t.hash = "0";
  t.seed = 9;
  t.axes = {{"workers", "sets fleet.min", "1", {2, 4, 8}, {}, 0},
            {"policy", "sets the policy", "", {}, {"step", "target"}, 1},
            {"boot", "goes with workers", "s", {10, 20, 30}, {}, 0}};
  t.shape = {3, 2};
  t.replicas = 2;
  t.statusWords = {"done"};
  t.status.assign(12, 0);
  t.promises.assign(12, 255);
  t.fingerprints.assign(12, 1);
  t.events.assign(12, 100);
  t.figures = {"cost_usd.total", "availability"};
  t.fill = [](std::size_t figure, std::span<double> values) {
    for (std::size_t i = 0; i < values.size(); ++i) {
      const std::size_t cell = i / 2, workers = cell / 2, policy = cell % 2;
      const double luck = i % 2 == 0 ? -0.01 : 0.01;
      const double w[] = {2, 4, 8};
      values[i] = figure == 0 ? 10 * w[workers] + 5 * static_cast<double>(policy)
                              : 0.9 + 0.03 * static_cast<double>(workers) + luck;
    }
    if (figure == 1) values[11] = notKnown;  // a run that failed
  };
  return t;
}

std::string written(const Scratch& scratch) {
  const std::string file = scratch / "sweep.h5";
  writeWhole(file, sweepFile(table()));
  return file;
}

TEST(SweepResult, IsReadBackAsItWasWritten) {
  const Scratch scratch;
  const SweepResult s = readSweepResult(written(scratch));
  EXPECT_TRUE(isSweep(scratch / "sweep.h5"));
  EXPECT_EQ(s.title, "How many");
  EXPECT_EQ(s.seed, 9u);
  EXPECT_THAT(s.shape, ElementsAre(3, 2));
  EXPECT_EQ(s.replicas, 2u);
  ASSERT_EQ(s.axes.size(), 3u);
  EXPECT_THAT(s.axes[0].numbers, ElementsAre(2, 4, 8));
  EXPECT_THAT(s.axes[1].texts, ElementsAre("step", "target"));
  EXPECT_EQ(s.axes[2].dimension, 0u) << "it stands beside workers";
  EXPECT_EQ(s.nameOf(3), "workers=4, policy=target, boot=20");
  const SweepFigure* cost = s.find("cost_usd.total");
  ASSERT_TRUE(cost);
  EXPECT_EQ(cost->unit, "USD");
  EXPECT_THAT(cost->values, ElementsAre(20, 20, 25, 25, 40, 40, 45, 45, 80, 80, 85, 85));
  EXPECT_TRUE(std::isnan(s.find("availability")->values[11]));
}

TEST(SweepResult, AnythingElseIsRefusedWithASentence) {
  const Scratch scratch;
  scratch.put("notes.h5", "these are notes");
  EXPECT_FALSE(isSweep(scratch / "notes.h5"));
  EXPECT_THROW(readSweepResult(scratch / "notes.h5"), Failure);
  EXPECT_THROW(readSweepResult(scratch / "absent.h5"), Failure);
}

class Sweep : public testing::Test {
 protected:
  Sweep() : file_(written(scratch_)), page_(QString::fromStdString(file_), readSweepResult(file_)) {
    page_.resize(1000, 700);
    page_.show();
    face();
  }
  void face() {
    page_.activateWindow();
    EXPECT_TRUE(QTest::qWaitForWindowActive(&page_));
    page_.setFocus();
  }
  const SweepResult& sweep() { return page_.sweep(); }
  std::vector<CellValue> cells(const char* path) { return cellValues(sweep(), *sweep().find(path)); }
  QComboBox* box(const QString& name) {
    for (QComboBox* b : page_.findChildren<QComboBox*>())
      if (b->accessibleName() == name && b->isVisible()) return b;
    return nullptr;
  }
  Scratch scratch_;
  std::string file_;
  SweepPage page_;
};

TEST_F(Sweep, ACellIsTheMeanOfItsReplicasAndItsBandTheirEnds) {
  const auto values = cells("availability");
  EXPECT_NEAR(values[0].mean, 0.9, 1e-12);
  EXPECT_NEAR(values[0].low, 0.89, 1e-12);
  EXPECT_NEAR(values[0].high, 0.91, 1e-12);
  EXPECT_NEAR(values[5].mean, 0.95, 1e-12) << "of the run that did not fail";
  EXPECT_TRUE(std::isnan(values[5].halfWidth)) << "of one value there is none";
}

/// By hand: (1,1) and (3,4) are not beaten where less x and more y is better; (2,1) costs more for the same.
TEST(Pareto, WhatIsBeatenInOneAndNotBetterInTheOtherIsNotOnTheFront) {
  EXPECT_THAT(paretoFront({1, 2, 3, 4}, {1, 1, 4, 3}, true, false), ElementsAre(true, false, true, false));
  EXPECT_THAT(paretoFront({1, 2, 3, 4}, {1, 1, 4, 3}, true, true), ElementsAre(true, false, false, false));
  EXPECT_THAT(paretoFront({5, 5}, {5, 5}, true, true), ElementsAre(true, true)) << "equals do not beat each other";
  EXPECT_THAT(paretoFront({1, notKnown}, {1, 0}, true, true), ElementsAre(true, false));
}

TEST_F(Sweep, AHeatMapHoldsEachCellOnceAndMeansOverTheOthers) {
  const HeatGrid grid = heatGrid(sweep(), cells("cost_usd.total"), 0, 1);
  EXPECT_THAT(grid.values, ElementsAre(20, 25, 40, 45, 80, 85));
  const HeatGrid one = heatGrid(sweep(), cells("cost_usd.total"), 1, 1);
  EXPECT_NEAR(one.values[0], (20 + 40 + 80) / 3.0, 1e-12) << "over the workers";
}

TEST_F(Sweep, LinesGoAlongAnAxisOneForEachValueOfTheOthers) {
  const auto lines = linesAlong(sweep(), cells("cost_usd.total"), 0);
  ASSERT_EQ(lines.size(), 2u);
  EXPECT_EQ(lines[1].name, "policy=target");
  EXPECT_EQ(lines[1].values[2].mean, 85);
}

TEST_F(Sweep, PairsDifferReplicationByReplication) {
  for (const PairedFigure& f : pairedFigures(sweep(), 0, 2)) {
    if (f.path == "cost_usd.total") {
      EXPECT_EQ(f.difference, 20);
      EXPECT_EQ(f.halfWidth, 0) << "in both replications the same";
    }
    if (f.path == "availability") {
      EXPECT_NEAR(f.difference, 0.03, 1e-12) << "luck is in both";
      EXPECT_NEAR(f.halfWidth, 0, 1e-9);
    }
  }
}

TEST(Ticks, RoundOnesEncloseWhatIsBelowZeroToo) {
  EXPECT_THAT(roundTicks(-3, 7, 5), ElementsAre(-4, -2, 0, 2, 4, 6, 8));
  EXPECT_THAT(roundTicks(0, 1, 4), ElementsAre(0, 0.5, 1));
  const auto level = roundTicks(5, 5, 4);
  EXPECT_LT(level.front(), 5);
  EXPECT_GT(level.back(), 5);
}

TEST_F(Sweep, KeysChangeTheViewAndAFigureChangesThePicture) {
  EXPECT_EQ(page_.cells().rowCount(), 6);
  QTest::keyClick(&page_, Qt::Key_2, Qt::AltModifier);
  EXPECT_EQ(page_.views().currentIndex(), 1);
  EXPECT_EQ(page_.scatter().points().x[0], 20) << "cost across";
  EXPECT_NEAR(page_.scatter().points().y[0], 0.9, 1e-12) << "availability up";
  QComboBox* up = box("Up");
  ASSERT_TRUE(up);
  up->setFocus();
  QTest::keyClick(up, Qt::Key_Home);
  EXPECT_EQ(page_.scatter().points().y[0], sweep().figures[0].values[0]);
}

TEST_F(Sweep, WhatIsPointedAtSaysWhichCellItIs) {
  QTest::keyClick(&page_, Qt::Key_2, Qt::AltModifier);
  QApplication::processEvents();
  EXPECT_THAT(saidAt(page_.scatter(), page_.scatter().placeOf(0)), testing::StartsWith("workers=2, policy=step"));
  QTest::keyClick(&page_, Qt::Key_3, Qt::AltModifier);
  QApplication::processEvents();
  EXPECT_THAT(saidAt(page_.heat(), page_.heat().boxOf(1, 1).center()), testing::HasSubstr("policy=target"));
  QTest::keyClick(&page_, Qt::Key_4, Qt::AltModifier);
  QApplication::processEvents();
  EXPECT_THAT(saidAt(page_.band(), page_.band().placeOf(0, 1)), testing::HasSubstr("mean"));
}

TEST_F(Sweep, TwoCellsAreChosenForThePair) {
  QTest::keyClick(&page_, Qt::Key_5, Qt::AltModifier);
  QComboBox* b = box("B");
  ASSERT_TRUE(b);
  b->setFocus();
  QTest::keyClick(b, Qt::Key_Home);
  EXPECT_EQ(page_.pair().item(0, 3)->text(), "0 ± 0") << "a cell against itself";
}

/// Its dialog is answered with a name, whose ending is the kind.
class SavedSweep : public Sweep {
 protected:
  std::string saved(int view, const std::string& name) {
    face();
    QTest::keyClick(&page_, static_cast<Qt::Key>(Qt::Key_0 + view), Qt::AltModifier);
    QTimer::singleShot(0, [&] {
      auto* dialog = qobject_cast<QFileDialog*>(QApplication::activeModalWidget());
      ASSERT_TRUE(dialog);
      kinds_ = dialog->nameFilters();
      auto* line = dialog->findChild<QLineEdit*>("fileNameEdit");
      line->setText(QString::fromStdString(scratch_ / name));
      QTest::keyClick(line, Qt::Key_Return);
    });
    const auto listening = QObject::connect(&page_, &Page::said, [&](const QString& s) { said_ = s; });
    QTest::keyClick(&page_, Qt::Key_S, Qt::ControlModifier | Qt::ShiftModifier);
    QObject::disconnect(listening);
    return scratch_.has(name) ? scratch_.bytes(name) : std::string();
  }
  /// Below two lines that say what it is and where it comes from.
  std::string values(int view) {
    const std::string all = saved(view, std::to_string(view) + ".csv");
    EXPECT_THAT(all, testing::StartsWith("# How many: "));
    EXPECT_THAT(all, testing::HasSubstr("\n# sweep.h5, 6 cells, 2 replicas, seed 9, headroom 1\n"));
    return all.substr(all.find('\n', all.find('\n') + 1) + 1);
  }
  QString said_;
  QStringList kinds_;
};

/// The numbers are those of table(), by hand.
TEST_F(SavedSweep, ValuesOfEveryViewAreWhatItShows) {
  EXPECT_THAT(values(2), testing::StartsWith("cell,cost_usd.total [USD],availability,pareto_front\n"
                                             "\"workers=2, policy=step, boot=10\",20,0.9,1\n"));
  EXPECT_THAT(values(3), testing::StartsWith("workers/boot,policy,availability\n2/10,step,0.9\n"));
  const std::string lines = values(4);
  EXPECT_THAT(lines, testing::StartsWith("line,workers,availability,half_width,p5,p95\npolicy=step,2,0.9,"));
  EXPECT_THAT(lines, testing::HasSubstr("\npolicy=target,8,0.95,,0.95,0.95\n")) << "one run is left: no interval";
  EXPECT_THAT(values(1), testing::HasSubstr("\n2,step,"));
  EXPECT_THAT(values(5), testing::HasSubstr("\ncost_usd.total [USD],20,85,65,0,1\n"));
}

TEST_F(SavedSweep, PicturesShowTheChartAndSayWhereTheyComeFrom) {
  for (const int view : {2, 3, 4}) {
    const std::string name = std::to_string(view);
    saved(view, name + ".png");
    const QImage image(QString::fromStdString(scratch_ / (name + ".png")));
    EXPECT_EQ(image.size(), QSize(1200, 760));
    EXPECT_TRUE(image.text("Description").startsWith("sweep.h5, 6 cells"));
    int coloured = 0;
    for (int x = 0; x < image.width(); x += 3)
      for (int y = 40; y < 730; y += 3) coloured += image.pixelColor(x, y).saturation() > 60;
    EXPECT_GT(coloured, 30) << "of view " << view;
    EXPECT_EQ(image.pixelColor(1190, 60).lightness(), 255) << "light, whatever the window is";
    const std::string svg = saved(view, name + ".svg");
    EXPECT_THAT(svg, testing::HasSubstr("<title>How many: "));
    EXPECT_THAT(svg, testing::HasSubstr("availability"));
    const std::string pdf = saved(view, name + ".pdf");
    EXPECT_THAT(pdf, testing::StartsWith("%PDF-"));
    EXPECT_GT(pdf.size(), 5'000u);
  }
}

TEST_F(SavedSweep, OfATableThereAreValuesOnly) {
  saved(1, "table.csv");
  EXPECT_EQ(kinds_, QStringList{"Values (*.csv)"});
  EXPECT_EQ(saved(1, "table.png"), "");
  EXPECT_EQ(said_, "of a table there are only values (.csv)");
  face();
  QTest::keyClick(&page_, Qt::Key_C, Qt::ControlModifier | Qt::AltModifier);
  EXPECT_EQ(QGuiApplication::clipboard()->text().toStdString(), "headroom report " + shellWord(file_));
}

/// By the key and the dialog, as `headroom report` writes it.
TEST_F(SavedSweep, AReportIsWrittenOfIt) {
  QTextBrowser browser;
  QDesktopServices::setUrlHandler("file", &browser, "setSource");
  const QString to = QString::fromStdString(scratch_ / "of-a-sweep.html");
  face();
  QTimer::singleShot(0, [&] {
    auto* dialog = qobject_cast<QFileDialog*>(QApplication::activeModalWidget());
    ASSERT_TRUE(dialog);
    auto* line = dialog->findChild<QLineEdit*>("fileNameEdit");
    EXPECT_EQ(line->text(), "sweep.html");
    line->setText(to);
    QTest::keyClick(line, Qt::Key_Return);
  });
  QObject::connect(&page_, &Page::said, &page_, [&](const QString& s) { said_ = s; });
  QTest::keyClick(&page_, Qt::Key_R, Qt::ControlModifier | Qt::AltModifier);
  ASSERT_TRUE(QTest::qWaitFor([&] { return !said_.startsWith("writing "); }, 30'000));
  EXPECT_EQ(said_, "wrote " + to);
  QDesktopServices::unsetUrlHandler("file");
  EXPECT_EQ(browser.source().toLocalFile(), to) << "and shown";
  EXPECT_THAT(scratch_.bytes("of-a-sweep.html"), testing::HasSubstr("How many"));
}

TEST_F(Sweep, EveryControlHasAName) { EXPECT_THAT(unnamedIn(page_), testing::IsEmpty()); }

}  // namespace
}  // namespace headroom::gui
