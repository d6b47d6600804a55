// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/charts/timeline_chart.h"

#include <algorithm>
#include <cmath>

#include <QMouseEvent>
#include <QToolTip>
#include <QWheelEvent>

namespace headroom::gui {
namespace {

constexpr double zoomPerStep = 0.8, wheelStep = 120;  // eighths of a degree

}  // namespace

void TimelineChart::wheelEvent(QWheelEvent* event) {
  const double steps = (event->angleDelta().y()) / wheelStep, along = event->angleDelta().x() / wheelStep;
  if (steps != 0) window_.zoom(timeOf(event->position().x()), std::pow(zoomPerStep, steps));
  if (along != 0) window_.pan(-0.1 * along * window_.length());
  event->accept();
}

void TimelineChart::mousePressEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton) return QChartView::mousePressEvent(event);
  dragging_ = true;
  dragged_ = event->position().x();
  setCursor(Qt::ClosedHandCursor);
}

void TimelineChart::mouseMoveEvent(QMouseEvent* event) {
  const double x = event->position().x();
  if (dragging_) {
    window_.pan(timeOf(dragged_) - timeOf(x));
    dragged_ = x;
  }
  const bool inside = x >= plotArea().left() && x <= plotArea().right();
  window_.point(inside ? timeOf(x) : std::nan(""));
  const QString text = dragging_ ? QString() : hint(event->position());
  text.isEmpty() ? QToolTip::hideText() : QToolTip::showText(event->globalPosition().toPoint(), text, this);
}

void TimelineChart::mouseReleaseEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton) return QChartView::mouseReleaseEvent(event);
  dragging_ = false;
  unsetCursor();
}

void TimelineChart::mouseDoubleClickEvent(QMouseEvent* event) {
  if (event->button() == Qt::LeftButton) window_.showAll();
}

void TimelineChart::leaveEvent(QEvent* event) {
  QChartView::leaveEvent(event);
  window_.point(std::nan(""));
}

}  // namespace headroom::gui
