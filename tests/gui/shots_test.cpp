/// The tour of all screens makes every picture, and none is blank.
#include "analysis/sweep/sweep_file.h"
#include "tests/gui/real_trace.h"

#include <set>

#include <QCoreApplication>
#include <QDir>
#include <QImage>
#include <QProcess>
#include <gtest/gtest.h>

namespace headroom::gui {
namespace {

std::string smallSweep(const Scratch& scratch) {
  SweepTable t;
  t.title = "Small";
  t.axes = {{"workers", "", "1", {2, 4}, {}, 0}, {"policy", "", "", {}, {"step", "target"}, 1}};
  t.shape = {2, 2};
  t.statusWords = {"done"};
  t.status.assign(4, 0);
  t.promises.assign(4, 255);
  t.fingerprints.assign(4, 1);
  t.events.assign(4, 100);
  t.figures = {"cost_usd.total", "availability"};
  t.fill = [](std::size_t figure, std::span<double> values) {
    for (std::size_t i = 0; i < values.size(); ++i) values[i] = static_cast<double>(figure + i + 1);
  };
  writeWhole(scratch / "sweep.h5", sweepFile(t));
  return scratch / "sweep.h5";
}

/// Colours of every tenth pixel: a blank screen has one or two.
std::size_t coloursOf(const QImage& image) {
  std::set<QRgb> colours;
  for (int y = 0; y < image.height(); y += 10)
    for (int x = 0; x < image.width(); x += 10) colours.insert(image.pixel(x, y));
  return colours.size();
}

/// One theme at one scale here; `./dev shots` makes all four, for people to look at.
TEST(Shots, TheTourMakesEveryPictureAndNoneIsBlank) {
  const Scratch scratch;
  scratch.put("small.yaml", smallScenario);
  const QString trace = QString::fromStdString(RealTrace::file()), to = QString::fromStdString(scratch / "shots");
  const QString sweep = QString::fromStdString(smallSweep(scratch));
  QProcess tour;
  tour.start(QCoreApplication::applicationDirPath() + "/headroom-shots",
             {to, trace, trace, sweep, QString::fromStdString(scratch / "small.yaml"), "dark"});
  ASSERT_TRUE(tour.waitForFinished(110'000));
  ASSERT_EQ(tour.exitCode(), 0) << tour.readAllStandardError().toStdString();
  std::set<std::string> missing;
  for (const char* screen : {"welcome", "trace", "decisions", "events", "palette", "keys", "world", "trace-and-world",
                             "compare", "sweep-table", "sweep-scatter", "sweep-heat-map", "sweep-lines", "sweep-pair",
                             "editor", "run", "fork-dialog", "fork"}) {
    const QString name = QString("%1-dark-1x.png").arg(screen);
    const QImage image(QDir(to).filePath(name));
    if (image.isNull() || coloursOf(image) < 8) missing.insert(name.toStdString());
  }
  EXPECT_TRUE(missing.empty()) << *missing.begin() << " and " << missing.size() - 1 << " more are missing or blank";
}

}  // namespace
}  // namespace headroom::gui
