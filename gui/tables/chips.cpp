// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/tables/chips.h"

#include <utility>

namespace headroom::gui {

Chips::Chips(QWidget* parent) : QWidget(parent), row_(new QHBoxLayout(this)) {
  setAccessibleName("Filters");
  row_->setContentsMargins(10, 0, 10, 6);
  row_->setSpacing(6);
  row_->addStretch(1);
  hide();
}

void Chips::set(std::vector<Chip> chips) {
  while (static_cast<std::size_t>(buttons_.size()) > chips.size()) {
    buttons_.back()->hide();
    buttons_.back()->deleteLater();  // it may be its own click that takes it away
    buttons_.removeLast();
  }
  for (std::size_t i = 0; i < chips.size(); ++i) {
    const auto at = static_cast<qsizetype>(i);
    if (at == buttons_.size()) {
      buttons_ << new QToolButton(this);
      row_->insertWidget(static_cast<int>(i), buttons_.back());
      buttons_.back()->show();
    }
    QToolButton* button = buttons_[at];
    button->setText(chips[i].text + "  ×");
    button->setAccessibleName("Filter " + chips[i].text + ": take away");
    button->disconnect();
    connect(button, &QToolButton::clicked, this, [remove = std::move(chips[i].remove)] {
      const auto kept = remove;  // the click may end the button, and this with it
      kept();
    });
  }
  setVisible(!buttons_.isEmpty());
}

}  // namespace headroom::gui
