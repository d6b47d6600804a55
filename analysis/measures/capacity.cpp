#include "analysis/measures/capacity.h"

#include "analysis/measures/unknown.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace headroom::measures {
namespace {

constexpr double rounding = 1e-9;  // of means that are equal but for their last digits the first is taken

void share(Capacity& c) {
  c.used = c.demand - c.unmet;
  c.notServing = c.paid - c.unused - c.used;
  c.unusedShare = ratio(c.unused, c.paid);
  c.notServingShare = ratio(c.notServing, c.paid);
  c.unmetShare = ratio(c.unmet, c.demand);
}

/// Rated capacity has one price in a fleet, so areas turn into money by what is paid for.
void price(Capacity& c, double usd, double paid, double unused, double used) {
  c.costUsd += usd;
  if (!(paid > 0)) return;
  c.unusedUsd += usd * unused / paid;
  c.notServingUsd += usd * (paid - unused - used) / paid;
}

/// The share of the workers that is left when the `lost` zones with most are gone.
double shareLeft(std::size_t lost, std::vector<double> workers) {
  double all = 0, gone = 0;
  for (const double n : workers) all += n;
  std::sort(workers.begin(), workers.end(), std::greater<>());
  for (std::size_t z = 0; z < lost; ++z) gone += workers[z];
  return all > 0 ? (all - gone) / all : 0;
}

}  // namespace

Capacity capacityOf(const CapacityBuckets& b) {
  Capacity c;
  for (std::size_t i = 0; i < b.demand.size(); ++i) {
    const double seconds = b.edges[i + 1] - b.edges[i];
    c.demand += b.demand[i] * seconds;
    c.supply += b.supply[i] * seconds;
    c.unused += b.unused[i] * seconds;
    c.unmet += b.unmet[i] * seconds;
    c.paid += b.paid[i] * seconds;
    price(c, b.costRate[i] * seconds / 3600, b.paid[i], b.unused[i], b.demand[i] - b.unmet[i]);
  }
  share(c);
  return c;
}

Capacity capacityOf(std::span<const CapacityPiece> pieces) {
  Capacity c;
  for (const CapacityPiece& p : pieces) {
    const double unused = std::max(0.0, p.supply - p.demand), unmet = std::max(0.0, p.demand - p.supply);
    c.demand += p.demand * p.seconds;
    c.supply += p.supply * p.seconds;
    c.unused += unused * p.seconds;
    c.unmet += unmet * p.seconds;
    c.paid += p.paid * p.seconds;
    price(c, p.usdPerHour * p.seconds / 3600, p.paid, unused, p.demand - unmet);
  }
  share(c);
  return c;
}

double workerHours(double area, double rated) { return ratio(area, rated) / 3600; }

double headroomOf(double supply, double demand) {
  if (std::isnan(supply) || std::isnan(demand)) return nan;
  if (supply > 0) return 1 - demand / supply;
  return demand > 0 ? -1 : 0;
}

ZoneHeadroom headroomWithout(int lost, std::span<const double> edges, std::span<const double> supply,
                             std::span<const double> demand, const std::vector<std::vector<double>>& zones) {
  ZoneHeadroom h{lost, nan, nan, nan, nan, nan};
  std::vector<std::size_t> used;
  for (std::size_t z = 0; z < zones.size(); ++z)
    if (std::any_of(zones[z].begin(), zones[z].end(), [](double n) { return n > 0; })) used.push_back(z);
  if (supply.empty() || static_cast<std::size_t>(lost) > used.size()) return h;
  for (std::size_t i = 0; i < supply.size(); ++i) {
    std::vector<double> workers;
    for (const std::size_t z : used) workers.push_back(zones[z][i]);
    const double left = lost == 0 ? supply[i] : supply[i] * shareLeft(static_cast<std::size_t>(lost), workers);
    const double headroom = headroomOf(left, demand[i]);
    if (!(demand[i] <= h.demandAtPeak * (1 + rounding))) {
      h.supplyAtPeak = left;
      h.demandAtPeak = demand[i];
      h.atPeak = headroom;
    }
    if (headroom >= h.least - rounding) continue;
    h.least = headroom;
    h.leastAt = edges[i];
  }
  return h;
}

}  // namespace headroom::measures
