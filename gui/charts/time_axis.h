// SPDX-License-Identifier: GPL-3.0-or-later
/// The times below a column of charts, and the instant that is pointed at.
#pragma once

#include "gui/data/view.h"
#include "gui/time_window.h"

#include <QWidget>

namespace headroom::gui {

class TimeAxis : public QWidget {
  Q_OBJECT

 public:
  explicit TimeAxis(TimeWindow&, QWidget* parent = nullptr);
  void setClock(const Clock&);
  /// The charts' plots, in this widget's coordinates.
  void setPlot(double left, double right);

 protected:
  void paintEvent(QPaintEvent*) override;

 private:
  double xOf(double time) const { return left_ + (time - time_.from()) / time_.length() * (right_ - left_); }

  TimeWindow& time_;
  Clock clock_;
  double left_ = 0, right_ = 1;
};

}  // namespace headroom::gui
