// Services of ECS, whose desired count Application Auto Scaling keeps.
#include "scenarios/import/aws_files.h"
#include "scenarios/import/aws_policies.h"
#include "scenarios/import/import.h"
#include "scenarios/import/part.h"
#include "scenarios/json_tree.h"

#include <algorithm>

namespace headroom {
namespace {

using Item = AwsItem;

class EcsImport {
 public:
  explicit EcsImport(const std::vector<std::string>& names)
      : files_(names, {{"ScalableTargets", "ScalingPolicies", "MetricAlarms"},
                       "ResourceId",
                       "this says nothing of Application Auto Scaling",
                       "the output of describe-scalable-targets, describe-scaling-policies or cloudwatch "
                       "describe-alarms",
                       "`headroom import asg` reads policies of EC2 Auto Scaling"}) {}

  Imported result() {
    if (!files_.failed() && std::none_of(targets_.begin(), targets_.end(), isService))
      files_.error("no service of ECS is in these files",
                   "the output of `aws application-autoscaling describe-scalable-targets --service-namespace ecs` "
                   "among them");
    if (!files_.failed()) write();
    Imported out;
    if (!files_.failed()) out.text = part_.text();
    files_.close(out);
    return out;
  }

 private:
  static bool isService(const Item& i) { return i.text("ScalableDimension") == "ecs:service:DesiredCount"; }

  static bool isOf(const Item& policy, const Item& target) {
    return isService(policy) && policy.text("ResourceId") == target.text("ResourceId");
  }

  static std::string called(const Item& i) {
    return i.text("PolicyName") + " of " + i.text("ServiceNamespace") + " " + i.text("ResourceId");
  }

  void write() {
    part_.note(0,
               "Made by `headroom import ecs`. A scenario that says `extends:` and this file's name adds a duration, "
               "demand, the region, and the workers of the services: the tasks.");
    part_.line(0, "version: 1");
    part_.line(0, "services:");
    for (const Item& t : targets_)
      if (isService(t)) service(t);
    for (const Item& t : targets_)
      if (!isService(t))
        part_.note(0, "Left out, as only the desired count of ECS services is read: " + t.text("ScalableDimension") +
                          " of " + t.text("ResourceId"));
    for (const Item& p : policies_) {
      if (!isService(p))
        part_.note(0, "Left out, as only the desired count of ECS services is read: policy " + called(p));
      else if (std::none_of(targets_.begin(), targets_.end(), [&](const Item& t) { return isOf(p, t); }))
        part_.note(0, "Left out, as its scalable target is not in these files: policy " + called(p));
    }
  }

  /// `service/CLUSTER/NAME`.
  void service(const Item& t) {
    const std::string foreign = t.text("ResourceId");
    part_.line(2, services_.of(foreign.substr(foreign.rfind('/') + 1)) + ":");
    part_.note(4, "There: " + quoteForMessage(foreign));
    const auto min = t.file->whole(*t.node, "MinCapacity", true), max = t.file->whole(*t.node, "MaxCapacity", true);
    if (!min || !max) return;
    // Its policies know no warm-up.
    part_.line(4, "fleet: {min: " + std::to_string(*min) + ", max: " + std::to_string(*max) + ", warm_up: 0s}");
    if (const Node* suspended = t.node->find("SuspendedState"))
      for (const Node& n : suspended->items)
        if (n.text == "true") part_.note(4, "Not imported: " + n.key);
    for (const Node* other :
         othersIn(*t.node, {"ServiceNamespace", "ResourceId", "ScalableDimension", "MinCapacity", "MaxCapacity",
                            "SuspendedState", "RoleARN", "CreationTime", "ScalableTargetARN"}))
      part_.note(4, "Not imported: " + other->key + ": " + shortly(*other));
    scaling(t);
  }

  void scaling(const Item& t) {
    Names names;
    bool begun = false;
    for (const Item& p : policies_) {
      if (!isOf(p, t)) continue;
      known_.lost.clear();
      const std::string body = policy(p, names.of(p.text("PolicyName")));
      if (!body.empty() && !begun) part_.line(4, "scaling:");
      begun |= !body.empty();
      writePolicy(part_, p, body, known_.lost);
    }
    if (!begun) part_.note(4, "No `scaling`: no policy of this service could be imported.");
  }

  std::string policy(const Item& p, const std::string& name) {
    const std::string type = p.text("PolicyType");
    if (type == "TargetTrackingScaling") return ofKind("target_tracking", targetTracking(p, name));
    if (type == "StepScaling") return ofKind("step", step(p, name));
    if (type == "PredictiveScaling")
      return ofKind("predictive", known_.predictive(p, p.node->find("PredictiveScalingPolicyConfiguration"), name));
    known_.lost.push_back("there is no such kind here");
    return {};
  }

  std::optional<FlowMap> targetTracking(const Item& p, const std::string& name) {
    const Node* c = p.node->find("TargetTrackingScalingPolicyConfiguration");
    auto map = known_.targetTracking(p, c, name);
    if (!map) return map;
    const auto out = p.file->whole(*c, "ScaleOutCooldown"), in = p.file->whole(*c, "ScaleInCooldown");
    known_.lost.push_back("its cooldowns, " + secondsHere(out.value_or(usual)) + " out and " +
                          secondsHere(in.value_or(usual)) + " in: here it acts whenever its alarms do");
    return map;
  }

  /// Within a cooldown after scaling out a further breach adds only what it asks for beyond; so does it here while the
  /// new workers warm up.
  std::optional<FlowMap> step(const Item& p, const std::string& name) {
    const Node* c = p.node->find("StepScalingPolicyConfiguration");
    auto map = known_.step(p, c, name);
    if (!map) return map;
    const std::int64_t cooldown = p.file->whole(*c, "Cooldown").value_or(usual);
    map->add("warm_up", secondsHere(cooldown));
    known_.lost.push_back("its cooldown of " + secondsHere(cooldown) +
                          "; `warm_up` is the nearest: it counts from the entry of each worker, and holds no scale-in "
                          "apart from the one before");
    return map;
  }

  static constexpr std::int64_t usual = 300;  // the service's own default of a cooldown, for ECS

  AwsFiles files_;
  const std::vector<Item>&targets_ = files_.list("ScalableTargets"), &policies_ = files_.list("ScalingPolicies");
  AwsPolicies known_{files_.list("MetricAlarms")};
  Names services_;
  ScenarioPart part_;
};

}  // namespace

Imported importEcs(const std::vector<std::string>& files) { return EcsImport(files).result(); }

}  // namespace headroom
