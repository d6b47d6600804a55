#include "analysis/optimum/regret.h"

#include "analysis/optimum/closing.h"
#include "analysis/optimum/flow.h"

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

/// Hindsight's fleet, and by how much the billing minimum makes it dearer [worker-seconds].
struct Hindsight {
  Fleet fleet;
  double seconds = 0, minimumSeconds = 0;
};

double costIn(const Fleet& fleet, const std::vector<double>& edges, double launch) {
  double area = fleet.empty() ? 0 : launch * static_cast<double>(launchesOf(fleet, fleet.front()));
  for (std::size_t i = 0; i < fleet.size(); ++i) area += static_cast<double>(fleet[i]) * (edges[i + 1] - edges[i]);
  return area;
}

/// The idle time of a launch is billed too, so the minimum binds only what serves for less than the rest of it.
Hindsight hindsightOf(const Fleet& needed, const std::vector<double>& edges, double launch, double minimum) {
  constexpr double mostWeighed = 300'000;
  const double step = edges[1] - edges[0];
  Hindsight h{closingOptimum(needed, step, launch), 0, 0};
  h.seconds = costIn(h.fleet, edges, launch);
  const double steps = std::ceil((minimum - launch) / step - 1e-9);
  const auto most = static_cast<double>(*std::max_element(needed.begin(), needed.end()));
  if (!(steps > 1) || launchesOf(h.fleet, h.fleet.front()) == 0) return h;
  if (most * static_cast<double>(needed.size()) > mostWeighed) {
    h.minimumSeconds = nan;
    return h;
  }
  const double free = h.seconds;
  h.fleet = flowOptimum(needed, step, launch, static_cast<std::int64_t>(steps)).fleet;
  h.seconds = costIn(h.fleet, edges, launch);
  h.minimumSeconds = h.seconds - free;
  return h;
}

/// How many evenly filled zones need so that without the fullest `workers` are left: n with n − ⌈n/k⌉ ≥ workers.
std::int64_t withReserve(std::int64_t workers, std::int64_t zones) {
  return zones < 2 ? workers : (workers * zones + zones - 2) / (zones - 1);
}

std::int64_t zonesOf(const measures::ServiceSeries& s) {
  return std::count_if(s.zones.begin(), s.zones.end(), [](const std::vector<double>& workers) {
    return std::any_of(workers.begin(), workers.end(), [](double n) { return n > 0; });
  });
}

/// What was in service against hindsight's fleet, bucket by bucket [worker-hours].
RegretParts servingParts(const measures::RunSeries& run, const measures::ServiceSeries& s, double rated,
                         const Fleet& best) {
  RegretParts p;
  const std::int64_t zones = zonesOf(s);
  for (std::size_t i = 0; i < best.size(); ++i) {
    const double hours = (run.edges[i + 1] - run.edges[i]) / 3600,
                 beyond = s.supply[i] / rated - static_cast<double>(best[i]);
    const double reserve = std::clamp(beyond, 0.0, static_cast<double>(withReserve(best[i], zones) - best[i]));
    p.zoneReserve += reserve * hours;
    p.waited += (std::max(beyond, 0.0) - reserve) * hours;
    p.missing += std::min(beyond, 0.0) * hours;
  }
  return p;
}

double unmetWhileStarting(const measures::RunSeries& run, const measures::ServiceSeries& s, double rated) {
  double area = 0;
  for (std::size_t i = 0; i < s.unmet.size(); ++i)
    area += std::min(s.unmet[i] / rated, s.launching[i] + s.preparing[i]) * (run.edges[i + 1] - run.edges[i]);
  return area / 3600;
}

}  // namespace

Regret regretOf(const measures::RunSeries& run, std::size_t service, double rated, Billing billing) {
  const measures::ServiceSeries& s = run.services[service];
  const bool known = !s.neededMax.empty() &&
                     std::none_of(s.neededMax.begin(), s.neededMax.end(), [](double n) { return std::isnan(n); });
  if (std::isnan(rated) || !known)
    return {nan, nan, nan, nan, nan, {nan, nan, nan, nan, nan}, nan, nan, nan, nan, nan, 0};
  Regret r;
  r.launchSeconds = launchSecondsOf(run, service);
  const double launch = std::isnan(r.launchSeconds) ? 0 : r.launchSeconds;
  const Hindsight best = hindsightOf(neededIn(s.neededMax), run.edges, launch, billing.minimum);
  r.launches = launchesOf(best.fleet, best.fleet.front());
  r.optimumHours = best.seconds / 3600;
  r.minimumHours = best.minimumSeconds / 3600;
  const double billed = areaOf(run.edges, s.paid) / rated / 3600;
  r.usdPerHour = billed > 0 ? areaOf(run.edges, s.costRate) / 3600 / billed : nan;
  r.parts = servingParts(run, s, rated, best.fleet);
  r.parts.startUp =
      billed - areaOf(run.edges, s.supply) / rated / 3600 - launch * static_cast<double>(r.launches) / 3600;
  r.parts.billing = r.usdPerHour > 0 ? billing.addedUsd / r.usdPerHour : 0;
  r.paidHours = billed + r.parts.billing;
  r.hours = r.paidHours - r.optimumHours;
  r.share = r.optimumHours > 0 ? r.hours / r.optimumHours : nan;
  r.usd = r.hours * r.usdPerHour;
  r.unmetHours = areaOf(run.edges, s.unmet) / rated / 3600;
  r.unmetStarting = std::min(unmetWhileStarting(run, s, rated), r.unmetHours);
  return r;
}

}  // namespace headroom::optimum
