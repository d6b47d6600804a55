#include "models/metrics/alarm_spec.h"

namespace headroom {

AlarmRule AlarmSpec::rule() const {
  AlarmRule rule{points.value_or(of), of, Comparison::above, 0, missing, ""};
  const auto by = [&](Comparison comparison, const std::optional<double>& threshold) {
    if (!threshold) return;
    rule.comparison = comparison;
    rule.threshold = *threshold;
  };
  by(Comparison::above, above);
  by(Comparison::atLeast, atLeast);
  by(Comparison::below, below);
  by(Comparison::atMost, atMost);
  return rule;
}

const Type& typeOf(const MissingData*) {
  using M = MissingData;
  static const Type type = choice<M>({
      {"missing", std::int64_t(M::missing), "nothing; without any value the state is insufficient_data"},
      {"ignore", std::int64_t(M::ignore), "nothing; the state stays where too little is known"},
      {"breaching", std::int64_t(M::breaching), "a value beyond the threshold"},
      {"not_breaching", std::int64_t(M::notBreaching), "a value that is not"},
  });
  return type;
}

const Type& typeOf(const NamedAlarm*) {
  using A = NamedAlarm;
  static const Type type =
      object<A>("An alarm that is watched: its changes of state are in the trace, and nothing follows from them.",
                withAlarm<A>({fieldAs(nameType(), "name", &A::name, "Of the alarm; default alarm, alarm-2 ….")}));
  return type;
}

const Type& alarmList() {
  static const Type type = listOf<NamedAlarm>(typeFor<NamedAlarm>(), "Alarms that are watched.");
  return type;
}

}  // namespace headroom
