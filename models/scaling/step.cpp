#include "models/scaling/step.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace headroom {

const Type& typeOf(const StepSpec*) {
  using S = StepSpec;
  static const Type type = object<S>(
      "What to do where the metric is so far beyond the threshold.",
      {optionalFieldAs(targetType(), "from", &S::from, "From the threshold, as `10 %` or `-10 %`; absent: no end."),
       optionalFieldAs(targetType(), "to", &S::to, "To here; absent: no end."),
       required(field("by", &S::by, "Workers or per cent, more or (negative) fewer; or how many.",
                      between(-100'000, 1'000'000)))});
  return type;
}

const Type& typeOf(const StepPolicy*) {
  using S = StepPolicy;
  static const Type steps = listOf<StepSpec>(typeFor<StepSpec>(), "Without gaps and overlaps.");
  static const Type type = object<S>(
      "EC2 step scaling: an alarm, and an adjustment for how far the metric is beyond its threshold.",
      withAlarm<S>(
          {field<S>("adjust", &S::adjust, "What `by` means."),
           required(fieldAs<S>(steps, "steps", &S::steps, "By the distance from the threshold.")),
           field<S>("min_magnitude", &S::minMagnitude, "Of `percent`: the least change, in workers.",
                    between(0, 1'000'000)),
           optionalField<S>("warm_up", &S::warmUp, "Of this policy; default the fleet's, else 300s.", atLeast(0))}));
  return type;
}

StepScaling::StepScaling(const StepPolicy& spec, Duration warmUp)
    : spec_(spec), rule_(spec.rule()), warmUp_(spec.warmUp.value_or(warmUp).ns()) {}

const StepSpec* StepScaling::match(double value) const {
  constexpr double endless = std::numeric_limits<double>::infinity();
  const double slack = 1e-9 * (1 + std::abs(rule_.threshold));  // a sum of two fractions is not the fraction meant
  const double x = value - rule_.threshold;
  const bool upper = std::abs(x) <= slack ? rule_.upper() : x > 0;
  for (const StepSpec& s : spec_.steps) {
    const double from = s.from.value_or(-endless), to = s.to.value_or(endless);
    if (upper ? from - slack <= x && x < to - slack : from + slack < x && x <= to + slack) return &s;
  }
  return nullptr;
}

Opinion StepScaling::consider(const Observation& seen) const {
  const AlarmView alarm = seen.alarms[0];
  Opinion o{seen.desired, alarm.acts, rule_.threshold};
  if (alarm.state != AlarmState::alarm || std::isnan(seen.newest.value)) return o;
  const StepSpec* step = match(seen.newest.value);
  if (!step) return o;
  const auto become = [&](std::int64_t base) { return adjusted(spec_.adjust, base, step->by, spec_.minMagnitude); };
  const bool out = spec_.adjust == Adjustment::exact ? step->by > seen.desired : step->by > 0;
  if (out) {
    o.keeps = true;
    o.wanted = std::max(seen.desired, become(seen.warmed));
    if (o.wanted == seen.desired && seen.warmed < seen.desired) {  // what warms up is the answer already
      o.wanted = become(seen.desired);
      o.held = Bound::warmUp;
    }
  } else {
    o.wanted = std::min(seen.desired, become(std::max(seen.desired, seen.members)));
    if (seen.warming) o.held = Bound::warmUp;
  }
  return o;
}

}  // namespace headroom
