/// A fleet of several instance types, as plain data: an EC2 group's mixed instances policy.
///
/// Each type counts as many capacity units as it weighs; desired, min and max are then in units. Which type is launched
/// is the allocation's choice (models/scaling/allocation.h).
#pragma once

#include "models/param.h"

#include <cstdint>
#include <optional>
#include <string>

namespace headroom {

struct TypeSpec {
  std::string type;                    // of the catalogue
  std::optional<std::int64_t> weight;  // capacity units; absent, of all types: 1
  std::optional<std::int64_t> slots;   // default: the worker's, times its vCPU over those of the worker's type
  Ratio speed{1};                      // of one slot, relative to the machine on which service times were measured
};

/// In which order types are tried.
enum class Allocation : std::uint8_t { prioritized, lowestPrice };

const Type& typeOf(const Allocation*);
const Type& typeList();

}  // namespace headroom
