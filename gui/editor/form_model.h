// SPDX-License-Identifier: GPL-3.0-or-later
/// The fields of a scenario as the rows of a tree. It changes nothing itself: what is typed or ticked is a wish, and
/// the rows change when the text has.
#pragma once

#ifndef Q_MOC_RUN  // it stumbles over <compare>
#include "gui/editor/form_tree.h"
#endif

#include <functional>
#include <memory>
#include <set>
#include <unordered_map>

#include <QAbstractItemModel>

namespace headroom::gui {

class FormModel : public QAbstractItemModel {
  Q_OBJECT

 public:
  enum Column { name, value, slider, columns };

  using QAbstractItemModel::QAbstractItemModel;
  /// The same fields with other values leave the rows where they are.
  void show(std::unique_ptr<FormField>);
  const FormField* root() const { return root_.get(); }
  const FormField* at(const QModelIndex&) const;
  QModelIndex indexOf(const std::string& path, int column = name) const;
  void setPinned(const std::set<std::string>& paths);
  void setReadOnly(bool);
  /// Which fields can be sliders.
  std::function<bool(const FormField&)> pinnable;

  QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
  QModelIndex parent(const QModelIndex&) const override;
  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& = {}) const override { return columns; }
  QVariant data(const QModelIndex&, int role = Qt::DisplayRole) const override;
  QVariant headerData(int section, Qt::Orientation, int role) const override;
  Qt::ItemFlags flags(const QModelIndex&) const override;
  bool setData(const QModelIndex&, const QVariant&, int role = Qt::EditRole) override;

 Q_SIGNALS:
  void valueWished(const QString& path, const QString& value);
  void kindWished(const QString& path, const QString& kind);
  void pinWished(const QString& path, bool on);

 private:
  struct Where {
    const FormField* parent = nullptr;
    int row = 0;
  };
  void remember(const FormField&);

  std::unique_ptr<FormField> root_ = std::make_unique<FormField>();
  std::unordered_map<const FormField*, Where> where_;
  std::set<std::string> pinned_;
  bool readOnly_ = false;
};

/// The field whose value is typed in the row of `f`: itself, or of a short form the one inside; null: none.
const FormField* editedIn(const FormField& f);

/// The row of `f` says of which kind it is, and that can be chosen there.
bool isKindRow(const FormField& f);

/// What a field is, in some lines: its sentence, quantity, range, default, and where its value comes from.
QString describe(const FormField&);

}  // namespace headroom::gui
