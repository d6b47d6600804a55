// SPDX-License-Identifier: GPL-3.0-or-later
/// Beside the charts: what every curve is at the cursors, and what it amounts to over the selection; without one
/// between the cursors; without a second cursor over what is on show.
#pragma once

#include "gui/charts/chart_stack.h"
#include "gui/tables/readout_model.h"

#include <memory>

#include <QLabel>
#include <QTableView>
#include <QTimer>

namespace headroom::gui {

class ReadoutPanel : public QWidget {
  Q_OBJECT

 public:
  /// Both must outlive the panel.
  ReadoutPanel(TimeWindow&, const ChartStack&, QWidget* parent = nullptr);
  void show(std::shared_ptr<const TraceView>);
  using QWidget::show;

  const ReadoutModel& model() const { return *model_; }
  /// What the statistics are of.
  Span span() const;

 private:
  QTableView* makeTable(const char* name, const QList<int>& columns);
  void fill();
  void point();
  void countSoon();
  void count();

  TimeWindow& time_;
  const ChartStack& charts_;
  std::shared_ptr<const TraceView> view_;
  ReadoutModel* model_;
  QLabel *here_, *over_, *requests_;
  QTableView *values_, *statistics_;
  QTimer soon_;  // moving over the charts asks for statistics more often than anyone can read them
};

}  // namespace headroom::gui
