/// Many comparisons at once: of twenty true nothings one is "significant" at 95 %. What keeps the chance of any such
/// mistake at that of one.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace headroom::stats {

/// The level of each of so many intervals that all hold together at `level` (Bonferroni).
double bonferroniLevel(double level, std::size_t comparisons);

/// p-values corrected by Holm's step-down rule (1979): still to be held against 1 − level, one by one. In the order
/// given; NaN stays NaN and is no comparison.
std::vector<double> holm(std::span<const double> chances);

}  // namespace headroom::stats
