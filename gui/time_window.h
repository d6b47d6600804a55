// SPDX-License-Identifier: GPL-3.0-or-later
/// The part of a run that is on show: one object for all charts, so that they cannot disagree.
///
/// Promises: 0 <= from < until <= the run's length, and never less than the shortest length; changed() only when
/// something did. Times are seconds since the start of the run.
#pragma once

#include <cmath>

#include <QObject>

namespace headroom::gui {

class TimeWindow : public QObject {
  Q_OBJECT

 public:
  using QObject::QObject;

  /// A new run: all of it is shown.
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
  void showAll();

  /// Where the reader points; NaN: nowhere.
  double cursor() const { return cursor_; }
  void point(double at);

 Q_SIGNALS:
  void changed();
  void pointed();

 private:
  double run_ = 1, shortest_ = 1;
  double from_ = 0, until_ = 1;
  double cursor_ = std::nan("");
};

}  // namespace headroom::gui
