/// A run as the charts show it: plain data, no widgets.
///
///   TraceView view = readTrace("run.h5");   // the entry service
///   view.plots[0].lines[0].values          // one number a bucket
///
/// Every curve has one value for each bucket; bucket k covers [edges[k], edges[k + 1]) seconds since the start of the
/// run; NaN: does not exist. Names are those of docs/definitions.md 11. Reading throws Failure.
#pragma once

#include "scenarios/view/clock.h"
#include "scenarios/view/run_data.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace headroom::view {

struct Curve {
  enum class Stroke { own, dashed, ghost };  // ghost: pale, of what was before
  std::string name;                          // "requests_served", "p99": its look goes by it
  std::vector<double> values;
  std::string label = {};  // what readers call it; empty: by its name
  int tone = 0;            // of a name without a look: which colour of the palette
  Stroke stroke = Stroke::own;
};

/// What one chart shows.
struct Plot {
  enum class Scale { linear, share, logarithmic };  // a share is a fraction, shown as per cent
  std::string title;                                // "Workers of web in zone a"
  std::string unit;                                 // "/s"; of shares "%"
  Scale scale = Scale::linear;
  std::vector<Curve> stack = {};  // drawn on top of one another, the first at the bottom
  std::vector<Curve> lines = {};
  std::string id = {};       // "workers[a]": the same plot of another state of the run, or of another service
  bool shownAtFirst = true;  // else only when asked for
  bool difference = false;   // of two runs: may be below zero
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
  std::string reason;                        // lines of text
  std::string trigger, metric, limit;        // words of the trace
  double seen = 0, threshold = 0, last = 0;  // NaN: none
  long count = 1;                            // how often until `last`
  bool suppressed() const { return before == after; }
};

/// What readers call a curve: "timed out" for requests_timed_out.
std::string wordsOf(const Curve&);

struct TraceView {
  std::string file, title, status;
  std::uint64_t seed = 0;
  Clock clock;
  std::vector<std::string> services, zones;
  std::size_t service = 0;    // whose workers, utilisation and decisions these are
  std::string zone;           // whose; empty: all
  std::vector<double> edges;  // buckets + 1
  std::vector<Plot> plots;    // requests, workers, utilisation, latency, then what else there is
  std::vector<FaultSpan> faults;
  std::vector<std::string> faultNames;  // by number, as far as known
  std::vector<std::string> changes;     // of settings, by number: "relief: services.web.fleet.min=12"
  std::vector<Decision> decisions;      // in order of time
  double end() const { return edges.back(); }
};

/// `service`: empty for the one that users call; `zone`: empty for all. Failure if the run has no such service or zone,
/// or no bucket yet.
TraceView viewOf(const RunData&, const std::string& service = {}, const std::string& zone = {});
TraceView readTrace(const std::string& file, const std::string& service = {});

/// The bucket that holds `time`; of times outside the nearest.
std::size_t bucketAt(const std::vector<double>& edges, double time);

}  // namespace headroom::view
