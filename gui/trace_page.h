// SPDX-License-Identifier: GPL-3.0-or-later
/// One run: its charts one above the other, all on one TimeWindow.
///
/// The first show() fits the run into view. When the same run is shown again, longer, the view stays where it is,
/// unless it reached to the end of the run: then it follows the end. Lines are kept and get new points, so that a run
/// may be shown ten times a second.
#pragma once

#include "gui/charts/chart_stack.h"
#include "gui/data/run_data.h"
#include "gui/data/series.h"
#include "gui/page.h"
#include "gui/time_window.h"

#include <memory>

#include <QComboBox>
#include <QLabel>
#include <QMenu>
#include <QToolButton>

namespace headroom::gui {

class TracePage : public Page {
  Q_OBJECT

 public:
  explicit TracePage(QWidget* parent = nullptr);
  ~TracePage() override;

  QString title() const override;
  QString source() const override;

  using QWidget::show;
  /// A run without a bucket leaves the charts as they are.
  void show(std::shared_ptr<const RunData>);

  TimeWindow& time() { return time_; }
  const std::shared_ptr<const RunData>& data() const { return run_; }
  /// What the charts are drawn from; null: nothing was shown yet.
  const TraceView* view() const { return view_.get(); }
  ChartStack& charts() { return *charts_; }

 private:
  void makeHead();
  void makeVerbs();
  void chooseService(const QString&);
  void present();
  void fillHead();
  void fillChartsMenu();

  TimeWindow time_;
  std::shared_ptr<const RunData> run_;
  std::shared_ptr<const TraceView> view_;
  std::string service_;  // chosen; empty: the one that users call
  QWidget* head_;
  QLabel *title_, *facts_;
  QWidget* serviceChoice_;
  QComboBox* serviceBox_;
  QToolButton* chartsButton_;
  QMenu* chartsMenu_;
  ChartStack* charts_;
};

}  // namespace headroom::gui
