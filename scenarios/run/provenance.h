/// Where a trace comes from, as it is stored in it.
#pragma once

#include "analysis/trace/trace_writer.h"
#include "models/calendar.h"
#include "scenarios/load.h"

#include <cstdint>
#include <string>
#include <vector>

namespace headroom {

/// What was asked for, beside the scenario's text.
struct Origin {
  std::string source;  // the scenario as it was named
  std::string stage;
  std::vector<std::string> sets;
  std::uint64_t seed = 1;
  std::uint32_t replica = 0;
};

Provenance provenanceOf(const Loaded&, const Calendar&, const Origin&);

}  // namespace headroom
