// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/run/inject_panel.h"

#include "gui/charts/look.h"
#include "gui/data/clock.h"
#include "scenarios/units.h"

#include <QFormLayout>
#include <QHBoxLayout>
#include <QVBoxLayout>

namespace headroom::gui {
namespace {

QString text(const std::string& s) { return QString::fromStdString(s); }

QLabel* heading(const char* words, QWidget* parent) {
  auto* label = new QLabel(words, parent);
  QFont bold = label->font();
  bold.setBold(true);
  label->setFont(bold);
  return label;
}

}  // namespace

InjectPanel::InjectPanel(Experiment& experiment, QWidget* parent) : QWidget(parent), experiment_(experiment) {
  setAccessibleName("Inject now");
  makeForm();
  makeList();
  makeVerbs();
  lay();
  connect(&experiment_.session(), &RunSession::moved, this, &InjectPanel::follow);
  connect(&experiment_, &Experiment::changed, this, &InjectPanel::fillList);
  fillList();
  follow();
}

void InjectPanel::makeForm() {
  kind_ = new QComboBox(this);
  kind_->setObjectName("inject.kind");
  kind_->setAccessibleName("What happens");
  for (const InjectionKind& k : injectionKinds()) kind_->addItem(k.text);
  place_ = new QComboBox(this);
  place_->setObjectName("inject.place");
  place_->setAccessibleName("Where");
  strength_ = new QDoubleSpinBox(this);
  strength_->setObjectName("inject.strength");
  strength_->setAccessibleName("How much");
  lasts_ = new QLineEdit("10min", this);
  lasts_->setObjectName("inject.lasts");
  lasts_->setAccessibleName("For how long");
  lasts_->setPlaceholderText("to the end");
  lasts_->setToolTip("As 90s, 10min, 1h30min; empty: to the end of the run");
  inject_ = new QPushButton("&Inject now", this);
  inject_->setObjectName("inject.now");
  inject_->setAccessibleName("Inject now");
  placeName_ = new QLabel(this);
  strengthName_ = new QLabel(this);
  lastsName_ = new QLabel("&For", this);
  placeName_->setBuddy(place_);
  strengthName_->setBuddy(strength_);
  lastsName_->setBuddy(lasts_);
  trouble_ = new QLabel(this);
  trouble_->setObjectName("inject.trouble");
  trouble_->setAccessibleName("What is wrong");
  trouble_->setTextFormat(Qt::PlainText);
  trouble_->setWordWrap(true);
  trouble_->hide();
  connect(kind_, &QComboBox::currentIndexChanged, this, &InjectPanel::offerPlaces);
  connect(inject_, &QPushButton::clicked, this, &InjectPanel::inject);
  connect(lasts_, &QLineEdit::returnPressed, this, &InjectPanel::inject);
}

void InjectPanel::makeList() {
  done_ = new QListWidget(this);
  done_->setObjectName("inject.done");
  done_->setAccessibleName("What was injected");
  done_->setWordWrap(true);
  done_->setTextElideMode(Qt::ElideNone);
  done_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  none_ = new QLabel(
      "Nothing yet. What is injected begins at once; the run is repeatable: it becomes a part of the "
      "scenario, which can be saved.",
      this);
  none_->setWordWrap(true);
  none_->setEnabled(false);
  undo_ = new QPushButton("&Take back", this);
  undo_->setObjectName("inject.undo");
  undo_->setAccessibleName("Take back");
  undo_->setToolTip("The run as it would have been without it");
  connect(undo_, &QPushButton::clicked, this, &InjectPanel::takeBack);
  connect(done_, &QListWidget::currentRowChanged, this, [this] { follow(); });
}

/// One for each kind: it is chosen, and what is still to be said has the focus.
void InjectPanel::makeVerbs() {
  for (std::size_t k = 0; k < injectionKinds().size(); ++k) {
    const InjectionKind& kind = injectionKinds()[k];
    auto* action = new QAction(QString(kind.text) + "…", this);
    action->setObjectName(QString("run.inject-") + kind.word);
    action->setStatusTip(QString(kind.text) + ", now or soon: asks where and for how long");
    action->setProperty("menu", "Run");
    action->setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | static_cast<Qt::Key>(Qt::Key_1 + k)));
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(action, &QAction::triggered, this, [this, k] {
      kind_->setCurrentIndex(static_cast<int>(k));
      place_->setFocus();
    });
    verbs_ << action;
  }
}

void InjectPanel::lay() {
  auto* form = new QFormLayout;
  form->setContentsMargins(0, 0, 0, 0);
  form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
  auto* what = new QLabel("&What", this);
  what->setBuddy(kind_);
  form->addRow(what, kind_);
  form->addRow(placeName_, place_);
  form->addRow(strengthName_, strength_);
  form->addRow(lastsName_, lasts_);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(10, 8, 10, 8);
  column->addWidget(heading("Inject now", this));
  column->addLayout(form);
  column->addWidget(trouble_);
  column->addWidget(inject_);
  column->addSpacing(8);
  column->addWidget(heading("Injected", this));
  column->addWidget(none_);
  column->addWidget(done_, 1);
  column->addWidget(undo_);
  column->addStretch(0);
}

/// What this kind asks for, of what this scenario has.
void InjectPanel::offerPlaces() {
  const InjectionKind& k = injectionKinds()[static_cast<std::size_t>(kind_->currentIndex())];
  const QString before = place_->currentText();
  place_->clear();
  if (offered_)
    for (const std::string& place : placesOf(k.kind, *offered_)) place_->addItem(text(place));
  if (const int again = place_->findText(before); again >= 0) place_->setCurrentIndex(again);
  placeName_->setText(QString("&") + k.place);
  strengthName_->setText(k.strength ? k.strength : "");
  strengthName_->setAccessibleName("How much");
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
  follow();
}

void InjectPanel::inject() {
  const InjectionKind& k = injectionKinds()[static_cast<std::size_t>(kind_->currentIndex())];
  Injection injection;
  injection.kind = k.kind;
  injection.place = place_->currentText().toStdString();
  injection.strength = k.strength ? strength_->value() : 1;
  if (const std::string lasts = lasts_->text().trimmed().toStdString(); k.lasting && !lasts.empty()) {
    Refusal refusal;
    injection.lasts = readDuration(lasts, refusal);
    if (!injection.lasts) return say(text(refusal.what + ": " + refusal.wanted));
  }
  say(experiment_.inject(injection) ? QString() : text(experiment_.trouble()));
}

void InjectPanel::takeBack() {
  if (const int row = done_->currentRow(); row >= 0) experiment_.takeBack(static_cast<std::size_t>(row));
}

void InjectPanel::follow() {
  const auto prepared = experiment_.session().prepared();
  const ScenarioSpec* spec = prepared && prepared->ready() ? &prepared->blueprint->spec : nullptr;
  if (spec != offered_) {
    offered_ = spec;
    offerPlaces();
    return;
  }
  const RunProgress& p = experiment_.session().progress();
  const bool possible = spec && !p.over() && !p.catchingUp && place_->count() > 0;
  inject_->setEnabled(possible);
  inject_->setToolTip(possible               ? "It begins at the next millisecond of the run"
                      : p.over()             ? "The run is over: run it again first"
                      : place_->count() == 0 ? "This scenario has nothing of that kind"
                                             : "The run is going over what was seen already");
  undo_->setEnabled(done_->currentRow() >= 0 && !p.catchingUp);
}

void InjectPanel::fillList() {
  const int row = done_->currentRow();
  done_->clear();
  const auto prepared = experiment_.session().prepared();
  const Clock clock(prepared && prepared->ready() ? prepared->blueprint->calendar.iso(Instant()) : std::string());
  for (const Injection& i : experiment_.injections())
    done_->addItem(text(clock.time(i.at.inSeconds(), true) + "  " + sentenceOf(i)));
  if (experiment_.rewroteThePast() && done_->count() > 0) {
    QListWidgetItem* last = done_->item(done_->count() - 1);
    last->setText(last->text() + "\n(and what was before it is another: something plans from the expected demand)");
  }
  none_->setVisible(done_->count() == 0);
  done_->setVisible(done_->count() > 0);
  undo_->setVisible(done_->count() > 0);
  done_->setCurrentRow(std::min(row < 0 ? done_->count() - 1 : row, done_->count() - 1));
  follow();
}

void InjectPanel::say(const QString& what) {
  trouble_->setText(what);
  trouble_->setVisible(!what.isEmpty());
}

}  // namespace headroom::gui
