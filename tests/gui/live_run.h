// SPDX-License-Identifier: GPL-3.0-or-later
/// What tests of runs in the window share.
#pragma once

#include "gui/run/run_session.h"
#include "tests/gui/real_trace.h"

#include <functional>

#include <QElapsedTimer>
#include <QTest>

namespace headroom::gui {

/// Turns the event loop until it is so; false after a minute.
inline bool waitFor(const std::function<bool()>& so) {
  QElapsedTimer timer;
  timer.start();
  while (!so()) {
    if (timer.elapsed() > 60'000) return false;
    QTest::qWait(1);
  }
  return true;
}

inline std::shared_ptr<const Prepared> prepareSmall(std::vector<std::string> sets = {}) {
  Recipe recipe;
  recipe.file = "small.yaml";
  recipe.text = smallScenario;
  recipe.sets = std::move(sets);
  return prepare(recipe);
}

inline std::shared_ptr<const Prepared> prepareLibrary(const std::string& name) {
  Recipe recipe;
  recipe.file = name;
  return prepare(recipe);
}

/// What `headroom run` would print of it.
inline std::string fingerprintOf(const Prepared& p) {
  NoProgress quiet;
  return runOnce(p.blueprint, p.seed(), 0, {}, quiet).fingerprint;
}

inline bool ended(const RunSession& session) { return session.progress().over(); }

}  // namespace headroom::gui
