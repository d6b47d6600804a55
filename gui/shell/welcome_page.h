// SPDX-License-Identifier: GPL-3.0-or-later
/// Where one begins: the scenarios of the library, each with its sentence and a small picture; what was open lately.
///
/// A click or Enter chooses. Letters typed in the line above leave the scenarios whose name or sentence holds all the
/// words; arrow keys go from there into the pictures. Pictures are worked out one at a time while nothing else is to
/// be done, and kept for as long as the program runs.
#pragma once

#include "gui/page.h"

#include <functional>

#include <QLineEdit>
#include <QListWidget>
#include <QTimer>

namespace headroom::gui {

class WelcomePage : public Page {
  Q_OBJECT

 public:
  /// `recent`: what was open lately, asked for whenever the page comes to be seen.
  explicit WelcomePage(std::function<QStringList()> recent, QWidget* parent = nullptr);

  QString title() const override { return "Welcome"; }
  QString source() const override { return {}; }
  /// For tests.
  QListWidget& scenarios() { return *scenarios_; }
  QListWidget& recent() { return *recent_; }
  bool busy() const override { return drawing_.isActive(); }

 Q_SIGNALS:
  /// A file, or the name of a library scenario.
  void chosen(const QString& source);
  void wantsFile();

 protected:
  void showEvent(QShowEvent*) override;
  bool eventFilter(QObject*, QEvent*) override;

 private:
  QWidget* makeLibrary();
  QWidget* makeSide();
  void fill();
  void filter(const QString& typed);
  void drawNext();

  std::function<QStringList()> askRecent_;
  QLineEdit* filter_;
  QListWidget *scenarios_, *recent_;
  QTimer drawing_;
};

}  // namespace headroom::gui
