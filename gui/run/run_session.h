// SPDX-License-Identifier: GPL-3.0-or-later
/// A run for the window: commands go to the engine in its thread, what comes back is kept and told by a signal.
///
/// Promises: a command acts within 100 ms; moved() comes at least ten times a second while the run goes on, and after
/// every change of its state; a session that is destroyed has ended its thread. All calls and signals are of the
/// thread that the session lives in. What it costs the engine: tests/bench/live.cpp.
#pragma once

#ifndef Q_MOC_RUN  // it stumbles over <compare>
#include "gui/run/run_engine.h"
#endif

#include <memory>

#include <QObject>

namespace headroom::gui {

class RunSession : public QObject {
  Q_OBJECT

 public:
  using QObject::QObject;

  /// A new run; the one before is ended. A scenario that is not ready fails with its sentence. With `seenTo` what is
  /// on show stays until the new run has come so far.
  void start(std::shared_ptr<const Prepared>, RunStart = {});
  void run();
  void pause();
  void step(Step);
  /// Simulated seconds in a second; 0: as fast as possible. Kept for the runs to come.
  void setPace(double);
  void stop();

  /// Empty until the run has begun.
  std::shared_ptr<const RunData> data() const { return data_; }
  const RunProgress& progress() const { return progress_; }
  /// Only of a run that has come to its end.
  std::shared_ptr<const RunOutcome> outcome() const { return outcome_; }
  /// What is run, and where it came from; empty before the first.
  std::shared_ptr<const Prepared> prepared() const { return prepared_; }
  RunSoFar soFar() const { return {data_, prepared_, outcome_}; }
  double pace() const { return pace_; }
  /// Returns when the engine has paused, with where exactly it is.
  Instant pauseNow();

 Q_SIGNALS:
  void moved();

 private:
  void take();

  std::shared_ptr<const Prepared> prepared_;
  std::shared_ptr<const RunData> data_;
  std::shared_ptr<const RunOutcome> outcome_;
  RunProgress progress_;
  double pace_ = 0;
  std::unique_ptr<RunEngine> engine_;  // the last: it ends before what its messages are taken into
};

}  // namespace headroom::gui
