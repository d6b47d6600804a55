/// The report of one run: page one in the order of a capacity planner's questions, then services, faults, decisions,
/// percentiles and where the model is weak.
///
///   page_one.cpp    verdict, headroom, options, money, error budget, the worst day, assumptions
///   service_part.cpp, fault_part.cpp, decision_part.cpp, warnings.cpp
///
/// What one run cannot say (how likely, which option is better) is not guessed: the page says which command does.
#pragma once

#include "analysis/report/document.h"
#include "scenarios/report/run_facts.h"

#include <string>
#include <vector>

namespace headroom {

report::Document reportOf(const RunFacts&);

// Its parts.
std::vector<report::Section> pageOne(const RunFacts&, const std::vector<std::string>& warnings);
report::Section worstDay(const RunFacts&);
/// Of each service what was paid beyond hindsight, in parts; empty: of none is it known.
std::vector<report::Block> againstHindsight(const RunFacts&);
std::vector<report::Section> serviceParts(const RunFacts&);
std::vector<report::Section> faultParts(const RunFacts&);
report::Section decisionPart(const RunFacts&);
report::Section percentilePart(const RunFacts&);
/// A sentence each: where the model, the run or the numbers are weak.
std::vector<std::string> warningsOf(const RunFacts&);

/// What a bill is made of: the total, then its parts, as a reader calls them and as the summary does.
struct CostPart {
  const char *label, *path;
  bool part = true;
};
inline constexpr CostPart costParts[] = {{"Total", "cost_usd.total", false},
                                         {"used", "cost_usd.used"},
                                         {"unused: paid, in service, not needed", "cost_usd.unused"},
                                         {"not serving: starting or draining", "cost_usd.not_serving"},
                                         {"minimum and rounding of billing", "cost_usd.minimum"},
                                         {"traffic between zones", "cost_usd.cross_zone"},
                                         {"storage of warm pools", "cost_usd.storage"},
                                         {"discount of spot capacity", "cost_usd.spot_discount"}};

/// Lines of a series in a style; those that are not there are left out.
struct WantedLine {
  std::string series, label;
  int style = 0;
};
std::vector<FigureLine> linesFor(const RunFacts&, const std::vector<WantedLine>&, double from, double until);
/// A figure over a span with the run's clocks and faults.
Drawing figureOver(const RunFacts&, const std::string& title, double from, double until);

}  // namespace headroom
