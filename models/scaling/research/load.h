/// What most policies of the literature follow: the requests that come in a period, over what one worker carries of
/// them. And what all of them are: rules that are asked once a period.
#pragma once

#include "models/metrics/metric_spec.h"
#include "models/scaling/policy.h"
#include "models/whole_above.h"

#include <cmath>
#include <limits>
#include <vector>

namespace headroom {

struct LoadSpec : MetricSpec {
  LoadSpec() { metric = MetricKind::requests; }
  Rate carries{1};  // κ: what one worker is to carry
};

template <class S>
std::vector<Field> withPeriod(std::vector<Field> own) {
  std::vector<Field> all{
      field<S, Duration>("period", &S::period, "Of the metric; it decides once in each.", between(1, 86'400)),
      field<S, Duration>("delay", &S::delay, "From the end of a period to its decision.", between(0, 3600))};
  for (Field& f : own) all.push_back(std::move(f));
  return all;
}

template <class S>
std::vector<Field> withLoad(std::vector<Field> own) {
  own.insert(own.begin(), required(field<S, Rate>("carries", &S::carries, "What one worker is to carry.", above(0))));
  return withPeriod<S>(std::move(own));
}

/// λ/κ: the load of the newest period, in workers.
inline double loadOf(const LoadSpec& spec, const Observation& seen) {
  return seen.newest.value / spec.period.inSeconds() / spec.carries.perSecond;
}

/// A policy made of a rule with `std::int64_t workers(const Observation&)`, which is asked when there is a new value;
/// in between, and where the value is missing, it wants what it wanted and does not say so.
template <class Spec, class Rule>
class EachPeriod {
 public:
  EachPeriod(const Spec& spec, Duration) : rule_(spec) {}
  static std::vector<AlarmRule> alarms() { return {}; }
  static std::int64_t warmUp() { return 0; }
  Opinion consider(const Observation& seen) {
    const bool asked = seen.fresh && !std::isnan(seen.newest.value);
    if (asked) wanted_ = rule_.workers(seen);
    return {wanted_ < 0 ? seen.desired : wanted_, asked, std::numeric_limits<double>::quiet_NaN()};
  }

 private:
  Rule rule_;
  std::int64_t wanted_ = -1;
};

}  // namespace headroom
