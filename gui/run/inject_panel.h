// SPDX-License-Identifier: GPL-3.0-or-later
/// What can be done to the system now, and what was: a form with what the scenario has, and a list with undo.
#pragma once

#ifndef Q_MOC_RUN  // it stumbles over <compare>
#include "gui/run/experiment.h"
#include "gui/run/injection_form.h"
#endif

#include <QAction>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QWidget>

namespace headroom::gui {

class InjectPanel : public QWidget {
  Q_OBJECT

 public:
  /// The experiment must outlive it.
  explicit InjectPanel(Experiment&, QWidget* parent = nullptr);

  const QList<QAction*>& verbs() const { return verbs_; }

 Q_SIGNALS:
  /// A verb asks for the form.
  void wanted();

 private:
  void makeParts();
  void makeVerbs();
  void lay();
  void inject();
  void takeBack();
  void follow();
  void fillList();
  void say(const QString&);

  Experiment& experiment_;
  QList<QAction*> verbs_;
  std::shared_ptr<const Prepared> offered_;  // whose places the form shows
  InjectionForm* form_;
  QLabel *trouble_, *none_;
  QPushButton *inject_, *undo_;
  QListWidget* done_;
};

}  // namespace headroom::gui
