/// The values of a sweep's axes, and which of their combinations are its cells.
///
/// Ranges: values are made in the unit that both ends have, those between the ends of a `count` rounded to six digits
/// (so that what stands in a message is what was run), and written as a scenario would. Axes without a `zip` group are
/// a dimension each; the axes of a group share one.
#pragma once

#include "scenarios/quote.h"
#include "scenarios/sweep/read_sweep.h"

#include <cstdint>
#include <string>
#include <vector>

namespace headroom::sweep {

struct Axis {
  std::string name;
  std::string sentence;            // what it sets
  std::string unit;                // of `numbers`, as UDUNITS has it
  std::vector<double> numbers;     // in that unit; empty: the values are words
  std::vector<std::string> texts;  // as they would be written, or the names of variants and scenarios
  std::size_t dimension = 0;

  std::size_t size() const { return texts.size(); }
  /// "workers=6"; fit for a message.
  std::string label(std::size_t value) const { return name + "=" + quoteForMessage(texts[value]); }
};

/// One combination: the number of a value on each dimension.
struct Cell {
  std::vector<std::size_t> at;
  std::size_t index = 0;  // in the grid of all dimensions, the last one fastest
};

struct Grid {
  std::vector<Axis> axes;
  std::vector<std::size_t> shape;                           // values along each dimension
  std::vector<std::vector<std::vector<Setting>>> settings;  // by axis, by value: what it sets
  std::vector<Cell> cells;                                  // that no constraint leaves out, in order

  /// Cells before constraints.
  std::size_t size() const;
  /// "workers=6, policy=step"; empty for the only cell of no axes.
  std::string label(const Cell&) const;
};

/// Problems become issues; the grid is then of no use.
Grid gridOf(const SweepText&, Issues&);

}  // namespace headroom::sweep
