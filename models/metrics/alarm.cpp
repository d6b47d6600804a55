#include "models/metrics/alarm.h"

#include <cmath>

namespace headroom {
namespace {

/// The real points among those of the evaluation range.
struct Real {
  std::int64_t count = 0, breaching = 0;
  std::int64_t newestBreaching = 0;  // of the newest N
  std::int64_t oldestAge = 0;        // of a breaching one; 1: the newest point
};

Real realOf(const AlarmRule& rule, std::span<const double> points) {
  Real r;
  for (std::int64_t age = 1; age <= static_cast<std::int64_t>(points.size()); ++age) {  // from the newest back
    const double v = points[points.size() - static_cast<std::size_t>(age)];
    if (std::isnan(v)) continue;
    const bool breaches = rule.breached(v);
    if (r.count < rule.of) r.newestBreaching += breaches;
    ++r.count;
    if (!breaches) continue;
    ++r.breaching;
    r.oldestAge = age;
  }
  return r;
}

AlarmState onIf(bool alarm) { return alarm ? AlarmState::alarm : AlarmState::ok; }

/// Nothing fills in for what is missing.
AlarmState byWhatIsThere(const AlarmRule& rule, const Real& r, AlarmState before) {
  const bool keep = rule.missing == MissingData::ignore;
  if (r.count == 0) return keep ? before : AlarmState::insufficientData;
  if (r.breaching >= rule.points) return AlarmState::alarm;
  if (r.breaching < r.count) return AlarmState::ok;
  if (keep) return before;
  return onIf(r.oldestAge >= rule.points || before == AlarmState::alarm);
}

}  // namespace

bool AlarmRule::breached(double value) const {
  switch (comparison) {
    case Comparison::above: return value > threshold;
    case Comparison::atLeast: return value >= threshold;
    case Comparison::below: return value < threshold;
    case Comparison::atMost: return value <= threshold;
  }
  return false;
}

AlarmState judged(const AlarmRule& rule, std::span<const double> points, AlarmState before) {
  if (points.size() > rule.range()) points = points.last(rule.range());
  const Real r = realOf(rule, points);
  if (r.count >= rule.of) return onIf(r.newestBreaching >= rule.points);
  switch (rule.missing) {
    case MissingData::breaching: return onIf(r.breaching + rule.of - r.count >= rule.points);
    case MissingData::notBreaching: return onIf(r.breaching >= rule.points);
    case MissingData::missing:
    case MissingData::ignore: break;
  }
  return byWhatIsThere(rule, r, before);
}

}  // namespace headroom
