// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/charts/look.h"
#include "gui/charts/timeline_chart.h"
#include "gui/data/statistics.h"

#include <algorithm>
#include <cmath>

namespace headroom::gui {
namespace {

constexpr double legendHeight = 22;

}  // namespace

std::vector<LegendEntry> TimelineChart::legend() const {
  std::vector<LegendEntry> entries;
  const double at = window_.cursor();
  const auto add = [&](const Curve& curve, bool filled) {
    QString value;
    if (!std::isnan(at)) value = QString::fromStdString(valueText(plot(), valueAt(view_->edges, curve.values, at)));
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
  if (const auto& span = window_.selection()) {
    const double left = std::clamp(xOf(span->from), plot.left(), plot.right()),
                 right = std::clamp(xOf(span->until), plot.left(), plot.right());
    painter->fillRect(QRectF(left, plot.top(), right - left, plot.height()), selectionColour(palette()));
  }
  painter->setRenderHint(QPainter::Antialiasing, false);
  painter->setPen(QPen(gridColour(palette()), 1));
  for (const Tick& t : timeTicks(window_.from(), window_.until(), ticksIn(plot.width()), view_->clock))
    painter->drawLine(QPointF(xOf(t.at), plot.top()), QPointF(xOf(t.at), plot.bottom()));
  for (const Tick& t : levels_) {
    const double y = yOf(t.at);
    if (t.at == 0 && levels_.front().at < 0 && this->plot().difference)
      painter->setPen(QPen(quietText(palette()), 1));  // above and below it mean different things
    painter->drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y));
    painter->setPen(QPen(gridColour(palette()), 1));
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
  drawHappened(*painter);

  const QRectF top(10, 2, width() - 20, legendHeight);
  const double end = drawLegend(*painter, top, accessibleName(), legend(), palette());
  painter->setPen(quietText(palette()));
  const QString said = "min/max envelope";  // the read-out says so, too: names of curves come first
  if (envelope_ && end + painter->fontMetrics().horizontalAdvance(said) <= top.right())
    painter->drawText(top, Qt::AlignRight | Qt::AlignVCenter, said);
  for (const Tick& t : levels_) {
    const double y = yOf(t.at);
    painter->drawText(QRectF(0, y - 10, plot.left() - 6, 20), Qt::AlignRight | Qt::AlignVCenter,
                      QString::fromStdString(t.label));
  }
  drawCursors(*painter);
  if (hasFocus()) painter->fillRect(QRectF(0, 2, 3, height() - 4), palette().color(QPalette::Highlight));
}

/// Events that fall on the same pixel are one tick.
void TimelineChart::drawHappened(QPainter& painter) const {
  const QRectF plot = plotArea();
  for (const Decision& d : view_->decisions)
    if (d.at >= window_.from() && d.at <= window_.until() && isMarked(d))
      drawDecision(painter, xOf(d.at), plot.top(), d, palette());
  painter.setRenderHint(QPainter::Antialiasing, false);
  painter.setPen(QPen(palette().color(QPalette::WindowText), 1));
  const auto& events = happened_->events;
  for (auto e = std::lower_bound(events.begin(), events.end(), window_.from());
       e != events.end() && *e <= window_.until();) {
    const double x = std::floor(xOf(*e));
    painter.drawLine(QPointF(x, plot.bottom() - eventLane), QPointF(x, plot.bottom()));
    e = std::lower_bound(e, events.end(), timeOf(x + 1));
    if (e != events.end() && std::floor(xOf(*e)) <= x) ++e;
  }
  painter.setRenderHint(QPainter::Antialiasing, true);
}

void TimelineChart::drawCursors(QPainter& painter) const {
  const QRectF plot = plotArea();
  const auto line = [&](double at, const QPen& pen) {
    if (std::isnan(at) || at < window_.from() || at > window_.until()) return;
    painter.setPen(pen);
    painter.drawLine(QPointF(xOf(at), plot.top()), QPointF(xOf(at), plot.bottom()));
  };
  painter.setRenderHint(QPainter::Antialiasing, false);
  const QColor colour = palette().color(QPalette::Highlight);
  if (const auto& span = window_.selection())
    for (const double end : {span->from, span->until}) line(end, QPen(colour, 1));
  line(window_.mark(), QPen(palette().color(QPalette::WindowText), 1, Qt::DashLine));
  line(window_.cursor(), QPen(quietText(palette()), 1));
}

}  // namespace headroom::gui
