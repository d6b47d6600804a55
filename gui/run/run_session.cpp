// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/run/run_session.h"

#include <utility>

namespace headroom::gui {

void RunSession::start(std::shared_ptr<const Prepared> prepared, RunStart start) {
  engine_.reset();
  prepared_ = std::move(prepared);
  outcome_.reset();
  const bool ready = prepared_ && prepared_->ready();
  if (!start.seenTo || !ready) data_.reset();
  pace_ = start.pace;
  progress_ = {};
  if (!ready) {
    progress_.state = RunState::failed;
    progress_.trouble = prepared_ ? prepared_->trouble : "there is no scenario";
    Q_EMIT moved();
    return;
  }
  progress_.duration = prepared_->blueprint->duration.inSeconds();
  progress_.catchingUp = start.seenTo.has_value();
  if (start.seenTo) progress_.now = *start.seenTo;
  engine_ = std::make_unique<RunEngine>(prepared_, start, [this] {
    QMetaObject::invokeMethod(
        this, [this] { take(); }, Qt::QueuedConnection);
  });
}

void RunSession::take() {
  if (!engine_) return;
  auto laid = engine_->take();
  if (!laid) return;
  if (laid->data) data_ = std::move(laid->data);
  progress_ = std::move(laid->progress);
  if (laid->outcome) outcome_ = std::move(laid->outcome);
  Q_EMIT moved();
}

void RunSession::run() {
  if (engine_) engine_->run();
}

void RunSession::pause() {
  if (engine_) engine_->pause();
}

void RunSession::step(Step step) {
  if (engine_) engine_->step(step);
}

void RunSession::setPace(double pace) {
  pace_ = pace;
  if (engine_) engine_->setPace(pace);
}

void RunSession::stop() {
  if (engine_) engine_->stop();
}

Instant RunSession::pauseNow() {
  if (!engine_) return progress_.now;
  const Instant at = engine_->pauseNow();
  take();
  return at;
}

}  // namespace headroom::gui
