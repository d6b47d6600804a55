// SPDX-License-Identifier: GPL-3.0-or-later
/// A sentence above the text with what can be done about it.
#pragma once

#include <functional>
#include <vector>

#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace headroom::gui {

class Banner : public QFrame {
 public:
  struct Choice {
    QString text;
    std::function<void()> act;
  };

  explicit Banner(QWidget* parent = nullptr) : QFrame(parent), row_(new QHBoxLayout(this)), label_(new QLabel) {
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::AlternateBase);
    row_->setContentsMargins(10, 5, 10, 5);
    label_->setWordWrap(true);
    label_->setAccessibleName(tr("Notice"));
    row_->addWidget(label_, 1);
    hide();
  }

  void say(const QString& sentence, const std::vector<Choice>& choices) {
    qDeleteAll(buttons_);
    buttons_.clear();
    label_->setText(sentence);
    for (const Choice& c : choices) {
      auto* button = new QPushButton(c.text);
      button->setAccessibleName(QString(c.text).remove('&'));
      connect(button, &QPushButton::clicked, this, c.act, Qt::QueuedConnection);  // it may take the button away
      row_->addWidget(button);
      buttons_.append(button);
    }
    setVisible(!sentence.isEmpty());
  }
  QString sentence() const { return isHidden() ? QString() : label_->text(); }

 private:
  QHBoxLayout* row_;
  QLabel* label_;
  QList<QPushButton*> buttons_;
};

}  // namespace headroom::gui
