// SPDX-License-Identifier: GPL-3.0-or-later
/// What, where, how much, for how long: a form for an injection, with what a scenario has.
#pragma once

#ifndef Q_MOC_RUN  // it stumbles over <compare>
#include "gui/run/injection.h"
#endif

#include <optional>

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QLineEdit>
#include <QWidget>

namespace headroom::gui {

class InjectionForm : public QWidget {
  Q_OBJECT

 public:
  explicit InjectionForm(QWidget* parent = nullptr);

  /// Places from now on are those of this scenario; null: there are none.
  void offer(const ScenarioSpec*);
  /// What is filled in, without `at` and `name`; nothing, and `trouble` says why, if it makes no sense.
  std::optional<Injection> filled(QString& trouble) const;
  bool hasPlaces() const { return place_->count() > 0; }
  /// A kind is chosen, and the focus is on what is still to be said.
  void ask(std::size_t kind);

 Q_SIGNALS:
  void edited();
  /// Return was pressed.
  void entered();

 private:
  const InjectionKind& kind() const;
  void offerPlaces();

  const ScenarioSpec* spec_ = nullptr;
  QComboBox *kind_, *place_;
  QLabel *placeName_, *strengthName_, *lastsName_;
  QDoubleSpinBox* strength_;
  QLineEdit* lasts_;
};

}  // namespace headroom::gui
