// SPDX-License-Identifier: GPL-3.0-or-later
/// The issues of a text as rows: what is wrong, what is wanted, where; in the order and words of `headroom check`.
#pragma once

#include "gui/editor/text_check.h"

#include <QAbstractTableModel>

namespace headroom::gui {

class Problems : public QAbstractTableModel {
  Q_OBJECT

 public:
  enum Column { what, wanted, place, columns };
  static constexpr int lineRole = Qt::UserRole;  // "web.yaml:8:12: error: …", as the command line says it

  using QAbstractTableModel::QAbstractTableModel;
  void show(CheckedText);
  const Issue& issue(int row) const { return checked_->loaded.issues[static_cast<std::size_t>(row)]; }
  int count(Issue::Severity) const;
  /// "2 errors, 1 warning"; "No problems".
  QString summary() const;

  int rowCount(const QModelIndex& = {}) const override;
  int columnCount(const QModelIndex& = {}) const override { return columns; }
  QVariant data(const QModelIndex&, int role) const override;
  QVariant headerData(int section, Qt::Orientation, int role) const override;

 private:
  CheckedText checked_;
};

}  // namespace headroom::gui
