// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/shell/options.h"

#include <cstdio>

#include <QCommandLineParser>
#include <fmt/format.h>

namespace headroom::gui {
namespace {

bool fits(const QSize& size) {
  return size.width() >= 300 && size.height() >= 200 && size.width() <= 16384 && size.height() <= 16384;
}

/// What is wrong with options that could be parsed; empty: nothing.
std::string problemOf(const Options& o) {
  if (!fits(o.size)) return "--size wants WIDTHxHEIGHT from 300x200 to 16384x16384, as in 1200x860";
  if (!o.theme.isEmpty() && o.theme != "light" && o.theme != "dark") return "--theme is light or dark";
  if (o.compare && o.files.size() < 2) return "--compare wants two traces at least";
  return {};
}

}  // namespace

int complain(const std::string& what, int code) {
  fmt::print(stderr, "headroom-gui: error: {}\n", what);
  return code;
}

std::optional<Options> parseOptions(int argc, char** argv, int& code) {
  QStringList words;
  for (int i = 0; i < argc; ++i) words << QString::fromLocal8Bit(argv[i]);
  QCommandLineParser parser;
  parser.setApplicationDescription(
      "Headroom's window: runs scenarios, shows traces, compares them.\n"
      "F1 shows the keys, Ctrl+K finds every command.");
  parser.addPositionalArgument(
      "FILES", "Traces and sweeps (.h5), scenarios (.yaml), names of library scenarios; a tab each.", "[FILES…]");
  parser.addOptions({{"compare", "Shows the traces in one picture, against the first of them."},
                     {"clean", "Does not open again what was open last time."},
                     {"shot", "Writes a picture and ends; needs no display.", "FILE.png"},
                     {"size", "Of the window, in pixels.", "WxH", "1200x860"},
                     {"theme", "light or dark instead of the one that was chosen.", "THEME"}});
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
  const QStringList size = parser.value("size").split('x');
  Options o{parser.positionalArguments(), parser.value("shot"),
            parser.value("theme"),        size.size() == 2 ? QSize(size[0].toInt(), size[1].toInt()) : QSize(),
            parser.isSet("clean"),        parser.isSet("compare")};
  const std::string wrong = parsed ? problemOf(o) : parser.errorText().toStdString();
  if (wrong.empty()) return o;
  code = complain(wrong + "\n  try `headroom-gui --help`");
  return {};
}

}  // namespace headroom::gui
