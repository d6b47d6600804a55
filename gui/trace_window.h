// SPDX-License-Identifier: GPL-3.0-or-later
/// A window that shows one trace on a TracePage.
///
/// A file that cannot be read leaves what is on show, and a message says why.
#pragma once

#include "gui/trace_page.h"

#include <QLabel>
#include <QMainWindow>
#include <QStackedWidget>

namespace headroom::gui {

class TraceWindow : public QMainWindow {
  Q_OBJECT

 public:
  TraceWindow();

  /// False, and a message, if the file cannot be read.
  bool open(const QString& file);
  TracePage& page() { return *page_; }
  /// What is wrong; empty: nothing.
  QString message() const { return message_->text(); }

 protected:
  void dragEnterEvent(QDragEnterEvent*) override;
  void dropEvent(QDropEvent*) override;

 private:
  void makeMenus();
  void chooseFile();
  void say(const QString& message);

  QLabel* message_;
  QStackedWidget* pages_;
  TracePage* page_;
};

}  // namespace headroom::gui
