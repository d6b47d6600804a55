// SPDX-License-Identifier: GPL-3.0-or-later
/// A scenario on its way to being run: what was asked for, what was read, and, where that is sound, the blueprint.
///
/// It keeps where it came from, so that the run can be repeated, saved, and changed by one more value.
#pragma once

#include "models/blueprint.h"
#include "scenarios/load.h"
#include "scenarios/run/result_json.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace headroom::gui {

/// What is asked for; the words of `headroom run`.
struct Recipe {
  std::string file = {};                   // a path, or the name of a library scenario
  std::optional<std::string> text = {};    // instead of the file's: edited, and not saved yet
  std::string stage = {};                  // empty: none
  std::vector<std::string> sets = {};      // "services.web.fleet.min=9", later ones over earlier ones
  std::optional<std::uint64_t> seed = {};  // absent: the scenario's
  std::uint32_t replica = 0;
  bool allowExternal = false;  // programs may be started that decide for `external` policies
};

struct Prepared {
  Recipe recipe;
  Loaded loaded;
  std::shared_ptr<const Blueprint> blueprint;  // empty: it cannot be run, and `trouble` says why
  std::string trouble;                         // a sentence; all problems of the text are loaded.issues

  bool ready() const { return blueprint != nullptr; }
  std::uint64_t seed() const;
  RunTitle title() const;
  /// The line that makes the same run: "headroom run az-outage --set … --seed 7"; words are quoted for a shell.
  std::string command() const;
};

/// What was read, as a recipe of its own: whatever it was laid together from, it is one text. `file`: as it was named.
Recipe recipeOf(const Loaded&, const std::string& file);

/// Never throws for what is wrong with the scenario.
std::shared_ptr<const Prepared> prepare(const Recipe&);

}  // namespace headroom::gui
