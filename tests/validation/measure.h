/// Runs a case and says for each of its figures whether the run agrees with theory.
///
/// A figure passes if measured − expected is at most half-width + resolution, and the half-width is at most what the
/// case allows: an interval too wide to say anything fails as well.
#pragma once

#include "tests/validation/case.h"
#include "tests/validation/statistics.h"

#include <cstdint>
#include <string>
#include <vector>

namespace headroom::validation {

struct Mode {
  bool nightly = false;
  std::string date;  // of the nightly seeds: "2026-05-01"; empty: the fixed seeds of the commit's suite
};

struct Checked {
  std::string name;
  double expected = 0;
  Estimate estimate;
  double allowed = 0;     // greatest half-width, absolute
  double resolution = 0;  // absolute
  double z = 0;           // a normal score
  bool agrees = false, sharp = false;
  bool passes() const { return agrees && sharp; }
  /// The smallest relative bias that 97.7 % of runs would see.
  double seesBias() const { return ((estimate.multiplier + 2) * estimate.standardError + resolution) / expected; }
};

struct Measured {
  std::uint64_t seed = 0;
  int replications = 0;
  double warmUp = 0, window = 0;  // of a replication, in units; moments: 0
  std::vector<Checked> figures;
  bool passes() const;
};

std::uint64_t seedOf(const Case&, const Mode&);
/// The scenario as it is run: named, with its warm-up and window in place. `longer`: factor on the window, or on the
/// replications.
ScenarioSpec scenarioOf(const Case&, const Mode&, double longer = 1);
Measured measure(const Case&, const Mode&, std::uint64_t seed, double longer = 1);

/// All scores together, one a case: a common small bias shows here first.
struct Aggregate {
  std::size_t n = 0;
  double mean = 0, meanBound = 0;                         // 0 ± 5/√n
  double squares = 0, squaresLeast = 0, squaresMost = 0;  // χ²ₙ, within its 1e-6 quantiles
  bool passes() const;
};
Aggregate aggregateOf(const std::vector<double>& scores);
/// The score of a case that counts there: its first figure that is a plain mean, if it has one.
void collectScore(const Measured&, std::vector<double>& scores);

}  // namespace headroom::validation
