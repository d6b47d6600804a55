// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/time_window.h"

#include <algorithm>

namespace headroom::gui {

void TimeWindow::setRun(double length, double shortest) {
  run_ = length;
  shortest_ = std::min(shortest, length);
  from_ = 0;
  until_ = length;
  cursor_ = std::nan("");
  Q_EMIT changed();
}

void TimeWindow::grow(double length) {
  const bool atEnd = until_ >= run_, all = atEnd && from_ <= 0;
  run_ = std::max(length, run_);
  if (atEnd) show(all ? 0 : run_ - (until_ - from_), run_);
}

void TimeWindow::show(double from, double until) {
  const double length = std::clamp(until - from, shortest_, run_);
  from = std::clamp(from, 0.0, run_ - length);
  if (from == from_ && from + length == until_) return;
  from_ = from;
  until_ = from + length;
  Q_EMIT changed();
}

void TimeWindow::zoom(double at, double factor) {
  const double length = std::clamp((until_ - from_) * factor, shortest_, run_);
  const double left = (at - from_) * length / (until_ - from_);
  show(at - left, at - left + length);
}

void TimeWindow::pan(double seconds) { show(from_ + seconds, until_ + seconds); }

void TimeWindow::showAll() { show(0, run_); }

void TimeWindow::point(double at) {
  if (at == cursor_ || (std::isnan(at) && std::isnan(cursor_))) return;
  cursor_ = at;
  Q_EMIT pointed();
}

}  // namespace headroom::gui
