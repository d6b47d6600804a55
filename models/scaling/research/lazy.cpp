#include "models/scaling/research/lazy.h"

#include "sim/math.h"

#include <algorithm>

namespace headroom {

const Type& typeOf(const LazyPolicy*) {
  using L = LazyPolicy;
  static const Type type = object<L>(
      "Lazy capacity provisioning (Lin et al. 2011): at most three times the cost of hindsight, without a forecast.",
      withLoad<L>({field("launch", &L::launch, "What a launch costs, in periods of a worker.", between(0, 1e6)),
                   optionalField("shortage", &L::shortage, "What a missing worker costs a period; absent: none may be.",
                                 between(1.001, 1e6))}));
  return type;
}

LazyBounds::Ends LazyBounds::step(std::span<const double> costs, Ties ties) {
  best_.resize(std::max(best_.size(), costs.size()), math::kInfinity);
  const std::size_t n = best_.size();
  std::vector<double> next(n);
  double fromAbove = math::kInfinity, fromBelow = math::kInfinity, least = math::kInfinity;
  for (std::size_t i = n; i-- > 0;) next[i] = fromAbove = std::min(fromAbove, best_[i]);  // who goes, goes free
  for (std::size_t i = 0; i < n; ++i) {
    fromBelow = std::min(fromBelow, best_[i] - launch_ * static_cast<double>(i));
    next[i] = std::min(next[i], fromBelow + launch_ * static_cast<double>(i)) + costs[std::min(i, costs.size() - 1)];
    least = std::min(least, next[i]);
  }
  Ends ends;
  double high = math::kInfinity;
  bool found = false;
  for (std::size_t i = 0; i < n; ++i) {
    if (!found && next[i] <= least) ends.low = static_cast<std::int64_t>(i), found = true;
    const double paidLater = next[i] - launch_ * static_cast<double>(i);
    if (paidLater < high || (ties == Ties::outward && paidLater <= high)) {
      high = paidLater;
      ends.high = static_cast<std::int64_t>(i);
    }
    next[i] -= least;
  }
  best_ = std::move(next);
  return ends;
}

std::int64_t LazyRule::workers(const Observation& seen) {
  constexpr std::int64_t largest = 100'000;  // it reckons with every number of workers up to the greatest needed
  const std::int64_t needed = std::min(wholeAbove(loadOf(spec_, seen)), largest);
  most_ = std::max({most_, needed, std::min(seen.desired, largest)});
  std::vector<double> costs;
  for (std::int64_t n = 0; n <= most_; ++n) {
    const double missing = static_cast<double>(std::max<std::int64_t>(0, needed - n));
    const double shortage = spec_.shortage ? *spec_.shortage * missing : missing > 0 ? math::kInfinity : 0;
    costs.push_back(static_cast<double>(n) + shortage);
  }
  const LazyBounds::Ends ends = bounds_.step(costs);
  return std::clamp(seen.desired, ends.low, std::max(ends.low, ends.high));
}

}  // namespace headroom
