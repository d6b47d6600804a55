// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/editor/problems.h"

#include "gui/text.h"
#include "scenarios/render_issues.h"

#include <algorithm>
#include <filesystem>

#include <QApplication>
#include <QStyle>

namespace headroom::gui {
namespace {

QString placeText(const Issue& i, const std::string& file) {
  const QString at = i.place.line > 0 ? QString("%1:%2").arg(i.place.line).arg(i.place.column) : QString();
  if (i.place.file == file || i.place.file.empty()) return at;
  return text(std::filesystem::path(i.place.file).filename().string()) + (at.isEmpty() ? "" : ":") + at;
}

QString counted(int n, const QString& word) { return QString("%1 %2%3").arg(n).arg(word, n == 1 ? "" : "s"); }

}  // namespace

void Problems::show(CheckedText checked) {
  beginResetModel();
  checked_ = std::move(checked);
  endResetModel();
}

int Problems::count(Issue::Severity s) const {
  if (!checked_) return 0;
  const Issues& all = checked_->loaded.issues;
  return static_cast<int>(std::count_if(all.begin(), all.end(), [s](const Issue& i) { return i.severity == s; }));
}

QString Problems::summary() const {
  const int errors = count(Issue::Severity::error), warnings = count(Issue::Severity::warning);
  if (errors && warnings) return counted(errors, "error") + ", " + counted(warnings, "warning");
  return errors ? counted(errors, "error") : warnings ? counted(warnings, "warning") : QString("No problems");
}

int Problems::rowCount(const QModelIndex& parent) const {
  return parent.isValid() || !checked_ ? 0 : static_cast<int>(checked_->loaded.issues.size());
}

QVariant Problems::data(const QModelIndex& index, int role) const {
  const Issue& i = issue(index.row());
  const bool error = i.severity == Issue::Severity::error;
  const QString line = text(issueLine(i));
  if (role == lineRole) return line;
  if (role == Qt::ToolTipRole)
    return line + (i.wanted.empty() ? "" : "\nwanted: " + text(i.wanted)) + (i.hint.empty() ? "" : "\n" + text(i.hint));
  if (role == Qt::AccessibleTextRole && index.column() == what)
    return QString(error ? "Error: " : "Warning: ") + text(i.what);
  if (role == Qt::DecorationRole && index.column() == what)
    return QApplication::style()->standardIcon(error ? QStyle::SP_MessageBoxCritical : QStyle::SP_MessageBoxWarning);
  if (role != Qt::DisplayRole) return {};
  switch (index.column()) {
    case what: return text(i.what);
    case wanted: return text(i.hint.empty() ? i.wanted : i.wanted.empty() ? i.hint : i.hint + " (" + i.wanted + ")");
    default: return placeText(i, checked_->file);
  }
}

QVariant Problems::headerData(int section, Qt::Orientation orientation, int role) const {
  if (role != Qt::DisplayRole || orientation != Qt::Horizontal) return {};
  return section == what ? "Problem" : section == wanted ? "What to write" : "Line";
}

}  // namespace headroom::gui
