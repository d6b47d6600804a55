/// How often this program has asked for memory with `new`; linked in, it replaces the global operators.
#pragma once

#include <cstdint>

namespace headroom {

std::uint64_t allocationCount();

}  // namespace headroom
