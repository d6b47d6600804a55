// SPDX-License-Identifier: GPL-3.0-or-later
/// The command palette: everything that can be done, found by a few letters of its name.
///
/// Arrow keys choose, Enter does it, Escape leaves. What is typed is matched as fuzzyScore() says; without letters the
/// entries stand in the order in which they came.
#pragma once

#include <functional>
#include <vector>

#include <QDialog>
#include <QLineEdit>
#include <QListWidget>

namespace headroom::gui {

struct Command {
  QString text;    // "Zoom in"
  QString beside;  // "View", "Ctrl++"
  std::function<void()> act;
};

class CommandPalette : public QDialog {
  Q_OBJECT

 public:
  CommandPalette(std::vector<Command>, QWidget* parent);

 protected:
  bool eventFilter(QObject*, QEvent*) override;

 private:
  void filter(const QString& typed);
  void act(QListWidgetItem*);

  std::vector<Command> commands_;
  QLineEdit* typed_;
  QListWidget* list_;
};

}  // namespace headroom::gui
