// SPDX-License-Identifier: GPL-3.0-or-later
/// One chart over the linked time axis. It draws a plot and hands what the mouse does to the TimeWindow.
///
/// Wheel: closer and farther, at the cursor. Drag: along time. Double click: the whole run. Faults are shaded; scaling
/// decisions stand as triangles at the top, with their reasons when pointed at.
#pragma once

#include "gui/charts/ink.h"
#include "gui/data/series.h"
#include "gui/time_window.h"

#include <memory>
#include <utility>
#include <vector>

#include <QChartView>
#include <QLineSeries>
#include <QValueAxis>

namespace headroom::gui {

class TimelineChart : public QChartView {
  Q_OBJECT

 public:
  /// Both must outlive the chart. `lowest`: it writes the times below.
  TimelineChart(const TraceView&, std::size_t plot, TimeWindow&, bool lowest, QWidget* parent = nullptr);

  const Plot& plot() const { return plot_; }
  QRectF plotArea() const { return chart()->plotArea(); }
  /// Between times and places in the view.
  double xOf(double time) const;
  double timeOf(double x) const;
  double yOf(double level) const;
  /// What the chart's own axis shows, for tests: all charts must agree.
  std::pair<double, double> shown() const { return {time_->min(), time_->max()}; }
  /// The shaded part of a fault in the view; empty if it is not on show.
  QRectF shadeOf(const FaultSpan&) const;
  /// What is said at a place of the view: a decision's reason, a fault, or nothing.
  QString hint(const QPointF& at) const;

 protected:
  void drawBackground(QPainter*, const QRectF&) override;
  void drawForeground(QPainter*, const QRectF&) override;
  void resizeEvent(QResizeEvent*) override;
  void changeEvent(QEvent*) override;
  void wheelEvent(QWheelEvent*) override;
  void mousePressEvent(QMouseEvent*) override;
  void mouseMoveEvent(QMouseEvent*) override;
  void mouseReleaseEvent(QMouseEvent*) override;
  void mouseDoubleClickEvent(QMouseEvent*) override;
  void leaveEvent(QEvent*) override;

 private:
  struct Drawn {
    const Curve* curve;
    std::vector<double> values;  // as drawn: stacked, or as logarithms
    QLineSeries* line;
  };
  void addStack();
  void addLines();
  void add(const Curve&, std::vector<double> values, QLineSeries*, QAbstractSeries* shown);
  void scale();
  void dress();
  void follow();
  std::vector<LegendEntry> legend() const;

  const TraceView& view_;
  const Plot& plot_;
  TimeWindow& window_;
  bool lowest_;
  QValueAxis *time_, *value_;
  std::vector<Drawn> drawn_;
  std::vector<Tick> levels_;
  double dragged_ = 0;  // x where the drag is
  bool dragging_ = false;
};

}  // namespace headroom::gui
