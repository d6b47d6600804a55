// SPDX-License-Identifier: GPL-3.0-or-later
/// Every curve on show as a row: its values at both cursors, and what it amounts to over a span.
#pragma once

#include "gui/data/statistics.h"
#include "gui/data/view.h"
#include "gui/time_window.h"

#include <memory>
#include <vector>

#include <QAbstractTableModel>

namespace headroom::gui {

class ReadoutModel : public QAbstractTableModel {
  Q_OBJECT

 public:
  enum Column { curve, atCursor, atMark, difference, mean, least, greatest, area, n, columnCount_ };
  using QAbstractTableModel::QAbstractTableModel;

  /// A row for each plot by its number, then its curves.
  void show(std::shared_ptr<const TraceView>, const std::vector<std::size_t>& plots);
  void point(double cursor, double mark);
  void countOver(Span);

  int rowCount(const QModelIndex& = {}) const override;
  int columnCount(const QModelIndex& = {}) const override { return columnCount_; }
  QVariant data(const QModelIndex&, int role) const override;
  QVariant headerData(int section, Qt::Orientation, int role) const override;
  /// The row of a plot, not of a curve.
  bool isTitle(int row) const { return !rows_.at(static_cast<std::size_t>(row)).curve; }
  /// As text: tabs between columns, a line a row.
  QString text() const;

 private:
  struct Row {
    const Plot* plot;
    const Curve* curve;  // null: the plot's own row
    Statistics statistics;
  };
  QString cell(const Row&, int column) const;
  void count();

  std::shared_ptr<const TraceView> view_;
  std::vector<Row> rows_;
  double cursor_ = std::nan(""), mark_ = std::nan("");
  Span span_;
};

}  // namespace headroom::gui
