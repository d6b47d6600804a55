// SPDX-License-Identifier: GPL-3.0-or-later
/// Two branches of a run from one moment on, A as it was and B with one thing changed, with the same random numbers.
///
/// Both are run from the start, in threads of their own, as fast as they can; no state is copied. For a change that
/// begins at the moment (a fault, a surge, a new size, a policy's target) that is the same as a copy would be: until
/// then both are one run, event by event, and whether they are is looked at, series by series (`parted`). A setting
/// that cannot change while a run goes on (models/change_spec.h), B has from its start, and its past may be another.
#pragma once

#ifndef Q_MOC_RUN  // it stumbles over <compare>
#include "gui/run/injection.h"
#include "gui/run/run_session.h"
#endif

#include <optional>
#include <string>
#include <vector>

#include <QObject>

namespace headroom::gui {

/// What B has and A has not.
struct ForkChange {
  Instant at;
  std::string set;       // of a recipe
  std::string sentence;  // "zone c lost, 40 min"
  bool fromTheStart = false;
};

/// An injection that begins at the moment, given what is run.
ForkChange changeOf(Injection, Instant at, const ScenarioSpec&);
/// "path=value", from the moment on.
ForkChange changeOf(const std::string& set, Instant at, const ScenarioSpec&);
/// The same from the start of the run.
ForkChange changeFromTheStart(const std::string& set, Instant at);

class Fork : public QObject {
  Q_OBJECT

 public:
  explicit Fork(QObject* parent = nullptr);
  /// `base`: what A runs.
  void start(const Recipe& base, const ForkChange&);
  void stop();

  const RunSession& a() const { return a_; }
  const RunSession& b() const { return b_; }
  const ForkChange& change() const { return change_; }
  bool over() const { return a_.progress().over() && b_.progress().over(); }
  /// Whether the branches differed before the moment; not known until both have come to it.
  std::optional<bool> parted() const { return parted_; }

 Q_SIGNALS:
  void moved();

 private:
  void follow();

  ForkChange change_;
  std::optional<bool> parted_;
  RunSession a_, b_;
};

}  // namespace headroom::gui
