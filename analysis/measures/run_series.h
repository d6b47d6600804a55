/// What a trace tells of a run, as plain vectors over its buckets: all that measures are computed from.
///
/// A window takes whole buckets, and of histograms whole intervals: those that lie in it. Series over zones keep their
/// zones; a series that the trace lacks is NaN throughout. Throws Failure for a trace without events.
#pragma once

#include "analysis/trace/control_rows.h"

#include <string>
#include <vector>

namespace headroom::measures {

struct Window {
  double from = 0, until = 0;  // [s]; until 0: to the end
};

struct ServiceSeries {
  using Values = std::vector<double>;
  std::string name;
  Values served, failed, rejected, timedOut, late, wasted;  // calls; wasted work [s]
  Values demand, supply, unused, unmet, paid;               // mean, first attempts a second at rated capacity
  Values costRate;                                          // USD an hour
  Values needed, neededMin, neededMax;                      // whole workers
  Values launching, preparing, inService, draining;         // workers; preparing: booting to registering
  std::vector<Values> zones;                                // workers in service of each zone, `regional` last
};

struct ObjectiveSeries {
  std::string name;
  std::vector<double> good, ended;
};

/// What was served in an interval, by bin: calls of a service, or requests of users.
struct LatencyRow {
  static constexpr std::int64_t ofRequests = -1;  // in place of a service
  double time = 0, until = 0;
  std::int64_t service = ofRequests, bin = 0;
  double count = 0;
};

struct RunSeries {
  std::vector<double> edges;                                                 // of buckets; one more than there are
  std::vector<double> offered, served, failed, rejected, timedOut, retries;  // requests
  std::vector<ServiceSeries> services;
  std::vector<ObjectiveSeries> objectives;  // none in traces older than their series
  std::vector<EventRow> events;
  std::vector<LatencyRow> latencies;

  double seconds() const { return edges.empty() ? 0 : edges.back() - edges.front(); }
};

RunSeries runSeriesOf(const Trace&, Window = {});

}  // namespace headroom::measures
