/// The program itself: pictures, exit codes, messages.
#include "tests/gui/q_text.h"
#include "tests/gui/real_trace.h"

#include <QCoreApplication>
#include <QImage>
#include <QProcess>
#include <gtest/gtest.h>

namespace headroom::gui {
namespace {

struct Ended {
  int code;
  std::string errors;
};

Ended run(const QStringList& words) {
  QProcess process;
  process.start(QCoreApplication::applicationDirPath() + "/headroom-gui", words);
  EXPECT_TRUE(process.waitForFinished(60'000));
  EXPECT_EQ(process.exitStatus(), QProcess::NormalExit);
  return {process.exitCode(), process.readAllStandardError().toStdString()};
}

TEST(Program, AShotIsAPictureOfTheSizeAskedFor) {
  Scratch scratch;
  const QString picture = qText(scratch / "window.png");
  EXPECT_EQ(run({qText(RealTrace::file()), "--shot", picture, "--size", "900x700"}).code, 0);
  EXPECT_EQ(QImage(picture).size(), QSize(900, 700));
}

TEST(Program, ThemesAreLightAndDark) {
  Scratch scratch;
  const auto lightness = [&](const char* theme) {
    const QString picture = qText(scratch / theme) + ".png";
    EXPECT_EQ(run({qText(RealTrace::file()), "--shot", picture, "--theme", theme}).code, 0);
    return QImage(picture).pixelColor(5, 200).lightness();
  };
  EXPECT_GT(lightness("light"), 230);
  EXPECT_LT(lightness("dark"), 50);
}

TEST(Program, BadInputEndsWithExitCode2AndAMessageAndNoPicture) {
  Scratch scratch;
  scratch.put("notes.h5", "these are notes");
  const QString picture = qText(scratch / "window.png"), trace = qText(RealTrace::file());
  const std::vector<std::pair<QStringList, std::string>> bad{
      {{qText(scratch / "notes.h5"), "--shot", picture}, "no HDF5 file"},
      {{qText(scratch / "absent.h5"), "--shot", picture}, "there is no file"},
      {{trace, "--shot", picture, "--size", "12"}, "--size wants"},
      {{trace, "--shot", picture, "--size", "1e9x5"}, "--size wants"},
      {{trace, "--shot", picture, "--theme", "pink"}, "--theme is light or dark"},
      {{trace, "--compare", "--shot", picture}, "--compare wants two"},
      {{trace, "--picture"}, "picture"}};
  for (const auto& [words, message] : bad) {
    const Ended ended = run(words);
    EXPECT_EQ(ended.code, 2) << message;
    EXPECT_NE(ended.errors.find("headroom-gui: error: "), std::string::npos) << ended.errors;
    EXPECT_NE(ended.errors.find(message), std::string::npos) << ended.errors;
    EXPECT_FALSE(scratch.has("window.png"));
  }
}

TEST(Program, APictureThatCannotBeWrittenIsAFailureOfTheRun) {
  const Ended ended = run({qText(RealTrace::file()), "--shot", "/nowhere/at/all.png"});
  EXPECT_EQ(ended.code, 1);
  EXPECT_NE(ended.errors.find("cannot write /nowhere/at/all.png"), std::string::npos);
}

}  // namespace
}  // namespace headroom::gui
