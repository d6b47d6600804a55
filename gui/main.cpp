// SPDX-License-Identifier: GPL-3.0-or-later
/// headroom-gui [TRACE]: a window on a trace, or a picture of one.
#include "gui/charts/look.h"
#include "gui/data/guarded_read.h"
#include "gui/trace_window.h"

#include <cstdio>
#include <optional>

#include <QApplication>
#include <QCommandLineParser>
#include <QStyleFactory>
#include <fmt/format.h>

namespace {

using namespace headroom::gui;

constexpr int failed = 1, badInput = 2;

int complain(const std::string& what, int code = badInput) {
  fmt::print(stderr, "headroom-gui: error: {}\n", what);
  return code;
}

struct Options {
  QString trace, picture, theme;
  QSize size{1200, 860};
};

/// Nothing, and a code to leave with, if there is nothing to show.
std::optional<Options> parse(int argc, char** argv, int& code) {
  QStringList words;
  for (int i = 0; i < argc; ++i) words << QString::fromLocal8Bit(argv[i]);
  QCommandLineParser parser;
  parser.setApplicationDescription(
      "Shows a trace: requests, workers, utilisation and latency on one time axis.\n"
      "Wheel: closer and farther. Drag: along time. Double click: the whole run.");
  parser.addPositionalArgument("TRACE", "A trace, as `headroom run` writes it.", "[TRACE]");
  parser.addOptions({{"shot", "Writes a picture and ends; needs no display.", "FILE.png"},
                     {"size", "Of the window, in pixels.", "WxH", "1200x860"},
                     {"theme", "light or dark instead of the system's.", "THEME"}});
  const QCommandLineOption help({"h", "help"}, "Shows this."), version = parser.addVersionOption();
  parser.addOption(help);
  const bool parsed = parser.parse(words);
  code = 0;
  if (parsed && parser.isSet(help)) {
    fmt::print("{}", parser.helpText().replace("<executable_name>", "headroom-gui").toStdString());
    return {};
  }
  if (parsed && parser.isSet(version)) {
    fmt::print("headroom-gui {}\n", HEADROOM_VERSION);
    return {};
  }
  Options o{parser.positionalArguments().value(0), parser.value("shot"), parser.value("theme")};
  const QStringList size = parser.value("size").split('x');
  o.size = QSize(size.value(0).toInt(), size.value(1).toInt());
  std::string wrong;
  if (!parsed)
    wrong = parser.errorText().toStdString();
  else if (parser.positionalArguments().size() > 1)
    wrong = "one trace at a time";
  else if (parser.isSet("shot") && o.trace.isEmpty())
    wrong = "--shot needs a trace";
  else if (size.size() != 2 || o.size.width() < 300 || o.size.height() < 200 || o.size.width() > 16384 ||
           o.size.height() > 16384)
    wrong = "--size wants WIDTHxHEIGHT from 300x200 to 16384x16384, as in 1200x860";
  else if (!o.theme.isEmpty() && o.theme != "light" && o.theme != "dark")
    wrong = "--theme is light or dark";
  if (wrong.empty()) return o;
  code = complain(wrong + "\n  try `headroom-gui --help`");
  return {};
}

/// Pictures need no display; windows do.
bool chooseDisplay(const Options& o) {
  if (qEnvironmentVariableIsSet("QT_QPA_PLATFORM")) return true;
  if (!o.picture.isEmpty()) return qputenv("QT_QPA_PLATFORM", "offscreen");
  return qEnvironmentVariableIsSet("DISPLAY") || qEnvironmentVariableIsSet("WAYLAND_DISPLAY");
}

/// Qt's remarks on displays are of no use to whoever wants a picture.
void silenceRemarks() {
  qInstallMessageHandler([](QtMsgType type, const QMessageLogContext&, const QString& text) {
    if (type == QtCriticalMsg || type == QtFatalMsg) fmt::print(stderr, "headroom-gui: {}\n", text.toStdString());
  });
}

int run(int argc, char** argv, const Options& o) {
  if (!o.picture.isEmpty()) silenceRemarks();
  QApplication app(argc, argv);
  app.setApplicationName("headroom-gui");
  if (!o.theme.isEmpty()) {
    app.setStyle(QStyleFactory::create("Fusion"));
    app.setPalette(o.theme == "dark" ? darkPalette() : lightPalette());
  }
  TraceWindow window;
  window.resize(o.size);
  if (!o.trace.isEmpty() && !window.open(o.trace)) return complain(window.message().toStdString());
  window.show();
  if (o.picture.isEmpty()) return app.exec();
  app.processEvents();
  return window.grab().save(o.picture) ? 0 : complain("cannot write " + o.picture.toStdString(), failed);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc == 3 && std::string(argv[1]) == "--check") return checkTrace(argv[2]);
  int code = 0;
  const auto options = parse(argc, argv, code);
  if (!options) return code;
  if (!chooseDisplay(*options))
    return complain("there is no display; --shot FILE.png makes a picture without one", failed);
  return run(argc, argv, *options);
}
