/// CloudWatch's metrics and alarms in the words of a scenario.
#pragma once

#include "models/metrics/metric_spec.h"
#include "scenarios/import/foreign.h"
#include "scenarios/import/part.h"

#include <optional>
#include <string>

namespace headroom {

/// A metric that has a counterpart, and how its values are written here.
struct MetricHere {
  std::string name;  // "cpu"
  enum class Unit { perCent, seconds, plain } unit = Unit::plain;
  std::string statistic;  // the default of the metric, in CloudWatch's word; empty: it has it in its name

  /// `60 %`, `250ms`, `3600`.
  std::string value(double) const;
};

/// `statistic`: "Average", "p99" …; nothing: there is no such metric here.
std::optional<MetricHere> metricHere(const std::string& cloudWatchName, const std::string& statistic);

/// The members of `alarm:` for an alarm of describe-alarms; what is lost goes to `lost`. Nothing: its metric has no
/// counterpart, and `lost` says so.
std::optional<FlowMap> alarmHere(const Node& alarm, Foreign&, MetricHere&, std::string& lost);

}  // namespace headroom
