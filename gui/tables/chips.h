// SPDX-License-Identifier: GPL-3.0-or-later
/// A row of what narrows the tables and statistics, each with an × that takes it away. Gone where nothing does.
#pragma once

#include <functional>
#include <vector>

#include <QHBoxLayout>
#include <QToolButton>
#include <QWidget>

namespace headroom::gui {

struct Chip {
  QString text;
  std::function<void()> remove;
};

class Chips : public QWidget {
  Q_OBJECT

 public:
  explicit Chips(QWidget* parent = nullptr);
  void set(std::vector<Chip>);

 private:
  QHBoxLayout* row_;
  QList<QToolButton*> buttons_;
};

}  // namespace headroom::gui
