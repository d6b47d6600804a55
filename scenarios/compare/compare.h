/// Is B better than A? Paired differences of what two or more scenarios, or traces, came to.
///
/// Replication r of every scenario draws from the same named streams, so they meet the same customers and the same
/// faults, and differences are what was changed. Which of them are told from chance is decided for all measures and all
/// comparisons together (Holm), at `level`, and a quantile's only where it is more than the two are known to within
/// (definitions.md 3); intervals are each at `level`. A trace is one run: its differences have no
/// interval, and nothing is told from chance.
#pragma once

#include "analysis/stats/paired.h"
#include "models/summary.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace headroom {

/// What is compared. A share differs by points, anything else by per cent.
struct ComparedMeasure {
  std::string path;        // of a summary; of an objective "slo.NAME"
  std::string name;        // "p99"
  std::string less, more;  // "cheaper", "dearer"
  bool share = false;
};

/// One scenario or trace: values[m][r] is measure m in replication r; NaN: not known there.
struct Operand {
  std::string name;
  std::vector<std::vector<double>> values;
};

struct MeasuredDifference {
  stats::MeanInterval base, other;
  stats::Paired paired;
  double chance = 0;  // corrected for all that are compared; NaN: cannot be told
  bool told = false;  // from chance
};

struct ComparedPair {
  std::string name;
  std::vector<MeasuredDifference> measures;
};

struct ComparisonTable {
  double level = 0.95;
  std::string base;
  std::size_t replications = 0;
  std::vector<ComparedMeasure> measures;
  std::vector<ComparedPair> comparisons;  // of every other operand with the first
};

/// Cost, availability, latency, waste, and the objectives that all have in common.
std::vector<ComparedMeasure> measuresOf(const std::vector<std::vector<std::string>>& objectivesOfEach);

double valueOf(const ComparedMeasure&, const Summary&);
/// Of the JSON of a run, as a trace holds it. Throws Failure if it is none.
std::vector<double> valuesOf(const std::vector<ComparedMeasure>&, const std::string& summaryJson);
std::vector<std::string> objectivesIn(const std::string& summaryJson);

/// Of two or more operands with the same measures and as many replications. The first is what others are compared with.
ComparisonTable compareOperands(std::vector<ComparedMeasure>, const std::vector<Operand>&, double level = 0.95);

/// "12 % ± 2 % cheaper, 0.4 ± 0.1 points less available; p50 and p99 not distinguishable".
std::string verdictOf(const ComparisonTable&, const ComparedPair&);

std::string textOf(const ComparisonTable&, std::optional<std::uint64_t> seed);
/// Without a seed: runs that have not all the same.
std::string jsonOf(const ComparisonTable&, std::optional<std::uint64_t> seed);

}  // namespace headroom
