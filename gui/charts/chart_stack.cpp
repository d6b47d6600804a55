// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/charts/chart_stack.h"

#include <algorithm>
#include <utility>

#include <QEvent>
#include <QVBoxLayout>

namespace headroom::gui {
namespace {

constexpr std::size_t columnsOfAll = 4000;  // a column is two points; about 2 µs each with every move

}  // namespace

ChartStack::ChartStack(TimeWindow& time, QWidget* parent) : QWidget(parent), time_(time) {
  setAccessibleName("Charts");
  auto* rows = new QVBoxLayout(this);
  rows->setContentsMargins(0, 0, 0, 0);
  rows->setSpacing(0);
  room_ = new QScrollArea(this);
  room_->setAccessibleName("Charts");
  room_->setFrameShape(QFrame::NoFrame);
  room_->setWidgetResizable(true);
  room_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  room_->setFocusPolicy(Qt::NoFocus);
  room_->viewport()->setAccessibleName("Charts");
  room_->viewport()->installEventFilter(this);
  column_ = new QSplitter(Qt::Vertical);
  column_->setAccessibleName("Charts");
  column_->setChildrenCollapsible(false);
  column_->setHandleWidth(3);
  room_->setWidget(column_);
  rows->addWidget(room_, 1);
  axis_ = new TimeAxis(time, this);
  rows->addWidget(axis_);
}

ChartStack::~ChartStack() {
  room_->viewport()->removeEventFilter(this);
  delete column_;  // charts look at the window of time to their end
}

std::size_t ChartStack::plotOf(const std::string& id) const {
  for (std::size_t p = 0; view_ && p < view_->plots.size(); ++p)
    if (view_->plots[p].id == id) return p;
  return SIZE_MAX;
}

void ChartStack::show(std::shared_ptr<const TraceView> view) {
  view_ = std::move(view);
  for (const Plot& plot : view_->plots)
    if (std::none_of(places_.begin(), places_.end(), [&](const Place& p) { return p.id == plot.id; }))
      places_.push_back({plot.id, plot.shownAtFirst});
  axis_->setClock(view_->clock);
  layOut();
}

void ChartStack::layOut() {
  std::vector<TimelineChart*> charts, hidden;
  std::size_t curves = 0;
  for (const Place& place : places_) {
    const std::size_t plot = plotOf(place.id);
    TimelineChart*& chart = made_[place.id];
    if (!place.shown || plot == SIZE_MAX) {
      hidden.push_back(std::exchange(chart, nullptr));
      continue;
    }
    if (!chart) chart = new TimelineChart(time_);
    charts.push_back(chart);
    chart->draw(view_, plot);
    chart->mark(happened_);
    curves += chart->curveCount();
  }
  for (TimelineChart* chart : charts) chart->setMostColumns(columnsOfAll / std::max<std::size_t>(curves, 1));
  const bool others = charts != charts_;
  charts_ = charts;
  for (TimelineChart* chart : hidden) {
    if (!chart) continue;
    chart->hide();
    chart->deleteLater();  // it may be its own key that hides it
  }
  if (!others) return;
  for (std::size_t i = 0; i < charts_.size(); ++i) {
    column_->insertWidget(static_cast<int>(i), charts_[i]);
    charts_[i]->show();
  }
  Q_EMIT rearranged();
}

std::vector<ChartStack::Entry> ChartStack::entries() const {
  std::vector<Entry> all;
  for (const Place& place : places_)
    if (const std::size_t p = plotOf(place.id); p != SIZE_MAX)
      all.push_back({place.id, view_->plots[p].title, place.shown});
  return all;
}

void ChartStack::setShown(const std::string& id, bool shown) {
  for (Place& place : places_)
    if (place.id == id) place.shown = shown;
  if (view_) layOut();
}

void ChartStack::move(const std::string& id, bool up) {
  const auto at = std::find_if(places_.begin(), places_.end(), [&](const Place& p) { return p.id == id; });
  if (at == places_.end()) return;
  const auto onShow = [&](const Place& p) { return p.shown && plotOf(p.id) != SIZE_MAX; };
  if (up) {
    const auto before = std::find_if(std::make_reverse_iterator(at), places_.rend(), onShow);
    if (before == places_.rend()) return;
    std::rotate(before.base() - 1, at, at + 1);
  } else {
    const auto after = std::find_if(at + 1, places_.end(), onShow);
    if (after == places_.end()) return;
    std::rotate(at, at + 1, after + 1);
  }
  layOut();
}

void ChartStack::mark(Happened happened) {
  happened_ = std::make_shared<const Happened>(std::move(happened));
  for (TimelineChart* chart : charts_) chart->mark(happened_);
}

TimelineChart* ChartStack::current() const {
  for (TimelineChart* chart : charts_)
    if (chart->hasFocus()) return chart;
  return charts_.empty() ? nullptr : charts_.front();
}

QStringList ChartStack::arrangement() const {
  QStringList all;
  for (const Place& place : places_) all << (place.shown ? "" : "-") + QString::fromStdString(place.id);
  return all;
}

void ChartStack::arrange(const QStringList& all) {
  places_.clear();
  for (const QString& entry : all) {
    const bool hidden = entry.startsWith('-');
    places_.push_back({entry.mid(hidden).toStdString(), !hidden});
  }
  view_ ? show(view_) : void();
}

bool ChartStack::eventFilter(QObject* object, QEvent* event) {
  if (event->type() == QEvent::Resize)
    axis_->setPlot(TimelineChart::leftMargin, room_->viewport()->width() - TimelineChart::rightMargin);
  return QWidget::eventFilter(object, event);
}

}  // namespace headroom::gui
