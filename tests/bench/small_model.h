/// M/M/c as somebody would write it on `sim/` alone: what the engine costs without the models.
#pragma once

#include <cstdint>

namespace headroom {

/// Mean wait [service times] of `customers`.
double smallQueue(std::uint32_t servers, double load, std::uint64_t customers, std::uint64_t seed);

}  // namespace headroom
