/// Settings of real autoscalers, as their own tools print them, become a part of a scenario.
///
/// The part has `version`, `services` with `fleet`, `scaling` and what belongs to them, and the zones; a scenario that
/// `extends:` it adds demand, workers and a duration. What has no counterpart stands beside it as a comment. Nothing is
/// asked of a provider: only files are read.
#pragma once

#include "scenarios/load.h"

#include <optional>
#include <string>
#include <vector>

namespace headroom {

struct Imported {
  std::optional<std::string> text;  // YAML; nothing if any issue is an error
  Issues issues;
  std::vector<LoadedText> sources;
};

/// What `aws autoscaling describe-auto-scaling-groups`, `describe-policies` and `describe-scheduled-actions` and `aws
/// cloudwatch describe-alarms` print, in any order; which a file is shows in its keys.
Imported importAsg(const std::vector<std::string>& files);

/// What `aws application-autoscaling describe-scalable-targets` and `describe-scaling-policies` and `aws cloudwatch
/// describe-alarms` print of services of ECS, in any order.
Imported importEcs(const std::vector<std::string>& files);

/// Manifests of HorizontalPodAutoscalers (autoscaling/v2), several documents or a `List`; `-`: the standard input.
Imported importHpa(const std::string& file);

}  // namespace headroom
