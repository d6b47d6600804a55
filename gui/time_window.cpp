// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/time_window.h"

#include <algorithm>

namespace headroom::gui {
namespace {

constexpr qint64 pause = 400;            // ms that end a step
constexpr std::size_t mostSteps = 1000;  // of history

}  // namespace

void TimeWindow::setRun(double length, double shortest) {
  run_ = length;
  shortest_ = std::min(shortest, length);
  from_ = 0;
  until_ = length;
  cursor_ = mark_ = std::nan("");
  selection_.reset();
  past_.clear();
  future_.clear();
  moved_.invalidate();
  Q_EMIT changed();
  Q_EMIT selected();
}

void TimeWindow::grow(double length) {
  const bool atEnd = until_ >= run_, all = atEnd && from_ <= 0;
  run_ = std::max(length, run_);
  if (atEnd) move(all ? 0 : run_ - (until_ - from_), run_);
}

void TimeWindow::move(double from, double until) {
  const double length = std::clamp(until - from, shortest_, run_);
  from = std::clamp(from, 0.0, run_ - length);
  if (from == from_ && from + length == until_) return;
  from_ = from;
  until_ = from + length;
  Q_EMIT changed();
}

void TimeWindow::remember() {
  if (!past_.empty() && past_.back().from == from_ && past_.back().until == until_) return;
  past_.push_back({from_, until_});
  if (past_.size() > mostSteps) past_.erase(past_.begin());
  future_.clear();
}

bool TimeWindow::isMoving() const { return moved_.isValid() && (held_ || moved_.elapsed() < pause); }

void TimeWindow::show(double from, double until) {
  remember();
  moved_.invalidate();
  move(from, until);
}

void TimeWindow::zoom(double at, double factor) {
  if (!isMoving()) remember();
  moved_.start();
  const double length = std::clamp((until_ - from_) * factor, shortest_, run_);
  const double left = (at - from_) * length / (until_ - from_);
  move(at - left, at - left + length);
}

void TimeWindow::pan(double seconds) {
  if (!isMoving()) remember();
  moved_.start();
  move(from_ + seconds, until_ + seconds);
}

void TimeWindow::hold() {
  moved_.invalidate();
  held_ = true;
}

void TimeWindow::release() {
  moved_.invalidate();
  held_ = false;
}

void TimeWindow::back() {
  moved_.invalidate();
  while (!past_.empty()) {
    const Span view = past_.back(), now{from_, until_};
    past_.pop_back();
    if (view.from == now.from && view.until == now.until) continue;
    future_.push_back(now);
    return move(view.from, view.until);
  }
}

void TimeWindow::forward() {
  moved_.invalidate();
  if (future_.empty()) return;
  const Span view = future_.back();
  future_.pop_back();
  past_.push_back({from_, until_});
  move(view.from, view.until);
}

void TimeWindow::point(double at) {
  if (at == cursor_ || (std::isnan(at) && std::isnan(cursor_))) return;
  cursor_ = at;
  Q_EMIT pointed();
}

void TimeWindow::setMark(double at) {
  mark_ = std::isnan(at) ? at : std::clamp(at, 0.0, run_);
  Q_EMIT pointed();
}

void TimeWindow::select(double a, double b) {
  const double from = std::clamp(std::min(a, b), 0.0, run_), until = std::clamp(std::max(a, b), 0.0, run_);
  if (from >= until) return;
  selection_ = Span{from, until};
  Q_EMIT selected();
}

void TimeWindow::selectNothing() {
  if (!selection_) return;
  selection_.reset();
  Q_EMIT selected();
}

}  // namespace headroom::gui
