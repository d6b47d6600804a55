#include "analysis/measures/run_series.h"

#include "sim/issue.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace headroom::measures {
namespace {

using Values = std::vector<double>;

constexpr double slack = 1e-9;  // times are sums of seconds

std::vector<std::string> labelsOf(const Trace& trace, const std::string& axis) {
  for (const Axis& a : trace.announcement().axes)
    if (a.name == axis) return a.labels;
  return {};
}

/// Buckets of a window, and the series over them; each is read once.
class Reader {
 public:
  Reader(const Trace& trace, Window window) : trace_(trace) {
    const Values bounds = trace.bounds(0, trace.buckets());
    const double until = window.until > 0 ? window.until : std::numeric_limits<double>::infinity();
    for (std::size_t i = 0; i + 1 < bounds.size(); i += 2) {
      if (bounds[i] < window.from || bounds[i + 1] > until) continue;
      if (edges.empty()) {
        first_ = i / 2;
        edges.push_back(bounds[i]);
      }
      edges.push_back(bounds[i + 1]);
    }
  }

  std::size_t buckets() const { return edges.empty() ? 0 : edges.size() - 1; }

  /// `places` columns of a series; NaN throughout if the trace has no such series, or one of another shape.
  std::vector<Values> columns(const std::string& name, std::size_t places) const {
    std::vector<Values> out(places, Values(buckets(), std::numeric_limits<double>::quiet_NaN()));
    const Series* s = trace_.find(name);
    if (!s || trace_.announcement().width(*s) != places) return out;
    const Values all = trace_.series(name, first_, buckets());
    for (std::size_t i = 0; i < all.size(); ++i) out[i % places][i / places] = all[i];
    return out;
  }

  Values edges;

 private:
  const Trace& trace_;
  std::size_t first_ = 0;
};

struct PerService {
  const char* series;
  Values ServiceSeries::*values;
};

constexpr PerService perService[] = {{"calls_served", &ServiceSeries::served},
                                     {"calls_failed", &ServiceSeries::failed},
                                     {"calls_rejected", &ServiceSeries::rejected},
                                     {"calls_timed_out", &ServiceSeries::timedOut},
                                     {"calls_late", &ServiceSeries::late},
                                     {"wasted_work", &ServiceSeries::wasted},
                                     {"demand", &ServiceSeries::demand},
                                     {"supply", &ServiceSeries::supply},
                                     {"unused", &ServiceSeries::unused},
                                     {"unmet", &ServiceSeries::unmet},
                                     {"paid", &ServiceSeries::paid},
                                     {"cost_rate", &ServiceSeries::costRate},
                                     {"workers_needed", &ServiceSeries::needed},
                                     {"workers_needed_min", &ServiceSeries::neededMin},
                                     {"workers_needed_max", &ServiceSeries::neededMax}};

/// Of these the sum over zones, and over states.
constexpr PerService perZone[] = {
    {"workers_launching", &ServiceSeries::launching},  {"workers_booting", &ServiceSeries::preparing},
    {"workers_starting", &ServiceSeries::preparing},   {"workers_registering", &ServiceSeries::preparing},
    {"workers_in_service", &ServiceSeries::inService}, {"workers_draining", &ServiceSeries::draining}};

std::vector<ServiceSeries> servicesOf(const Reader& read, const std::vector<std::string>& names, std::size_t zones) {
  std::vector<ServiceSeries> services(names.size());
  for (std::size_t i = 0; i < names.size(); ++i) services[i].name = names[i];
  for (const auto& [series, values] : perService) {
    std::vector<Values> columns = read.columns(series, names.size());
    for (std::size_t i = 0; i < names.size(); ++i) services[i].*values = std::move(columns[i]);
  }
  for (const auto& [series, values] : perZone) {
    const std::vector<Values> columns = read.columns(series, names.size() * zones);
    for (ServiceSeries& s : services) (s.*values).resize(read.buckets(), 0);
    for (std::size_t place = 0; place < columns.size(); ++place) {
      ServiceSeries& s = services[place / zones];
      Values& sum = s.*values;
      for (std::size_t k = 0; k < sum.size(); ++k) sum[k] += columns[place][k];
      if (values == &ServiceSeries::inService) s.zones.push_back(columns[place]);
    }
  }
  return services;
}

/// How long an interval of the histograms is: the fewest whole buckets that make 10 s (analysis/trace/README.md).
double intervalOf(const Trace& trace) {
  const double bucket = trace.announcement().sample.inSeconds();
  return std::ceil(10 / bucket - slack) * bucket;
}

/// Of intervals that lie in [from, until); the run's last one is cut off by its end.
std::vector<LatencyRow> latencyRows(const Trace& trace, double from, double until) {
  const std::size_t table = trace.table("latency_histograms");
  if (table == SIZE_MAX) return {};
  const auto column = [&](const std::string& name) {
    const auto& columns = trace.announcement().tables[table].columns;
    for (std::size_t i = 0; i < columns.size(); ++i)
      if (columns[i].name == name) return trace.column(table, i);
    throw Failure("the trace's table `latency_histograms` has no column `" + name + "`");
  };
  const Values time = column("time"), service = column("service"), bin = column("bin"), count = column("count");
  const double interval = intervalOf(trace), end = trace.announcement().duration.inSeconds();
  std::vector<LatencyRow> rows;
  for (std::size_t i = 0; i < std::min({time.size(), service.size(), bin.size(), count.size()}); ++i)
    if (const double last = std::min(time[i] + interval, end); time[i] >= from - slack && last <= until + slack)
      rows.push_back(
          {time[i], last, static_cast<std::int64_t>(service[i]), static_cast<std::int64_t>(bin[i]), count[i]});
  return rows;
}

}  // namespace

RunSeries runSeriesOf(const Trace& trace, Window window) {
  const Reader read(trace, window);
  RunSeries run;
  run.edges = read.edges;
  run.offered = read.columns("requests_offered", 1)[0];
  run.served = read.columns("requests_served", 1)[0];
  run.failed = read.columns("requests_failed", 1)[0];
  run.rejected = read.columns("requests_rejected", 1)[0];
  run.timedOut = read.columns("requests_timed_out", 1)[0];
  run.retries = read.columns("retries", 1)[0];
  run.services = servicesOf(read, labelsOf(trace, "service"), labelsOf(trace, "zone").size());
  const std::vector<std::string> objectives = labelsOf(trace, "objective");
  std::vector<Values> good = read.columns("objective_good", objectives.size()),
                      ended = read.columns("objective_ended", objectives.size());
  for (std::size_t i = 0; i < objectives.size(); ++i)
    run.objectives.push_back({objectives[i], std::move(good[i]), std::move(ended[i])});
  if (run.edges.empty()) return run;
  for (EventRow& e : eventRows(trace))
    if (e.time >= run.edges.front() && e.time < run.edges.back()) run.events.push_back(std::move(e));
  run.latencies = latencyRows(trace, run.edges.front(), run.edges.back());
  return run;
}

}  // namespace headroom::measures
