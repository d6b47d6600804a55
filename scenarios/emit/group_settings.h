/// The settings of an EC2 Auto Scaling group that a service amounts to, with the keys of its API, which the languages
/// of templates write each in their own way.
#pragma once

#include "models/scenario_spec.h"

#include <string>
#include <vector>

#include <nlohmann/json.hpp>

namespace headroom {

/// A policy, and the alarm that calls it (null: it has its own).
struct PolicySettings {
  std::string name;
  nlohmann::ordered_json policy, alarm;
};

struct GroupSettings {
  std::string service;
  std::string type;                             // of its instances; empty: none that can be had
  nlohmann::ordered_json group;                 // keys of CreateAutoScalingGroup
  std::vector<PolicySettings> policies;         // of PutScalingPolicy, and of PutMetricAlarm
  std::vector<nlohmann::ordered_json> actions;  // of PutScheduledUpdateGroupAction
  std::vector<std::string> missing;             // what has no counterpart, or none that is written
};

/// Of every service that is no function and not scaled by pods.
std::vector<GroupSettings> groupSettingsOf(const ScenarioSpec&);

/// 55.5 of 0.555: what a fraction is as per cent, without the last bits of the product.
double perCent(double fraction);

}  // namespace headroom
