/// A trace as plain text for other tools.
#pragma once

#include "analysis/trace/trace.h"

#include <ostream>
#include <string>

namespace headroom {

/// One line a bucket, one column a series and label ("slots[web,a]"); unknown values are empty.
void exportSeriesCsv(const Trace&, std::ostream&);
/// One line a row; codes as words.
void exportTableCsv(const Trace&, std::size_t table, std::ostream&);
/// One JSON object a line: a bucket each, {"time_s": …, "slots[web,a]": …}; unknown values are null.
void exportSeriesJsonl(const Trace&, std::ostream&);

}  // namespace headroom
