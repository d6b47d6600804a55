// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/run/injection_form.h"

#include "gui/text.h"
#include "scenarios/units.h"

#include <QFormLayout>

namespace headroom::gui {
namespace {

template <class W>
W* named(W* widget, const char* objectName, const char* accessibleName) {
  widget->setObjectName(objectName);
  widget->setAccessibleName(accessibleName);
  return widget;
}

}  // namespace

InjectionForm::InjectionForm(QWidget* parent) : QWidget(parent) {
  setAccessibleName("What is to happen");
  kind_ = named(new QComboBox(this), "inject.kind", "What happens");
  for (const InjectionKind& k : injectionKinds()) kind_->addItem(k.text);
  place_ = named(new QComboBox(this), "inject.place", "Where");
  strength_ = named(new QDoubleSpinBox(this), "inject.strength", "How much");
  lasts_ = named(new QLineEdit("10min", this), "inject.lasts", "For how long");
  lasts_->setPlaceholderText("to the end");
  lasts_->setToolTip("As 90s, 10min, 1h30min; empty: to the end of the run");
  placeName_ = named(new QLabel(this), "", "Where");
  strengthName_ = named(new QLabel(this), "", "How much");
  lastsName_ = new QLabel("&For", this);
  placeName_->setBuddy(place_);
  strengthName_->setBuddy(strength_);
  lastsName_->setBuddy(lasts_);
  auto* form = new QFormLayout(this);
  form->setContentsMargins(0, 0, 0, 0);
  form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
  auto* what = new QLabel("&What", this);
  what->setBuddy(kind_);
  form->addRow(what, kind_);
  form->addRow(placeName_, place_);
  form->addRow(strengthName_, strength_);
  form->addRow(lastsName_, lasts_);
  connect(kind_, &QComboBox::currentIndexChanged, this, &InjectionForm::offerPlaces);
  connect(place_, &QComboBox::currentIndexChanged, this, &InjectionForm::edited);
  connect(strength_, &QDoubleSpinBox::valueChanged, this, &InjectionForm::edited);
  connect(lasts_, &QLineEdit::textChanged, this, &InjectionForm::edited);
  connect(lasts_, &QLineEdit::returnPressed, this, &InjectionForm::entered);
  offerPlaces();
}

const InjectionKind& InjectionForm::kind() const {
  return injectionKinds()[static_cast<std::size_t>(kind_->currentIndex())];
}

void InjectionForm::offer(const ScenarioSpec* spec) {
  spec_ = spec;
  offerPlaces();
}

/// What this kind asks for, of what this scenario has.
void InjectionForm::offerPlaces() {
  const InjectionKind& k = kind();
  const QString before = place_->currentText();
  place_->clear();
  if (spec_)
    for (const std::string& place : placesOf(k.kind, *spec_)) place_->addItem(text(place));
  if (const int again = place_->findText(before); again >= 0) place_->setCurrentIndex(again);
  placeName_->setText(QString("&") + k.place);
  strengthName_->setText(k.strength ? k.strength : "");
  strengthName_->setVisible(k.strength);
  strength_->setVisible(k.strength);
  if (k.strength) {
    strength_->setDecimals(k.decimals);
    strength_->setRange(k.least, k.most);
    strength_->setSingleStep(k.step);
    strength_->setSuffix(k.unit);
    strength_->setValue(k.usual);
  }
  lastsName_->setVisible(k.lasting);
  lasts_->setVisible(k.lasting);
  Q_EMIT edited();
}

std::optional<Injection> InjectionForm::filled(QString& trouble) const {
  const InjectionKind& k = kind();
  Injection injection;
  injection.kind = k.kind;
  injection.place = place_->currentText().toStdString();
  injection.strength = k.strength ? strength_->value() : 1;
  trouble = hasPlaces() ? QString() : "This scenario has nothing of that kind";
  if (const std::string lasts = lasts_->text().trimmed().toStdString(); k.lasting && !lasts.empty()) {
    Refusal refusal;
    injection.lasts = readDuration(lasts, refusal);
    if (!injection.lasts) trouble = text(refusal.what + ": " + refusal.wanted);
  }
  return trouble.isEmpty() ? std::optional(injection) : std::nullopt;
}

void InjectionForm::ask(std::size_t which) {
  kind_->setCurrentIndex(static_cast<int>(which));
  place_->setFocus();
}

}  // namespace headroom::gui
