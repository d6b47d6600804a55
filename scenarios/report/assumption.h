/// What a scenario takes for granted, each a little more and a little less: how much of it moves the verdict is what
/// the report's sensitivity says.
///
/// A small set, in the order in which it is cut off where there is no room for all: demand ± 20 %, service time (and
/// CPU time) ± 20 %, the stages of a start × and ÷ 1.5, the length of faults × 2 and ÷ 2. An assumption that the
/// scenario does not make (a start that takes no time) is left out. Laws keep their shape: all their times are
/// multiplied.
#pragma once

#include "models/scenario_spec.h"

#include <string>
#include <vector>

namespace headroom {

struct Changed {
  std::string change;  // "+20 %"
  ScenarioSpec spec;
};

struct Assumption {
  std::string about;  // "demand"
  Changed more, less;
};

std::vector<Assumption> assumptionsOf(const ScenarioSpec&);

/// Every time of a law multiplied; lengths are rounded to whole nanoseconds.
LawSpec stretched(LawSpec, double factor);

}  // namespace headroom
