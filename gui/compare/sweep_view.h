// SPDX-License-Identifier: GPL-3.0-or-later
/// What a sweep found as what its pictures show: plain data, no widgets.
///
/// A cell's value is the mean over its replicas; its band reaches from the 5th to the 95th percentile of them (nearest
/// rank, so of few replicas from the least to the greatest).
#pragma once

#include "analysis/sweep/sweep_result.h"

#include <string>
#include <vector>

namespace headroom::gui {

struct CellValue {
  double mean = 0, low = 0, high = 0;  // NaN: no run of the cell has it
  double halfWidth = 0;                // of the 95 % t-interval; NaN: fewer than two
};
std::vector<CellValue> cellValues(const SweepResult&, const SweepFigure&);

/// Less of it is better: cost, latency, what is lost. Of availability, attainment, headroom and what is served more is.
bool lessIsBetter(const std::string& path);

/// Which points no other point beats: none is at least as good in both and better in one. NaN is never on the front.
std::vector<bool> paretoFront(const std::vector<double>& x, const std::vector<double>& y, bool lessX, bool lessY);

/// Means over two dimensions, row by row of the first; over further dimensions again their mean.
struct HeatGrid {
  std::size_t rows = 0, columns = 0;
  std::vector<double> values;
};
HeatGrid heatGrid(const SweepResult&, const std::vector<CellValue>&, std::size_t rowsOf, std::size_t columnsOf);

/// Along one dimension, a line for each combination of the others.
struct SweepLine {
  std::string name;               // "policy=step"; empty: there is one dimension
  std::vector<CellValue> values;  // of each value of the dimension
};
std::vector<SweepLine> linesAlong(const SweepResult&, const std::vector<CellValue>&, std::size_t dimension);

struct PairedFigure {
  std::string path, unit;
  double base = 0, other = 0, difference = 0, halfWidth = 0;  // of other − base; NaN: not known
  bool told = false;                                          // from chance, all figures together (Holm, 95 %)
};
/// Replication by replication, as they met the same chance. The figures that decisions are made by.
std::vector<PairedFigure> pairedFigures(const SweepResult&, std::size_t base, std::size_t other);

/// What one looks at first; empty: nothing of the kind is there. `cost` against how well.
std::string firstCost(const SweepResult&);
std::string firstGood(const SweepResult&);

/// Round numbers that enclose [low, high], about `wanted` of them.
std::vector<double> roundTicks(double low, double high, std::size_t wanted);

}  // namespace headroom::gui
