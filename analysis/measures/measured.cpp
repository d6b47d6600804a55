#include "analysis/measures/measured.h"

#include "analysis/measures/latency.h"
#include "analysis/measures/money.h"
#include "analysis/measures/unknown.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

namespace headroom::measures {
namespace {

constexpr double minute = 60;
constexpr Window always{0, std::numeric_limits<double>::infinity()};

double sum(const std::vector<double>& values) {
  double total = 0;
  for (const double x : values) total += x;
  return total;
}

double meanOver(const std::vector<double>& edges, const std::vector<double>& values) {
  double area = 0;
  for (std::size_t i = 0; i < values.size(); ++i) area += values[i] * (edges[i + 1] - edges[i]);
  return edges.empty() ? nan : ratio(area, edges.back() - edges.front());
}

LatencyFigures latencyOf(const RunSeries& run, std::int64_t service, Window window) {
  LatencyBins bins;
  LatencyFigures f;
  for (const LatencyRow& row : run.latencies) {
    if (row.service != service || row.time < window.from - 1e-9 || row.until > window.until + 1e-9) continue;
    bins[row.bin] += row.count;
    f.n += row.count;
  }
  f.p50 = latencyQuantile(bins, 0.5);
  f.p90 = latencyQuantile(bins, 0.9);
  f.p95 = latencyQuantile(bins, 0.95);
  f.p99 = latencyQuantile(bins, 0.99);
  f.p999 = latencyQuantile(bins, 0.999);
  return f;
}

/// A mean over a bucket of whole workers is whole but for its last digits, and s = d must not look like s > d.
double cleaned(double workers) {
  const double whole = std::round(workers);
  return std::abs(workers - whole) < 1e-9 * std::max(1.0, whole) ? whole : workers;
}

std::vector<double> cleaned(std::vector<double> workers, double unit) {
  for (double& x : workers) x = cleaned(x / unit);
  return workers;
}

/// Whole workers needed and supplied, bucket by bucket.
struct Means {
  std::vector<double> needed, supplied;
};

/// A bucket in which d moved is cut where a d that goes from whole number to whole number would spend its mean.
void addBucket(ElasticitySums& sums, double seconds, const ServiceSeries& s, std::size_t i, const Means& means) {
  const double low = s.neededMax[i] - s.neededMin[i] <= 1 ? s.neededMin[i] : std::floor(means.needed[i]);
  const double above = std::clamp(means.needed[i] - low, 0.0, 1.0);
  if (above < 1) sums.add(seconds * (1 - above), low, means.supplied[i]);
  if (above > 0) sums.add(seconds * above, low + 1, means.supplied[i]);
}

/// At the ends of whole minutes, or of buckets where these are longer.
void addMoves(ServiceMeasures& m, const RunSeries& run, const Means& means) {
  Means grid;
  double changes = 0, last = run.edges.front();
  for (std::size_t i = 0; i < means.needed.size(); ++i) {
    if (i > 0) {
      changes += means.supplied[i] != means.supplied[i - 1];
      changes -= means.needed[i] != means.needed[i - 1];
    }
    if (run.edges[i + 1] - last < minute - 1e-9) continue;
    m.elasticityGrid = std::max(m.elasticityGrid, run.edges[i + 1] - last);
    last = run.edges[i + 1];
    grid.needed.push_back(means.needed[i]);
    grid.supplied.push_back(means.supplied[i]);
  }
  m.elasticity.instability = instabilityOf(grid.needed, grid.supplied);
  m.elasticity.jitterPerHour = std::isnan(m.elasticity.instability) ? nan : ratio(changes, run.seconds() / 3600);
  m.elasticity.deviation = deviationOf(m.elasticity);
}

void elasticityOf(ServiceMeasures& m, const RunSeries& run, const ServiceSeries& s) {
  const Means means{cleaned(s.needed, 1), cleaned(s.supply, m.rated)};
  ElasticitySums sums;
  for (std::size_t i = 0; i < s.needed.size(); ++i) addBucket(sums, run.edges[i + 1] - run.edges[i], s, i, means);
  m.elasticity = sums.score();
  addMoves(m, run, means);
}

void fleetOf(ServiceMeasures& m, const RunSeries& run, const ServiceSeries& s, std::size_t number) {
  m.workersMean = 0;
  for (const auto* state : {&s.launching, &s.preparing, &s.inService, &s.draining})
    m.workersMean += meanOver(run.edges, *state);
  for (const EventRow& e : run.events) {
    if (e.service != static_cast<std::int64_t>(number)) continue;
    m.launched += e.kind == "launch";
    m.launchFailed += e.kind == "launch_failed";
    m.workersLost += e.kind == "lost";
    m.terminated += e.kind == "terminated";
  }
  const double moves = (m.launched + m.launchFailed + m.workersLost + m.terminated) / 2;
  m.churnPerDay = ratio(moves, m.workersMean * run.seconds() / 86400);
}

ServiceMeasures serviceMeasures(const RunSeries& run, std::size_t number, double rated) {
  const ServiceSeries& s = run.services[number];
  ServiceMeasures m;
  m.name = s.name;
  m.served = sum(s.served);
  m.lost = sum(s.failed) + sum(s.rejected) + sum(s.timedOut);
  m.availability = ratio(m.served, m.served + m.lost);
  m.late = sum(s.late);
  m.wastedWork = sum(s.wasted);
  m.latency = latencyOf(run, static_cast<std::int64_t>(number), always);
  m.capacity = capacityOf({run.edges, s.demand, s.supply, s.unused, s.unmet, s.paid, s.costRate});
  m.rated = std::isnan(rated) ? ratedOf(s) : rated;
  m.paidHours = workerHours(m.capacity.paid, m.rated);
  m.unusedHours = workerHours(m.capacity.unused, m.rated);
  m.unmetHours = workerHours(m.capacity.unmet, m.rated);
  m.notServingHours = workerHours(m.capacity.notServing, m.rated);
  fleetOf(m, run, s, number);
  for (int lost = 0; lost < 3; ++lost)
    m.headroom[static_cast<std::size_t>(lost)] = headroomWithout(lost, run.edges, s.supply, s.demand, s.zones);
  if (!run.edges.empty()) elasticityOf(m, run, s);
  return m;
}

/// Of a run longer than the window the worst window counts; of a shorter one, the rest of the window is taken as good.
double spentOf(const Outcomes& o, double attained, double target, double window, double seconds) {
  if (std::isnan(window)) return budgetSpent(attained, target);
  if (window <= seconds) return burnOver(window, o, target).worst;
  return budgetSpent(attained, target) * seconds / window;
}

ObjectiveMeasures objectiveMeasures(const RunSeries& run, const ObjectiveSeries& s, const Facts::Objective* fact) {
  const Outcomes o{run.edges, s.good, s.ended};
  ObjectiveMeasures m;
  m.name = s.name;
  m.target = fact ? fact->target : nan;
  m.window = fact ? fact->window : nan;
  m.good = sum(s.good);
  m.ended = sum(s.ended);
  m.attainment = attainment(o);
  m.budgetSpent = fact ? spentOf(o, m.attainment, m.target, m.window, run.seconds()) : nan;
  m.budgetLeft = 1 - m.budgetSpent;
  m.timeKept = fact ? shareOfTimeKept(o, m.target) : nan;
  if (fact) m.runsOut = runsOut(o, m.target, std::isnan(m.window) ? run.seconds() : m.window);
  constexpr std::array<double, 3> windows{3600, 6 * 3600, 3 * 86400};
  for (std::size_t i = 0; i < windows.size(); ++i) {
    m.burn[i] = fact ? burnOver(windows[i], o, m.target) : Burn{windows[i], nan, nan, nan};
  }
  return m;
}

/// Minutes, or buckets where these are longer, and whether every objective was kept in each.
struct Kept {
  std::vector<double> edges;
  std::vector<char> kept;
};

Kept keptOf(const RunSeries& run, const Facts& facts) {
  Kept k;
  const std::size_t n = std::min(run.objectives.size(), facts.objectives.size());
  if (n == 0 || run.edges.empty()) return k;
  std::vector<double> good(n, 0), ended(n, 0);
  k.edges.push_back(run.edges.front());
  for (std::size_t i = 0; i + 1 < run.edges.size(); ++i) {
    for (std::size_t o = 0; o < n; ++o) {
      good[o] += run.objectives[o].good[i];
      ended[o] += run.objectives[o].ended[i];
    }
    if (run.edges[i + 1] - k.edges.back() < minute - 1e-9 && i + 2 < run.edges.size()) continue;
    bool all = true;
    for (std::size_t o = 0; o < n; ++o) all = all && good[o] >= facts.objectives[o].target * ended[o];
    k.edges.push_back(run.edges[i + 1]);
    k.kept.push_back(all);
    std::fill(good.begin(), good.end(), 0);
    std::fill(ended.begin(), ended.end(), 0);
  }
  return k;
}

/// Of those of which anything happened here. In a window that begins within a fault there may be its end alone.
std::vector<FaultMeasures> faultMeasures(const RunSeries& run, const Facts& facts) {
  std::map<std::size_t, FaultMeasures> all;
  for (const EventRow& e : run.events) {
    if (!e.kind.starts_with("fault_") || e.cause < 0) continue;
    const auto number = static_cast<std::size_t>(e.cause);
    const auto [at, fresh] = all.try_emplace(number);
    FaultMeasures& f = at->second;
    const bool known = number < facts.faults.size(), overAtOnce = known && facts.faults[number].overAtOnce;
    if (fresh) f = {known ? facts.faults[number].name : "fault " + std::to_string(number), nan, nan, nan, nan, 0};
    if (e.kind == "fault_begins" && ++f.times == 1)
      f.begins = e.time, f.noticed = nan, f.ends = overAtOnce ? e.time : nan;
    if (e.kind == "fault_noticed" && f.times < 2 && std::isnan(f.noticed)) f.noticed = e.time;
    if (e.kind == "fault_ends" && std::isnan(f.ends)) f.ends = e.time;
  }
  const Kept minutes = keptOf(run, facts);
  std::vector<FaultMeasures> list;
  for (auto& [number, f] : all) {
    f.recovery = std::isnan(f.begins) ? nan : recoveryTime(minutes.edges, minutes.kept, f.begins);
    list.push_back(std::move(f));
  }
  return list;
}

}  // namespace

double ratedOf(const ServiceSeries& s) {
  double most = nan;
  for (std::size_t i = 0; i < s.supply.size(); ++i)
    if (s.inService[i] > 0 && !(s.supply[i] / s.inService[i] <= most)) most = s.supply[i] / s.inService[i];
  return most > 0 ? most : nan;
}

LatencyFigures requestLatencyIn(const RunSeries& run, Window window) {
  return latencyOf(run, LatencyRow::ofRequests, window);
}

Measures measuresOf(const RunSeries& run, const Facts& facts) {
  Measures m;
  m.seconds = run.seconds();
  m.offered = sum(run.offered);
  m.served = sum(run.served);
  m.lost = sum(run.failed) + sum(run.rejected) + sum(run.timedOut);
  m.retries = sum(run.retries);
  m.availability = ratio(m.served, m.served + m.lost);
  m.latency = latencyOf(run, LatencyRow::ofRequests, always);
  for (std::size_t i = 0; i < run.services.size(); ++i) {
    m.services.push_back(serviceMeasures(run, i, i < facts.rated.size() ? facts.rated[i] : nan));
    m.costUsd += m.services.back().capacity.costUsd;
  }
  m.costPerMillion = costPerMillion(m.costUsd, m.served);
  m.costPerMonth = costPerMonth(m.costUsd, m.seconds);
  for (std::size_t i = 0; i < run.objectives.size(); ++i)
    m.objectives.push_back(
        objectiveMeasures(run, run.objectives[i], i < facts.objectives.size() ? &facts.objectives[i] : nullptr));
  m.faults = faultMeasures(run, facts);
  return m;
}

}  // namespace headroom::measures
