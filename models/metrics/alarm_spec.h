/// An alarm as plain data: what a scenario says of it.
#pragma once

#include "models/metrics/alarm.h"
#include "models/metrics/metric_spec.h"

#include <optional>
#include <string>

namespace headroom {

struct AlarmSpec : MetricSpec {
  std::optional<double> above, atLeast, below, atMost;  // exactly one; in the unit of the metric
  std::int64_t of = 1;                                  // N
  std::optional<std::int64_t> points;                   // M; default: N
  MissingData missing = MissingData::missing;

  AlarmRule rule() const;
  int comparisons() const { return above.has_value() + atLeast.has_value() + below.has_value() + atMost.has_value(); }
};

/// One that is only watched: its states are in the trace.
struct NamedAlarm : AlarmSpec {
  std::string name;
};

const Type& typeOf(const MissingData*);
const Type& typeOf(const NamedAlarm*);
const Type& alarmList();

/// The fields of whatever has an alarm: of `S`, which is an AlarmSpec and more, its own after them.
template <class S>
std::vector<Field> withAlarm(std::vector<Field> own) {
  const auto threshold = [](std::string_view name, std::optional<double> S::*member, std::string_view sentence) {
    return optionalFieldAs<S, double>(targetType(), name, member, sentence);
  };
  std::vector<Field> alarm{
      threshold("above", &S::above, "It is on while the value is above this; one of the four must be given."),
      threshold("at_least", &S::atLeast, "The same, this value included."),
      threshold("below", &S::below, "It is on while the value is below this."),
      threshold("at_most", &S::atMost, "The same, this value included."),
      field<S, std::int64_t>("of", &S::of, "N: periods that are looked at.", between(1, 1440)),
      optionalField<S, std::int64_t>("points", &S::points, "M: so many of them must be beyond it; default all.",
                                     between(1, 1440)),
      field<S, MissingData>("missing", &S::missing, "What a missing value is taken for.")};
  for (Field& f : own) alarm.push_back(std::move(f));
  return withMetric<S>(std::move(alarm));
}

}  // namespace headroom
