/// What k of n independent replications tell of a probability: exact bounds (Clopper and Pearson 1934), and how many
/// replications a statement takes.
///
/// A bound at `level` is one-sided: whatever the true probability is, at most 1 − level of all samples give a lower
/// bound above it. Nothing is approximated, so the bounds also hold for k = 0 and k = n, where the normal ones fail.
#pragma once

#include <cstdint>

namespace headroom::stats {

struct Bounds {
  double lower = 0, upper = 1;
};

/// Least probability that k of n do not contradict at `level`; 0 for k = 0. Requires k <= n and 0 < level < 1.
double lowerBound(std::uint64_t k, std::uint64_t n, double level);

/// Greatest probability that k of n do not contradict at `level`; 1 for k = n. Requires k <= n and 0 < level < 1.
double upperBound(std::uint64_t k, std::uint64_t n, double level);

/// Both at once, each at (1 + level)/2, so that the pair holds at `level`.
Bounds binomialInterval(std::uint64_t k, std::uint64_t n, double level);

/// Fewest replications of which at most `failures` may fail and that still show a probability of at least p at `level`:
/// 59 clean ones for p = 95 % at 95 %. Requires 0 < p < 1 and 0 < level < 1.
std::uint64_t replicationsFor(double p, double level, std::uint64_t failures = 0);

}  // namespace headroom::stats
