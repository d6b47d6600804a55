/// What came and what ended in stretches of a run: the windows that `expect: over:` asks about.
///
/// Requests and calls count at the instant they are offered or end, as a monitoring system sees them, and not with
/// those offered in the window. A window consists of whole minutes since start, the grid of the summary
/// (docs/decisions/0001), so no figure depends on `sample`; the last minute of a run may be shorter. A window of times
/// has its ends moved to the nearest whole minutes (half a minute: the later), and is the minute in which it begins
/// where nothing is left of it. A window of a fault is every minute in some part of which the fault was active, each
/// time it was; of a crash, which is over at once, the minute in which it happened. What ends while a run drains is in
/// no window.
///
/// A run without windows pays one test a minute and one a bucket. With windows, what the open bucket holds is moved out
/// at the end of every minute and given back before the bucket is shown, so that series and summary stay as they were.
#pragma once

#include "models/tally.h"
#include "sim/histogram.h"

#include <cstdint>
#include <vector>

namespace headroom {

/// Requests of all users, or calls of a service, in a stretch of time.
struct Flow {
  Tally tally;
  Histogram latency;  // of those served
  LongSum latencySum;

  void add(const Flow& o) {
    tally.add(o.tally);
    latency.merge(o.latency);
    latencySum.add(o.latencySum);
  }
};

struct WindowState {
  std::int64_t lengthNs = 0;  // of the minutes in it so far
  std::vector<Flow> flows;    // of users, then of each service
};

/// All lists but the first are as long as `WindowState::flows`; all are empty if nobody asked for a window, nor follows
/// latencies as a metric.
struct Windows {
  std::vector<WindowState> all;  // as in the blueprint
  std::vector<Flow> minute;      // the open minute's
  std::vector<Flow> kept;        // latencies of the open bucket that were moved out of it
  std::vector<Tally> before;     // readings at the minute's begin
  std::int64_t minuteBegan = 0;

  bool none() const { return kept.empty(); }
};

}  // namespace headroom
