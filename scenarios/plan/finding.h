/// What a fleet did on some days: how many it kept, and what it broke, where, how often and by how much.
#pragma once

#include "scenarios/plan/days.h"

#include <cstdint>
#include <string>
#include <vector>

namespace headroom::plan {

/// A constraint that was not kept, where a zone was lost (empty: none).
struct Break {
  std::size_t constraint = 0;
  std::string zone;
  std::uint32_t days = 0;      // on which it was not kept
  double mean = 0, worst = 0;  // of its values on these; NaN: not known
};

struct Finding {
  std::int64_t workers = 0;
  std::uint32_t days = 0, broken = 0;
  std::vector<Break> breaks;  // the most frequent first; then in the order of the scenario, and of the zones
};

/// Of days that were run.
Finding findingOf(const Task&, const Days&, const Fleet&, const std::vector<std::uint32_t>& replications);

}  // namespace headroom::plan
