/// How simple and step policies change capacity: by a number, by a share, to a number. Pure.
///
/// A share truncates toward zero, but never to zero: 0.3 more are 1, 2.5 more are 2; a least change of `minMagnitude`
/// stands above both. ("Step and simple scaling policies", scaling adjustment types.)
#pragma once

#include "models/param.h"

#include <cstdint>

namespace headroom {

enum class Adjustment : std::uint8_t { change, percent, exact };

const Type& typeOf(const Adjustment*);

/// What `base` workers become. `minMagnitude` is of shares only; 0: none.
std::int64_t adjusted(Adjustment, std::int64_t base, std::int64_t by, std::int64_t minMagnitude);

}  // namespace headroom
