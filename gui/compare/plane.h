// SPDX-License-Identifier: GPL-3.0-or-later
/// Two axes with round numbers, and the room between them.
#pragma once

#include <vector>

#include <QPainter>
#include <QPalette>
#include <QPointF>
#include <QRectF>
#include <QString>
#include <QStringList>

namespace headroom::gui {

struct Plane {
  QRectF room;
  std::vector<double> xTicks, yTicks;  // their ends are the ends of the axes
  QStringList xWords;                  // instead of numbers, one a tick

  double xOf(double x) const;
  double yOf(double y) const;
  QPointF at(double x, double y) const { return {xOf(x), yOf(y)}; }
};

/// The room of a widget of that size; both axes round numbers around the values, NaN passed over.
Plane planeOf(const QSizeF&, const std::vector<double>& xs, const std::vector<double>& ys);
void drawPlane(QPainter&, const Plane&, const QString& xName, const QString& yName, const QPalette&);

/// "0.25", "1.2e+06".
QString numberText(double);
/// "cost_usd.total [USD]".
QString nameWithUnit(const std::string& path, const std::string& unit);

}  // namespace headroom::gui
