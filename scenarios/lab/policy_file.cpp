#include "scenarios/lab/policy_file.h"

#include "scenarios/lab/reading.h"
#include "scenarios/normalise.h"

#include <algorithm>
#include <cmath>

namespace headroom::lab {
namespace {

/// The kinds of a scenario's `scaling:`, behind one alternative of ours.
Kind asOurs(const Kind& theirs) {
  Kind k = theirs;
  const auto held = [](const void* v) { return std::get_if<PolicySpec>(&static_cast<const LabPolicy*>(v)->policy); };
  k.choose = [theirs](void* v) { return theirs.choose(&static_cast<LabPolicy*>(v)->policy.emplace<PolicySpec>()); };
  k.chosen = [theirs, held](const void* v) { return held(v) && theirs.chosen(held(v)); };
  k.get = [theirs, held](const void* v) -> const void* { return held(v) ? theirs.get(held(v)) : nullptr; };
  return k;
}

const Type& policyType() {
  static const Type type = [] {
    const Type &hpa = typeFor<HpaSpec>(), &kpa = typeFor<KpaSpec>();
    std::vector<Kind> kinds{kindIn<LabPolicy, HpaSpec>("hpa", hpa.sentence, &LabPolicy::policy, hpa),
                            kindIn<LabPolicy, KpaSpec>("kpa", kpa.sentence, &LabPolicy::policy, kpa)};
    for (const Kind& k : typeFor<PolicySpec>().kinds)
      if (k.name != "fixed") kinds.push_back(asOurs(k));
    return kindsOf<LabPolicy>("How a fleet's size is decided.", std::move(kinds));
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

void checkMetric(const HpaMetricSpec& m, const std::string& path, Draft& draft) {
  using S = HpaMetricSpec::Source;
  const int targets = m.utilisation.has_value() + m.averageValue.has_value() + m.value.has_value();
  if (targets != 1)
    return draft.error(path, targets == 0 ? "this metric has no target" : "this metric has more than one target",
                       "one of `utilisation`, `average_value`, `value`");
  if (m.utilisation && m.source != S::resource)
    draft.error(path + ".utilisation", "only a resource has requests to be measured by", "`average_value`");
  if (m.value && (m.source == S::resource || m.source == S::pods))
    draft.error(path + ".value", "a metric of each pod has no value of the whole", "`average_value`");
  const double percent = m.utilisation ? m.utilisation->value * 100 : 0;
  if (std::abs(percent - std::floor(percent + 0.5)) > 1e-9)
    draft.error(path + ".utilisation", "Kubernetes takes whole per cent only",
                "`" + std::to_string(static_cast<int>(percent)) + " %`");
}

void checkHpa(const HpaSpec& spec, const FleetSpec& fleet, Draft& draft) {
  for (std::size_t i = 0; i < spec.metrics.size(); ++i) {
    const HpaMetricSpec& m = spec.metrics[i];
    checkMetric(m, "policy.hpa.metrics." + (m.name.empty() ? std::to_string(i + 1) : m.name), draft);
  }
  if (fleet.min == 0 && !spec.scaleToZero)
    draft.error("fleet.min", "an HPA keeps at least one pod", "at least 1",
                "`scale_to_zero: true` is the feature gate HPAScaleToZero");
}

void check(const PolicyFile& file, Draft& draft) {
  const bool kpa = std::holds_alternative<KpaSpec>(file.policy.policy);
  if (!file.bounded && !kpa)
    draft.error("fleet", "`max` is missing in `fleet`", "the most that the policy may ask for");
  if (file.bounded && file.fleet.max < std::max<std::int64_t>(file.fleet.min, 1))
    draft.error("fleet.max", "max is less than min",
                "at least " + std::to_string(std::max<std::int64_t>(file.fleet.min, 1)));
  if (const auto* hpa = std::get_if<HpaSpec>(&file.policy.policy)) checkHpa(*hpa, file.fleet, draft);
  const auto* ec2 = std::get_if<PolicySpec>(&file.policy.policy);
  if (ec2 && !metricOf(*ec2))
    draft.error("policy", "this policy follows no metric", "", "what it decides does not depend on observations");
}

Read<PolicyFile> read(Draft draft) {
  Read<PolicyFile> out;
  PolicyFile file;
  if (draft.decode(policyFileType(), &file)) {
    file.bounded = draft.wrote("fleet.max");
    file.kind = draft.tree->find("policy")->items[0].key;
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
