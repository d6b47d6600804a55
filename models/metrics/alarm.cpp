#include "models/metrics/alarm.h"

#include <cmath>

namespace headroom {

AlarmState judged(const AlarmRule& rule, std::span<const double> points, AlarmState before) {
  if (points.size() > rule.range()) points = points.last(rule.range());
  const auto n = static_cast<std::size_t>(rule.points);
  const auto breaches = [&](double v) { return rule.above ? v > rule.threshold : v < rule.threshold; };
  std::size_t real = 0, breaching = 0, newestBreaching = 0, oldestAge = 0;
  for (std::size_t age = 1; age <= points.size(); ++age) {  // from the newest back
    const double v = points[points.size() - age];
    if (std::isnan(v)) continue;
    if (real < n) newestBreaching += breaches(v);
    ++real;
    if (!breaches(v)) continue;
    ++breaching;
    oldestAge = age;
  }
  if (real >= n) return newestBreaching >= n ? AlarmState::alarm : AlarmState::ok;
  if (real == 0) return AlarmState::insufficientData;
  if (breaching >= n) return AlarmState::alarm;
  if (breaching < real) return AlarmState::ok;
  // Everything that is there breaches, but there are fewer than M of them: only if it has gone on for M periods.
  return oldestAge >= n || before == AlarmState::alarm ? AlarmState::alarm : AlarmState::ok;
}

}  // namespace headroom
