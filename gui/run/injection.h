// SPDX-License-Identifier: GPL-3.0-or-later
/// What can be done to a running system by hand, as values of its scenario: plain data, no widgets.
///
/// An injection is a fault that begins at a time of the run; a surge is a demand of its own, with the callers of
/// another one. As text it is a `--set`; the scenario with it, run from the start, is the run in which it was injected:
/// neither draws from a stream that was there before. Only what knows the whole of the expected demand ahead can make
/// an earlier difference: `peak`, and policies that plan from the scenario's own curves. Left out: surges of closed
/// loops.
#pragma once

#include "models/scenario_spec.h"

#include <optional>
#include <string>
#include <vector>

namespace headroom::gui {

struct Injection {
  enum class Kind : std::uint8_t { loseZone, killWorkers, slow, errors, surge, resize };
  Kind kind = Kind::loseZone;
  std::string place;    // a zone, a service, or a demand; a dependency is a service
  double strength = 1;  // workers; times as slow; share of errors; times as many
  Instant at;
  std::optional<Duration> lasts;  // absent: to the end; of killed workers it says nothing
  std::string name;               // in the scenario: "injected-1"
};

/// "faults.injected-1={zone_outage: {zone: b, at: 10min, lasts: 5min}}". `spec`: without it.
std::string setOf(const Injection&, const ScenarioSpec& spec);
/// "zone b lost, 40 min".
std::string sentenceOf(const Injection&);

struct InjectionKind {
  Injection::Kind kind;
  const char *word, *text, *place;  // "lose-zone", "Lose a zone", "zone"
  const char* strength;             // what its number is; null: it has none
  double least, most, usual, step;
  int decimals;
  const char* unit;  // behind the number
  bool lasting;
};
const std::vector<InjectionKind>& injectionKinds();
const InjectionKind& describe(Injection::Kind);

/// Where a kind can happen in this scenario; empty: nowhere.
std::vector<std::string> placesOf(Injection::Kind, const ScenarioSpec&);
/// A name that the scenario does not use yet.
std::string freshName(const ScenarioSpec&);

}  // namespace headroom::gui
