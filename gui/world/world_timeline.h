// SPDX-License-Identifier: GPL-3.0-or-later
/// A slider over the buckets of a run, with its demand, its failures and its faults drawn behind the handle.
///
/// Keys are a slider's: arrows a bucket, Page a fiftieth of the run, Home and End. A press anywhere goes there.
#pragma once

#include "gui/data/view.h"

#include <memory>
#include <vector>

#include <QAbstractSlider>

namespace headroom::gui {

class WorldTimeline : public QAbstractSlider {
  Q_OBJECT

 public:
  explicit WorldTimeline(QWidget* parent = nullptr);
  using QWidget::show;
  void show(std::shared_ptr<const TraceView>);
  /// Moves the handle, and says nothing.
  void setTime(double);
  double time() const { return time_; }

  double xOf(double time) const;
  double timeOf(double x) const;
  QSize sizeHint() const override { return {400, 64}; }
  QSize minimumSizeHint() const override { return {160, 64}; }

 Q_SIGNALS:
  /// By the user.
  void scrubbed(double time);

 protected:
  void paintEvent(QPaintEvent*) override;
  void mousePressEvent(QMouseEvent*) override;
  void mouseMoveEvent(QMouseEvent*) override;
  void sliderChange(SliderChange) override;

 private:
  void scrub(double time);

  std::shared_ptr<const TraceView> view_;
  std::vector<double> offered_, bad_;  // per second
  double most_ = 1, time_ = 0;
  bool quiet_ = false;
};

}  // namespace headroom::gui
