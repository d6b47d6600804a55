// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/compare/sweep_charts.h"

#include "analysis/text/escape.h"
#include "gui/charts/look.h"
#include "gui/data/view.h"
#include "gui/shell/hue.h"

#include <algorithm>
#include <array>
#include <cmath>

#include <QPainterPath>
#include <fmt/format.h>

namespace headroom::gui {
namespace {

constexpr double near = 9;  // px

QPen penOfLine(std::size_t line, const QPalette& palette) {
  Curve c{"line " + std::to_string(line), {}};
  c.tone = static_cast<int>(line);
  QPen pen = penOf(c, palette);
  pen.setWidthF(1.8);
  constexpr std::array dashes{Qt::SolidLine, Qt::DashLine, Qt::DotLine, Qt::DashDotLine};
  pen.setStyle(dashes[line % dashes.size()]);
  return pen;
}

/// From pale to full of one hue, so that it reads without colours, too.
QColor heat(double share, const QPalette& palette) {
  const QColor from = palette.color(QPalette::Base), to = hueOf("cpu", palette);
  const auto mix = [share](int a, int b) { return static_cast<int>(a + (b - a) * (0.06 + 0.94 * share)); };
  return {mix(from.red(), to.red()), mix(from.green(), to.green()), mix(from.blue(), to.blue())};
}

}  // namespace

void SweepChart::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  draw(painter, size(), palette());
}

ScatterChart::ScatterChart(QWidget* parent) : SweepChart(parent) { setAccessibleName("Scatter of cells"); }

void ScatterChart::show(Points points) {
  points_ = std::move(points);
  QStringList best;
  for (std::size_t i = 0; i < points_.front.size(); ++i)
    if (points_.front[i]) best << points_.names[static_cast<qsizetype>(i)];
  setAccessibleDescription("Not beaten by any other: " + best.join("; "));
  update();
}

QPointF ScatterChart::placeOf(std::size_t i) const {
  return planeOf(size(), points_.x, points_.y).at(points_.x.at(i), points_.y.at(i));
}

QString ScatterChart::hint(const QPointF& at) const {
  for (std::size_t i = 0; i < points_.x.size(); ++i) {
    const QPointF d = placeOf(i) - at;
    if (std::hypot(d.x(), d.y()) <= near)
      return QString("%1\n%2: %3\n%4: %5%6")
          .arg(points_.names[static_cast<qsizetype>(i)], points_.xName, numberText(points_.x[i]), points_.yName,
               numberText(points_.y[i]), points_.front[i] ? "\nno other cell is better in both" : "");
  }
  return {};
}

std::string ScatterChart::csv() const {
  std::string out = fmt::format("cell,{},{},pareto_front\n", csvCell(points_.xName.toStdString()),
                                csvCell(points_.yName.toStdString()));
  for (std::size_t i = 0; i < points_.x.size(); ++i)
    out += fmt::format("{},{},{},{}\n", csvCell(points_.names[static_cast<qsizetype>(i)].toStdString()),
                       csvCell(points_.x[i]), csvCell(points_.y[i]), points_.front[i] ? 1 : 0);
  return out;
}

void ScatterChart::draw(QPainter& p, const QSizeF& size, const QPalette& palette) const {
  p.fillRect(QRectF(QPointF(), size), palette.color(QPalette::Base));
  const Plane plane = planeOf(size, points_.x, points_.y);
  drawPlane(p, plane, points_.xName, points_.yName, palette);
  p.setRenderHint(QPainter::Antialiasing);
  std::vector<std::size_t> front;
  for (std::size_t i = 0; i < points_.x.size(); ++i)
    if (points_.front[i]) front.push_back(i);
  std::sort(front.begin(), front.end(), [&](std::size_t a, std::size_t b) { return points_.x[a] < points_.x[b]; });
  QPolygonF line;
  for (const std::size_t i : front) line << plane.at(points_.x[i], points_.y[i]);
  const QColor best = hueOf("p95", palette), other = hueOf("cpu", palette);
  p.setPen(QPen(best, 1.2, Qt::DashLine));
  p.drawPolyline(line);
  for (std::size_t i = 0; i < points_.x.size(); ++i) {
    if (std::isnan(points_.x[i]) || std::isnan(points_.y[i])) continue;
    const QPointF at = plane.at(points_.x[i], points_.y[i]);
    p.setPen(QPen(palette.color(QPalette::Base), 1));
    p.setBrush(points_.front[i] ? best : other);
    points_.front[i] ? p.drawRect(QRectF(at.x() - 5, at.y() - 5, 10, 10)) : p.drawEllipse(at, 4.5, 4.5);
  }
  p.setPen(quietText(palette));
  p.drawText(QRectF(plane.room.left(), 6, plane.room.width(), 20), Qt::AlignRight | Qt::AlignVCenter,
             "■ Pareto front: no cell is better in both     ● other cells");
}

HeatMap::HeatMap(QWidget* parent) : SweepChart(parent) { setAccessibleName("Heat map"); }

void HeatMap::show(HeatGrid grid, QStringList rows, QStringList columns, const QString& rowsName,
                   const QString& columnsName, const QString& figure) {
  grid_ = std::move(grid);
  rows_ = std::move(rows);
  columns_ = std::move(columns);
  rowsName_ = rowsName;
  columnsName_ = columnsName;
  figure_ = figure;
  update();
}

QRectF HeatMap::boxIn(const QSizeF& size, std::size_t row, std::size_t column) const {
  const QRectF room(150, 56, std::max(10.0, size.width() - 174.0), std::max(10.0, size.height() - 72.0));
  const double w = room.width() / static_cast<double>(std::max<std::size_t>(1, grid_.columns));
  const double h = room.height() / static_cast<double>(std::max<std::size_t>(1, grid_.rows));
  return {room.left() + static_cast<double>(column) * w, room.top() + static_cast<double>(row) * h, w, h};
}

QString HeatMap::hint(const QPointF& at) const {
  for (std::size_t r = 0; r < grid_.rows; ++r)
    for (std::size_t c = 0; c < grid_.columns; ++c)
      if (boxOf(r, c).contains(at))
        return QString("%1=%2, %3=%4\n%5: %6")
            .arg(rowsName_, rows_[static_cast<qsizetype>(r)], columnsName_, columns_[static_cast<qsizetype>(c)],
                 figure_, numberText(grid_.values[r * grid_.columns + c]));
  return {};
}

std::string HeatMap::csv() const {
  std::string out = fmt::format("{},{},{}\n", csvCell(rowsName_.toStdString()), csvCell(columnsName_.toStdString()),
                                csvCell(figure_.toStdString()));
  for (std::size_t r = 0; r < grid_.rows; ++r)
    for (std::size_t c = 0; c < grid_.columns; ++c)
      out += fmt::format("{},{},{}\n", csvCell(rows_[static_cast<qsizetype>(r)].toStdString()),
                         csvCell(columns_[static_cast<qsizetype>(c)].toStdString()),
                         csvCell(grid_.values[r * grid_.columns + c]));
  return out;
}

void HeatMap::draw(QPainter& p, const QSizeF& size, const QPalette& palette) const {
  p.fillRect(QRectF(QPointF(), size), palette.color(QPalette::Base));
  if (grid_.values.empty()) return;
  p.setPen(palette.color(QPalette::WindowText));
  p.drawText(QRectF(10, 6, size.width() - 20, 20), Qt::AlignLeft | Qt::AlignVCenter,
             figure_ + "   (down: " + rowsName_ + ", across: " + columnsName_ + ")");
  drawCells(p, size, palette);
  drawNames(p, size, palette);
}

void HeatMap::drawCells(QPainter& p, const QSizeF& size, const QPalette& palette) const {
  double low = INFINITY, high = -INFINITY;
  for (const double v : grid_.values)
    if (!std::isnan(v)) {
      low = std::min(low, v);
      high = std::max(high, v);
    }
  for (std::size_t r = 0; r < grid_.rows; ++r)
    for (std::size_t c = 0; c < grid_.columns; ++c) {
      const double v = grid_.values[r * grid_.columns + c];
      const QRectF box = boxIn(size, r, c).adjusted(1, 1, -1, -1);
      const double share = high > low ? (v - low) / (high - low) : 0.5;
      const QColor ground = std::isnan(v) ? palette.color(QPalette::Window) : heat(share, palette);
      p.fillRect(box, ground);
      p.setPen(ground.lightness() > 140 ? QColor(0x1B, 0x1F, 0x24) : QColor(0xF4, 0xF5, 0xF6));
      p.drawText(box, Qt::AlignCenter, numberText(v));
    }
}

void HeatMap::drawNames(QPainter& p, const QSizeF& size, const QPalette& palette) const {
  p.setPen(quietText(palette));
  const QFontMetrics metrics = p.fontMetrics();
  for (std::size_t r = 0; r < grid_.rows; ++r) {
    const QRectF box = boxIn(size, r, 0);
    p.drawText(QRectF(8, box.top(), 136, box.height()), Qt::AlignRight | Qt::AlignVCenter,
               metrics.elidedText(rows_[static_cast<qsizetype>(r)], Qt::ElideMiddle, 134));
  }
  for (std::size_t c = 0; c < grid_.columns; ++c) {
    const QRectF box = boxIn(size, 0, c);
    p.drawText(QRectF(box.left(), 32, box.width(), 22), Qt::AlignCenter,
               metrics.elidedText(columns_[static_cast<qsizetype>(c)], Qt::ElideMiddle, static_cast<int>(box.width())));
  }
}

BandChart::BandChart(QWidget* parent) : SweepChart(parent) { setAccessibleName("Lines along an axis"); }

void BandChart::show(std::vector<SweepLine> lines, std::vector<double> at, QStringList words, const QString& xName,
                     const QString& yName) {
  lines_ = std::move(lines);
  at_ = std::move(at);
  words_ = std::move(words);
  xName_ = xName;
  yName_ = yName;
  update();
}

Plane BandChart::planeIn(const QSizeF& size) const {
  std::vector<double> ys;
  for (const SweepLine& l : lines_)
    for (const CellValue& v : l.values) {
      ys.push_back(v.low);
      ys.push_back(v.high);
    }
  Plane p = planeOf(size, at_, ys);
  p.room.setTop(p.room.top() + 20.0 * static_cast<double>((lines_.size() + 2) / 3));  // for the names of the lines
  if (words_.isEmpty()) return p;
  p.xTicks = at_;
  p.xWords = words_;
  return p;
}

QPointF BandChart::placeOf(std::size_t line, std::size_t value) const {
  return planeIn(size()).at(at_.at(value), lines_.at(line).values.at(value).mean);
}

QString BandChart::hint(const QPointF& at) const {
  for (std::size_t l = 0; l < lines_.size(); ++l)
    for (std::size_t i = 0; i < at_.size(); ++i) {
      const QPointF d = placeOf(l, i) - at;
      if (!(std::hypot(d.x(), d.y()) <= near)) continue;
      const CellValue& v = lines_[l].values[i];
      const QString where = words_.isEmpty() ? numberText(at_[i]) : words_[static_cast<qsizetype>(i)];
      return QString("%1\n%2=%3: mean %4 ± %5, p5 %6, p95 %7")
          .arg(QString::fromStdString(lines_[l].name), xName_, where, numberText(v.mean), numberText(v.halfWidth),
               numberText(v.low), numberText(v.high));
    }
  return {};
}

std::string BandChart::csv() const {
  std::string out =
      fmt::format("line,{},{},half_width,p5,p95\n", csvCell(xName_.toStdString()), csvCell(yName_.toStdString()));
  for (const SweepLine& line : lines_)
    for (std::size_t i = 0; i < at_.size(); ++i) {
      const CellValue& v = line.values[i];
      out += fmt::format("{},{},{},{},{},{}\n", csvCell(line.name),
                         words_.isEmpty() ? csvCell(at_[i]) : csvCell(words_[static_cast<qsizetype>(i)].toStdString()),
                         csvCell(v.mean), csvCell(v.halfWidth), csvCell(v.low), csvCell(v.high));
    }
  return out;
}

void BandChart::draw(QPainter& p, const QSizeF& size, const QPalette& palette) const {
  p.fillRect(QRectF(QPointF(), size), palette.color(QPalette::Base));
  const Plane plane = planeIn(size);
  drawPlane(p, plane, xName_, yName_ + "   (line: mean, band: 5th to 95th percentile of the replicas)", palette);
  p.setRenderHint(QPainter::Antialiasing);
  for (std::size_t l = 0; l < lines_.size(); ++l) {
    drawLine(p, plane, palette, l);
    drawName(p, size, palette, l);
  }
}

void BandChart::drawLine(QPainter& p, const Plane& plane, const QPalette& palette, std::size_t l) const {
  const QPen pen = penOfLine(l, palette);
  const std::vector<CellValue>& values = lines_[l].values;
  QPolygonF line, band;
  for (std::size_t i = 0; i < at_.size(); ++i)
    if (!std::isnan(values[i].mean)) {
      line << plane.at(at_[i], values[i].mean);
      band << plane.at(at_[i], values[i].high);
    }
  for (std::size_t i = at_.size(); i-- > 0;)
    if (!std::isnan(values[i].mean)) band << plane.at(at_[i], values[i].low);
  QColor pale = pen.color();
  pale.setAlphaF(0.18F);
  p.setPen(Qt::NoPen);
  p.setBrush(pale);
  p.drawPolygon(band);
  p.setPen(pen);
  p.setBrush(Qt::NoBrush);
  p.drawPolyline(line);
  p.setPen(pen.color());
  p.setBrush(pen.color());
  for (const QPointF& point : line) p.drawEllipse(point, 2.5, 2.5);
}

void BandChart::drawName(QPainter& p, const QSizeF& size, const QPalette& palette, std::size_t l) const {
  const double column = (size.width() - 20) / 3.0;
  const QRectF name(10 + column * static_cast<double>(l % 3), 28 + 20.0 * static_cast<double>(l / 3), column, 20);
  p.setPen(penOfLine(l, palette));
  p.drawLine(QPointF(name.left(), name.center().y()), QPointF(name.left() + 22, name.center().y()));
  p.setPen(quietText(palette));
  p.drawText(name.adjusted(28, 0, -6, 0), Qt::AlignLeft | Qt::AlignVCenter,
             p.fontMetrics().elidedText(QString::fromStdString(lines_[l].name), Qt::ElideRight,
                                        static_cast<int>(column) - 36));
}

}  // namespace headroom::gui
