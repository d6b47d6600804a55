// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/editor/find_bar.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QToolButton>

namespace headroom::gui {

FindBar::FindBar(CodeView* code, QWidget* parent) : QWidget(parent), code_(code) {
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(8, 4, 8, 4);
  words_ = new QLineEdit;
  words_->setPlaceholderText(tr("Find"));
  words_->setAccessibleName(tr("Find"));
  words_->setClearButtonEnabled(true);
  verdict_ = new QLabel;
  verdict_->setAccessibleName(tr("Result of the search"));
  row->addWidget(words_);
  const auto button = [&](Qt::ArrowType arrow, const QString& name, bool backward) {
    auto* b = new QToolButton;
    b->setArrowType(arrow);
    b->setAccessibleName(name);
    b->setToolTip(name);
    b->setAutoRaise(true);
    connect(b, &QToolButton::clicked, this, [this, backward] { look(backward); });
    row->addWidget(b);
  };
  button(Qt::UpArrow, tr("Previous match"), true);
  button(Qt::DownArrow, tr("Next match"), false);
  row->addWidget(verdict_, 1);
  connect(words_, &QLineEdit::textEdited, this, [this] {
    QTextCursor c = code_->textCursor();
    c.setPosition(c.selectionStart());
    code_->setTextCursor(c);
    look(false);
  });
  hide();
}

void FindBar::open() {
  const QString selected = code_->textCursor().selectedText();
  if (!selected.isEmpty() && !selected.contains(QChar::ParagraphSeparator)) words_->setText(selected);
  show();
  words_->selectAll();
  words_->setFocus();
}

void FindBar::look(bool backward) {
  const bool found = code_->findNext(words_->text(), backward);
  verdict_->setText(found || words_->text().isEmpty() ? QString() : tr("Not in this text"));
}

void FindBar::keyPressEvent(QKeyEvent* event) {
  if (event->key() == Qt::Key_Escape) {
    hide();
    code_->setFocus();
  } else if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
    look(event->modifiers().testFlag(Qt::ShiftModifier));
  } else {
    QWidget::keyPressEvent(event);
  }
}

}  // namespace headroom::gui
