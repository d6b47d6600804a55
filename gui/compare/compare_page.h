// SPDX-License-Identifier: GPL-3.0-or-later
/// Two or more runs in one picture: chosen curves of all of them one above the other, how far each is from the first,
/// and a table of their figures.
#pragma once

#include "gui/charts/chart_stack.h"
#include "gui/compare/compare_view.h"
#include "gui/data/view.h"
#include "gui/page.h"
#include "gui/time_window.h"

#include <memory>
#include <vector>

#include <QComboBox>
#include <QLabel>
#include <QListWidget>
#include <QTableWidget>

namespace headroom::gui {

class ComparePage : public Page {
  Q_OBJECT

 public:
  /// Two at least, each with a bucket.
  explicit ComparePage(std::vector<std::shared_ptr<const RunData>>, QWidget* parent = nullptr);
  ~ComparePage() override;

  QString title() const override;
  /// "compare:" and the files, a line each; empty if one of them is in no file.
  QString source() const override;

  const std::vector<std::shared_ptr<const RunData>>& runs() const { return runs_; }
  TimeWindow& time() { return time_; }
  ChartStack& charts() { return *charts_; }
  QTableWidget& figures() { return *figures_; }
  QListWidget& curves() { return *curves_; }

 private:
  QWidget* makeHead();
  QWidget* makeSide();
  void makeVerbs();
  QLayout* makeChoice(QWidget* side);
  void fillFigures();
  void chooseService(const QString&);
  void fillCurves();
  std::vector<ComparedCurve> ticked() const;
  void present();

  std::vector<std::shared_ptr<const RunData>> runs_;
  std::vector<std::shared_ptr<const TraceView>> views_;
  std::vector<ComparedCurve> all_;
  std::shared_ptr<const TraceView> shown_;
  TimeWindow time_;
  ChartStack* charts_;
  QTableWidget* figures_;
  QListWidget* curves_;
  QLabel* noFigures_;
  QComboBox* service_;
  bool differences_ = true;
};

}  // namespace headroom::gui
