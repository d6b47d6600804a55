// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/charts/time_axis.h"

#include "gui/charts/ink.h"
#include "gui/charts/look.h"
#include "gui/data/ticks.h"

#include <cmath>

#include <QPainter>

namespace headroom::gui {

TimeAxis::TimeAxis(TimeWindow& time, QWidget* parent) : QWidget(parent), time_(time) {
  setAccessibleName("Time");
  setFixedHeight(26);
  connect(&time_, &TimeWindow::changed, this, qOverload<>(&QWidget::update));
  connect(&time_, &TimeWindow::pointed, this, qOverload<>(&QWidget::update));
}

void TimeAxis::setClock(const Clock& clock) {
  clock_ = clock;
  update();
}

void TimeAxis::setPlot(double left, double right) {
  left_ = left;
  right_ = right;
  update();
}

void TimeAxis::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.fillRect(rect(), palette().color(QPalette::Base));
  painter.setPen(quietText(palette()));
  const QRectF room(left_, 2, right_ - left_, height() - 6);
  for (const Tick& t : timeTicks(time_.from(), time_.until(), ticksIn(room.width()), clock_))
    painter.drawText(QRectF(xOf(t.at) - 50, room.top(), 100, room.height()), Qt::AlignCenter,
                     QString::fromStdString(t.label));
  const auto flag = [&](double at, const QRectF& within) {
    if (std::isnan(at) || at < time_.from() || at > time_.until()) return QRectF();
    return drawTimeFlag(painter, xOf(at), within, QString::fromStdString(clock_.full(at)), palette());
  };
  const QRectF cursor = flag(time_.cursor(), room);
  // The mark's stands beside the cursor's, on the side where the mark is.
  QRectF rest = room;
  constexpr double between = 2;
  if (!cursor.isNull() && time_.mark() < time_.cursor()) rest.setRight(std::max(room.left(), cursor.left() - between));
  if (!cursor.isNull() && time_.mark() >= time_.cursor())
    rest.setLeft(std::min(room.right(), cursor.right() + between));
  if (rest.width() >= cursor.width()) flag(time_.mark(), rest);
}

}  // namespace headroom::gui
