// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/run/live_charts.h"

#include <QVBoxLayout>

namespace headroom::gui {

LiveCharts::LiveCharts(QWidget* parent) : QWidget(parent), count_(new QLabel(this)) {
  setAccessibleName("Charts of the run");
  count_->setAccessibleName("Buckets so far");
  count_->setAlignment(Qt::AlignCenter);
  auto* layout = new QVBoxLayout(this);
  layout->addWidget(count_);
}

void LiveCharts::show(std::shared_ptr<const RunData> run) {
  data_ = std::move(run);
  count_->setText(QString("%1 buckets").arg(data_->buckets()));
}

}  // namespace headroom::gui
