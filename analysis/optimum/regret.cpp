#include "analysis/optimum/regret.h"

#include "analysis/optimum/closing.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace headroom::optimum {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

/// Steps of one length: buckets as long as the first; a last one that is shorter counts as a whole.
Fleet neededIn(const std::vector<double>& workers) {
  Fleet needed;
  for (const double n : workers) needed.push_back(static_cast<std::int64_t>(std::ceil(n - 1e-9)));
  return needed;
}

double areaOf(const std::vector<double>& edges, const std::vector<double>& values) {
  double area = 0;
  for (std::size_t i = 0; i < values.size(); ++i) area += values[i] * (edges[i + 1] - edges[i]);
  return area;
}

/// Paid idle time over launches.
double launchSecondsOf(const measures::RunSeries& run, std::size_t service) {
  double launches = 0;
  for (const EventRow& e : run.events)
    launches += e.service == static_cast<std::int64_t>(service) && e.kind == "launch";
  const measures::ServiceSeries& s = run.services[service];
  return launches > 0 ? (areaOf(run.edges, s.preparing) + areaOf(run.edges, s.draining)) / launches : nan;
}

}  // namespace

Regret regretOf(const measures::RunSeries& run, std::size_t service, double rated) {
  const measures::ServiceSeries& s = run.services[service];
  const bool known = !s.neededMax.empty() &&
                     std::none_of(s.neededMax.begin(), s.neededMax.end(), [](double n) { return std::isnan(n); });
  if (std::isnan(rated) || !known) return {nan, nan, nan, nan, nan, nan, nan, 0};
  const double step = run.edges[1] - run.edges[0];
  Regret r;
  r.launchSeconds = launchSecondsOf(run, service);
  const double launch = std::isnan(r.launchSeconds) ? 0 : r.launchSeconds;
  const Fleet needed = neededIn(s.neededMax), best = closingOptimum(needed, step, launch);
  r.launches = launchesOf(best, best.front());
  double area = launch * static_cast<double>(r.launches);
  for (std::size_t i = 0; i < best.size(); ++i)
    area += static_cast<double>(best[i]) * (run.edges[i + 1] - run.edges[i]);
  r.optimumHours = area / 3600;
  r.paidHours = areaOf(run.edges, s.paid) / rated / 3600;
  r.hours = r.paidHours - r.optimumHours;
  r.share = r.optimumHours > 0 ? r.hours / r.optimumHours : nan;
  r.usd = r.paidHours > 0 ? r.hours * areaOf(run.edges, s.costRate) / 3600 / r.paidHours : nan;
  r.unmetHours = areaOf(run.edges, s.unmet) / rated / 3600;
  return r;
}

}  // namespace headroom::optimum
