// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/editor/trial.h"

namespace headroom::gui {

Trial::Trial(QObject* parent) : QObject(parent) { connect(&session_, &RunSession::moved, this, &Trial::take); }

void Trial::start(const Recipe& recipe) {
  stop();
  latest_.ask([this, recipe, wish = wish_] {
    auto prepared = prepare(recipe);
    QMetaObject::invokeMethod(
        this,
        [this, prepared, wish] {
          if (wish == wish_) begin(prepared);
        },
        Qt::QueuedConnection);
  });
}

void Trial::stop() {
  ++wish_;
  if (session_.data()) session_.stop();
}

void Trial::begin(const std::shared_ptr<const Prepared>& prepared) {
  if (ended_ && now_) ghost_ = now_;
  ended_ = false;
  trouble_ = QString::fromStdString(prepared->trouble);
  if (prepared->ready()) {
    RunStart start;
    start.running = true;
    session_.start(prepared, start);
  }
  Q_EMIT grew();
}

void Trial::take() {
  const RunProgress& p = session_.progress();
  if (p.state == RunState::stopped || ended_) return;  // of the run before
  if (const auto data = session_.data(); data && data->buckets() > 0) now_ = data;
  if (p.state == RunState::failed) trouble_ = QString::fromStdString(p.trouble);
  ended_ = p.state == RunState::ended;
  Q_EMIT grew();
}

}  // namespace headroom::gui
