// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/world/world_view.h"

#include "gui/shell/verbs.h"

#include <algorithm>
#include <cmath>

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace headroom::gui {
namespace {

constexpr int frame = 40;  // ms

}  // namespace

WorldView::WorldView(TimeWindow& window, QWidget* parent) : QWidget(parent), window_(window) {
  setAccessibleName("World");
  auto* rows = new QVBoxLayout(this);
  rows->setContentsMargins(0, 0, 0, 0);
  rows->setSpacing(0);
  auto* split = new QSplitter(Qt::Vertical, this);
  zones_ = new ZonesView(split);
  graph_ = new GraphView(split);
  split->addWidget(zones_);
  split->addWidget(graph_);
  split->setStretchFactor(0, 3);
  split->setStretchFactor(1, 2);
  split->setHandleWidth(3);
  rows->addWidget(split, 1);

  auto* below = new QHBoxLayout;
  below->setContentsMargins(8, 2, 8, 2);
  playButton_ = new QToolButton(this);
  playButton_->setAccessibleName("Play");
  playButton_->setToolTip("Play (Space)");
  playButton_->setAutoRaise(true);
  playButton_->setText("▶");
  playButton_->setFixedWidth(32);
  pace_ = new QComboBox(this);
  pace_->setAccessibleName("Time to play the whole run in");
  pace_->setToolTip("Time to play the whole run in");
  for (const int seconds : {10, 30, 120, 600})
    pace_->addItem(seconds < 60 ? QString("in %1 s").arg(seconds) : QString("in %1 min").arg(seconds / 60), seconds);
  pace_->setCurrentIndex(1);
  timeline_ = new WorldTimeline(this);
  below->addWidget(playButton_);
  below->addWidget(pace_);
  below->addWidget(timeline_, 1);
  rows->addLayout(below);

  connect(playButton_, &QToolButton::clicked, this, [this] { play(!playing()); });
  connect(timeline_, &WorldTimeline::scrubbed, this, &WorldView::go);
  connect(&clock_, &QTimer::timeout, this, &WorldView::tick);
  connect(&window_, &TimeWindow::pointed, this, [this] {
    if (!std::isnan(window_.cursor())) go(window_.cursor());
  });
  makeVerbs();
}

void WorldView::makeVerbs() {
  addVerb(*this, "world.play", "World", "&Play and pause", Qt::Key_Space, [this] { play(!playing()); });
  addVerb(*this, "world.earlier", "World", "A bucket &earlier", Qt::Key_Comma, [this] { stepBuckets(-1); });
  addVerb(*this, "world.later", "World", "A bucket &later", Qt::Key_Period, [this] { stepBuckets(1); });
  addVerb(*this, "world.next-fault", "World", "&Next begin or end of a fault", Qt::Key_F, [this] { toFault(true); });
  addVerb(*this, "world.previous-fault", "World", "P&revious begin or end of a fault", Qt::SHIFT | Qt::Key_F,
          [this] { toFault(false); });
}

void WorldView::show(std::shared_ptr<const RunData> run, const std::optional<ServiceGraph>& graph) {
  if (!run || run->buckets() == 0) return;
  view_ = std::make_shared<const TraceView>(viewOf(*run));
  model_ = WorldModel(*run);
  flows_ = FlowModel(*run, graph ? *graph : graphOf(model_.services()));
  run_ = std::move(run);
  timeline_->show(view_);
  go(std::min(now_, model_.end()));
}

void WorldView::go(double time) {
  now_ = std::clamp(time, 0.0, model_.end());
  timeline_->setTime(now_);
  zones_->show(model_, now_);
  graph_->show(flows_, now_);
  window_.point(now_);
}

void WorldView::play(bool on) {
  if (on && now_ >= model_.end()) go(0);
  on ? clock_.start(frame) : clock_.stop();
  playButton_->setText(on ? "❚❚" : "▶");
  playButton_->setAccessibleName(on ? "Pause" : "Play");
}

void WorldView::tick() {
  go(now_ + model_.end() * frame / 1000.0 / pace_->currentData().toDouble());
  if (now_ >= model_.end()) play(false);
}

void WorldView::stepBuckets(int buckets) {
  if (view_) go(now_ + buckets * model_.step(now_));
}

void WorldView::toFault(bool next) {
  if (!view_) return;
  std::vector<double> instants;
  for (const FaultSpan& f : view_->faults) {
    instants.push_back(f.from);
    instants.push_back(f.until);
  }
  std::sort(instants.begin(), instants.end());
  if (!next) std::reverse(instants.begin(), instants.end());
  for (const double at : instants)
    if (next ? at > now_ : at < now_) return go(at);
}

}  // namespace headroom::gui
