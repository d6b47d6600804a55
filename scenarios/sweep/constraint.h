/// `min <= max`, `policy != step`: which combinations of a sweep's values are left in.
#pragma once

#include "scenarios/sweep/axes.h"

#include <optional>
#include <string>

namespace headroom::sweep {

/// A comparison of an axis with another one, or with a value in its unit. Words can only be equal or not.
struct Constraint {
  enum class Sign : std::uint8_t { less, atMost, equal, unequal, atLeast, greater };
  std::size_t left = 0;  // number of an axis
  Sign sign = Sign::equal;
  std::optional<std::size_t> right;  // of the other axis; empty: `number`, or `word`
  double number = 0;
  std::string word;

  bool holds(const std::vector<Axis>&, const std::vector<std::size_t>& at) const;
};

/// Nothing, and an issue at `path`, if it is none.
std::optional<Constraint> constraintOf(const std::string& written, const std::vector<Axis>&, const SweepText&,
                                       const std::string& path, Issues&);

}  // namespace headroom::sweep
