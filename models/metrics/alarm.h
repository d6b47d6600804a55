/// An alarm over the last datapoints of a metric, as CloudWatch judges it: M of N beyond a threshold, and four ways to
/// treat missing data. Pure.
///
/// Where N real points are among the last N + 2 (the evaluation range; the provider does not publish it, its examples
/// have 5 for N = 3), the last N of them decide and treatment does not matter. Where there are fewer, `breaching` and
/// `not_breaching` fill in; `missing` and `ignore` decide by what is there, and where all of it is beyond the threshold
/// but fewer than M points, only once the oldest is M periods old (else the alarm would be premature). What
/// `missing` does before that is not written anywhere: our reading is that an alarm stays on and others are ok.
/// Docs: "Using Amazon CloudWatch alarms", "Configuring how CloudWatch alarms treat missing data". Left out: composite
/// alarms, anomaly detection, too few samples of a percentile, windows aligned to the clock.
#pragma once

#include <cstdint>
#include <span>

namespace headroom {

enum class AlarmState : std::uint8_t { ok, alarm, insufficientData };
enum class Comparison : std::uint8_t { above, atLeast, below, atMost };
enum class MissingData : std::uint8_t { missing, ignore, breaching, notBreaching };

struct AlarmRule {
  std::int64_t points = 1, of = 1;  // M of N
  Comparison comparison = Comparison::above;
  double threshold = 0;
  MissingData missing = MissingData::missing;
  const char* label = "";  // tells alarms of one policy apart

  std::size_t range() const { return static_cast<std::size_t>(of) + 2; }
  bool breached(double value) const;
  /// It asks for more of what the metric is short of: the threshold is an upper one.
  bool upper() const { return comparison == Comparison::above || comparison == Comparison::atLeast; }
};

/// `points`: oldest first; a missing one is NaN. `before`: its state so far.
AlarmState judged(const AlarmRule& rule, std::span<const double> points, AlarmState before);

}  // namespace headroom
