// SPDX-License-Identifier: GPL-3.0-or-later
/// One run: its charts one above the other, all on one TimeWindow; beside them what they read, below them what
/// happened.
///
/// The first show() fits the run into view. When the same run is shown again, longer, the view stays where it is,
/// unless it reached to the end of the run: then it follows the end. Lines are kept and get new points, so that a run
/// may be shown ten times a second.
#pragma once

#include "gui/charts/chart_stack.h"
#include "gui/data/view.h"
#include "gui/figure/figure.h"
#include "gui/figure/report.h"
#include "gui/page.h"
#include "gui/tables/chips.h"
#include "gui/tables/happenings_panel.h"
#include "gui/tables/readout_panel.h"
#include "gui/time_window.h"

#include <functional>
#include <memory>
#include <utility>

#include <QComboBox>
#include <QLabel>
#include <QMenu>
#include <QSplitter>
#include <QTabWidget>
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
  const ReadoutPanel& readout() const { return *readout_; }
  const HappeningsPanel& decisions() const { return *decisions_; }
  const HappeningsPanel& events() const { return *events_; }

  /// What is on show, to be saved or copied; there must be a view.
  Figure figure() const;

  /// Of a run that is in no file: how it comes into one when there is need.
  void keepBy(Keep keep) { keep_ = std::move(keep); }
  /// Only this zone's workers and events; empty: all.
  void setZone(const std::string&);
  /// Brings an instant into view and points at it.
  void jumpTo(double at);

 private:
  void makeBody();
  void makeViewVerbs();
  void makeCursorVerbs();
  void makeChartVerbs();
  void makeTableVerbs();
  void makeFigureVerbs();
  void saveFigureAs();
  QAction* verb(const char* name, const char* menu, const char* text, const char* tip, const QList<QKeySequence>& keys,
                const std::function<void()>&);
  void showTables(QWidget*);
  void fillTables();
  void narrow();
  void markCharts();
  void step(double buckets);
  void toNext(bool later);
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
  std::string zone_;     // chosen; empty: all
  Keep keep_ = [this](const Kept& kept) { kept(source(), {}); };
  QWidget* head_;
  QLabel *title_, *facts_;
  QComboBox *serviceBox_, *zoneBox_;
  QToolButton* chartsButton_;
  QMenu* chartsMenu_;
  Chips* chips_;
  QSplitter *body_, *beside_;
  ChartStack* charts_;
  ReadoutPanel* readout_;
  QTabWidget* tables_;
  HappeningsPanel *decisions_, *events_;
};

}  // namespace headroom::gui
