// SPDX-License-Identifier: GPL-3.0-or-later
/// What can be done to the system now, and what was: a form with what the scenario has, and a list with undo.
#pragma once

#ifndef Q_MOC_RUN  // it stumbles over <compare>
#include "gui/run/experiment.h"
#endif

#include <QAction>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QLineEdit>
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

 private:
  void makeForm();
  void makeList();
  void makeVerbs();
  void lay();
  void offerPlaces();
  void inject();
  void takeBack();
  void follow();
  void fillList();
  void say(const QString&);

  Experiment& experiment_;
  QList<QAction*> verbs_;
  const ScenarioSpec* offered_ = nullptr;  // whose places the form shows
  QComboBox *kind_, *place_;
  QLabel *placeName_, *strengthName_, *lastsName_, *trouble_, *none_;
  QDoubleSpinBox* strength_;
  QLineEdit* lasts_;
  QPushButton *inject_, *undo_;
  QListWidget* done_;
};

}  // namespace headroom::gui
