// SPDX-License-Identifier: GPL-3.0-or-later
/// Where a run that goes on is drawn.
#pragma once

#ifndef Q_MOC_RUN  // it stumbles over <compare>
#include "gui/data/run_data.h"
#endif

#include <memory>

#include <QLabel>
#include <QWidget>

namespace headroom::gui {

class LiveCharts : public QWidget {
  Q_OBJECT

 public:
  explicit LiveCharts(QWidget* parent = nullptr);
  /// The same run, longer, or another one.
  void show(std::shared_ptr<const RunData>);
  using QWidget::show;
  const RunData* data() const { return data_.get(); }

 private:
  QLabel* count_;
  std::shared_ptr<const RunData> data_;
};

}  // namespace headroom::gui
