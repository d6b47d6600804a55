// SPDX-License-Identifier: GPL-3.0-or-later
/// The rows of a table of happenings that its filter lets through.
#pragma once

#include "gui/data/happening_rows.h"

#include <QAbstractTableModel>

namespace headroom::gui {

class HappeningsModel : public QAbstractTableModel {
  Q_OBJECT

 public:
  using QAbstractTableModel::QAbstractTableModel;

  /// Of the same run, longer: rows that were there stay where they are.
  void show(HappeningTable);
  void setFilter(const HappeningFilter&);
  const HappeningFilter& filter() const { return filter_; }
  const HappeningTable& table() const { return table_; }
  const HappeningRow& row(int at) const { return table_.rows[shown_[static_cast<std::size_t>(at)]]; }

  int rowCount(const QModelIndex& = {}) const override;
  int columnCount(const QModelIndex& = {}) const override;
  QVariant data(const QModelIndex&, int role) const override;
  QVariant headerData(int section, Qt::Orientation, int role) const override;

 private:
  HappeningTable table_;
  HappeningFilter filter_;
  std::vector<std::size_t> shown_;
};

}  // namespace headroom::gui
