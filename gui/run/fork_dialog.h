// SPDX-License-Identifier: GPL-3.0-or-later
/// Asks what is to be different in the other branch, and from when on; what the loader says of it is shown at once.
#pragma once

#ifndef Q_MOC_RUN  // it stumbles over <compare>
#include "gui/run/fork.h"
#include "gui/run/injection_form.h"
#endif

#include <optional>

#include <QDialog>
#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QRadioButton>
#include <QTimer>

namespace headroom::gui {

class ForkDialog : public QDialog {
  Q_OBJECT

 public:
  /// `base` must be ready.
  ForkDialog(std::shared_ptr<const Prepared> base, Instant at, QWidget* parent = nullptr);

  /// What was agreed on; nothing while it makes no sense.
  const std::optional<ForkChange>& change() const { return change_; }

 private:
  void lay();
  void check();
  std::optional<ForkChange> asked(QString& trouble) const;
  QString troubleWith(const ForkChange&) const;

  std::shared_ptr<const Prepared> base_;
  QLineEdit *at_, *set_;
  QRadioButton *happens_, *setting_;
  InjectionForm* form_;
  QLabel *note_, *trouble_;
  QDialogButtonBox* buttons_;
  QTimer later_;
  std::optional<ForkChange> change_;
};

}  // namespace headroom::gui
