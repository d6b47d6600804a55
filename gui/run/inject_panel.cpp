// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/run/inject_panel.h"

#include "gui/data/view.h"
#include "gui/text.h"

#include <algorithm>

#include <QVBoxLayout>

namespace headroom::gui {
namespace {

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
  makeParts();
  makeVerbs();
  lay();
  connect(&experiment_.session(), &RunSession::moved, this, &InjectPanel::follow);
  connect(&experiment_, &Experiment::changed, this, &InjectPanel::fillList);
  fillList();
}

void InjectPanel::makeParts() {
  form_ = new InjectionForm(this);
  inject_ = new QPushButton("&Inject now", this);
  inject_->setObjectName("inject.now");
  inject_->setAccessibleName("Inject now");
  trouble_ = new QLabel(this);
  trouble_->setObjectName("inject.trouble");
  trouble_->setAccessibleName("What is wrong");
  trouble_->setTextFormat(Qt::PlainText);
  trouble_->setWordWrap(true);
  trouble_->hide();
  done_ = new QListWidget(this);
  done_->setObjectName("inject.done");
  done_->setAccessibleName("What was injected");
  done_->setWordWrap(true);
  done_->setTextElideMode(Qt::ElideNone);
  done_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  done_->setSizeAdjustPolicy(QAbstractScrollArea::AdjustToContents);
  done_->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
  none_ = new QLabel(
      "Nothing yet. What is injected begins at once and becomes a part of the scenario: the run can be "
      "repeated from it.",
      this);
  none_->setWordWrap(true);
  none_->setEnabled(false);
  undo_ = new QPushButton("&Take back", this);
  undo_->setObjectName("inject.undo");
  undo_->setAccessibleName("Take back");
  undo_->setToolTip("The run as it would have been without it");
  connect(form_, &InjectionForm::edited, this, &InjectPanel::follow);
  connect(form_, &InjectionForm::entered, this, &InjectPanel::inject);
  connect(inject_, &QPushButton::clicked, this, &InjectPanel::inject);
  connect(undo_, &QPushButton::clicked, this, &InjectPanel::takeBack);
  connect(done_, &QListWidget::currentRowChanged, this, [this] { follow(); });
}

/// One for each kind: it is chosen, and what is still to be said has the focus.
void InjectPanel::makeVerbs() {
  for (std::size_t k = 0; k < injectionKinds().size(); ++k) {
    const InjectionKind& kind = injectionKinds()[k];
    auto* action = new QAction(QString(kind.text) + "…", this);
    action->setObjectName(QString("run.inject-") + kind.word);
    action->setStatusTip(QString(kind.text) + " while it runs: asks where and how much");
    action->setProperty("menu", "Run");
    action->setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | static_cast<Qt::Key>(Qt::Key_1 + k)));
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(action, &QAction::triggered, this, [this, k] {
      Q_EMIT wanted();
      form_->ask(k);
    });
    verbs_ << action;
  }
}

void InjectPanel::lay() {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(10, 8, 10, 8);
  column->addWidget(heading("Inject now", this));
  column->addWidget(form_);
  column->addWidget(trouble_);
  column->addWidget(inject_);
  column->addSpacing(8);
  column->addWidget(heading("Injected", this));
  column->addWidget(none_);
  column->addWidget(done_);
  column->addWidget(undo_);
  column->addStretch(1);
}

void InjectPanel::inject() {
  if (!inject_->isEnabled()) return;
  QString trouble;
  const auto injection = form_->filled(trouble);
  if (injection && !experiment_.inject(*injection)) trouble = text(experiment_.trouble());
  say(trouble);
}

void InjectPanel::takeBack() {
  if (const int row = done_->currentRow(); row >= 0) experiment_.takeBack(static_cast<std::size_t>(row));
}

void InjectPanel::follow() {
  const auto prepared = experiment_.session().prepared();
  const bool ready = prepared && prepared->ready();
  if (prepared != offered_) {
    offered_ = prepared;
    return form_->offer(ready ? &prepared->blueprint->spec : nullptr);  // which comes back here
  }
  const RunProgress& p = experiment_.session().progress();
  inject_->setEnabled(ready && !p.over() && !p.catchingUp && form_->hasPlaces());
  inject_->setToolTip(p.over()              ? "The run is over: run it again first"
                      : p.catchingUp        ? "The run is going over what was seen already"
                      : !form_->hasPlaces() ? "This scenario has nothing of that kind"
                                            : "It begins at the next millisecond of the run");
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
    last->setText(last->text() + "\n(what was before it is another, too: something plans ahead from the demand)");
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
