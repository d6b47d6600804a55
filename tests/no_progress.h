/// For runs that nobody waits for.
#pragma once

#include "scenarios/run/run.h"

namespace headroom {

struct NoProgress : Progress {
  bool report(double, std::uint64_t) override { return true; }
};

}  // namespace headroom
