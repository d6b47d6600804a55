/// Scaling policies of AWS in the words of a scenario. EC2 Auto Scaling and Application Auto Scaling write them nearly
/// alike; what is only of one of them its own import adds.
#pragma once

#include "scenarios/import/alarms.h"
#include "scenarios/import/aws_files.h"
#include "scenarios/import/part.h"

#include <optional>
#include <string>
#include <vector>

namespace headroom {

/// Each gives the members of its kind, or nothing if there is no such policy here; why, and what of it could not be
/// said, stands in `lost`.
class AwsPolicies {
 public:
  explicit AwsPolicies(const std::vector<AwsItem>& alarms) : alarms_(alarms) {}

  std::vector<std::string> lost;

  std::optional<FlowMap> targetTracking(const AwsItem& policy, const Node* configuration, const std::string& name);
  std::optional<FlowMap> step(const AwsItem& policy, const Node* configuration, const std::string& name);
  std::optional<FlowMap> simple(const AwsItem& policy, const std::string& name);
  std::optional<FlowMap> predictive(const AwsItem& policy, const Node* configuration, const std::string& name);

 private:
  std::nullopt_t lose(std::string what);
  std::nullopt_t without(const AwsItem& policy, const char* configuration);
  /// The alarm that calls a policy.
  std::optional<FlowMap> alarmOf(const AwsItem& policy, MetricHere&);
  std::optional<std::string> stepsOf(const AwsItem& policy, const Node& configuration, const MetricHere&);
  void loadOf(const Node& specification, double target, FlowMap&);

  const std::vector<AwsItem>& alarms_;
};

/// `kind: {…}`; empty: there is no such policy.
std::string ofKind(const char* kind, const std::optional<FlowMap>&);
/// A policy in the list of its service, and beside it what was lost; `body`: of ofKind.
void writePolicy(ScenarioPart&, const AwsItem& policy, const std::string& body, const std::vector<std::string>& lost);

/// `90s`, `5min`.
std::string secondsHere(std::int64_t);

}  // namespace headroom
