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

constexpr double above = 32, below = 8;
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

TimelineChart::TimelineChart(TimeWindow& window, QWidget* parent)
    : QChartView(parent), window_(window), time_(new QValueAxis), value_(new QValueAxis) {
  setRenderHint(QPainter::Antialiasing);
  setViewportUpdateMode(FullViewportUpdate);
  setFrameShape(NoFrame);
  setMouseTracking(true);
  setMinimumHeight(110);
  QChart* c = chart();
  c->setBackgroundVisible(false);
  c->legend()->hide();
  c->layout()->setContentsMargins(0, 0, 0, 0);
  c->addAxis(time_, Qt::AlignBottom);
  c->addAxis(value_, Qt::AlignLeft);
  time_->setVisible(false);
  value_->setVisible(false);
  connect(&window_, &TimeWindow::changed, this, &TimelineChart::follow);
  connect(&window_, &TimeWindow::pointed, viewport(), qOverload<>(&QWidget::update));
}

void TimelineChart::draw(std::shared_ptr<const TraceView> view, std::size_t plot) {
  view_ = std::move(view);
  plot_ = plot;
  const QString name = titleOf(*view_, this->plot());
  setAccessibleName(name);
  viewport()->setAccessibleName(name);
  std::vector<Drawn> drawn = drawnOf(this->plot());
  const bool keep = keepLines(drawn);
  for (std::size_t i = 0; keep && i < drawn.size(); ++i) drawn[i].line = drawn_[i].line;
  drawn_ = std::move(drawn);
  if (!keep) makeLines();
  scale();
  follow();
}

/// Each area of a stack reaches down to zero and hides a part of the one before it: no seams between them.
std::vector<TimelineChart::Drawn> TimelineChart::drawnOf(const Plot& plot) const {
  std::vector<double> total(view_->edges.size() - 1, 0);
  std::vector<Drawn> drawn;
  for (const Curve& curve : plot.stack) {
    for (std::size_t k = 0; k < total.size(); ++k)
      if (!std::isnan(curve.values[k])) total[k] += curve.values[k];
    drawn.insert(drawn.begin(), {curve.name, total, nullptr});
  }
  for (const Curve& curve : plot.lines)
    drawn.push_back(
        {curve.name, plot.scale == Plot::Scale::logarithmic ? logarithms(curve.values) : curve.values, nullptr});
  return drawn;
}

bool TimelineChart::keepLines(const std::vector<Drawn>& drawn) const {
  return std::equal(drawn.begin(), drawn.end(), drawn_.begin(), drawn_.end(),
                    [](const Drawn& a, const Drawn& b) { return a.name == b.name; });
}

void TimelineChart::makeLines() {
  chart()->removeAllSeries();
  for (std::size_t i = 0; i < drawn_.size(); ++i) {
    auto* line = new QLineSeries;
    QAbstractSeries* shown = line;
    if (i < plot().stack.size()) {
      shown = new QAreaSeries(line);
      line->setParent(shown);
    }
    drawn_[i].line = line;
    chart()->addSeries(shown);
    shown->attachAxis(time_);
    shown->attachAxis(value_);
  }
  dress();
}

/// The scale is that of the whole run, so that a closer look does not change what is high.
void TimelineChart::scale() {
  const bool logarithmic = plot().scale == Plot::Scale::logarithmic;
  double least = INFINITY, greatest = plot().scale == Plot::Scale::share ? 1 : logarithmic ? -INFINITY : 0;
  for (const Drawn& d : drawn_)
    eachKnown(d.values, [&](double v) {
      least = std::min(least, v);
      greatest = std::max(greatest, v);
    });
  if (logarithmic)
    levels_ = greatest >= least ? decadeTicks(std::pow(10, least), std::pow(10, greatest)) : decadeTicks(1e-3, 1);
  else
    levels_ = levelsOf(plot(), greatest);
  value_->setRange(levels_.front().at, levels_.back().at);
}

void TimelineChart::dress() {
  for (QAbstractSeries* series : chart()->series())
    if (auto* area = qobject_cast<QAreaSeries*>(series)) area->setPen(Qt::NoPen);
  for (const Drawn& d : drawn_) {
    d.line->setPen(penOf(d.name, palette()));
    if (auto* area = qobject_cast<QAreaSeries*>(d.line->parent())) area->setBrush(fillOf(d.name, palette()));
  }
}

void TimelineChart::follow() {
  if (!view_) return;
  const auto parts = static_cast<std::size_t>(std::max(plotArea().width() / pixelsPerPart, 50.0));
  for (const Drawn& d : drawn_) d.line->replace(reduce(view_->edges, d.values, window_.from(), window_.until(), parts));
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
  if (!view_ || !plotArea().contains(at)) return {};
  if (at.y() < plotArea().top() + decisionLane) {
    const Decision* nearest = nullptr;
    for (const Decision& d : view_->decisions)
      if (std::abs(xOf(d.at) - at.x()) <= (nearest ? std::abs(xOf(nearest->at) - at.x()) : 5)) nearest = &d;
    if (nearest) return QString::fromStdString(nearest->reason);
  }
  for (const FaultSpan& f : view_->faults)
    if (shadeOf(f).adjusted(-2, 0, 2, 0).contains(at)) return describe(f, view_->clock);
  return {};
}

void TimelineChart::resizeEvent(QResizeEvent* event) {
  QChartView::resizeEvent(event);
  const QRectF all(QPointF(), event->size());
  chart()->setPlotArea(all.adjusted(leftMargin, above, -rightMargin, -below));
  follow();
}

void TimelineChart::changeEvent(QEvent* event) {
  QChartView::changeEvent(event);
  if (event->type() == QEvent::PaletteChange) dress();
}

}  // namespace headroom::gui
