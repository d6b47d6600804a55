// SPDX-License-Identifier: GPL-3.0-or-later
/// One chart over the linked time axis. It draws a plot and hands what the mouse does to the TimeWindow.
///
/// Wheel: closer and farther, at the cursor. Drag: along time; with Shift: selects. Shift and a click: the second
/// cursor. Double click: the whole run. Faults are shaded; scaling decisions stand as triangles at the top, with their
/// reasons when pointed at.
#pragma once

#include "gui/charts/ink.h"
#include "gui/data/pyramid.h"
#include "gui/data/view.h"
#include "gui/time_window.h"

#include <memory>
#include <utility>
#include <vector>

#include <QChartView>
#include <QLineSeries>
#include <QValueAxis>

namespace headroom::gui {

/// What the filters of the tables leave of what happened.
struct Happened {
  std::string decisions;       // of this kind only; empty: of all
  std::vector<double> events;  // when; in order
  std::string what;            // "lost"
};

class TimelineChart : public QChartView {
  Q_OBJECT

 public:
  static constexpr double leftMargin = 66, rightMargin = 24;  // px beside the plot; the same in all charts

  /// The window of time must outlive the chart.
  explicit TimelineChart(TimeWindow&, QWidget* parent = nullptr);
  /// Draws a plot of the view. Of a plot with the same curves as before, the lines are kept and get new points.
  void draw(std::shared_ptr<const TraceView>, std::size_t plot);

  const Plot& plot() const { return view_->plots[plot_]; }
  QRectF plotArea() const { return chart()->plotArea(); }
  /// Between times and places in the view.
  double xOf(double time) const;
  double timeOf(double x) const;
  double yOf(double level) const;
  /// What the chart's own axis shows, for tests: all charts must agree.
  std::pair<double, double> shown() const { return {time_->min(), time_->max()}; }
  /// The shaded part of a fault in the view; empty if it is not on show.
  QRectF shadeOf(const FaultSpan&) const;
  /// At most that many columns a curve, however wide the chart is.
  void setMostColumns(std::size_t);
  std::size_t curveCount() const { return drawn_.size(); }
  /// The curves are shown by the least and greatest of several buckets at a time.
  bool isEnvelope() const { return envelope_; }

  /// Decisions stand at the top, events at the foot.
  void mark(std::shared_ptr<const Happened>);
  const Happened& marked() const { return *happened_; }

  /// What is said at a place of the view: a decision's reason, events, a fault, or nothing.
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
  void focusInEvent(QFocusEvent*) override;
  void focusOutEvent(QFocusEvent*) override;

 private:
  struct Drawn {
    const Curve* curve = nullptr;  // of the view
    std::vector<double> total;     // of a stack: up to and with this one
    Pyramid values;
    QLineSeries* line = nullptr;
  };
  std::vector<Drawn> drawnOf(const Plot&) const;
  void makeLines();
  void scale();
  void dress();
  void follow();
  std::vector<LegendEntry> legend() const;
  void drawCursors(QPainter&) const;
  void drawHappened(QPainter&) const;
  bool isMarked(const Decision&) const;
  QString eventsAt(double x) const;

  TimeWindow& window_;
  std::shared_ptr<const TraceView> view_;  // not null once something was drawn
  std::size_t plot_ = 0;
  QValueAxis *time_, *value_;
  std::vector<Drawn> drawn_;  // the stack from its top, then the lines
  std::vector<std::string> names_;
  std::size_t mostColumns_ = SIZE_MAX;
  bool envelope_ = false;
  std::vector<Tick> levels_;
  std::shared_ptr<const Happened> happened_ = std::make_shared<Happened>();
  enum class Drag { none, pan, select };
  Drag drag_ = Drag::none;
  double pressed_ = 0, dragged_ = 0;  // x where it began and where it is
};

}  // namespace headroom::gui
