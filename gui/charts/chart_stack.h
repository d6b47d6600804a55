// SPDX-License-Identifier: GPL-3.0-or-later
/// Charts of one run above one another, one time axis below them.
///
/// A chart belongs to a plot by the plot's name; when the same plots are shown again, their charts are kept.
#pragma once

#include "gui/charts/time_axis.h"
#include "gui/charts/timeline_chart.h"

#include <memory>
#include <vector>

#include <QScrollArea>
#include <QSplitter>

namespace headroom::gui {

class ChartStack : public QWidget {
  Q_OBJECT

 public:
  explicit ChartStack(TimeWindow&, QWidget* parent = nullptr);
  ~ChartStack() override;

  using QWidget::show;
  void show(std::shared_ptr<const TraceView>);

  /// From top to bottom.
  const std::vector<TimelineChart*>& charts() const { return charts_; }

 protected:
  void resizeEvent(QResizeEvent*) override;

 private:
  void align();

  TimeWindow& time_;
  std::vector<TimelineChart*> charts_;
  QScrollArea* room_;
  QSplitter* column_;
  TimeAxis* axis_;
};

}  // namespace headroom::gui
