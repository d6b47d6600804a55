/// The execution environments of a function: who is idle, how fast there may be more, what it came to.
#pragma once

#include "models/fleet/concurrency.h"
#include "models/tally.h"

#include <cstdint>
#include <vector>

namespace headroom {

struct Environments {
  std::vector<std::uint32_t> idle, idleProvisioned;  // workers, the one that was used last at the end
  EnvironmentRate rate;
  CallRate calls;            // where concurrency is reserved
  LevelArea provisionedUse;  // provisioned ones that have a call
  std::uint32_t zone = 0;    // where the next one goes
  // In the measured window: environments made for a call, calls over a limit of concurrency, over the rate
  // of environments, over the rate of calls.
  std::uint64_t coldStarts = 0, overConcurrency = 0, overRate = 0, overCalls = 0;
};

}  // namespace headroom
