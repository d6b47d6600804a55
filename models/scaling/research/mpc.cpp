#include "models/scaling/research/mpc.h"

#include "models/scaling/forecast/forecast.h"
#include "sim/math.h"

#include <algorithm>

namespace headroom {
namespace {

/// The least-squares line, continued; the error is that of a new value.
std::vector<forecast::Expected> lineAhead(std::span<const double> y, std::size_t steps) {
  const auto m = static_cast<double>(y.size());
  const double middle = (m - 1) / 2;
  double sum = 0, sumX = 0, x2 = 0, residual = 0;
  for (std::size_t i = 0; i < y.size(); ++i) {
    const double x = static_cast<double>(i) - middle;
    sum += y[i];
    sumX += x * y[i];
    x2 += x * x;
  }
  const double mean = sum / m, slope = x2 > 0 ? sumX / x2 : 0;
  for (std::size_t i = 0; i < y.size(); ++i) {
    const double e = y[i] - mean - slope * (static_cast<double>(i) - middle);
    residual += e * e;
  }
  const double spread = m > 2 ? residual / (m - 2) : 0;
  std::vector<forecast::Expected> ahead;
  for (std::size_t k = 1; k <= steps; ++k) {
    const double x = middle + static_cast<double>(k);
    const double variance = spread * (1 + 1 / m + (x2 > 0 ? x * x / x2 : 0));
    ahead.push_back({mean + slope * x, std::sqrt(variance)});
  }
  return ahead;
}

}  // namespace

const Type& typeOf(const MpcPolicy*) {
  using M = MpcPolicy;
  static const Type type = object<M>(
      "Model-predictive control: the cheapest plan for the next periods, every period anew.",
      withLoad<M>(
          {field("horizon", &M::horizon, "Periods planned.", between(2, 1000)),
           field("lead", &M::lead, "Periods until what is ordered serves.", between(0, 100)),
           field("window", &M::window, "Periods a straight line is drawn through.", between(2, 1000)),
           optionalField("season", &M::season, "Periods after which load repeats, in place of the line.",
                         between(2, 20'160)),
           field("shortage", &M::shortage, "What a missing worker costs, over what one costs.", between(1.001, 1e6)),
           field("launch", &M::launch, "What a launch costs, in periods of a worker.", between(0, 1e6))}));
  return type;
}

Plan cheapestPlan(std::span<const std::int64_t> needs, std::int64_t there, std::size_t fixed, double shortage,
                  double launch) {
  const std::int64_t most = std::max(there, *std::max_element(needs.begin(), needs.end()));
  const auto states = static_cast<std::size_t>(most) + 1;
  // From the end: ahead[x] is the cheapest of what follows a period with x workers.
  std::vector<double> ahead(states, 0), costs(states);
  std::vector<std::vector<std::size_t>> choice(needs.size(), std::vector<std::size_t>(states));
  for (std::size_t i = needs.size(); i-- > 0;) {
    for (std::size_t x = 0; x < states; ++x) {
      const double missing = static_cast<double>(std::max<std::int64_t>(0, needs[i] - static_cast<std::int64_t>(x)));
      const bool refused =
          (i + 1 == needs.size() && i >= fixed && missing > 0) || (i < fixed && x != static_cast<std::size_t>(there));
      costs[x] = refused ? math::kInfinity : static_cast<double>(x) + shortage * missing + ahead[x];
    }
    // Down is free, up costs: the best at or below, and the best above with its launches.
    std::size_t below = 0, above = states - 1;
    for (std::size_t x = 0; x < states; ++x) {
      if (costs[x] < costs[below]) below = x;
      choice[i][x] = below;
      ahead[x] = costs[below];
    }
    for (std::size_t x = states; x-- > 0;) {
      const auto rising = [&](std::size_t to) { return costs[to] + launch * static_cast<double>(to); };
      if (rising(x) <= rising(above)) above = x;
      const double up = rising(above) - launch * static_cast<double>(x);
      if (up < ahead[x]) {
        ahead[x] = up;
        choice[i][x] = above;
      }
    }
  }
  Plan plan;
  plan.cost = ahead[static_cast<std::size_t>(there)];
  auto x = static_cast<std::size_t>(there);
  for (const auto& best : choice) {
    x = best[x];
    plan.workers.push_back(static_cast<std::int64_t>(x));
  }
  return plan;
}

std::vector<std::int64_t> MpcRule::needs() const {
  const auto steps = static_cast<std::size_t>(spec_.horizon);
  std::vector<forecast::Expected> ahead;
  if (spec_.season) ahead = forecast::seasonalNaive(loads_, static_cast<std::size_t>(*spec_.season), steps).ahead;
  if (ahead.empty()) {
    const std::size_t window = std::min(loads_.size(), static_cast<std::size_t>(spec_.window));
    ahead = lineAhead(std::span(loads_).last(window), steps);
  }
  const double z = math::inverseNormal(1 - 1 / spec_.shortage);
  std::vector<std::int64_t> needs;
  for (const forecast::Expected& e : ahead)
    needs.push_back(std::clamp<std::int64_t>(wholeAbove(e.value + z * e.error), 0, 100'000));
  return needs;
}

std::int64_t MpcRule::workers(const Observation& seen) {
  const auto kept = static_cast<std::size_t>(std::max(spec_.window, 2 * spec_.season.value_or(0)));
  if (loads_.size() == kept) loads_.erase(loads_.begin());
  loads_.push_back(loadOf(spec_, seen));
  const auto fixed = static_cast<std::size_t>(std::min(spec_.lead, spec_.horizon - 1));
  return cheapestPlan(needs(), seen.desired, fixed, spec_.shortage, spec_.launch).workers[fixed];
}

}  // namespace headroom
