// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/charts/timeline_chart.h"

#include "gui/charts/look.h"
#include "gui/data/happening_rows.h"
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

/// All of a share is on show; of a difference only what there is, on both sides of zero.
std::vector<Tick> levelsOf(const Plot& plot, double least, double greatest) {
  const bool share = plot.scale == Plot::Scale::share;
  if (!plot.difference) least = 0;
  if (share && !plot.difference) greatest = std::max(greatest, 1.0);
  return valueTicks(least, greatest, wantedLevels, share ? 100 : 1,
                    share               ? " %"
                    : plot.unit.empty() ? ""
                                        : " " + plot.unit);
}

/// Of a line that goes up and down at every pixel the width cannot be seen; Qt draws wider ones many times slower.
QPen thin(QPen pen) {
  pen.setWidthF(1);
  return pen;
}

}  // namespace

TimelineChart::TimelineChart(TimeWindow& window, QWidget* parent)
    : QChartView(parent), window_(window), time_(new QValueAxis), value_(new QValueAxis) {
  setRenderHint(QPainter::Antialiasing);
  setViewportUpdateMode(FullViewportUpdate);
  setFrameShape(NoFrame);
  setMouseTracking(true);
  setFocusPolicy(Qt::StrongFocus);
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
  connect(&window_, &TimeWindow::selected, viewport(), qOverload<>(&QWidget::update));
  connect(&window_, &TimeWindow::pointed, viewport(), qOverload<>(&QWidget::update));
}

void TimelineChart::draw(std::shared_ptr<const TraceView> view, std::size_t plot) {
  view_ = std::move(view);
  plot_ = plot;
  const QString name = QString::fromStdString(this->plot().title);
  setAccessibleName(name);
  viewport()->setAccessibleName(name);
  std::vector<std::string> names;
  for (const auto* curves : {&this->plot().stack, &this->plot().lines})
    for (const Curve& curve : *curves) names.push_back(curve.name + "/" + curve.label);
  std::vector<Drawn> drawn = drawnOf(this->plot());
  const bool keep = names == names_;
  for (std::size_t i = 0; keep && i < drawn.size(); ++i) drawn[i].line = drawn_[i].line;
  drawn_ = std::move(drawn);
  names_ = std::move(names);
  if (!keep) makeLines();
  scale();
  follow();
}

/// Each area of a stack reaches down to zero and hides a part of the one before it: no seams between them.
std::vector<TimelineChart::Drawn> TimelineChart::drawnOf(const Plot& plot) const {
  std::vector<double> total(view_->edges.size() - 1, 0);
  std::vector<Drawn> drawn(plot.stack.size());
  for (std::size_t i = 0; i < plot.stack.size(); ++i) {
    for (std::size_t k = 0; k < total.size(); ++k)
      if (!std::isnan(plot.stack[i].values[k])) total[k] += plot.stack[i].values[k];
    Drawn& d = drawn[plot.stack.size() - 1 - i];
    d.curve = &plot.stack[i];
    d.total = total;
    d.values = Pyramid(d.total);
  }
  const auto known = plot.scale == Plot::Scale::logarithmic ? Pyramid::Known::positive : Pyramid::Known::all;
  for (const Curve& curve : plot.lines) drawn.push_back({&curve, {}, Pyramid(curve.values, known), nullptr});
  return drawn;
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
  double least = INFINITY, greatest = -INFINITY;
  for (const Drawn& d : drawn_)
    if (const auto e = d.values.extremes(0, d.values.size()); e.least != Pyramid::none) {
      least = std::min(least, d.values[e.least]);
      greatest = std::max(greatest, d.values[e.greatest]);
    }
  if (plot().scale == Plot::Scale::logarithmic)
    levels_ = greatest >= least ? decadeTicks(least, greatest) : decadeTicks(1e-3, 1);
  else
    levels_ = levelsOf(plot(), least, greatest);
  value_->setRange(levels_.front().at, levels_.back().at);
}

void TimelineChart::dress() {
  for (QAbstractSeries* series : chart()->series())
    if (auto* area = qobject_cast<QAreaSeries*>(series)) area->setPen(Qt::NoPen);
  for (const Drawn& d : drawn_)
    if (auto* area = qobject_cast<QAreaSeries*>(d.line->parent())) area->setBrush(fillOf(*d.curve, palette()));
}

void TimelineChart::setMostColumns(std::size_t most) {
  if (most == mostColumns_) return;
  mostColumns_ = most;
  follow();
}

void TimelineChart::follow() {
  if (!view_) return;
  const auto fine = static_cast<std::size_t>(std::max(plotArea().width() / pixelsPerPart, 50.0));
  const bool logarithmic = plot().scale == Plot::Scale::logarithmic;
  envelope_ = false;
  for (const Drawn& d : drawn_) {
    Reduced r = reduce(view_->edges, d.values, window_.from(), window_.until(), std::min(fine, mostColumns_));
    for (QPointF& p : r.points)
      if (logarithmic) p.setY(std::log10(p.y()));
    envelope_ |= r.envelope;
    const QPen pen = r.envelope ? thin(penOf(*d.curve, palette())) : penOf(*d.curve, palette());
    if (d.line->pen() != pen) d.line->setPen(pen);
    d.line->replace(r.points);
  }
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

void TimelineChart::mark(std::shared_ptr<const Happened> happened) {
  happened_ = std::move(happened);
  viewport()->update();
}

bool TimelineChart::isMarked(const Decision& d) const {
  return happened_->decisions.empty() || happened_->decisions == kindOf(d);
}

/// "3 × lost, 08:10:12 – 08:10:20"
QString TimelineChart::eventsAt(double x) const {
  const auto& events = happened_->events;
  const auto first = std::lower_bound(events.begin(), events.end(), timeOf(x - 3));
  const auto last = std::upper_bound(first, events.end(), timeOf(x + 3));
  if (first == last) return {};
  std::string text = view_->clock.time(*first, true);
  if (*(last - 1) - *first >= 1) text += " – " + view_->clock.time(*(last - 1), true);
  const QString what = QString::fromStdString(happened_->what + ", " + text);
  return last - first == 1 ? what : QString("%1 × ").arg(last - first) + what;
}

QString TimelineChart::hint(const QPointF& at) const {
  if (!view_ || !plotArea().contains(at)) return {};
  if (at.y() > plotArea().bottom() - eventLane)
    if (const QString events = eventsAt(at.x()); !events.isEmpty()) return events;
  if (at.y() < plotArea().top() + decisionLane) {
    const Decision* nearest = nullptr;
    for (const Decision& d : view_->decisions)
      if (isMarked(d) && std::abs(xOf(d.at) - at.x()) <= (nearest ? std::abs(xOf(nearest->at) - at.x()) : 5))
        nearest = &d;
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
  if (event->type() != QEvent::PaletteChange) return;
  dress();
  follow();
}

void TimelineChart::focusInEvent(QFocusEvent* event) {
  QChartView::focusInEvent(event);
  viewport()->update();
}

void TimelineChart::focusOutEvent(QFocusEvent* event) {
  QChartView::focusOutEvent(event);
  viewport()->update();
}

}  // namespace headroom::gui
