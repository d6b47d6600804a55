/// How many times more elastic one policy is than another (SPEC RG: elastic speed-up).
#pragma once

#include "analysis/measures/elasticity.h"

namespace headroom::measures {

/// The geometric mean of θ_U, θ_O, τ_U, τ_O of the base over those of the other; above 1 the other is nearer to its
/// demand. NaN where one of the eight is 0: a ratio with 0 says nothing.
double elasticSpeedUp(const Elasticity& base, const Elasticity& other);

}  // namespace headroom::measures
