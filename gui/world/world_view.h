// SPDX-License-Identifier: GPL-3.0-or-later
/// Zones, workers and the graph of services at one instant of a run, and a timeline to choose the instant with.
///
/// The instant is the cursor of the TimeWindow, which charts may share; where nobody points it stays where it was.
#pragma once

#include "gui/time_window.h"
#include "gui/world/flow_model.h"
#include "gui/world/graph_view.h"
#include "gui/world/world_model.h"
#include "gui/world/world_timeline.h"
#include "gui/world/zones_view.h"

#include <memory>
#include <optional>

#include <QComboBox>
#include <QSplitter>
#include <QTimer>
#include <QToolButton>
#include <QWidget>

namespace headroom::gui {

class WorldView : public QWidget {
  Q_OBJECT

 public:
  /// The time window must outlive the view.
  explicit WorldView(TimeWindow&, QWidget* parent = nullptr);

  using QWidget::show;
  /// `graph`: who calls whom; nothing: the services stand below one another.
  void show(std::shared_ptr<const RunData>, const std::optional<ServiceGraph>& graph);

  double time() const { return now_; }
  bool playing() const { return clock_.isActive(); }
  ZonesView& zones() { return *zones_; }
  GraphView& graph() { return *graph_; }
  WorldTimeline& timeline() { return *timeline_; }

 private:
  void makeVerbs();
  void go(double time);
  void play(bool);
  void tick();
  void stepBuckets(int);
  void toFault(bool next);

  TimeWindow& window_;
  std::shared_ptr<const RunData> run_;
  WorldModel model_;
  FlowModel flows_;
  std::shared_ptr<const TraceView> view_;
  double now_ = 0;
  QTimer clock_;
  ZonesView* zones_;
  GraphView* graph_;
  WorldTimeline* timeline_;
  QToolButton* playButton_;
  QComboBox* pace_;
};

}  // namespace headroom::gui
