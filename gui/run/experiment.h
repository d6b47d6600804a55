// SPDX-License-Identifier: GPL-3.0-or-later
/// A run and what was done to it by hand: injections, each of which can be taken back, and another seed.
///
/// The way of an injection: the run pauses at an event boundary, the injection begins at the next whole millisecond,
/// and the scenario with it is run again from the start to where it had paused, as fast as possible; then it goes on as
/// before. So the run is at every moment that of a scenario text, which can be saved and gives the same fingerprint
/// by `headroom run`. Cost: the time the engine needs to come to that moment again.
#pragma once

#ifndef Q_MOC_RUN  // it stumbles over <compare>
#include "gui/run/injection.h"
#include "gui/run/run_session.h"
#endif

#include <memory>
#include <string>
#include <vector>

#include <QObject>

namespace headroom::gui {

class Experiment : public QObject {
  Q_OBJECT

 public:
  explicit Experiment(QObject* parent = nullptr);

  void start(const Recipe&, RunStart = {});
  RunSession& session() { return session_; }
  const RunSession& session() const { return session_; }
  const std::vector<Injection>& injections() const { return injections_; }

  /// From now on; `at` and `name` are filled in. False, and trouble() says why: the run goes on as it was.
  bool inject(Injection);
  /// The run as it would have been without it, up to where it is now.
  bool takeBack(std::size_t injection);
  /// From the start, with everything that was injected.
  void again(std::uint64_t seed);
  const std::string& trouble() const { return trouble_; }
  /// The last injection changed what had happened before it (gui/run/injection.h says when).
  bool rewroteThePast() const { return rewrote_; }

  /// The scenario as it is run now, whole: seed, settings and injections are in it. Paths in it start at `directory`.
  std::string scenarioText(const std::string& directory) const;

 Q_SIGNALS:
  /// The list of injections is another, or what the last one did to the past is known.
  void changed();

 private:
  bool goOnWith(std::vector<Injection>, Instant at, bool running);
  void compareThePast();
  Recipe with(const std::vector<Injection>&) const;
  void forget();

  Recipe recipe_;  // without injections
  std::vector<Injection> injections_;
  std::shared_ptr<const Prepared> base_;  // … made ready
  std::string trouble_;
  std::shared_ptr<const RunData> before_;  // as it was seen before the last injection, until it has come there again
  bool rewrote_ = false;
  RunSession session_;
};

}  // namespace headroom::gui
