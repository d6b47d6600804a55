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
constexpr double leastDrag = 4;                       // px; less is a click

}  // namespace

/// Beside the plot the wheel is left to whoever scrolls the charts.
void TimelineChart::wheelEvent(QWheelEvent* event) {
  if (event->position().x() < plotArea().left()) return event->ignore();
  const double steps = (event->angleDelta().y()) / wheelStep, along = event->angleDelta().x() / wheelStep;
  if (steps != 0) window_.zoom(timeOf(event->position().x()), std::pow(zoomPerStep, steps));
  if (along != 0) window_.pan(-0.1 * along * window_.length());
  event->accept();
}

void TimelineChart::mousePressEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton) return QChartView::mousePressEvent(event);
  setFocus(Qt::MouseFocusReason);
  pressed_ = dragged_ = event->position().x();
  drag_ = event->modifiers() & Qt::ShiftModifier ? Drag::select : Drag::pan;
  if (drag_ == Drag::pan) {
    window_.hold();
    setCursor(Qt::ClosedHandCursor);
  }
}

void TimelineChart::mouseMoveEvent(QMouseEvent* event) {
  const double x = event->position().x();
  if (drag_ == Drag::pan) window_.pan(timeOf(dragged_) - timeOf(x));
  if (drag_ == Drag::select && std::abs(x - pressed_) >= leastDrag) window_.select(timeOf(pressed_), timeOf(x));
  dragged_ = x;
  const bool inside = x >= plotArea().left() && x <= plotArea().right();
  window_.point(inside ? timeOf(x) : std::nan(""));
  const QString text = drag_ == Drag::none ? hint(event->position()) : QString();
  text.isEmpty() ? QToolTip::hideText() : QToolTip::showText(event->globalPosition().toPoint(), text, this);
}

/// Shift and a click: the second cursor; again at its place takes it away.
void TimelineChart::mouseReleaseEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton) return QChartView::mouseReleaseEvent(event);
  const double x = event->position().x();
  if (drag_ == Drag::select && std::abs(x - pressed_) < leastDrag) {
    const bool there = std::abs(xOf(window_.mark()) - x) < leastDrag;
    window_.setMark(there ? std::nan("") : timeOf(x));
  }
  if (drag_ == Drag::pan) window_.release();
  drag_ = Drag::none;
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
