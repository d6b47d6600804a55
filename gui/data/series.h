// SPDX-License-Identifier: GPL-3.0-or-later
/// A run as the charts show it: plain data, no widgets.
///
///   TraceView view = readTrace("run.h5");   // the entry service
///   view.plots[0].lines[0].values          // one number a bucket
///
/// Every curve has one value for each bucket; bucket k covers [edges[k], edges[k + 1]) seconds since the start of the
/// run; NaN: does not exist. Names are those of docs/definitions.md 11. Reading throws Failure.
#pragma once

#include "gui/data/clock.h"
#include "gui/data/run_data.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace headroom::gui {

struct Curve {
  std::string name;  // "requests_served", "p99"
  std::vector<double> values;
};

/// What one chart shows.
struct Plot {
  enum class Scale { linear, share, logarithmic };  // a share is a fraction, shown as per cent
  std::string title;
  std::string unit;  // "/s"; of shares "%"
  Scale scale = Scale::linear;
  std::vector<Curve> stack;  // drawn on top of one another, the first at the bottom
  std::vector<Curve> lines;
};

/// A fault while it holds. What is over at once, a crash, has until == from.
struct FaultSpan {
  std::string name;   // "zone_outage"
  std::string where;  // "zone b", "web", "web in zone b"; empty: everywhere
  double from = 0, until = 0;
};

/// A change of desired capacity, or one that was suppressed.
struct Decision {
  double at = 0;
  long before = 0, wanted = 0, after = 0;
  std::string reason;  // lines of text
  bool suppressed() const { return before == after; }
};

struct TraceView {
  std::string file, title, status;
  std::uint64_t seed = 0;
  Clock clock;
  std::vector<std::string> services;
  std::size_t service = 0;    // whose workers, utilisation and decisions these are
  std::vector<double> edges;  // buckets + 1
  std::vector<Plot> plots;    // requests, workers, utilisation, latency
  std::vector<FaultSpan> faults;
  std::vector<Decision> decisions;  // in order of time
  double end() const { return edges.back(); }
};

/// `service`: empty for the one that users call. Failure if the run has no such service, or no bucket yet.
TraceView viewOf(const RunData&, const std::string& service = {});
TraceView readTrace(const std::string& file, const std::string& service = {});

/// The bucket that holds `time`; of times outside the nearest.
std::size_t bucketAt(const std::vector<double>& edges, double time);

}  // namespace headroom::gui
