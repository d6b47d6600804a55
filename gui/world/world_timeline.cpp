// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/world/world_timeline.h"

#include "gui/charts/ink.h"
#include "gui/charts/look.h"
#include "gui/data/reduce.h"
#include "gui/shell/hue.h"

#include <algorithm>
#include <cmath>

#include <QMouseEvent>
#include <QPainter>

namespace headroom::gui {
namespace {

constexpr double side = 12, timesHeight = 20, top = 4;

const std::vector<double>* curveOf(const std::vector<Curve>& curves, const std::string& name) {
  for (const Curve& c : curves)
    if (c.name == name) return &c.values;
  return nullptr;
}

/// What did not end well, of all kinds.
std::vector<double> badOf(const Plot& requests, std::size_t buckets) {
  std::vector<double> bad(buckets);
  for (const char* name : {"requests_failed", "requests_rejected", "requests_timed_out"})
    if (const auto* values = curveOf(requests.stack, name))
      for (std::size_t k = 0; k < buckets && k < values->size(); ++k)
        if (!std::isnan((*values)[k])) bad[k] += (*values)[k];
  return bad;
}

}  // namespace

WorldTimeline::WorldTimeline(QWidget* parent) : QAbstractSlider(parent) {
  setAccessibleName("Time of the run");
  setFocusPolicy(Qt::StrongFocus);
  setOrientation(Qt::Horizontal);
}

void WorldTimeline::show(std::shared_ptr<const TraceView> view) {
  view_ = std::move(view);
  const std::size_t buckets = view_->edges.size() - 1;
  offered_.clear();
  if (!view_->plots.empty()) {
    if (const auto* values = curveOf(view_->plots[0].lines, "requests_offered")) offered_ = *values;
    bad_ = badOf(view_->plots[0], buckets);
  }
  offered_.resize(buckets);
  most_ = 1e-9;
  for (const double x : offered_) most_ = std::max(most_, std::isnan(x) ? 0 : x);
  quiet_ = true;
  setRange(0, static_cast<int>(buckets) - 1);
  setSingleStep(1);
  setPageStep(std::max(1, static_cast<int>(buckets / 50)));
  quiet_ = false;
  setTime(std::min(time_, view_->end()));
}

void WorldTimeline::setTime(double time) {
  time_ = time;
  if (view_) {
    quiet_ = true;
    setValue(static_cast<int>(bucketAt(view_->edges, time)));
    quiet_ = false;
    setAccessibleDescription(QString::fromStdString(view_->clock.full(time_)));
  }
  update();
}

void WorldTimeline::scrub(double time) {
  setTime(time);
  Q_EMIT scrubbed(time_);
}

/// Keys and the wheel go bucket by bucket.
void WorldTimeline::sliderChange(SliderChange change) {
  if (change == SliderValueChange && !quiet_ && view_) scrub(view_->edges[static_cast<std::size_t>(value())]);
  QAbstractSlider::sliderChange(change);
}

double WorldTimeline::xOf(double time) const {
  return side + (view_ && view_->end() > 0 ? time / view_->end() : 0) * (width() - 2 * side);
}

double WorldTimeline::timeOf(double x) const {
  return view_ ? std::clamp((x - side) / std::max(1.0, width() - 2 * side), 0.0, 1.0) * view_->end() : 0;
}

void WorldTimeline::mousePressEvent(QMouseEvent* event) {
  if (event->button() == Qt::LeftButton) scrub(timeOf(event->position().x()));
}

void WorldTimeline::mouseMoveEvent(QMouseEvent* event) {
  if (event->buttons() & Qt::LeftButton) scrub(timeOf(event->position().x()));
}

void WorldTimeline::paintEvent(QPaintEvent*) {
  QPainter p(this);
  p.fillRect(rect(), palette().color(QPalette::Base));
  if (!view_) return;
  const QRectF plot(side, top, width() - 2 * side, height() - top - timesHeight);
  for (const FaultSpan& f : view_->faults)
    drawFault(p, QRectF(QPointF(xOf(f.from), plot.top()), QPointF(xOf(f.until), plot.bottom())), palette());
  p.setRenderHint(QPainter::Antialiasing);
  const auto area = [&](const std::vector<double>& values, QColor colour, float opacity) {
    const Reduced reduced =
        reduce(view_->edges, Pyramid(values), 0, view_->end(), static_cast<std::size_t>(std::max(1.0, plot.width())));
    QPolygonF shape{{plot.left(), plot.bottom()}};
    for (const QPointF& point : reduced.points)
      if (!std::isnan(point.y())) shape << QPointF(xOf(point.x()), plot.bottom() - point.y() / most_ * plot.height());
    shape << QPointF(plot.right(), plot.bottom());
    colour.setAlphaF(opacity);
    p.setPen(Qt::NoPen);
    p.setBrush(colour);
    p.drawPolygon(shape);
  };
  area(offered_, hueOf("workers_in_service", palette()), 0.5F);
  area(bad_, faultColour(palette()), 0.9F);
  p.setPen(gridColour(palette()));
  p.drawLine(plot.bottomLeft(), plot.bottomRight());
  const double x = xOf(time_);
  p.setPen(QPen(palette().color(QPalette::WindowText), hasFocus() ? 2 : 1));
  p.drawLine(QPointF(x, top), QPointF(x, plot.bottom()));
  drawTimeFlag(p, x, QRectF(0, plot.bottom() + 1, width(), timesHeight - 2),
               QString::fromStdString(view_->clock.full(time_)), palette());
}

}  // namespace headroom::gui
