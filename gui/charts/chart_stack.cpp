// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/charts/chart_stack.h"

#include <algorithm>

#include <QVBoxLayout>

namespace headroom::gui {

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
  room_->viewport()->setAccessibleName("Charts");
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
  for (TimelineChart* chart : charts_) delete chart;
}

void ChartStack::show(std::shared_ptr<const TraceView> view) {
  while (charts_.size() > view->plots.size()) {
    delete charts_.back();
    charts_.pop_back();
  }
  for (std::size_t p = 0; p < view->plots.size(); ++p) {
    if (p == charts_.size()) {
      charts_.push_back(new TimelineChart(time_));
      column_->addWidget(charts_.back());
    }
    charts_[p]->draw(view, p);
  }
  axis_->setClock(view->clock);
  align();
}

void ChartStack::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  align();
}

void ChartStack::align() {
  axis_->setPlot(TimelineChart::leftMargin, room_->viewport()->width() - TimelineChart::rightMargin);
}

}  // namespace headroom::gui
