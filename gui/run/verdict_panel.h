// SPDX-License-Identifier: GPL-3.0-or-later
/// What a run amounts to: promises, objectives, latency, cost, in the words and figures of `headroom run`.
#pragma once

#ifndef Q_MOC_RUN  // it stumbles over <compare>
#include "gui/run/run_engine.h"
#endif

#include <memory>

#include <QTextBrowser>

namespace headroom::gui {

class VerdictPanel : public QTextBrowser {
  Q_OBJECT

 public:
  explicit VerdictPanel(QWidget* parent = nullptr);
  void show(std::shared_ptr<const RunOutcome>);
  using QTextBrowser::show;
  /// In place of figures.
  void say(const QString& sentence);

 protected:
  void changeEvent(QEvent*) override;

 private:
  void draw();
  std::shared_ptr<const RunOutcome> outcome_;
  QString sentence_;
};

/// As a table of labels and facts.
QString htmlOf(const RunOutcome&, const QPalette&);

}  // namespace headroom::gui
