/// A sweep's text becomes plain data, with every problem of it at its place. What its cells mean is plan.h's.
#pragma once

#include "scenarios/load.h"
#include "scenarios/suggest.h"
#include "scenarios/sweep/sweep_spec.h"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace headroom::sweep {

/// A sweep that has been read, and what it takes to say further problems of it at their place.
struct SweepText {
  SweepSpec spec;
  std::string file, text;
  std::string directory;  // where its relative paths start
  /// Where each value was written, and its key.
  struct Written {
    Place key, value;
  };
  std::map<std::string, Written, std::less<>> written;  // by path

  /// Of the value of a path, or of the nearest one that was written.
  Place place(const std::string& path) const;
  Issue issue(const std::string& path, std::string what, std::string wanted = {}, Hint hint = {}) const;
};

struct ReadSweep {
  std::optional<SweepText> content;  // empty: something is wrong
  Issues issues;
  std::vector<LoadedText> sources;
};

/// `file`: a path, or `-`.
ReadSweep readSweep(const std::string& file);
ReadSweep readSweepText(std::string text, const std::string& fileName);

}  // namespace headroom::sweep
