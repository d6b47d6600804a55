/// A comparison as a page: the verdict of each pair, a table with intervals, and the differences in one figure; of
/// traces their series over one another.
#pragma once

#include "analysis/report/document.h"
#include "scenarios/compare/compare.h"
#include "scenarios/report/run_facts.h"

#include <optional>
#include <vector>

namespace headroom {

/// Each measure with its difference and interval, a series for each of what is compared with the base.
Plot differencesOf(const ComparisonTable&);

/// What was served, how long it took, workers and money of several runs, a line each, from the start of each.
Drawing overlayOf(const std::vector<RunFacts>&);

/// `overlay`: of traces.
report::Document reportOf(const ComparisonTable&, std::optional<std::uint64_t> seed,
                          const std::optional<Drawing>& overlay);

}  // namespace headroom
