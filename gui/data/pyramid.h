// SPDX-License-Identifier: GPL-3.0-or-later
/// The least and the greatest value of any stretch of a curve, without looking at all of it.
///
/// Level 0 knows of each block of 8 values where its extremes are; each further level of two blocks of the one below.
/// That takes about two bytes a value. The values stay where they are and must outlive the pyramid.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace headroom::gui {

class Pyramid {
 public:
  /// `positive`: what is not above zero counts as unknown, as on a logarithmic scale. NaN and infinities always do.
  enum class Known { all, positive };

  Pyramid() = default;
  explicit Pyramid(std::span<const double> values, Known = Known::all);

  std::size_t size() const { return values_.size(); }
  double operator[](std::size_t i) const { return values_[i]; }
  bool knows(std::size_t i) const { return known(values_[i]); }

  /// Where the extremes of values [from, until) are; both are `none` where nothing is known.
  struct Extremes {
    std::size_t least, greatest;
  };
  static constexpr std::size_t none = SIZE_MAX;
  Extremes extremes(std::size_t from, std::size_t until) const;

 private:
  static constexpr std::size_t base = 8;
  struct Node {
    std::uint32_t least, greatest;
  };
  bool known(double v) const;
  Extremes scan(std::size_t from, std::size_t until) const;
  /// The extremes of two stretches together.
  Extremes joined(Extremes, Extremes) const;

  std::span<const double> values_;
  Known which_ = Known::all;
  std::vector<std::vector<Node>> levels_;
};

}  // namespace headroom::gui
