// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/data/guarded_read.h"

#include "gui/data/series.h"
#include "sim/issue.h"

#include <cstdio>
#include <exception>

#include <QCoreApplication>
#include <QProcess>
#include <fmt/format.h>

namespace headroom::gui {
namespace {

constexpr int patience = 60'000;  // ms

void tryInAnotherProcess(const std::string& file) {
  QProcess process;
  process.start(QCoreApplication::applicationDirPath() + "/headroom-gui", {"--check", QString::fromStdString(file)});
  if (!process.waitForStarted()) throw Failure("cannot start headroom-gui to check " + file);
  if (!process.waitForFinished(patience)) {
    process.kill();
    process.waitForFinished();
    throw Failure("reading " + file + " does not end: it is damaged; `headroom recover` may read a part of it");
  }
  if (process.exitStatus() != QProcess::NormalExit)
    throw Failure("reading " + file + " crashed the HDF5 library: it is damaged; `headroom recover` may read a part");
  if (process.exitCode() != 0) throw Failure(QString::fromUtf8(process.readAllStandardError()).trimmed().toStdString());
}

}  // namespace

std::shared_ptr<const RunData> guardedOpen(const std::string& file) {
  tryInAnotherProcess(file);
  return openTrace(file);
}

int checkTrace(const char* file) {
  try {
    readTrace(file);
    return 0;
  } catch (const std::exception& e) {
    fmt::print(stderr, "{}\n", e.what());
    return 2;
  }
}

}  // namespace headroom::gui
