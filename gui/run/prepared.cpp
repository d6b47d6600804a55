// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/run/prepared.h"

#include "analysis/text/escape.h"
#include "scenarios/library.h"
#include "scenarios/render_issues.h"
#include "scenarios/run/external_programs.h"

#include <algorithm>

#include <fmt/format.h>

namespace headroom::gui {
namespace {

Loaded read(const Recipe& r) {
  LoadOptions options;
  options.stage = r.stage;
  options.sets = r.sets;
  if (!r.text) return load(r.file, options);
  return loadText(*r.text, libraryFile(r.file).value_or(r.file), options);
}

std::string firstError(const Issues& issues) {
  for (const Issue& i : issues)
    if (i.severity == Issue::Severity::error) return issueLine(i);
  return "the scenario cannot be read";
}

}  // namespace

std::uint64_t Prepared::seed() const {
  if (recipe.seed) return *recipe.seed;
  return loaded.spec ? static_cast<std::uint64_t>(loaded.spec->seed) : 1;
}

RunTitle Prepared::title() const {
  if (!ready()) return {recipe.file, seed(), 0};
  return {blueprint->spec.name, seed(), blueprint->duration.inSeconds()};
}

std::string Prepared::command() const {
  std::string line = "headroom run " + shellWord(recipe.file);
  if (!recipe.stage.empty()) line += " --stage " + shellWord(recipe.stage);
  for (const std::string& set : recipe.sets) line += " --set " + shellWord(set);
  if (recipe.seed) line += fmt::format(" --seed {}", *recipe.seed);
  return line;
}

Recipe recipeOf(const Loaded& loaded, const std::string& file) {
  Recipe recipe;
  recipe.file = file;
  recipe.text = loaded.resolved.empty() ? loaded.text : loaded.resolved;
  return recipe;
}

std::shared_ptr<const Prepared> prepare(const Recipe& recipe) {
  auto p = std::make_shared<Prepared>();
  p->recipe = recipe;
  try {
    p->loaded = read(recipe);
    if (!p->loaded.ok()) {
      p->trouble = firstError(p->loaded.issues);
    } else if (const std::string policy = firstExternalPolicy(*p->loaded.spec);
               !policy.empty() && !recipe.allowExternal) {
      p->trouble = policy + " would start a program of its own; only the command line may, with --allow-external";
    } else {
      p->blueprint = compile(*p->loaded.spec);
    }
  } catch (const std::exception& e) {
    p->trouble = e.what();
  }
  return p;
}

}  // namespace headroom::gui
