// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/data/pyramid.h"

#include <algorithm>
#include <cmath>

namespace headroom::gui {
namespace {

constexpr std::uint32_t nothing = UINT32_MAX;

std::uint32_t packed(std::size_t i) { return i == Pyramid::none ? nothing : static_cast<std::uint32_t>(i); }
std::size_t unpacked(std::uint32_t i) { return i == nothing ? Pyramid::none : i; }

}  // namespace

Pyramid::Pyramid(std::span<const double> values, Known which) : values_(values), which_(which) {
  std::vector<Node> level((values.size() + base - 1) / base);
  for (std::size_t b = 0; b < level.size(); ++b) {
    const Extremes e = scan(b * base, std::min((b + 1) * base, values.size()));
    level[b] = {packed(e.least), packed(e.greatest)};
  }
  while (level.size() > 1) {
    std::vector<Node> above((level.size() + 1) / 2);
    for (std::size_t b = 0; b < above.size(); ++b) {
      const auto of = [&](std::size_t i) {
        return i < level.size() ? Extremes{unpacked(level[i].least), unpacked(level[i].greatest)}
                                : Extremes{none, none};
      };
      const Extremes e = joined(of(2 * b), of(2 * b + 1));
      above[b] = {packed(e.least), packed(e.greatest)};
    }
    levels_.push_back(std::move(level));
    level = std::move(above);
  }
  levels_.push_back(std::move(level));
}

bool Pyramid::known(double v) const { return std::isfinite(v) && (which_ == Known::all || v > 0); }

Pyramid::Extremes Pyramid::scan(std::size_t from, std::size_t until) const {
  Extremes e{none, none};
  for (std::size_t i = from; i < until; ++i) {
    if (!known(values_[i])) continue;
    if (e.least == none || values_[i] < values_[e.least]) e.least = i;
    if (e.greatest == none || values_[i] > values_[e.greatest]) e.greatest = i;
  }
  return e;
}

Pyramid::Extremes Pyramid::joined(Extremes a, Extremes b) const {
  if (a.least == none) return b;
  if (b.least == none) return a;
  return {values_[b.least] < values_[a.least] ? b.least : a.least,
          values_[b.greatest] > values_[a.greatest] ? b.greatest : a.greatest};
}

/// Single values up to the first whole block and from the last one; between them the largest blocks that fit.
Pyramid::Extremes Pyramid::extremes(std::size_t from, std::size_t until) const {
  until = std::min(until, values_.size());
  Extremes e{none, none};
  while (from < until) {
    if (from % base != 0 || from + base > until) {
      const std::size_t stop = std::min((from / base + 1) * base, until);
      e = joined(e, scan(from, stop));
      from = stop;
      continue;
    }
    std::size_t level = 0, length = base;
    while (level + 1 < levels_.size() && from % (2 * length) == 0 && from + 2 * length <= until) ++level, length *= 2;
    const Node& node = levels_[level][from / length];
    e = joined(e, {unpacked(node.least), unpacked(node.greatest)});
    from += length;
  }
  return e;
}

}  // namespace headroom::gui
