// SPDX-License-Identifier: GPL-3.0-or-later
/// The command line of headroom-gui.
#pragma once

#include <optional>
#include <string>

#include <QSize>
#include <QStringList>

namespace headroom::gui {

struct Options {
  QStringList files;  // traces, sweeps, scenarios, names of library scenarios
  QString picture;    // empty: a window
  QString theme;      // empty: as last time
  QSize size{1200, 860};
  bool clean = false;    // what was open last time is not opened again
  bool compare = false;  // the files against the first of them
};

/// Prints help and version itself. Nothing if there is nothing to show: leave with `code`.
std::optional<Options> parseOptions(int argc, char** argv, int& code);

/// Prints "headroom-gui: error: …"; gives back `code`.
int complain(const std::string& what, int code = 2);

}  // namespace headroom::gui
