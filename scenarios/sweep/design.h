/// What the result of a sweep needs to know of it: its axes, its cells, how often, and where it comes from.
///
/// The head of every journal holds it as JSON, so that shards are merged without the files that made them.
#pragma once

#include "scenarios/sweep/axes.h"

#include <cstdint>
#include <string>
#include <vector>

namespace headroom::sweep {

/// As many replicas in every cell (min = max), or as many as it takes.
struct Replication {
  std::uint32_t min = 1, max = 1;
  double precision = 0;
  std::vector<std::string> figures;  // paths; empty: always `max`

  bool fixed() const { return figures.empty(); }
};

struct SourceText {
  std::string name, file, stage, text;
};

struct Design {
  std::string name;
  std::string version;  // of the program
  std::string hash;     // of all that decides what the runs will be
  std::uint64_t seed = 1;
  std::string text;  // of the sweep
  std::vector<SourceText> scenarios;
  std::vector<Axis> axes;
  std::vector<std::size_t> shape;
  std::vector<std::size_t> cells;  // place of each in the grid, rising
  Replication replication;

  std::size_t gridSize() const;
  /// "workers=6, policy=step", of the n-th cell.
  std::string label(std::size_t cell) const;
  /// Number of its value along an axis.
  std::size_t valueOf(std::size_t cell, const Axis&) const;
};

std::string jsonOf(const Design&);
/// Failure if it is none.
Design designOf(const std::string& json);

}  // namespace headroom::sweep
