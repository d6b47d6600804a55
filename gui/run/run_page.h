// SPDX-License-Identifier: GPL-3.0-or-later
/// A scenario that runs in a tab: transport, live charts, what can be done to it, and what it amounts to.
///
/// Left out: closing while it runs asks nothing, because every run can be made again.
#pragma once

#ifndef Q_MOC_RUN  // it stumbles over <compare>
#include "gui/page.h"
#include "gui/run/experiment.h"
#endif

#include <QLabel>
#include <QTabWidget>

namespace headroom::gui {

class InjectPanel;
class TracePage;
class TraceSaver;
class TransportBar;
class VerdictPanel;

class RunPage : public Page {
  Q_OBJECT

 public:
  /// `running`: it goes at once, at the speed chosen; else it waits at its start.
  explicit RunPage(const Recipe&, bool running = true, QWidget* parent = nullptr);
  ~RunPage() override;

  QString title() const override;
  QString source() const override;

  Experiment& experiment() { return experiment_; }
  TracePage& charts() { return *charts_; }
  /// Writes what there is of the run by now, in the background; said() says what becomes of it.
  void saveTraceTo(const QString& file);
  /// Writes the scenario as it is run now, with what was injected.
  bool saveScenarioTo(const QString& file);

 private:
  void makeVerbs();
  void lay();
  void follow();
  void askForFork();
  void chooseTrace();
  void chooseScenario();
  QString fileLike(const char* ending) const;

  Experiment experiment_;  // first: the parts below refer to it
  TransportBar* transport_;
  TracePage* charts_;
  TraceSaver* saver_;
  InjectPanel* inject_;
  VerdictPanel* verdict_;
  QTabWidget* side_;
  QLabel* trouble_;
  std::shared_ptr<const RunData> shown_;
  std::shared_ptr<const RunOutcome> outcome_;
  RunState state_ = RunState::paused;
};

}  // namespace headroom::gui
