/// A scenario's text becomes plain data: read, expand, extend, overlay, decode. Problems are collected, all of them.
///
/// Precedence: `sets` over the option over the stage over the file over what it extends over defaults. `${VAR}`,
/// `${VAR:-default}` inside values come from `environment`; `$${` is a plain `${`. What a scenario means (references,
/// contradictions) is `scenarios/check.h`'s; load() asks it too, so `issues` is complete. No YAML type appears here.
#pragma once

#include "models/scenario_spec.h"
#include "sim/issue.h"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace headroom {

struct LoadOptions {
  std::string stage;                                                       // empty: none
  std::string option;                                                      // a stage laid upon that one; empty: none
  std::vector<std::string> sets;                                           // "services.web.fleet.min=9"
  std::string setsFrom = ".";                                              // where relative paths in them start
  std::function<std::optional<std::string>(const std::string&)> variable;  // empty: the process environment
  bool asItStands = false;  // a text to read about, not to run: files it refers to and its meaning are not looked into
};

/// A text that took part, for excerpts.
struct LoadedText {
  std::string file;
  std::string text;
};

struct Loaded {
  std::optional<ScenarioSpec> spec;     // empty if any issue is an error
  Issues issues;                        // sorted by file and line; warnings too
  std::string text;                     // the main file's
  std::string resolved;                 // YAML of every value after all overlays; load() takes it back to the same spec
  std::string directory;                // where the scenario's relative paths start
  std::vector<LoadedText> sources;      // main file first
  std::vector<std::string> stages;      // names of the stages it has
  std::vector<std::string> options;     // those of them that a report sets beside the scenario as it is
  std::map<std::string, Place> places;  // where each value was written, by path; values by default are absent

  bool ok() const { return spec.has_value(); }
};

/// `file`: a path, `-` for the standard input, or the name of a library scenario.
Loaded load(const std::string& file, const LoadOptions& = {});

/// The same for a text at hand; `fileName` is what messages call it, and relative paths start from its directory.
Loaded loadText(std::string text, const std::string& fileName, const LoadOptions& = {});

/// The segments of a path, as in a `--set` or a stage: "services.web.fleet.min". Whether it leads anywhere is not
/// asked.
std::vector<std::string> splitPath(const std::string& path);

}  // namespace headroom
