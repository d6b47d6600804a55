/// Quantiles that rest on few values: of fewer than 10/(1 − q) the value is as much chance as system (definitions.md
/// 3).
#pragma once

#include "models/summary.h"

#include <string>
#include <vector>

namespace headroom {

/// Paths of the quantiles of latency that rest on few values, in the summary's order. Those of which there is none at
/// all are unknown, and not among them.
std::vector<std::string> fewValues(const Summary&);

}  // namespace headroom
