/// An alarm over the last datapoints of a metric: M of N beyond a threshold, with missing data treated as CloudWatch
/// treats it by default (`missing`). Pure.
///
/// `points`: oldest first, at most N + 2 of them looked at (the evaluation range; the provider does not publish it, its
/// examples have 5 for N = 3); a missing datapoint is NaN. Docs: "Configuring how CloudWatch alarms treat missing
/// data".
#pragma once

#include <cstdint>
#include <span>

namespace headroom {

enum class AlarmState : std::uint8_t { ok, alarm, insufficientData };

struct AlarmRule {
  std::int64_t points = 3;  // M = N
  double threshold = 0;
  bool above = true;  // value > threshold; else value < threshold
  std::size_t range() const { return static_cast<std::size_t>(points) + 2; }
};

AlarmState judged(const AlarmRule& rule, std::span<const double> points, AlarmState before);

}  // namespace headroom
