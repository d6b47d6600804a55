/// Our metrics by the names under which the provider publishes them; scenarios/import/alarms.h reads the same names.
#pragma once

#include "models/metrics/alarm_spec.h"

#include <optional>
#include <string>

#include <nlohmann/json.hpp>

namespace headroom {

struct CloudWatchMetric {
  std::string nameSpace, name, statistic;
  bool perCent = false;  // its values are 100 times ours
  bool ofGroup = true;   // its dimension is the group; else the load balancer's

  double value(double ours) const;
};

/// Nothing: the provider publishes none like it.
std::optional<CloudWatchMetric> cloudWatchOf(const MetricSpec&);

/// The alarm, with the keys of PutMetricAlarm, but its name and its dimensions.
nlohmann::ordered_json cloudWatchAlarm(const AlarmSpec&, const CloudWatchMetric&);

}  // namespace headroom
