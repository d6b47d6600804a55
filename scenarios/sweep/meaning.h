/// What a scenario means to a sweep, as a number: two that have the same give the same runs.
#pragma once

#include "scenarios/load.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace headroom::sweep {

/// 64 bits of a text; not for security.
std::uint64_t textHash(std::string_view);

/// Of every value after all overlays, and of what is in the files that it refers to.
std::uint64_t meaningOf(const Loaded&);

}  // namespace headroom::sweep
