/// Results for machines: one JSON document with a schema version; the shape is docs/definitions.md 11.
#pragma once

#include "scenarios/run/expect.h"
#include "scenarios/run/run.h"

#include <string>
#include <vector>

namespace headroom {

/// What a result is of.
struct RunTitle {
  std::string scenario;
  std::uint64_t seed = 1;
  double simulatedSeconds = 0;
};

/// `machine`: with what is of the machine and the day (wall_s); without it equal runs give equal bytes.
std::string jsonOf(const RunTitle&, const RunResult&, const std::vector<Verdict>&, bool machine = true);
std::string jsonOf(const RunTitle&, const ReplicaResult&, const std::vector<Verdict>&, bool machine = true);

/// The version of this program.
std::string programVersion();

}  // namespace headroom
