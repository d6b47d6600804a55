#include "models/scaling/simple.h"

namespace headroom {

const Type& typeOf(const SimplePolicy*) {
  using S = SimplePolicy;
  static const Type type = object<S>(
      "EC2 simple scaling: an alarm, one adjustment, a cooldown.",
      withAlarm<S>({field<S>("adjust", &S::adjust, "What `by` means."),
                    required(field<S>("by", &S::by, "Workers or per cent, more or (negative) fewer; or how many.",
                                      between(-100'000, 1'000'000))),
                    field<S>("min_magnitude", &S::minMagnitude, "Of `percent`: the least change, in workers.",
                             between(0, 1'000'000)),
                    optionalField<S>("cooldown", &S::cooldown,
                                     "After the last worker has come or gone; default the fleet's.", atLeast(0))}));
  return type;
}

Opinion SimpleScaling::consider(const Observation& seen) const {
  const AlarmView alarm = seen.alarms[0];
  Opinion o{seen.desired, alarm.acts, rule_.threshold};
  if (alarm.state != AlarmState::alarm) return o;
  o.wanted = adjusted(spec_.adjust, seen.desired, spec_.by, spec_.minMagnitude);
  if (seen.now < seen.coolsUntil) o.held = Bound::cooldown;
  return o;
}

}  // namespace headroom
