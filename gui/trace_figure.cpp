// SPDX-License-Identifier: GPL-3.0-or-later
/// What can be taken out of the page of a run.
#include "gui/figure/report.h"
#include "gui/trace_page.h"

#include <array>

#include <QClipboard>
#include <QFileDialog>
#include <QGuiApplication>

namespace headroom::gui {
namespace {

struct FormatChoice {
  FigureFormat format;
  const char *filter, *suffix;
};
constexpr std::array<FormatChoice, 5> formats{{{FigureFormat::png, "Picture (*.png)", ".png"},
                                               {FigureFormat::png2, "Picture, twice as fine (*.png)", ".png"},
                                               {FigureFormat::svg, "Vector figure (*.svg)", ".svg"},
                                               {FigureFormat::pdf, "PDF (*.pdf)", ".pdf"},
                                               {FigureFormat::csv, "Values (*.csv)", ".csv"}}};

/// By the ending of the name, so that what is typed counts; the filter tells the two kinds of pictures apart.
const FormatChoice& formatOf(const QString& file, const QString& filter) {
  const FormatChoice* byFilter = &formats[0];
  for (const FormatChoice& f : formats)
    if (filter == f.filter) byFilter = &f;
  if (file.endsWith(byFilter->suffix)) return *byFilter;
  for (const FormatChoice& f : formats)
    if (file.endsWith(f.suffix)) return f;
  return *byFilter;
}

}  // namespace

Figure TracePage::figure() const {
  Figure f{view_, run_->head(), {}, time_.from(), time_.until()};
  for (const TimelineChart* chart : charts_->charts()) f.plots.push_back(chart->plot().id);
  f.height = 100 + 180 * static_cast<int>(f.plots.size());
  return f;
}

void TracePage::saveFigureAs() {
  if (!view_) return;
  QStringList filters;
  for (const FormatChoice& f : formats) filters << f.filter;
  QString filter;
  QString file = QFileDialog::getSaveFileName(this, "Save what is on show", {}, filters.join(";;"), &filter);
  if (file.isEmpty()) return;
  const FormatChoice& choice = formatOf(file, filter);
  if (!file.endsWith(choice.suffix)) file += choice.suffix;
  const QString wrong = saveFigure(figure(), choice.format, file);
  Q_EMIT said(wrong.isEmpty() ? "saved " + file : wrong);
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
       {Qt::CTRL | Qt::ALT | Qt::Key_R},
       [this] { reportFrom(this, source(), [this](const QString& what) { Q_EMIT said(what); }); });
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
