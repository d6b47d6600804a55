/// What a sweep found, as figures over cells and replicas: 8 bytes a run and figure, in memory.
#pragma once

#include "analysis/sweep/sweep_file.h"

#include <cstdint>
#include <string>
#include <vector>

namespace headroom {

struct SweepFigure {
  std::string path, unit;      // "latency_s.p99", "s"
  std::vector<double> values;  // at cell · replicas + replica; NaN: none
};

struct SweepResult {
  std::string title, version;
  std::uint64_t seed = 1;
  std::vector<SweepAxis> axes;
  std::vector<std::size_t> shape;  // values along each dimension, last one fastest
  std::size_t replicas = 1;
  std::vector<SweepFigure> figures;

  std::size_t cells() const;
  /// Which value of a dimension a cell has.
  std::size_t indexOf(std::size_t cell, std::size_t dimension) const;
  /// "workers=6, policy=step".
  std::string nameOf(std::size_t cell) const;
  const SweepFigure* find(const std::string& path) const;
};

/// Value i of an axis as text: "0.5", "round_robin".
std::string valueText(const SweepAxis&, std::size_t i);

/// By read_sweep_file.h, and with its errors.
SweepResult readSweepResult(const std::string& path);

}  // namespace headroom
