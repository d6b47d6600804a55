/// A chart of a trace for the terminal.
#pragma once

#include "analysis/trace/trace.h"

#include <string>

namespace headroom {

/// Offered and served requests, workers in service, the 99th percentile of latency and when a fault held a zone, over
/// the run, in columns of text; UTF-8.
std::string chartOf(const Trace&, std::size_t width = 72);

}  // namespace headroom
