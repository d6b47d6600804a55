#include "models/scaling/vertical.h"

#include "models/whole_above.h"

#include <algorithm>
#include <cmath>

namespace headroom {

const Type& typeOf(const VerticalPolicy*) {
  using V = VerticalPolicy;
  static const Type type = object<V>(
      "Vertical scaling by a metric: one type up or down a ladder of instance types.",
      withMetric<V>(withRungs<V>(
          {field<V, std::string>("initial", &V::initial, "The type at the start; default the first."),
           required(fieldAs<V, double>(targetType(), "high", &V::high, "Above it they move to the next larger type.")),
           field("high_points", &V::highPoints, "Periods in a row above it.", between(1, 1440)),
           optionalFieldAs<V, double>(targetType(), "low", &V::low,
                                      "Below it they move to the next smaller type; absent: they never do."),
           field("low_points", &V::lowPoints, "Periods in a row below it.", between(1, 1440)),
           field("cooldown", &V::cooldown, "From the end of a move to the next.", atLeast(0))})));
  return type;
}

VerticalScaling::VerticalScaling(const VerticalPolicy& spec, Duration) : spec_(spec), sizes_(sizesOf(spec)) {}

std::vector<AlarmRule> VerticalScaling::alarms() const {
  std::vector<AlarmRule> all{
      {spec_.highPoints, spec_.highPoints, Comparison::above, spec_.high, MissingData::missing, "high"}};
  if (spec_.low)
    all.push_back({spec_.lowPoints, spec_.lowPoints, Comparison::below, *spec_.low, MissingData::missing, "low"});
  return all;
}

Opinion VerticalScaling::consider(const Observation& seen) const {
  Opinion o{seen.size, false, spec_.high};
  const double value = seen.newest.value;
  if (std::isnan(value)) return o;
  const std::size_t rung = rungFor(sizes_, static_cast<double>(seen.size));
  const auto on = [&](std::size_t alarm) { return seen.alarms[alarm].state == AlarmState::alarm; };
  if (on(0)) {
    o.acts = seen.alarms[0].acts;
    const auto size = static_cast<double>(seen.size);
    // Beyond the last rung: what would bring the metric to the threshold.
    o.wanted = rung + 1 < sizes_.size() ? sizes_[rung + 1] : wholeAbove(size * value / std::max(spec_.high, 1e-9));
  } else if (spec_.low && on(1) && rung > 0) {
    o.acts = seen.alarms[1].acts;
    o.threshold = *spec_.low;
    o.wanted = sizes_[rung - 1];
  }
  if (seen.moving || (seen.moved && seen.now < *seen.moved + spec_.cooldown)) o.held = Bound::cooldown;
  return o;
}

}  // namespace headroom
