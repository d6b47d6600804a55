/// The report of a sweep: its cells ranked by risk and cost, what each axis does, and which cells differ from the first
/// beyond chance.
#pragma once

#include "analysis/report/document.h"
#include "scenarios/report/sweep_facts.h"

#include <optional>
#include <string>
#include <vector>

namespace headroom {

/// `file`: as it was named.
report::Document reportOf(const SweepFacts&, const std::string& file);

/// What does not need the ranking: a report of a scenario has them too.
report::Section failuresPart(const SweepFacts&);
/// Cost against the objectives; which cells no other is better than in both.
std::optional<report::Chart> frontOf(const SweepFacts&, const std::vector<std::size_t>& cells,
                                     const std::vector<std::string>& names);

}  // namespace headroom
