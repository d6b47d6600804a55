/// A trace's series as OpenMetrics text (openmetrics.io, version 1.0), for stores of time series.
///
/// Names begin with `headroom_` and end with their unit. What is counted in buckets becomes a counter, its total at the
/// end of each bucket; quantiles become a summary; codes a state set; everything else a gauge at the begin of its
/// bucket, which is the stamp of this project's buckets. What does not exist (NaN) has no line. Left out: tables.
#pragma once

#include "analysis/trace/trace.h"

#include <ostream>

namespace headroom {

void exportOpenMetrics(const Trace&, std::ostream&);

}  // namespace headroom
