// SPDX-License-Identifier: GPL-3.0-or-later
/// headroom-gui [FILES…]: the window, or a picture of it.
#include "gui/data/guarded_read.h"
#include "gui/shell/main_window.h"
#include "gui/shell/openers.h"
#include "gui/shell/options.h"
#include "gui/shell/theme.h"

#include <cstdio>
#include <optional>
#include <string>

#include <QApplication>
#include <fmt/format.h>

namespace {

using namespace headroom::gui;

constexpr int failed = 1;

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
  const bool picture = !o.picture.isEmpty();
  if (picture) silenceRemarks();
  QApplication app(argc, argv);
  app.setApplicationName("headroom-gui");
  app.setApplicationDisplayName("Headroom");
  app.setDesktopFileName("headroom");
  Memory memory = picture ? Memory(QString()) : Memory();
  useTextSize(memory.textSize());
  useTheme(o.theme.isEmpty() ? memory.theme() : o.theme);
  MainWindow window(std::move(memory));
  if (picture || o.clean) window.resize(o.size);
  const QStringList sources = o.compare ? QStringList{"compare:" + o.files.join('\n')} : o.files;
  for (const QString& source : sources)
    if (!window.open(source)) return complain(window.message().toStdString());
  if (o.files.isEmpty() && !picture && !o.clean) window.restore();
  if (window.pages() == 0) window.welcome();
  window.show();
  if (!picture) return app.exec();
  do app.processEvents();
  while (window.busy());
  app.processEvents();  // what came last is laid out
  return window.grab().save(o.picture) ? 0 : complain("cannot write " + o.picture.toStdString(), failed);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc == 3 && std::string(argv[1]) == "--check") return checkFile(argv[2]);
  if (argc == 3 && std::string(argv[1]) == "--hand-over") return handOverTrace(argv[2]);
  int code = 0;
  const auto options = parseOptions(argc, argv, code);
  if (!options) return code;
  if (!chooseDisplay(*options))
    return complain("there is no display; --shot FILE.png makes a picture without one", failed);
  return run(argc, argv, *options);
}
