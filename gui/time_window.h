// SPDX-License-Identifier: GPL-3.0-or-later
/// The part of a run that is on show: one object for all charts, so that they cannot disagree.
///
/// Promises: 0 <= from < until <= the run's length, and never less than the shortest length; changed() only when
/// something did. Times are seconds since the start of the run. What is on show and what is selected are different
/// things: neither changes the other.
#pragma once

#include <cmath>
#include <optional>
#include <vector>

#include <QElapsedTimer>
#include <QObject>

namespace headroom::gui {

struct Span {
  double from = 0, until = 0;
  double length() const { return until - from; }
};

class TimeWindow : public QObject {
  Q_OBJECT

 public:
  using QObject::QObject;

  /// A new run: all of it is shown, nothing is selected, no view was before.
  void setRun(double length, double shortest);
  /// The same run, longer. A view that reached to its end follows the end; one of all of it still shows all.
  void grow(double length);

  double from() const { return from_; }
  double until() const { return until_; }
  double length() const { return until_ - from_; }

  void show(double from, double until);
  /// `factor` < 1: closer; what is at `at` stays where it is.
  void zoom(double at, double factor);
  void pan(double seconds);
  void showAll() { show(0, run_); }

  /// The views before this one, and after it. Zooming and panning without a pause are one step; so is all that happens
  /// between hold() and release().
  void back();
  void forward();
  void hold();
  void release();

  /// Where the reader points; NaN: nowhere.
  double cursor() const { return cursor_; }
  void point(double at);
  /// The second cursor, which stays; NaN: none.
  double mark() const { return mark_; }
  void setMark(double at);
  /// Statistics and tables keep to it.
  const std::optional<Span>& selection() const { return selection_; }
  void select(double a, double b);
  void selectNothing();

 Q_SIGNALS:
  void changed();
  void pointed();
  void selected();

 private:
  void move(double from, double until);
  void remember();
  bool isMoving() const;

  double run_ = 1, shortest_ = 1;
  double from_ = 0, until_ = 1;
  double cursor_ = std::nan(""), mark_ = std::nan("");
  std::optional<Span> selection_;
  std::vector<Span> past_, future_;
  QElapsedTimer moved_;  // since the last zoom or pan; not valid: there was none
  bool held_ = false;
};

}  // namespace headroom::gui
