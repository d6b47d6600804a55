// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/editor/form_model.h"

#include "gui/charts/look.h"
#include "gui/editor/form_parts.h"
#include "scenarios/describe.h"

#include <filesystem>

#include <QApplication>
#include <QFont>

namespace headroom::gui {
namespace {

bool sameShape(const FormField& a, const FormField& b) {
  if (a.path != b.path || a.below.size() != b.below.size() || a.kind != b.kind || a.inner != b.inner) return false;
  for (std::size_t i = 0; i < a.below.size(); ++i)
    if (!sameShape(a.below[i], b.below[i])) return false;
  return true;
}

void takeValues(FormField& into, FormField& from) {
  into.value = std::move(from.value);
  into.origin = std::move(from.origin);
  into.written = from.written;
  into.set = from.set;
  for (std::size_t i = 0; i < into.below.size(); ++i) takeValues(into.below[i], from.below[i]);
}

std::string defaultOf(const FormField& f) {
  for (const Topic& t : topics())
    for (const DescribedField& d : t.fields)
      if (d.name == f.field.name && d.sentence == f.field.sentence) return d.defaultValue;
  return {};
}

bool isFlag(const FormField& f) {
  return f.field.type && f.field.type->form == Type::Form::scalar && f.field.type->quantity == Quantity::flag;
}

QString summaryOf(const FormField& f) {
  if (const FormField* e = editedIn(f)) return QString::fromStdString(e->value).simplified();
  if (f.kind.empty() && !partsFor(f).empty()) return f.below.empty() ? QString("none") : QString();
  return f.kind.empty() || f.kind == f.label ? QString() : QString::fromStdString(f.kind);
}

}  // namespace

const FormField* editedIn(const FormField& f) {
  if (f.isLeaf()) return &f;
  for (const FormField& b : f.below)
    if (!f.inner.empty() && b.path == f.inner) return &b;
  return nullptr;
}

bool isKindRow(const FormField& f) { return !editedIn(f) && !kindsFor(f).empty(); }

QString describe(const FormField& f) {
  QStringList lines{QString::fromStdString(f.sentence)};
  QString facts = QString::fromStdString(quantityText(f));
  if (const auto range = rangeText(f); !range.empty()) facts += "; " + QString::fromStdString(range);
  if (f.field.required) facts += "; required";
  if (!facts.isEmpty()) lines << facts;
  if (const auto value = defaultOf(f); !value.empty() && f.isLeaf())
    lines << "Default: " + QString::fromStdString(value);
  if (!f.origin.empty()) lines << "From " + QString::fromStdString(std::filesystem::path(f.origin).filename().string());
  return lines.join("\n");
}

void FormModel::show(std::unique_ptr<FormField> root) {
  if (sameShape(*root_, *root)) {
    takeValues(*root_, *root);
    const auto tell = [this](const auto& self, const QModelIndex& parent) -> void {
      const int n = rowCount(parent);
      if (n == 0) return;
      Q_EMIT dataChanged(index(0, 0, parent), index(n - 1, columns - 1, parent));
      for (int i = 0; i < n; ++i) self(self, index(i, 0, parent));
    };
    return tell(tell, QModelIndex());
  }
  beginResetModel();
  root_ = std::move(root);
  where_.clear();
  remember(*root_);
  endResetModel();
}

void FormModel::remember(const FormField& parent) {
  for (std::size_t i = 0; i < parent.below.size(); ++i) {
    where_[&parent.below[i]] = {&parent, static_cast<int>(i)};
    remember(parent.below[i]);
  }
}

void FormModel::setPinned(const std::set<std::string>& paths) {
  std::set<std::string> changed = paths;
  changed.insert(pinned_.begin(), pinned_.end());
  pinned_ = paths;
  for (const auto& p : changed)
    if (const QModelIndex i = indexOf(p, slider); i.isValid()) Q_EMIT dataChanged(i, i);
}

void FormModel::setReadOnly(bool on) { readOnly_ = on; }

const FormField* FormModel::at(const QModelIndex& i) const {
  return i.isValid() ? static_cast<const FormField*>(i.internalPointer()) : root_.get();
}

QModelIndex FormModel::indexOf(const std::string& path, int column) const {
  const auto chain = chainTo(*root_, path);
  if (chain.empty()) return {};
  return createIndex(where_.at(chain.back()).row, column, const_cast<FormField*>(chain.back()));
}

QModelIndex FormModel::index(int row, int column, const QModelIndex& parent) const {
  const FormField* p = at(parent);
  if (row < 0 || column < 0 || column >= columns || row >= static_cast<int>(p->below.size())) return {};
  return createIndex(row, column, const_cast<FormField*>(&p->below[static_cast<std::size_t>(row)]));
}

QModelIndex FormModel::parent(const QModelIndex& i) const {
  if (!i.isValid()) return {};
  const FormField* p = where_.at(at(i)).parent;
  if (p == root_.get()) return {};
  return createIndex(where_.at(p).row, 0, const_cast<FormField*>(p));
}

int FormModel::rowCount(const QModelIndex& parent) const {
  return parent.column() > 0 ? 0 : static_cast<int>(at(parent)->below.size());
}

QVariant FormModel::data(const QModelIndex& i, int role) const {
  const FormField& f = *at(i);
  if (role == Qt::ToolTipRole) return describe(f);
  if (role == Qt::ForegroundRole && i.column() != slider && !f.set) return quietText(QApplication::palette());
  if (role == Qt::FontRole && i.column() == name && f.written) {
    QFont bold;
    bold.setBold(true);
    return bold;
  }
  if (i.column() == slider) {
    if (!pinnable || !pinnable(f)) return {};
    if (role == Qt::CheckStateRole) return pinned_.contains(f.path) ? Qt::Checked : Qt::Unchecked;
    if (role == Qt::AccessibleTextRole) return tr("%1 as a slider").arg(QString::fromStdString(f.path));
    return {};
  }
  if (i.column() == value && isFlag(f)) {
    if (role == Qt::CheckStateRole) return f.value == "true" ? Qt::Checked : Qt::Unchecked;
    if (role == Qt::AccessibleTextRole) return QString::fromStdString(f.label + ": " + f.value);
    return role == Qt::EditRole ? QVariant(QString::fromStdString(f.value)) : QVariant();
  }
  if (role == Qt::AccessibleTextRole)
    return i.column() == name ? QString::fromStdString(f.label) : QString::fromStdString(f.label + ": ") + summaryOf(f);
  if (role == Qt::EditRole && i.column() == value)
    return QString::fromStdString(editedIn(f) ? editedIn(f)->value : isKindRow(f) ? f.kind : std::string());
  if (role == Qt::DisplayRole) return i.column() == name ? QString::fromStdString(f.label) : summaryOf(f);
  return {};
}

QVariant FormModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal || role != Qt::DisplayRole) return {};
  return section == name ? tr("Field") : section == value ? tr("Value") : tr("Slider");
}

Qt::ItemFlags FormModel::flags(const QModelIndex& i) const {
  const FormField& f = *at(i);
  Qt::ItemFlags flags = Qt::ItemIsEnabled | Qt::ItemIsSelectable;
  if (i.column() == slider && pinnable && pinnable(f)) return flags | Qt::ItemIsUserCheckable;
  if (i.column() != value || readOnly_ || (!editedIn(f) && !isKindRow(f))) return flags;
  return flags | (isFlag(f) ? Qt::ItemIsUserCheckable : Qt::ItemIsEditable);
}

bool FormModel::setData(const QModelIndex& i, const QVariant& v, int role) {
  const FormField& f = *at(i);
  if (role == Qt::CheckStateRole) {
    const bool on = v.toInt() == Qt::Checked;
    if (i.column() == slider)
      Q_EMIT pinWished(QString::fromStdString(f.path), on);
    else
      Q_EMIT valueWished(QString::fromStdString(f.path), on ? "true" : "false");
    return true;
  }
  const QString words = v.toString().trimmed();
  if (role == Qt::EditRole && isKindRow(f) && words.toStdString() != f.kind) {
    Q_EMIT kindWished(QString::fromStdString(f.path), words);
    return true;
  }
  const FormField* edited = editedIn(f);
  if (role != Qt::EditRole || !edited || words.toStdString() == edited->value) return false;
  Q_EMIT valueWished(QString::fromStdString(edited->path), words);
  return true;
}

}  // namespace headroom::gui
