// SPDX-License-Identifier: GPL-3.0-or-later
/// What can be taken out of the page of a run.
#include "gui/figure/report.h"
#include "gui/figure/save_dialog.h"
#include "gui/trace_page.h"

#include <QClipboard>
#include <QFileInfo>
#include <QGuiApplication>

namespace headroom::gui {
Figure TracePage::figure() const { return figureOf(*charts_, view_, {run_->head()}, time_); }

void TracePage::saveFigureAs() {
  if (!view_) return;
  if (const QString what = saveAsked(this, drawnOf(figure())); !what.isEmpty()) Q_EMIT said(what);
}

void TracePage::makeFigureVerbs() {
  const auto copy = [this](const std::string& text, const QString& what) {
    QGuiApplication::clipboard()->setText(QString::fromStdString(text));
    Q_EMIT said(what);
  };
  verb("figure.save", "Figure", "&Save figure…", "Saves what is on show as PNG, SVG, PDF or CSV",
       {Qt::CTRL | Qt::SHIFT | Qt::Key_S}, [this] { saveFigureAs(); });
  verb("figure.copy-command", "Figure", "Copy as &command", "Copies the command line that writes the same figure",
       {Qt::CTRL | Qt::ALT | Qt::Key_C}, [this, copy] {
         if (!view_) return;
         const std::string command = chartCommand(figure());
         command.empty() ? Q_EMIT said("there is no command for what is on show") : copy(command, "copied the command");
       });
  verb("figure.report", "Figure", "Write &report…", "Writes the report of this run as a page, and shows it",
       {Qt::CTRL | Qt::ALT | Qt::Key_R}, [this] {
         if (run_)
           reportFrom(this, QFileInfo(source()).completeBaseName(), keep_,
                      [this](const QString& what) { Q_EMIT said(what); });
       });
  verb("figure.copy-values", "Figure", "Copy &values",
       "Copies the values on show of the chart with the focus as a table", {Qt::CTRL | Qt::SHIFT | Qt::Key_C},
       [this, copy] {
         if (!view_ || !charts_->current()) return;
         Figure f = figure();
         f.plots = {charts_->current()->plot().id};
         copy(figureTable(f, '\t'), "copied the values of " + charts_->current()->accessibleName());
       });
  verb("figure.copy-readout", "Figure", "Copy &read-out", "Copies values at the cursors and statistics as a table",
       {Qt::CTRL | Qt::SHIFT | Qt::Key_V}, [this, copy] {
         if (view_) copy(readout_->model().text().toStdString(), "copied the read-out");
       });
}

}  // namespace headroom::gui
