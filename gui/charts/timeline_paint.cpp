// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/charts/look.h"
#include "gui/charts/timeline_chart.h"

#include <cmath>

namespace headroom::gui {
namespace {

constexpr double legendHeight = 22;

QString valueText(const Plot& plot, double v) {
  if (std::isnan(v)) return "–";
  if (plot.scale == Plot::Scale::logarithmic) return QString::fromStdString(secondsText(v));
  if (plot.scale == Plot::Scale::share) return QString::number(v * 100, 'f', 1) + " %";
  return QString::number(v, 'f', v < 100 && v != std::floor(v) ? 1 : 0);
}

}  // namespace

std::vector<LegendEntry> TimelineChart::legend() const {
  std::vector<LegendEntry> entries;
  const double at = window_.cursor();
  const auto add = [&](const Curve& curve, bool filled) {
    QString value;
    if (!std::isnan(at)) value = valueText(plot(), curve.values[bucketAt(view_->edges, at)]);
    entries.push_back({labelOf(curve), value, penOf(curve, palette()), filled ? fillOf(curve, palette()) : QColor()});
  };
  for (const Curve& curve : plot().lines) add(curve, false);
  for (const Curve& curve : plot().stack) add(curve, true);
  return entries;
}

void TimelineChart::drawBackground(QPainter* painter, const QRectF&) {
  if (!view_) return;
  const QRectF plot = plotArea();
  painter->fillRect(rect(), palette().color(QPalette::Base));
  painter->setRenderHint(QPainter::Antialiasing, false);
  painter->setPen(QPen(gridColour(palette()), 1));
  for (const Tick& t : timeTicks(window_.from(), window_.until(), ticksIn(plot.width()), view_->clock))
    painter->drawLine(QPointF(xOf(t.at), plot.top()), QPointF(xOf(t.at), plot.bottom()));
  for (const Tick& t : levels_) {
    const double y = yOf(t.at);
    painter->drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y));
  }
  painter->setRenderHint(QPainter::Antialiasing, true);
}

void TimelineChart::drawForeground(QPainter* painter, const QRectF&) {
  if (!view_) return;
  const QRectF plot = plotArea();
  painter->setRenderHint(QPainter::Antialiasing, false);
  for (const FaultSpan& f : view_->faults)
    if (const QRectF shade = shadeOf(f); !shade.isNull()) {
      drawFault(*painter, shade, palette());
      if (plot_ == 0) drawFaultName(*painter, shade, plot, f, palette());
    }
  painter->setRenderHint(QPainter::Antialiasing, true);
  for (const Decision& d : view_->decisions)
    if (d.at >= window_.from() && d.at <= window_.until()) drawDecision(*painter, xOf(d.at), plot.top(), d, palette());

  drawLegend(*painter, QRectF(10, 2, width() - 20, legendHeight), accessibleName(), legend(), palette());
  painter->setPen(quietText(palette()));
  for (const Tick& t : levels_) {
    const double y = yOf(t.at);
    painter->drawText(QRectF(0, y - 10, plot.left() - 6, 20), Qt::AlignRight | Qt::AlignVCenter,
                      QString::fromStdString(t.label));
  }
  if (std::isnan(window_.cursor())) return;
  const double x = xOf(window_.cursor());
  painter->setPen(QPen(quietText(palette()), 1));
  painter->drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()));
}

}  // namespace headroom::gui
