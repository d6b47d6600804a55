// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/charts/timeline_chart.h"

#include "gui/charts/look.h"
#include "gui/data/reduce.h"

#include <algorithm>
#include <cmath>

#include <QAreaSeries>
#include <QChart>
#include <QEvent>
#include <QGraphicsLayout>
#include <QLocale>
#include <QResizeEvent>

namespace headroom::gui {
namespace {

constexpr double leftMargin = 66, rightMargin = 24, above = 32, timesHeight = 26;
constexpr double pixelsPerPart = 2;  // of the reduction; finer cannot be seen and costs time with every move
constexpr std::size_t wantedLevels = 4;

QString titleOf(const TraceView& view, const Plot& plot) {
  const bool ofService = view.services.size() > 1 && (&plot == &view.plots[1] || &plot == &view.plots[2]);
  const QString title = QString::fromStdString(plot.title);
  return ofService ? title + " of " + QString::fromStdString(view.services[view.service]) : title;
}

/// Runs over the known values.
template <class F>
void eachKnown(const std::vector<double>& values, F&& f) {
  for (const double v : values)
    if (std::isfinite(v)) f(v);
}

std::vector<double> logarithms(std::vector<double> values) {
  for (double& v : values) v = v > 0 ? std::log10(v) : std::nan("");
  return values;
}

std::vector<Tick> levelsOf(const Plot& plot, double greatest) {
  if (plot.scale == Plot::Scale::share) return valueTicks(greatest, wantedLevels, 100, " %");
  return valueTicks(greatest, wantedLevels, 1, plot.unit.empty() ? "" : " " + plot.unit);
}

}  // namespace

TimelineChart::TimelineChart(const TraceView& view, std::size_t plot, TimeWindow& window, bool lowest, QWidget* parent)
    : QChartView(parent),
      view_(view),
      plot_(view.plots.at(plot)),
      window_(window),
      lowest_(lowest),
      time_(new QValueAxis),
      value_(new QValueAxis) {
  setRenderHint(QPainter::Antialiasing);
  setViewportUpdateMode(FullViewportUpdate);
  setFrameShape(NoFrame);
  setMouseTracking(true);
  setMinimumHeight(90);
  setAccessibleName(titleOf(view_, plot_));
  QChart* c = chart();
  c->setBackgroundVisible(false);
  c->legend()->hide();
  c->layout()->setContentsMargins(0, 0, 0, 0);
  c->addAxis(time_, Qt::AlignBottom);
  c->addAxis(value_, Qt::AlignLeft);
  time_->setVisible(false);
  value_->setVisible(false);
  addStack();
  addLines();
  scale();
  dress();
  connect(&window_, &TimeWindow::changed, this, &TimelineChart::follow);
  connect(&window_, &TimeWindow::pointed, viewport(), qOverload<>(&QWidget::update));
  follow();
}

/// Each area reaches down to zero and hides a part of the one before it: no seams between them.
void TimelineChart::addStack() {
  std::vector<double> total(view_.edges.size() - 1, 0);
  std::vector<std::vector<double>> tops;
  for (const Curve& curve : plot_.stack) {
    for (std::size_t k = 0; k < total.size(); ++k)
      if (!std::isnan(curve.values[k])) total[k] += curve.values[k];
    tops.push_back(total);
  }
  for (std::size_t i = tops.size(); i-- > 0;) {
    auto* top = new QLineSeries;
    auto* area = new QAreaSeries(top);
    top->setParent(area);
    add(plot_.stack[i], std::move(tops[i]), top, area);
  }
}

void TimelineChart::addLines() {
  for (const Curve& curve : plot_.lines) {
    auto* line = new QLineSeries;
    add(curve, plot_.scale == Plot::Scale::logarithmic ? logarithms(curve.values) : curve.values, line, line);
  }
}

void TimelineChart::add(const Curve& curve, std::vector<double> values, QLineSeries* line, QAbstractSeries* shown) {
  chart()->addSeries(shown);
  shown->attachAxis(time_);
  shown->attachAxis(value_);
  drawn_.push_back({&curve, std::move(values), line});
}

/// The scale is that of the whole run, so that a closer look does not change what is high.
void TimelineChart::scale() {
  double least = INFINITY, greatest = plot_.scale == Plot::Scale::share ? 1 : 0;
  for (const Drawn& d : drawn_)
    eachKnown(plot_.scale == Plot::Scale::logarithmic ? d.curve->values : d.values, [&](double v) {
      if (v > 0) least = std::min(least, v);
      greatest = std::max(greatest, v);
    });
  if (plot_.scale == Plot::Scale::logarithmic) {
    levels_ = greatest > 0 ? decadeTicks(least, greatest) : decadeTicks(1e-3, 1);
  } else {
    levels_ = levelsOf(plot_, greatest);
  }
  value_->setRange(levels_.front().at, levels_.back().at);
}

void TimelineChart::dress() {
  for (QAbstractSeries* series : chart()->series())
    if (auto* area = qobject_cast<QAreaSeries*>(series)) area->setPen(Qt::NoPen);
  for (const Drawn& d : drawn_) {
    d.line->setPen(penOf(d.curve->name, palette()));
    if (auto* area = qobject_cast<QAreaSeries*>(d.line->parent())) area->setBrush(fillOf(d.curve->name, palette()));
  }
}

void TimelineChart::follow() {
  const auto parts = static_cast<std::size_t>(std::max(plotArea().width() / pixelsPerPart, 50.0));
  for (const Drawn& d : drawn_) d.line->replace(reduce(view_.edges, d.values, window_.from(), window_.until(), parts));
  time_->setRange(window_.from(), window_.until());
  viewport()->update();
}

double TimelineChart::xOf(double time) const {
  return plotArea().left() + (time - window_.from()) / window_.length() * plotArea().width();
}

double TimelineChart::timeOf(double x) const {
  return window_.from() + (x - plotArea().left()) / plotArea().width() * window_.length();
}

double TimelineChart::yOf(double level) const {
  return plotArea().bottom() - (level - value_->min()) / (value_->max() - value_->min()) * plotArea().height();
}

QRectF TimelineChart::shadeOf(const FaultSpan& f) const {
  const double left = std::max(xOf(f.from), plotArea().left()), right = std::min(xOf(f.until), plotArea().right());
  return left <= right ? QRectF(left, plotArea().top(), right - left, plotArea().height()) : QRectF();
}

QString TimelineChart::hint(const QPointF& at) const {
  if (!plotArea().contains(at)) return {};
  if (at.y() < plotArea().top() + decisionLane) {
    const Decision* nearest = nullptr;
    for (const Decision& d : view_.decisions)
      if (std::abs(xOf(d.at) - at.x()) <= (nearest ? std::abs(xOf(nearest->at) - at.x()) : 5)) nearest = &d;
    if (nearest) return QString::fromStdString(nearest->reason);
  }
  for (const FaultSpan& f : view_.faults)
    if (shadeOf(f).adjusted(-2, 0, 2, 0).contains(at)) return describe(f, view_.clock);
  return {};
}

void TimelineChart::resizeEvent(QResizeEvent* event) {
  QChartView::resizeEvent(event);
  const QRectF all(QPointF(), event->size());
  chart()->setPlotArea(all.adjusted(leftMargin, above, -rightMargin, lowest_ ? -timesHeight : -8));
  follow();
}

void TimelineChart::changeEvent(QEvent* event) {
  QChartView::changeEvent(event);
  if (event->type() == QEvent::PaletteChange) dress();
}

}  // namespace headroom::gui
