// SPDX-License-Identifier: GPL-3.0-or-later
/// The form: a tree of fields with an editor for each, a filter above, and below what the chosen field is.
#pragma once

#include "gui/editor/form_model.h"

#include <set>

#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QSortFilterProxyModel>
#include <QToolButton>
#include <QTreeView>

namespace headroom::gui {

class FormView : public QWidget {
  Q_OBJECT

 public:
  explicit FormView(QWidget* parent = nullptr);

  FormModel& model() { return model_; }
  QTreeView& tree() { return *tree_; }
  void present(const Checked&);
  void setReadOnly(bool on) { readOnly_ = on; }
  /// A menu of what can be added; taking away what is chosen.
  void offerParts();
  void removeChosen();
  /// The row of a path in the tree, opened up; invalid: it is not on show.
  QModelIndex reveal(const std::string& path, int column = FormModel::name);

 Q_SIGNALS:
  /// The default is to hold again.
  void defaultWished(const QString& path);
  /// One more, of that kind, below a list or a mapping.
  void partWished(const QString& path, const QString& kind);
  void removalWished(const QString& path);
  /// The text of this field is to be seen.
  void textWished(const QString& path);

 protected:
  bool eventFilter(QObject*, QEvent*) override;

 private:
  std::set<std::string> open() const;
  void reopen(const std::set<std::string>&);
  void fillParts(QMenu&);
  void addPartsOf(QMenu&, const FormField&, const QString& title);
  void menuAt(const QPoint&);
  const FormField* chosen() const;
  void explain();

  FormModel model_;
  QSortFilterProxyModel proxy_;
  QLineEdit* filter_;
  QToolButton* add_;
  QTreeView* tree_;
  QLabel *facts_, *waits_;
  bool shown_ = false, readOnly_ = false;
};

}  // namespace headroom::gui
