/// A policy by itself, for asking what it would have decided: a YAML file with `fleet:` as in a scenario and one
/// `policy:` as under `scaling:`. docs/policy-lab.md has an example of each kind.
#pragma once

#include "models/fleet/service_spec.h"
#include "models/scaling/policy_spec.h"
#include "scenarios/load.h"

#include <optional>
#include <string>
#include <vector>

namespace headroom::lab {

struct PolicyFile {
  std::int64_t version = 1;
  std::string name;
  FleetSpec fleet;
  PolicySpec policy;
  std::string kind;     // "hpa": as it was written
  bool bounded = true;  // `fleet.max` was written
};

/// What a file came to: its content, or what is wrong with it.
template <class T>
struct Read {
  std::optional<T> content;  // empty if any issue is an error
  Issues issues;
  std::vector<LoadedText> sources;
};

Read<PolicyFile> readPolicy(const std::string& file);
Read<PolicyFile> readPolicyText(std::string text, const std::string& fileName);

}  // namespace headroom::lab
