/// Cases of conformance: a documented rule, what is given, what must come of it, and where the rule stands.
///
/// A file NAME.yaml here is a page's section:
///
///   title: Alarms
///   subject: alarm                  # who checks its cases: a line in subjects.cpp
///   source: where the rules stand, unless a case names its own
///   cases:
///     - {rule: one sentence, …}     # the rest is the subject's own; said at the head of its .cpp
///   not_modelled:
///     - {rule: one sentence, why: one sentence}
#pragma once

#include <string>
#include <vector>

#include <yaml-cpp/yaml.h>

namespace headroom::conformance {

/// Whoever knows how to check cases of one kind.
struct Subject {
  const char* name;
  /// Empty if the case holds, else what came instead. Throws std::exception if the case makes no sense.
  std::string (*check)(const YAML::Node&);
};

const std::vector<Subject>& subjects();

std::string checkAlarm(const YAML::Node&);
std::string checkPolicies(const YAML::Node&);
std::string checkLaunches(const YAML::Node&);
std::string checkStatistic(const YAML::Node&);
std::string checkAdjustment(const YAML::Node&);
std::string checkSchedule(const YAML::Node&);
std::string checkTermination(const YAML::Node&);
std::string checkReplacement(const YAML::Node&);
std::string checkBalance(const YAML::Node&);
std::string checkWarmPool(const YAML::Node&);
std::string checkConcurrency(const YAML::Node&);
std::string checkEnvironmentRate(const YAML::Node&);
std::string checkCallRate(const YAML::Node&);
std::string checkOnDemand(const YAML::Node&);
std::string checkAllocation(const YAML::Node&);
std::string checkGroupRun(const YAML::Node&);
std::string checkHpa(const YAML::Node&);
std::string checkKpa(const YAML::Node&);
std::string checkKpaWindow(const YAML::Node&);

}  // namespace headroom::conformance
