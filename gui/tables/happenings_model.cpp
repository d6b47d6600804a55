// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/tables/happenings_model.h"

#include "gui/charts/look.h"

#include <algorithm>

#include <QApplication>

namespace headroom::gui {
namespace {

std::vector<std::size_t> shownOf(const HappeningTable& table, const HappeningFilter& filter) {
  std::vector<std::size_t> shown;
  for (std::size_t i = 0; i < table.rows.size(); ++i)
    if (wanted(table.rows[i], filter)) shown.push_back(i);
  return shown;
}

}  // namespace

void HappeningsModel::show(HappeningTable table) {
  std::vector<std::size_t> shown = shownOf(table, filter_);
  const std::size_t before = shown_.size();
  const bool longer = table.columns == table_.columns && shown.size() >= before &&
                      std::equal(shown_.begin(), shown_.end(), shown.begin(), [&](std::size_t a, std::size_t b) {
                        return table_.rows[a].cells == table.rows[b].cells;
                      });
  if (longer && shown.size() > before)
    beginInsertRows({}, static_cast<int>(before), static_cast<int>(shown.size()) - 1);
  if (!longer) beginResetModel();
  table_ = std::move(table);
  shown_ = std::move(shown);
  if (!longer) return endResetModel();
  if (shown_.size() > before) endInsertRows();
}

void HappeningsModel::setFilter(const HappeningFilter& filter) {
  beginResetModel();
  filter_ = filter;
  shown_ = shownOf(table_, filter_);
  endResetModel();
}

int HappeningsModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(shown_.size());
}

int HappeningsModel::columnCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(table_.columns.size());
}

QVariant HappeningsModel::data(const QModelIndex& at, int role) const {
  if (!at.isValid() || at.row() >= rowCount() || at.column() >= columnCount()) return {};
  const HappeningRow& r = row(at.row());
  if (role == Qt::DisplayRole) return QString::fromStdString(r.cells[static_cast<std::size_t>(at.column())]);
  if (role == Qt::ToolTipRole && !r.hover.empty()) return QString::fromStdString(r.hover);
  if (role == Qt::ForegroundRole && r.suppressed) return QBrush(quietText(QApplication::palette()));
  return {};
}

QVariant HappeningsModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal || section >= columnCount()) return {};
  if (role == Qt::TextAlignmentRole) return static_cast<int>((Qt::AlignLeft | Qt::AlignVCenter).toInt());
  if (role != Qt::DisplayRole) return {};
  return QString::fromStdString(table_.columns[static_cast<std::size_t>(section)]);
}

}  // namespace headroom::gui
