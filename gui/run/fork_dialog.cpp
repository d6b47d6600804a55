// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/run/fork_dialog.h"

#include "gui/text.h"
#include "scenarios/render_issues.h"
#include "scenarios/units.h"

#include <QFormLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace headroom::gui {
namespace {

constexpr int pauseOfTyping = 150;  // ms

/// The first error with what was wanted and a hint, where there are any.
QString troubleOf(const Prepared& p) {
  for (const Issue& i : p.loaded.issues) {
    if (i.severity != Issue::Severity::error) continue;
    QString all = text(i.what);
    if (!i.wanted.empty()) all += "\nwanted: " + text(i.wanted);
    if (!i.hint.empty()) all += "\n" + text(i.hint);
    return all;
  }
  return text(p.trouble);
}

}  // namespace

ForkDialog::ForkDialog(std::shared_ptr<const Prepared> base, Instant at, QWidget* parent)
    : QDialog(parent), base_(std::move(base)) {
  setWindowTitle("Fork the run");
  setAccessibleName("Fork the run");
  at_ = new QLineEdit(text(writeDuration(at.sinceStart())), this);
  at_->setObjectName("fork.at");
  at_->setAccessibleName("From when on");
  at_->setToolTip("Since the start of the run, as 19h30min");
  happens_ = new QRadioButton("Something &happens", this);
  happens_->setObjectName("fork.happens");
  happens_->setAccessibleName("Something happens");
  setting_ = new QRadioButton("A &setting is another", this);
  setting_->setObjectName("fork.setting");
  setting_->setAccessibleName("A setting is another");
  happens_->setChecked(true);
  form_ = new InjectionForm(this);
  form_->offer(&base_->blueprint->spec);
  set_ = new QLineEdit(this);
  set_->setObjectName("fork.set");
  set_->setAccessibleName("Path and value");
  set_->setPlaceholderText("services.web.fleet.min=9");
  note_ = new QLabel(this);
  note_->setObjectName("fork.note");
  note_->setWordWrap(true);
  trouble_ = new QLabel(this);
  trouble_->setObjectName("fork.trouble");
  trouble_->setAccessibleName("What is wrong");
  trouble_->setTextFormat(Qt::PlainText);
  trouble_->setWordWrap(true);
  buttons_ = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
  buttons_->setAccessibleName("Fork or not");
  buttons_->button(QDialogButtonBox::Ok)->setText("&Fork");
  for (QAbstractButton* b : buttons_->buttons()) b->setAccessibleName(b->text().remove('&'));
  lay();
  later_.setSingleShot(true);
  later_.setInterval(pauseOfTyping);
  connect(&later_, &QTimer::timeout, this, &ForkDialog::check);
  const auto soon = [this] {
    buttons_->button(QDialogButtonBox::Ok)->setEnabled(false);
    later_.start();
  };
  connect(at_, &QLineEdit::textChanged, this, soon);
  connect(set_, &QLineEdit::textChanged, this, soon);
  connect(form_, &InjectionForm::edited, this, soon);
  connect(happens_, &QRadioButton::toggled, this, [this](bool happens) {
    form_->setEnabled(happens);
    set_->setEnabled(!happens);
    if (!happens) set_->setFocus();
    check();
  });
  connect(buttons_, &QDialogButtonBox::accepted, this, &QDialog::accept);
  connect(buttons_, &QDialogButtonBox::rejected, this, &QDialog::reject);
  set_->setEnabled(false);
  check();
}

void ForkDialog::lay() {
  auto* when = new QFormLayout;
  auto* whenName = new QLabel("F&rom", this);
  whenName->setBuddy(at_);
  when->addRow(whenName, at_);
  const auto indented = [](QWidget* w) {
    auto* row = new QHBoxLayout;
    row->setContentsMargins(24, 0, 0, 6);
    row->addWidget(w);
    return row;
  };
  auto* column = new QVBoxLayout(this);
  column->addLayout(when);
  column->addSpacing(6);
  column->addWidget(happens_);
  column->addLayout(indented(form_));
  column->addWidget(setting_);
  column->addLayout(indented(set_));
  column->addLayout(indented(note_));
  column->addWidget(trouble_);
  column->addStretch(1);
  column->addWidget(buttons_);
  resize(440, sizeHint().height());
}

std::optional<ForkChange> ForkDialog::asked(QString& trouble) const {
  Refusal refusal;
  const auto at = readDuration(at_->text().trimmed().toStdString(), refusal);
  if (!at) {
    trouble = text(refusal.what + ": " + refusal.wanted);
    return std::nullopt;
  }
  if (*at >= base_->blueprint->duration) {
    trouble = "The run is over by then: it lasts " + text(writeDuration(base_->blueprint->duration));
    return std::nullopt;
  }
  if (happens_->isChecked()) {
    const auto injection = form_->filled(trouble);
    if (!injection) return std::nullopt;
    return changeOf(*injection, Instant::at(*at), *base_->loaded.spec);
  }
  if (set_->text().trimmed().isEmpty()) return std::nullopt;
  const std::string set = set_->text().trimmed().toStdString();
  const ForkChange change = changeOf(set, Instant::at(*at), *base_->loaded.spec);
  return troubleWith(change).isEmpty() ? change : changeFromTheStart(set, Instant::at(*at));
}

QString ForkDialog::troubleWith(const ForkChange& change) const {
  Recipe recipe = base_->recipe;
  recipe.sets.push_back(change.set);
  const auto tried = prepare(recipe);
  return tried->ready() ? QString() : troubleOf(*tried);
}

void ForkDialog::check() {
  later_.stop();
  QString trouble;
  change_ = asked(trouble);
  if (change_) trouble = troubleWith(*change_);
  if (!trouble.isEmpty()) change_.reset();
  note_->setText(!change_ || happens_->isChecked() ? QString()
                 : change_->fromTheStart
                     ? "This cannot change while a run goes on. It holds from the start of the run: what came before "
                       "this moment may be another, too."
                     : "From this moment on; until then both are the same run.");
  trouble_->setText(trouble);
  trouble_->setVisible(!trouble.isEmpty());
  buttons_->button(QDialogButtonBox::Ok)->setEnabled(change_.has_value());
}

}  // namespace headroom::gui
