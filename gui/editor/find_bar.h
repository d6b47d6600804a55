// SPDX-License-Identifier: GPL-3.0-or-later
/// A line to look for words in the text: Enter goes on, Shift+Enter back, Escape away.
#pragma once

#include "gui/editor/code_view.h"

#include <QLabel>
#include <QLineEdit>

namespace headroom::gui {

class FindBar : public QWidget {
  Q_OBJECT

 public:
  FindBar(CodeView*, QWidget* parent = nullptr);
  /// Comes up with what is selected.
  void open();

 protected:
  void keyPressEvent(QKeyEvent*) override;

 private:
  void look(bool backward);

  CodeView* code_;
  QLineEdit* words_;
  QLabel* verdict_;
};

}  // namespace headroom::gui
