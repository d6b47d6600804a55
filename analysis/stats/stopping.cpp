#include "analysis/stats/stopping.h"

#include "analysis/stats/mean.h"

#include <algorithm>
#include <cmath>

namespace headroom::stats {
namespace {

double bound(double precision) { return precision / (1 + precision); }

}  // namespace

std::optional<std::uint64_t> stopsAt(std::span<const double> values, double precision, double level) {
  for (std::uint64_t n = fewestReplications; n <= values.size(); ++n) {
    const MeanInterval m = meanInterval(values.first(n), level);
    if (m.n >= fewestReplications && m.mean != 0 && m.halfWidth <= bound(precision) * std::abs(m.mean)) return n;
  }
  return std::nullopt;
}

std::optional<std::uint64_t> replicationsAhead(std::span<const double> values, double precision, double level) {
  constexpr std::uint64_t most = 1'000'000'000;
  const MeanInterval m = meanInterval(values, level);
  if (m.n < 2 || m.mean == 0) return std::nullopt;
  const auto enough = [&](std::uint64_t n) {
    const auto x = static_cast<double>(n);
    return studentQuantile((1 + level) / 2, x - 1) * m.deviation / std::sqrt(x) <= bound(precision) * std::abs(m.mean);
  };
  std::uint64_t no = fewestReplications - 1, yes = fewestReplications;
  while (yes < most && !enough(yes)) {
    no = yes;
    yes *= 2;
  }
  while (yes - no > 1) {
    const std::uint64_t middle = no + (yes - no) / 2;
    (enough(middle) ? yes : no) = middle;
  }
  return std::min(yes, most);
}

}  // namespace headroom::stats
