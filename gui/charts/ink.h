// SPDX-License-Identifier: GPL-3.0-or-later
/// What a chart writes and draws around its curves.
#pragma once

#include "gui/data/ticks.h"
#include "gui/data/view.h"

#include <vector>

#include <QPainter>
#include <QPalette>
#include <QPen>
#include <QRectF>
#include <QString>

namespace headroom::gui {

struct LegendEntry {
  QString label, value;
  QPen pen;
  QColor fill;  // valid: a patch instead of a line
};

inline constexpr double decisionLane = 11, eventLane = 9;  // px at the top and at the foot of the plot

/// A title, then the entries, with their values if there is room for all of them, and as many as there is room for: the
/// rest is counted, "+3". Where they end.
double drawLegend(QPainter&, const QRectF& room, const QString& title, const std::vector<LegendEntry>&,
                  const QPalette&);
/// Points up for more workers, down for fewer; hollow: suppressed.
void drawDecision(QPainter&, double x, double top, const Decision&, const QPalette&);
void drawFault(QPainter&, const QRectF& shade, const QPalette&);
/// The name beside the begin of the shade, where there is more room within `plot`.
void drawFaultName(QPainter&, const QRectF& shade, const QRectF& plot, const FaultSpan&, const QPalette&);
/// `x` is the middle; kept within `room`. What it covers.
QRectF drawTimeFlag(QPainter&, double x, const QRectF& room, const QString&, const QPalette&);

/// "zone_outage: zone b".
QString nameOf(const FaultSpan&);
/// The same, when, and for how long.
QString describe(const FaultSpan&, const Clock&);

}  // namespace headroom::gui
