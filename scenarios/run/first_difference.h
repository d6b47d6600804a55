/// Where two runs part: the first thing that happened in one and not in the other.
///
/// Both are run side by side, event by event, and compared by what they did: the fingerprints of services and demands
/// that both have, and the rows that were told (workers, faults, decisions, alarms, what policies saw). As long as they
/// agree whole blocks are compared, and only the last block is gone through one by one. What only one of them has (a
/// service more, other buckets) is no difference in itself.
#pragma once

#include "models/simulation.h"
#include "scenarios/run/progress.h"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace headroom {

/// What one of the runs did there.
struct Doing {
  bool over = false;  // nothing more: it had ended
  Instant at;
  std::vector<std::string> what;  // "a call to web ended served", "decisions: service=web …"
};

struct Difference {
  bool equal = true, interrupted = false;
  Doing a, b;
  std::uint64_t same = 0;                 // events of A that were as in B
  std::vector<std::string> onlyA, onlyB;  // services and demands that the other has not
};

struct RunToCompare {
  std::shared_ptr<const Blueprint> blueprint;
  std::uint64_t seed = 1;
  std::uint32_t replica = 0;
};

Difference firstDifference(const RunToCompare& a, const RunToCompare& b, Progress&);

}  // namespace headroom
