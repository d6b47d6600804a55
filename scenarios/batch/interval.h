/// Student's interval of a mean over replicas.
#pragma once

#include <cstdint>

namespace headroom::batch {

/// Half-width at 95 % of the mean of n values, at least two, whose squared distances from it add up to `squares`.
double halfWidth(std::uint64_t n, double squares);

}  // namespace headroom::batch
