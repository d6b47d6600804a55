#include "analysis/measures/slo.h"

#include "analysis/measures/unknown.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

namespace headroom::measures {
namespace {

double sumOf(std::span<const double> values) {
  double total = 0;
  for (const double x : values) total += x;
  return total;
}

std::vector<double> runningSum(std::span<const double> values) {
  std::vector<double> sums{0};
  for (const double x : values) sums.push_back(sums.back() + x);
  return sums;
}

/// The first of the fewest buckets at the end that make `window`.
std::size_t lastBuckets(const Outcomes& o, double window) {
  std::size_t first = o.good.size() - 1;
  while (first > 0 && o.edges.back() - o.edges[first] < window - 1e-9) --first;
  return first;
}

}  // namespace

double attainment(const Outcomes& o) {
  const double ended = sumOf(o.ended);
  return ended > 0 ? sumOf(o.good) / ended : nan;
}

double budgetSpent(double attainment, double target) { return target < 1 ? (1 - attainment) / (1 - target) : nan; }

Burn burnOver(double window, const Outcomes& o, double target) {
  Burn burn{window, nan, nan, nan};
  if (o.good.empty() || target >= 1) return burn;
  constexpr double slack = 1e-9;  // edges are sums of seconds
  const std::vector<double> good = runningSum(o.good), ended = runningSum(o.ended);
  std::size_t from = 0;
  for (std::size_t until = 1; until < o.edges.size(); ++until) {
    if (o.edges[until] - o.edges[0] < window - slack) continue;
    while (o.edges[until] - o.edges[from + 1] >= window - slack) ++from;
    const double all = ended[until] - ended[from], bad = all - (good[until] - good[from]);
    burn.last = all > 0 ? bad / all / (1 - target) : 0;
    if (burn.last <= burn.worst) continue;
    burn.worst = burn.last;
    burn.worstAt = o.edges[until];
  }
  return burn;
}

double budgetUsed(double burn, double window, double period) { return burn * window / period; }

double timeToExhaust(double burn, double period) {
  return burn > 0 ? period / burn : std::numeric_limits<double>::infinity();
}

RunsOut runsOut(const Outcomes& o, double target, double period) {
  RunsOut out;
  const double seconds = o.edges.empty() ? 0 : o.edges.back() - o.edges.front();
  if (!(seconds > 0) || !(target < 1)) return out;
  const std::size_t first = lastBuckets(o, std::min(3600.0, seconds));
  const Outcomes lately{o.edges.subspan(first), o.good.subspan(first), o.ended.subspan(first)};
  out.over = o.edges.back() - lately.edges.front();
  out.burn = budgetSpent(attainment(lately), target);
  if (std::isnan(out.burn)) return out;
  const double spent =
      period <= seconds ? burnOver(period, o, target).last : budgetSpent(attainment(o), target) * seconds / period;
  out.seconds = spent >= 1 ? 0 : timeToExhaust(out.burn, period) * (1 - spent);
  out.kind = spent >= 1                   ? RunsOut::Kind::spent
             : std::isfinite(out.seconds) ? RunsOut::Kind::after
                                          : RunsOut::Kind::never;
  return out;
}

double shareOfTimeKept(const Outcomes& o, double target) {
  double kept = 0, all = 0;
  for (std::size_t i = 0; i < o.ended.size(); ++i) {
    if (!(o.ended[i] > 0)) continue;
    ++all;
    kept += o.good[i] >= target * o.ended[i];
  }
  return all > 0 ? kept / all : nan;
}

double recoveryTime(std::span<const double> edges, std::span<const char> kept, double fault, double hold) {
  double since = nan;
  for (std::size_t i = 0; i < kept.size(); ++i) {
    if (edges[i + 1] <= fault) continue;
    if (!kept[i]) {
      since = nan;
      continue;
    }
    if (std::isnan(since)) since = std::max(edges[i], fault);
    if (edges[i + 1] - since >= hold) return since - fault;
  }
  return nan;
}

}  // namespace headroom::measures
