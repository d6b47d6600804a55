#include "scenarios/lab/policy_file.h"

#include "scenarios/check_pods.h"
#include "scenarios/lab/reading.h"
#include "scenarios/normalise.h"

#include <algorithm>

namespace headroom::lab {
namespace {

/// The kinds of a scenario's `scaling:` that decide anything.
const Type& policyType() {
  static const Type type = [] {
    Type t = typeFor<PolicySpec>();
    std::erase_if(t.kinds, [](const Kind& k) { return k.name == "fixed" || k.name == "external"; });
    t.common.clear();
    return t;
  }();
  return type;
}

/// As a scenario's services have it.
const Type& fleetType() { return *findField(typeFor<ServiceSpec>().fields, "fleet")->type; }

const Type& policyFileType() {
  using F = PolicyFile;
  static const Type type =
      object<F>("A policy by itself.",
                {required(field("version", &F::version, "Of this format: 1.", between(1, 1))),
                 field("name", &F::name, "One line."),
                 fieldAs(fleetType(), "fleet", &F::fleet, "Bounds; `initial`: desired at the start."),
                 required(fieldAs(policyType(), "policy", &F::policy, "As under `scaling:` of a scenario."))});
  return type;
}

void check(const PolicyFile& file, Draft& draft) {
  const bool kpa = std::holds_alternative<KpaSpec>(file.policy.policy);
  if (!file.bounded && !kpa)
    draft.error("fleet", "`max` is missing in `fleet`", "the most that the policy may ask for");
  if (file.bounded && file.fleet.max < std::max<std::int64_t>(file.fleet.min, 1))
    draft.error("fleet.max", "max is less than min",
                "at least " + std::to_string(std::max<std::int64_t>(file.fleet.min, 1)));
  const auto report = [&](const std::string& path, const std::string& what, const std::string& wanted,
                          const std::string& hint) { draft.error(path, what, wanted, hint); };
  if (const auto* hpa = std::get_if<HpaSpec>(&file.policy.policy))
    checkHpa(*hpa, "policy.hpa", file.fleet.min, "fleet.min", report);
  if (!isByPods(file.policy) && !metricOf(file.policy))
    draft.error("policy", "this policy follows no metric", "", "what it decides does not depend on observations");
}

Read<PolicyFile> read(Draft draft) {
  Read<PolicyFile> out;
  PolicyFile file;
  if (draft.decode(policyFileType(), &file)) {
    file.bounded = draft.wrote("fleet.max");
    file.kind = draft.tree->find("policy")->items[0].key;
    adoptDefaults(file.policy, file.fleet);
    check(file, draft);
  }
  draft.close(out.issues, out.sources);
  if (!draft.failed()) out.content = std::move(file);
  return out;
}

}  // namespace

Read<PolicyFile> readPolicy(const std::string& file) { return read(Draft::ofFile(file)); }

Read<PolicyFile> readPolicyText(std::string text, const std::string& fileName) {
  return read(Draft::ofText(std::move(text), fileName));
}

}  // namespace headroom::lab
