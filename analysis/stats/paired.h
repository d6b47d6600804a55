/// How much B differs from A where both met the same customers and the same faults, replication by replication.
///
/// With common random numbers what is luck in A is luck in B, and the difference of a pair hardly has any: Var(B − A) =
/// σ_A² + σ_B² − 2ρσ_Aσ_B. A pair of which one value is not known (NaN) is left out; values that
/// differ by 1e-14 of themselves or less, as sums of the same in another order do, are equal.
#pragma once

#include "analysis/stats/mean.h"

namespace headroom::stats {

struct Paired {
  MeanInterval difference;  // of B − A
  MeanInterval relative;    // of B / A − 1, the ratio of means; NaN where the mean of A is 0
  double correlation = 0;   // of A and B over the pairs; NaN: fewer than two, or one of them does not vary
  double chance = 0;        // two-sided p-value of "no difference"; NaN: fewer than two
};

/// Requires as many values of A as of B, in the order of their replications.
Paired paired(std::span<const double> a, std::span<const double> b, double level = 0.95);

}  // namespace headroom::stats
