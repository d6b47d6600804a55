/// Runs of library scenarios, for tests of what their texts say.
#pragma once

#include "models/summary.h"
#include "scenarios/run/expect.h"

#include <cstdint>
#include <string>
#include <vector>

namespace headroom {

/// How a run differs from the scenario as it stands.
struct Variation {
  std::string stage = {};
  std::vector<std::string> sets = {};  // "services.web.fleet.min=9"
  std::uint64_t seed = 1;
};

struct LibraryRun {
  Summary summary;
  std::vector<Verdict> verdicts;
  std::uint64_t events = 0;

  /// A figure that exists; a misspelt path would compare with NaN and prove nothing. Throws Failure.
  double operator[](const std::string& path) const;
  /// Share of good requests of an objective. Throws Failure.
  double attainment(const std::string& objective) const;
  /// Attempts over requests offered.
  double amplification() const;
};

/// The same run is made once in a program. Throws Failure with the issues if the scenario does not load.
const LibraryRun& libraryRun(const std::string& name, const Variation& = {});

}  // namespace headroom
