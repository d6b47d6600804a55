// SPDX-License-Identifier: GPL-3.0-or-later
/// A table of decisions or events with its line of filters. A click on a row, or Enter, takes the charts there.
#pragma once

#include "gui/tables/happenings_model.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QTableView>

namespace headroom::gui {

class HappeningsPanel : public QWidget {
  Q_OBJECT

 public:
  /// `name`: "Decisions". `suppressible`: rows may be suppressed ones, so that those can be asked for.
  HappeningsPanel(const QString& name, bool suppressible, QWidget* parent = nullptr);

  using QWidget::show;
  void show(HappeningTable, const std::vector<std::string>& services);
  /// The page's part of the filter; the rest stands in the panel's own line.
  void narrow(double from, double until, const std::string& zone);
  const HappeningsModel& model() const { return *model_; }
  void setKind(const QString&);
  void setService(const QString&);
  QString kind() const { return chosen(kind_); }
  QString service() const { return chosen(service_); }

 Q_SIGNALS:
  void jumped(double at);
  /// Other rows are wanted.
  void narrowed();

 private:
  static QString chosen(const QComboBox* box) { return box->currentIndex() > 0 ? box->currentText() : QString(); }
  void makeLine(bool suppressible);
  void makeTable();
  void filter();
  void count();

  QString name_;
  HappeningsModel* model_;
  QLineEdit* text_;
  QComboBox *kind_, *service_;
  QCheckBox* suppressed_ = nullptr;
  QLabel* count_;
  QTableView* table_;
};

}  // namespace headroom::gui
