// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/compare/plane.h"

#include "gui/charts/look.h"
#include "gui/compare/sweep_view.h"

#include <algorithm>
#include <cmath>

namespace headroom::gui {
namespace {

constexpr double left = 84, right = 24, top = 34, bottom = 48;

double share(const std::vector<double>& ticks, double x) {
  return ticks.size() < 2 ? 0.5 : (x - ticks.front()) / (ticks.back() - ticks.front());
}

std::vector<double> ticksFor(const std::vector<double>& values, std::size_t wanted) {
  double low = INFINITY, high = -INFINITY;
  for (const double v : values) {
    if (std::isnan(v)) continue;
    low = std::min(low, v);
    high = std::max(high, v);
  }
  return low <= high ? roundTicks(low, high, wanted) : std::vector<double>{0, 1};
}

}  // namespace

double Plane::xOf(double x) const { return room.left() + share(xTicks, x) * room.width(); }
double Plane::yOf(double y) const { return room.bottom() - share(yTicks, y) * room.height(); }

Plane planeOf(const QSizeF& size, const std::vector<double>& xs, const std::vector<double>& ys) {
  Plane p;
  p.room = QRectF(left, top, std::max(10.0, size.width() - left - right), std::max(10.0, size.height() - top - bottom));
  p.xTicks = ticksFor(xs, static_cast<std::size_t>(std::max(2.0, p.room.width() / 110)));
  p.yTicks = ticksFor(ys, static_cast<std::size_t>(std::max(2.0, p.room.height() / 60)));
  return p;
}

void drawPlane(QPainter& painter, const Plane& p, const QString& xName, const QString& yName, const QPalette& palette) {
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing, false);
  for (std::size_t i = 0; i < p.xTicks.size(); ++i) {
    const double x = p.xOf(p.xTicks[i]);
    painter.setPen(gridColour(palette));
    painter.drawLine(QPointF(x, p.room.top()), QPointF(x, p.room.bottom()));
    painter.setPen(quietText(palette));
    const auto word = static_cast<qsizetype>(i);
    painter.drawText(QRectF(x - 60, p.room.bottom() + 4, 120, 18), Qt::AlignCenter,
                     word < p.xWords.size() ? p.xWords[word] : numberText(p.xTicks[i]));
  }
  for (const double tick : p.yTicks) {
    const double y = p.yOf(tick);
    painter.setPen(gridColour(palette));
    painter.drawLine(QPointF(p.room.left(), y), QPointF(p.room.right(), y));
    painter.setPen(quietText(palette));
    painter.drawText(QRectF(0, y - 10, left - 8, 20), Qt::AlignRight | Qt::AlignVCenter, numberText(tick));
  }
  painter.setPen(palette.color(QPalette::WindowText));
  painter.drawText(QRectF(p.room.left(), p.room.bottom() + 24, p.room.width(), 20), Qt::AlignCenter, xName);
  painter.drawText(QRectF(10, 6, p.room.right(), 20), Qt::AlignLeft | Qt::AlignVCenter, yName);
  painter.restore();
}

QString numberText(double x) {
  if (std::isnan(x)) return "–";
  return (x < 0 ? QString("−") : QString()) + QString::number(std::abs(x), 'g', 4);
}

QString nameWithUnit(const std::string& path, const std::string& unit) {
  const QString name = QString::fromStdString(path);
  return unit.empty() || unit == "1" ? name : name + " [" + QString::fromStdString(unit) + "]";
}

}  // namespace headroom::gui
