/// What is taken out of the window: pictures, numbers, commands.
#include "gui/figure/figure.h"

#include "gui/figure/report.h"
#include "tests/gui/shown_run.h"
#include "tests/scenarios/shell.h"

#include <algorithm>
#include <optional>
#include <sstream>

#include <QClipboard>
#include <QComboBox>
#include <QFileDialog>
#include <QGuiApplication>
#include <QImage>
#include <QLineEdit>
#include <QTimer>

namespace headroom::gui {
namespace {

class FigureOf : public ShownRun {
 protected:
  FigureOf() { time().show(590, 710); }
  std::string saved(FigureFormat format, const std::string& name) {
    EXPECT_EQ(save(drawnOf(page_.figure()), format, QString::fromStdString(scratch_ / name)), "");
    return scratch_.bytes(name);
  }
  Scratch scratch_;
};

TEST_F(FigureOf, APictureSaysWhereItComesFrom) {
  saved(FigureFormat::png, "one.png");
  saved(FigureFormat::png2, "two.png");
  const QImage one(QString::fromStdString(scratch_ / "one.png")), two(QString::fromStdString(scratch_ / "two.png"));
  EXPECT_EQ(one.size(), QSize(page_.figure().width, page_.figure().height));
  EXPECT_EQ(two.size(), 2 * one.size());
  EXPECT_EQ(two.text("Title"), "Small outage");
  const QString from = two.text("Description");
  EXPECT_TRUE(from.contains("seed 7")) << from.toStdString();
  EXPECT_TRUE(from.contains(QString::fromStdString(page_.data()->head().fingerprint)));
  EXPECT_TRUE(from.contains("small.h5"));
  EXPECT_TRUE(from.contains("2 min"));
}

/// What is drawn, not only white: the stack of requests is green (0, 158, 115) in its middle.
TEST_F(FigureOf, APictureShowsTheCharts) {
  saved(FigureFormat::png, "one.png");
  const QImage image(QString::fromStdString(scratch_ / "one.png"));
  int green = 0;
  for (int x = 100; x < 1100; x += 10)
    for (int y = 60; y < 200; y += 5) {
      const QColor c = image.pixelColor(x, y);
      green += c.green() > c.red() + 60 && c.green() > c.blue() + 10;
    }
  EXPECT_GT(green, 200);
}

TEST_F(FigureOf, PdfIsOnePageWithItsTitle) {
  const std::string pdf = saved(FigureFormat::pdf, "figure.pdf");
  EXPECT_TRUE(pdf.starts_with("%PDF-"));
  EXPECT_GT(pdf.size(), 10'000u);
}

/// Every point of every line is within the plot: nothing leaves the axes when a part of the run is shown.
TEST_F(FigureOf, SvgKeepsWithinItsPlots) {
  const std::string svg = saved(FigureFormat::svg, "figure.svg");
  EXPECT_NE(svg.find("<svg"), std::string::npos);
  EXPECT_NE(svg.find("seed 7"), std::string::npos);
  std::size_t points = 0;
  for (std::size_t at = svg.find(" d=\"M"); at != std::string::npos; at = svg.find(" d=\"M", at + 1)) {
    std::istringstream path(svg.substr(at + 5, svg.find('"', at + 5) - at - 5));
    double x = 0;
    if (path >> x) {
      EXPECT_GE(x, 0);
      EXPECT_LE(x, page_.figure().width);
      ++points;
    }
  }
  EXPECT_GT(points, 5u);
}

TEST_F(FigureOf, CsvHoldsTheBucketsOnShowAndNoFormula) {
  const std::string csv = saved(FigureFormat::csv, "figure.csv");
  std::istringstream lines(csv);
  std::vector<std::string> all;
  for (std::string line; std::getline(lines, line);) all.push_back(line);
  ASSERT_GE(all.size(), 4u);
  EXPECT_EQ(all[0], "# Small outage");
  EXPECT_NE(all[1].find("seed 7"), std::string::npos);
  EXPECT_TRUE(all[2].starts_with("time,seconds,Requests: supply [/s]")) << all[2];
  EXPECT_EQ(all.size(), 3u + 12u) << "two minutes of 10 s";
  EXPECT_TRUE(all[3].starts_with("2026-11-27 08:09:50,590,")) << all[3];
  const auto columns = [](const std::string& line) {
    bool quoted = false;
    return std::count_if(line.begin(), line.end(), [&](char c) {
      quoted ^= c == '"';
      return c == ',' && !quoted;
    });
  };
  for (std::size_t i = 3; i < all.size(); ++i) EXPECT_EQ(columns(all[i]), columns(all[2]));
}

TEST(Figures, NamesLikeFormulasAreMadeHarmless) {
  auto view = std::make_shared<TraceView>();
  view->edges = {0, 1};
  Plot plot{"=HYPERLINK(\"x\")", ""};
  plot.id = "p";
  plot.lines.push_back({"=1+1", {5}});
  view->plots.push_back(plot);
  const Figure figure{view, {}, {"p"}, 0, 1};
  EXPECT_NE(figureTable(figure, ',').find("'=HYPERLINK"), std::string::npos);
}

/// Run by a shell, the command that was copied writes the bytes that the window writes, vectors and numbers; also of
/// another service and zone, of charts moved about, of a span that no bucket begins with.
TEST_F(FigureOf, TheCommandThatIsCopiedWritesTheSameBytes) {
  const auto written = [this](const std::string& ending) {
    key(Qt::Key_C, Qt::ControlModifier | Qt::AltModifier);
    std::string command = QGuiApplication::clipboard()->text().toStdString();
    EXPECT_TRUE(command.starts_with("headroom chart ")) << command;
    command.replace(command.find("figure.svg"), 10, "figure" + ending);
    const ShellAnswer answer = inShell("cd " + scratch_ / "" + " && " + command + " --force 2>&1");
    EXPECT_EQ(answer.code, 0) << command << "\n" << answer.text;
    return scratch_.bytes("figure" + ending);
  };
  time().show(601.25, 777.125);
  EXPECT_EQ(written(".svg"), saved(FigureFormat::svg, "own.svg"));
  EXPECT_EQ(written(".csv"), saved(FigureFormat::csv, "own.csv"));
  page_.findChild<QComboBox*>("service")->setCurrentText("orders");
  page_.setZone("b");
  page_.charts().setShown("workers[a]", true);
  page_.charts().move("latency", true);
  EXPECT_EQ(written(".svg"), saved(FigureFormat::svg, "own.svg"));
  EXPECT_EQ(written(".csv"), saved(FigureFormat::csv, "own.csv"));
}

TEST_F(FigureOf, ValuesAreCopiedAsATable) {
  QTest::mouseClick(chart(2).viewport(), Qt::LeftButton, {}, {200, 60});
  QTest::keyClick(&chart(2), Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
  const QString text = QGuiApplication::clipboard()->text();
  EXPECT_TRUE(text.startsWith("time\tseconds\tUtilisation of web: cpu [1]")) << text.left(80).toStdString();
  EXPECT_EQ(text.count('\n'), 1 + 12);
}

TEST_F(FigureOf, IsSavedByItsDialog) {
  const QString file = QString::fromStdString(scratch_ / "asked.csv");
  QString said;
  QObject::connect(&page_, &Page::said, [&](const QString& s) { said = s; });
  QTimer::singleShot(0, [&] {
    auto* dialog = qobject_cast<QFileDialog*>(QApplication::activeModalWidget());
    ASSERT_TRUE(dialog);
    auto* line = dialog->findChild<QLineEdit*>("fileNameEdit");
    line->setText(file);
    QTest::keyClick(line, Qt::Key_Return);
  });
  key(Qt::Key_S, Qt::ControlModifier | Qt::ShiftModifier);
  EXPECT_EQ(said, "saved " + file);
  EXPECT_TRUE(scratch_.has("asked.csv"));
}

/// By the dialog and the program of the command line; the window says where it is.
TEST_F(FigureOf, AReportIsWrittenOfTheRunOnShow) {
  const QString to = QString::fromStdString(scratch_ / "report.html");
  std::optional<bool> written;
  QString what;
  writeReport(&page_, page_.source(), to, [&](bool done, const QString& words) { written = done, what = words; });
  ASSERT_TRUE(QTest::qWaitFor([&] { return written.has_value(); }, 60'000));
  EXPECT_TRUE(*written) << what.toStdString();
  EXPECT_EQ(what, "wrote " + to);
  const std::string page = scratch_.bytes("report.html");
  EXPECT_NE(page.find("Small outage"), std::string::npos);
  written.reset();
  writeReport(&page_, "/nowhere.h5", to, [&](bool done, const QString& words) { written = done, what = words; });
  ASSERT_TRUE(QTest::qWaitFor([&] { return written.has_value(); }, 60'000));
  EXPECT_FALSE(*written);
  EXPECT_TRUE(what.contains("nowhere.h5")) << what.toStdString();
}

TEST_F(FigureOf, WhatCannotBeWrittenIsSaid) {
  EXPECT_NE(save(drawnOf(page_.figure()), FigureFormat::csv, "/nowhere/at/all.csv"), "");
}

}  // namespace
}  // namespace headroom::gui
