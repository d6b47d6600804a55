/// Vertical scaling by a metric: a rule that moves all workers one type up or down a ladder (rungs.h), as operators
/// have alerts do it.
///
///   metric > `high` for `high_points` periods in a row:   the next larger type
///   metric < `low` for `low_points` periods in a row:     the next smaller one; without `low` never
///
/// While a move goes on, and for `cooldown` after its last worker is in service, it holds still; the alarms repeat, so
/// the next move comes with the first minute after that. ("Vertical autoscale with Virtual Machine Scale Sets", Azure
/// documentation: an alert on a metric starts a runbook that moves a scale set up or down along a list of sizes. Azure
/// says nothing of a cooldown; it is the one of rules that scale out.) Left out: several steps at once; several
/// metrics; moving some workers only.
#pragma once

#include "models/metrics/metric_spec.h"
#include "models/scaling/policy.h"
#include "models/scaling/rungs.h"

#include <optional>
#include <vector>

namespace headroom {

struct VerticalPolicy : MetricSpec, RungSpec {
  double high = 0;
  std::optional<double> low;
  std::int64_t highPoints = 3, lowPoints = 15;
  Duration cooldown = Duration::minutes(10);
};

const Type& typeOf(const VerticalPolicy*);

class VerticalScaling {
 public:
  VerticalScaling(const VerticalPolicy& spec, Duration);
  std::vector<AlarmRule> alarms() const;
  static std::int64_t warmUp() { return 0; }
  const std::vector<std::int64_t>& sizes() const { return sizes_; }
  std::size_t firstRung() const { return headroom::firstRung(spec_); }
  /// Of a size, not of a number of workers.
  Opinion consider(const Observation& seen) const;

 private:
  VerticalPolicy spec_;
  std::vector<std::int64_t> sizes_;
};

}  // namespace headroom
