// SPDX-License-Identifier: GPL-3.0-or-later
/// Two branches of a run: one curve of both, their difference, and, when they have ended, their figures.
#pragma once

#ifndef Q_MOC_RUN  // it stumbles over <compare>
#include "gui/page.h"
#include "gui/run/fork.h"
#include "gui/run/fork_view.h"
#include "gui/time_window.h"
#endif

#include <memory>
#include <vector>

#include <QComboBox>
#include <QLabel>
#include <QTableWidget>

namespace headroom::gui {

class ChartStack;

class ForkPage : public Page {
  Q_OBJECT

 public:
  /// `base`: what A runs.
  ForkPage(const Recipe& base, const ForkChange&, QWidget* parent = nullptr);
  ~ForkPage() override;

  QString title() const override;
  QString source() const override;

  const Fork& fork() const { return fork_; }
  ChartStack& charts() { return *charts_; }

 private:
  void makeHead();
  void makeVerbs();
  void lay();
  void follow();
  void present();
  void offerQuantities();
  void fillFigures();
  void openBranch(const RunSession&);

  Fork fork_;
  TimeWindow time_;
  QLabel *title_, *change_, *state_;
  QComboBox* quantity_;
  ChartStack* charts_;
  QTableWidget* figures_;
  std::shared_ptr<const RunData> shownA_, shownB_;
  std::shared_ptr<const TraceView> a_, b_, shown_;
  std::vector<Quantity> quantities_;
};

}  // namespace headroom::gui
