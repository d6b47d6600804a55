// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/compare/sweep_figure.h"

#include "analysis/text/escape.h"
#include "gui/charts/look.h"
#include "gui/text.h"

#include <QFileInfo>
#include <fmt/format.h>

namespace headroom::gui {
namespace {

QByteArray withHead(const std::string& table, const QString& title, const QString& origin) {
  const auto line = [](const QString& words) { return "# " + visibleText(words.toStdString()) + "\n"; };
  return QByteArray::fromStdString(line(title) + line(origin) + table);
}

}  // namespace

QString originOf(const SweepResult& sweep, const QString& file) {
  return text(fmt::format("{}, {} cells, {} replicas, seed {}, headroom {}", QFileInfo(file).fileName().toStdString(),
                          sweep.cells(), sweep.replicas, sweep.seed, sweep.version));
}

Drawn drawnOf(const SweepChart& chart, const QString& title, const QString& origin) {
  static constexpr QSize size{1200, 760};
  const auto paint = [&chart, title, origin](QPainter& painter) {
    const QFont font = painter.font();
    paintTexts(painter, size, title, origin);
    painter.setFont(font);
    painter.translate(roomIn(size).topLeft());
    chart.draw(painter, roomIn(size).size(), lightPalette());
  };
  return {title, origin, size, paint, [&chart, title, origin] { return withHead(chart.csv(), title, origin); }};
}

Drawn drawnOf(std::string table, const QString& title, const QString& origin) {
  return {title, origin, {}, {}, [table = std::move(table), title, origin] { return withHead(table, title, origin); }};
}

std::string cellsCsv(const SweepResult& sweep) {
  std::string out;
  for (const SweepAxis& a : sweep.axes) out += csvCell(nameWithUnit(a.name, a.unit).toStdString()) + ",";
  std::vector<std::vector<CellValue>> values;
  for (const SweepFigure& f : sweep.figures) {
    values.push_back(cellValues(sweep, f));
    out += csvCell(nameWithUnit(f.path, f.unit).toStdString()) + "," + csvCell(f.path + " half_width") + ",";
  }
  out.back() = '\n';
  for (std::size_t c = 0; c < sweep.cells(); ++c) {
    for (const SweepAxis& a : sweep.axes) out += csvCell(valueText(a, sweep.indexOf(c, a.dimension))) + ",";
    for (const auto& of : values) out += csvCell(of[c].mean) + "," + csvCell(of[c].halfWidth) + ",";
    out.back() = '\n';
  }
  return out;
}

std::string pairCsv(const SweepResult& sweep, std::size_t base, std::size_t other) {
  std::string out = fmt::format("figure,{},{},difference,half_width,told_from_chance\n",
                                csvCell("A: " + sweep.nameOf(base)), csvCell("B: " + sweep.nameOf(other)));
  for (const PairedFigure& f : pairedFigures(sweep, base, other))
    out += fmt::format("{},{},{},{},{},{}\n", csvCell(nameWithUnit(f.path, f.unit).toStdString()), csvCell(f.base),
                       csvCell(f.other), csvCell(f.difference), csvCell(f.halfWidth), f.told ? 1 : 0);
  return out;
}

}  // namespace headroom::gui
