// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/figure/report.h"

#include <QCoreApplication>
#include <QDesktopServices>
#include <QFileDialog>
#include <QFileInfo>
#include <QProcess>
#include <QStandardPaths>
#include <QUrl>

namespace headroom::gui {
namespace {

/// Beside this program, where both are installed or built; else wherever the shell would find it.
QString commandLine() {
  const QString beside = QCoreApplication::applicationDirPath() + "/headroom";
  return QFileInfo(beside).isExecutable() ? beside : QStandardPaths::findExecutable("headroom");
}

}  // namespace

void writeReport(QObject* page, const QString& file, const QString& to,
                 const std::function<void(bool, const QString&)>& then) {
  const QString program = commandLine();
  if (program.isEmpty()) return then(false, "a report is written by the program `headroom`, which is not here");
  auto* process = new QProcess(page);
  QObject::connect(process, &QProcess::finished, page, [process, to, then](int code, QProcess::ExitStatus status) {
    const bool written = status == QProcess::NormalExit && code == 0;
    const QString errors = QString::fromUtf8(process->readAllStandardError()).trimmed();
    process->deleteLater();
    then(written, written            ? "wrote " + to
                  : errors.isEmpty() ? "no report: `headroom report` did not end well"
                                     : errors);
  });
  QObject::connect(process, &QProcess::errorOccurred, page, [process, then](QProcess::ProcessError error) {
    if (error != QProcess::FailedToStart) return;
    process->deleteLater();
    then(false, "`headroom report` cannot be started");
  });
  process->start(program, {"report", file, "-o", to, "--force", "-q"});  // the dialog has asked about replacing
}

void reportFrom(QWidget* page, const QString& name, const Keep& keep, const std::function<void(const QString&)>& say) {
  QString to = QFileDialog::getSaveFileName(page, "Write the report", name + ".html", "Report (*.html)");
  if (to.isEmpty()) return;
  if (!to.endsWith(".html")) to += ".html";
  say("writing " + to + " …");
  keep([page, to, say](const QString& file, const QString& wrong) {
    if (!wrong.isEmpty()) return say("no report: " + wrong);
    writeReport(page, file, to, [say, to](bool written, const QString& what) {
      say(what);
      if (written) QDesktopServices::openUrl(QUrl::fromLocalFile(to));
    });
  });
}

}  // namespace headroom::gui
