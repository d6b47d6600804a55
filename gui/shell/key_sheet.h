// SPDX-License-Identifier: GPL-3.0-or-later
/// The sheet of keys (F1): every verb that has one, by menu, with a line to search in.
#pragma once

#include <vector>

#include <QAction>
#include <QDialog>

namespace headroom::gui {

class KeySheet : public QDialog {
  Q_OBJECT

 public:
  KeySheet(const std::vector<QAction*>& verbs, QWidget* parent);
};

}  // namespace headroom::gui
