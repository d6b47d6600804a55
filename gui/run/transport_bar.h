// SPDX-License-Identifier: GPL-3.0-or-later
/// The line above a run: run, pause, step, speed, stop, again; and where it is, how fast, and how long it will take.
///
/// Its buttons are actions, which its owner adds to what can be done on a page.
#pragma once

#ifndef Q_MOC_RUN  // it stumbles over <compare>
#include "gui/run/experiment.h"
#endif

#include <QAction>
#include <QComboBox>
#include <QLabel>
#include <QProgressBar>
#include <QToolButton>
#include <QWidget>

namespace headroom::gui {

class TransportBar : public QWidget {
  Q_OBJECT

 public:
  /// The experiment must outlive it.
  explicit TransportBar(Experiment&, QWidget* parent = nullptr);

  const QList<QAction*>& verbs() const { return verbs_; }
  /// The pace that is chosen: simulated seconds in a second, for a run of this length.
  double paceFor(double duration) const;

 protected:
  void changeEvent(QEvent*) override;

 private:
  QAction* verb(const char* name, const QString& text, const char* tip, const QKeySequence&);
  void makeVerbs();
  void makeSpeeds();
  void lay();
  void toggle();
  void dress();
  void follow();
  QString whereText() const;

  Experiment& experiment_;
  QList<QAction*> verbs_;
  QAction *toggle_, *stepEvent_, *stepBucket_, *stepDecision_, *stop_, *again_;
  QToolButton* stepButton_;
  QComboBox* speed_;
  QProgressBar* share_;
  QLabel* where_ = nullptr;  // the last that is made
};

/// "3.2 M events/s", "850 events/s".
QString rateText(double eventsPerSecond);

}  // namespace headroom::gui
