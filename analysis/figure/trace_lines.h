/// Lines of a figure out of a trace, by the names of its series.
///
/// A series over axes is asked for by its labels in brackets: `workers_in_service[web;a]`, `latency[web;0.99]`. An axis
/// that is not named gives a line a label; `sum` adds up what is left: `workers_in_service[web;sum]`. Buckets become
/// steps from their begin to their end. What is counted in a bucket is shown for a second, so that the length of
/// buckets does not matter.
#pragma once

#include "analysis/figure/figure.h"
#include "analysis/trace/trace.h"

#include <string>
#include <vector>

namespace headroom {

struct AskedLines {
  std::vector<FigureLine> lines;  // labelled by what was not named: "web a"; empty: nothing
  std::string unit;               // "1/s", "USD/h"
  std::string error, hint;        // not empty: there are none
};

/// Between two instants, seconds since the start. Lines without any value are left out, and `regional` where nothing
/// is.
AskedLines linesOf(const Trace&, const std::string& asked, double from, double until);

/// Begins of all buckets that reach into a span, and the end of the last of them; `first`: the number of the first.
struct Buckets {
  std::size_t first = 0;
  std::vector<double> edges;
  std::size_t count() const { return edges.empty() ? 0 : edges.size() - 1; }
};
Buckets bucketsOf(const Trace&, double from, double until);

}  // namespace headroom
