#include "models/scaling/research/threshold.h"

#include <algorithm>

namespace headroom {

const Type& typeOf(const ThresholdPolicy*) {
  using T = ThresholdPolicy;
  static const Type type = object<T>(
      "Two thresholds on the load, steps, and a pause after each: rule-based scaling as papers compare with it.",
      withLoad<T>(
          {field("high", &T::high, "Of what the workers in service carry: out above it.", between(0, 10)),
           field("high_periods", &T::highPeriods, "After so many periods in a row beyond it.", between(1, 1440)),
           field("up", &T::up, "Share of the fleet that is added, rounded up.", between(0, 10)),
           field("very_high", &T::veryHigh, "From here on `up_more` is added.", between(0, 10)),
           field("up_more", &T::upMore, "Share that is added then, rounded up.", between(0, 10)),
           field("low", &T::low, "Of what they carry: in below it.", between(0, 10)),
           field("low_periods", &T::lowPeriods, "After so many periods in a row beyond it.", between(1, 1440)),
           field("down", &T::down, "Share that goes, rounded down, at least one.", between(0, 1)),
           field("pause", &T::pause, "Periods from one action to the next.", between(0, 1440))}));
  return type;
}

std::int64_t ThresholdRule::workers(const Observation& seen) {
  const double full = loadOf(spec_, seen) / static_cast<double>(std::max<std::int64_t>(1, seen.inService));
  above_ = full > spec_.high.value ? above_ + 1 : 0;
  below_ = full < spec_.low.value ? below_ + 1 : 0;
  if (rest_ > 0 && --rest_ > 0) return seen.desired;
  const auto there = static_cast<double>(seen.desired);
  if (above_ >= spec_.highPeriods) {
    rest_ = spec_.pause;
    return seen.desired + wholeAbove(there * (full >= spec_.veryHigh.value ? spec_.upMore : spec_.up).value);
  }
  if (below_ >= spec_.lowPeriods) {
    rest_ = spec_.pause;
    const auto share = static_cast<std::int64_t>(std::floor(there * spec_.down.value + 1e-9));
    return std::max<std::int64_t>(0, seen.desired - std::max<std::int64_t>(1, share));
  }
  return seen.desired;
}

}  // namespace headroom
