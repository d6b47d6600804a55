// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/figure/save_dialog.h"

#include <array>
#include <utility>

#include <QFileDialog>

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

Figure figureOf(const ChartStack& charts, std::shared_ptr<const TraceView> view, std::vector<RunHead> runs,
                const TimeWindow& time) {
  Figure f{std::move(view), runs.front(), {}, time.from(), time.until()};
  for (const TimelineChart* chart : charts.charts()) f.plots.push_back(chart->plot().id);
  f.height = 100 + 180 * static_cast<int>(f.plots.size());
  f.others.assign(runs.begin() + 1, runs.end());
  return f;
}

QString saveAsked(QWidget* page, const Drawn& drawn) {
  QStringList filters;
  for (const FormatChoice& f : formats)
    if (drawn.paint || f.format == FigureFormat::csv) filters << f.filter;
  QString filter;
  QString file = QFileDialog::getSaveFileName(page, "Save what is on show", {}, filters.join(";;"), &filter);
  if (file.isEmpty()) return {};
  const FormatChoice& choice = formatOf(file, filter);
  if (!file.endsWith(choice.suffix)) file += choice.suffix;
  const QString wrong = save(drawn, choice.format, file);
  return wrong.isEmpty() ? "saved " + file : wrong;
}

}  // namespace headroom::gui
