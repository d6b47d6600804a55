// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/tables/readout_model.h"

#include "gui/charts/look.h"

#include <QApplication>
#include <QFont>
#include <QPainter>
#include <QPixmap>

namespace headroom::gui {
namespace {

QPixmap swatchOf(const Curve& curve, bool filled) {
  const QPalette palette = QApplication::palette();
  QPixmap picture(QSize(16, 12) * qApp->devicePixelRatio());
  picture.setDevicePixelRatio(qApp->devicePixelRatio());
  picture.fill(Qt::transparent);
  QPainter painter(&picture);
  if (filled) {
    painter.fillRect(QRectF(2, 2, 12, 8), fillOf(curve, palette));
  } else {
    QPen pen = penOf(curve, palette);
    pen.setWidthF(pen.widthF() + 0.6);
    painter.setPen(pen);
    painter.drawLine(QPointF(0, 6), QPointF(16, 6));
  }
  return picture;
}

int aligned(bool left) {
  return static_cast<int>(((left ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter).toInt());
}

bool isStacked(const Plot& plot, const Curve* curve) {
  return !plot.stack.empty() && curve >= plot.stack.data() && curve < plot.stack.data() + plot.stack.size();
}

}  // namespace

void ReadoutModel::show(std::shared_ptr<const TraceView> view, const std::vector<std::size_t>& plots) {
  std::vector<Row> rows;
  for (const std::size_t p : plots) {
    const Plot& plot = view->plots[p];
    rows.push_back({&plot, nullptr, {}});
    for (const auto* curves : {&plot.lines, &plot.stack})
      for (const Curve& c : *curves) rows.push_back({&plot, &c, {}});
  }
  const bool same = rows.size() == rows_.size();
  if (!same) beginResetModel();
  view_ = std::move(view);
  rows_ = std::move(rows);
  count();
  if (!same) return endResetModel();
  if (!rows_.empty()) Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount_ - 1));
}

void ReadoutModel::point(double cursor, double mark) {
  cursor_ = cursor;
  mark_ = mark;
  if (!rows_.empty()) Q_EMIT dataChanged(index(0, atCursor), index(rowCount() - 1, difference));
}

void ReadoutModel::countOver(Span s) {
  span_ = s;
  count();
  if (!rows_.empty()) Q_EMIT dataChanged(index(0, mean), index(rowCount() - 1, n));
}

void ReadoutModel::count() {
  for (Row& row : rows_)
    if (row.curve) row.statistics = statisticsOf(view_->edges, row.curve->values, span_.from, span_.until);
}

int ReadoutModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(rows_.size());
}

QString ReadoutModel::cell(const Row& row, int column) const {
  if (!row.curve) {
    const bool said = row.plot->scale != Plot::Scale::linear || row.plot->unit.empty();  // with each value, or none
    return column == curve ? QString::fromStdString(row.plot->title + (said ? "" : ", " + row.plot->unit)) : QString();
  }
  const auto value = [&](double v) { return QString::fromStdString(valueText(*row.plot, v)); };
  const auto at = [&](double t) { return valueAt(view_->edges, row.curve->values, t); };
  switch (column) {
    case curve: return labelOf(*row.curve);
    case atCursor: return std::isnan(cursor_) ? QString() : value(at(cursor_));
    case atMark: return std::isnan(mark_) ? QString() : value(at(mark_));
    case difference: return std::isnan(mark_) || std::isnan(cursor_) ? QString() : value(at(cursor_) - at(mark_));
    case mean: return value(row.statistics.mean);
    case least: return value(row.statistics.least);
    case greatest: return value(row.statistics.greatest);
    case area: return QString::fromStdString(areaText(*row.plot, row.statistics.area));
    case n: return QString::number(row.statistics.n);
    default: return {};
  }
}

QVariant ReadoutModel::data(const QModelIndex& at, int role) const {
  if (!at.isValid() || at.row() >= rowCount()) return {};
  const Row& row = rows_[static_cast<std::size_t>(at.row())];
  if (role == Qt::DisplayRole) return cell(row, at.column());
  if (role == Qt::DecorationRole && at.column() == curve && row.curve)
    return swatchOf(*row.curve, isStacked(*row.plot, row.curve));
  if (role == Qt::TextAlignmentRole) return aligned(at.column() == curve);
  if (role == Qt::FontRole && !row.curve) {
    QFont font;
    font.setBold(at.column() == curve);
    return font;
  }
  if (role == Qt::ToolTipRole && at.column() == curve) return cell(row, curve);
  return {};
}

QVariant ReadoutModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal) return {};
  if (role == Qt::TextAlignmentRole) return aligned(section == curve);
  if (role != Qt::DisplayRole) return {};
  static const QStringList names{"Curve", "Here", "Mark", "Δ", "Mean", "Min", "Max", "Area", "n"};
  return names.value(section);
}

QString ReadoutModel::text() const {
  QStringList lines;
  for (int r = -1; r < rowCount(); ++r) {
    QStringList cells;
    for (int c = 0; c < columnCount_; ++c)
      cells << (r < 0 ? headerData(c, Qt::Horizontal, Qt::DisplayRole) : data(index(r, c), Qt::DisplayRole)).toString();
    lines << cells.join('\t');
  }
  return lines.join('\n') + '\n';
}

}  // namespace headroom::gui
