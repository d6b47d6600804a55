// EC2 Auto Scaling groups, their policies and scheduled actions.
#include "scenarios/import/asg_group.h"
#include "scenarios/import/aws_files.h"
#include "scenarios/import/aws_policies.h"
#include "scenarios/import/import.h"
#include "scenarios/import/mixed.h"
#include "scenarios/import/part.h"
#include "scenarios/json_tree.h"

#include <algorithm>
#include <initializer_list>

namespace headroom {
namespace {

using Item = AwsItem;

class AsgImport {
 public:
  explicit AsgImport(const std::vector<std::string>& names)
      : files_(names, {{"AutoScalingGroups", "ScalingPolicies", "ScheduledUpdateGroupActions", "MetricAlarms"},
                       "AutoScalingGroupName",
                       "this says nothing of Auto Scaling groups",
                       "the output of describe-auto-scaling-groups, describe-policies, describe-scheduled-actions or "
                       "cloudwatch describe-alarms",
                       "`headroom import ecs` reads policies of Application Auto Scaling"}) {}

  Imported result() {
    if (!files_.failed() && groups_.empty())
      files_.error("no Auto Scaling group is in these files",
                   "the output of `aws autoscaling describe-auto-scaling-groups` among them");
    if (!files_.failed()) write();
    Imported out;
    if (!files_.failed()) out.text = part_.text();
    files_.close(out);
    return out;
  }

 private:
  // ---- writing ----

  void write() {
    part_.note(0,
               "Made by `headroom import asg`. A scenario that says `extends:` and this file's name adds a duration, "
               "demand, and the workers of the services.");
    part_.line(0, "version: 1");
    zones();
    part_.line(0, "services:");
    for (const Item& g : groups_) group(g);
    for (const auto* list : {&policies_, &actions_})
      for (const Item& item : *list)
        if (std::none_of(groups_.begin(), groups_.end(), [&](const Item& g) { return belongs(item, g); }))
          part_.note(0, "Left out, as its group " + item.text("AutoScalingGroupName") +
                            " is not in these files: " + item.text("PolicyName") + item.text("ScheduledActionName"));
  }

  static bool belongs(const Item& item, const Item& group) {
    return item.text("AutoScalingGroupName") == group.text("AutoScalingGroupName");
  }

  static std::vector<std::string> zonesOf(const Item& group) {
    std::vector<std::string> all;
    if (const Node* n = group.node->find("AvailabilityZones"))
      for (const Node& z : n->items) all.push_back(z.text);
    std::sort(all.begin(), all.end());
    return all;
  }

  static std::string listed(const std::vector<std::string>& all) {
    std::string text;
    for (const std::string& s : all) text += (text.empty() ? "" : ", ") + s;
    return "[" + text + "]";
  }

  void zones() {
    for (const Item& g : groups_)
      for (const std::string& z : zonesOf(g))
        if (std::find(zones_.begin(), zones_.end(), z) == zones_.end()) zones_.push_back(z);
    std::sort(zones_.begin(), zones_.end());
    if (!zones_.empty()) part_.line(0, "region: {zones: " + listed(zones_) + "}");
  }

  void group(const Item& g) {
    const std::string foreign = g.text("AutoScalingGroupName"), name = services_.of(foreign);
    part_.line(2, name + ":");
    if (name != foreign) part_.note(4, "There: " + quoteForMessage(foreign));
    fleet(g);
    const Node* grace = g.node->find("HealthCheckGracePeriod");
    if (const auto s = g.file->whole(*g.node, "HealthCheckGracePeriod"); grace && s && *s > 0)
      part_.line(4, "balancer: {health_check: {grace: " + secondsHere(*s) + "}}");
    workers(g);
    for (const Node* other :
         othersIn(*g.node,
                  {"AutoScalingGroupName", "MinSize", "MaxSize", "DesiredCapacity", "DefaultCooldown",
                   "AvailabilityZones", "HealthCheckType", "HealthCheckGracePeriod", "DefaultInstanceWarmup",
                   "Instances", "LaunchTemplate", "LaunchConfigurationName", "MixedInstancesPolicy",
                   "TerminationPolicies", "InstanceMaintenancePolicy", "WarmPoolConfiguration"},
                  notOfScaling)) {
      const bool usual = (other->isScalar() && other->text == "false") || other->key == "WarmPoolSize";
      if (!usual) part_.note(4, "Not imported: " + other->key + ": " + shortly(*other));
    }
    std::string besides;
    for (const std::string_view key : notOfScaling)
      if (!saysNothing(g.node->find(key))) besides += (besides.empty() ? "" : ", ") + std::string(key);
    if (!besides.empty()) part_.note(4, "Not about scaling, left out: " + besides + ".");
    scaling(g);
  }

  void fleet(const Item& g) {
    const auto min = g.file->whole(*g.node, "MinSize", true), max = g.file->whole(*g.node, "MaxSize", true),
               desired = g.file->whole(*g.node, "DesiredCapacity");
    if (!min || !max) return;
    FlowMap map;
    map.add("min", std::to_string(*min)).add("max", std::to_string(*max));
    if (desired && *desired != *min) map.add("initial", std::to_string(*desired));
    if (const auto w = g.file->whole(*g.node, "DefaultInstanceWarmup"); w && *w >= 0)
      map.add("warm_up", secondsHere(*w));
    if (const auto mine = zonesOf(g); mine != zones_) map.add("zones", listed(mine));
    if (g.text("HealthCheckType") == "EC2") map.add("replace_unhealthy", "false");
    const Node* mixed = g.node->find("MixedInstancesPolicy");
    const MixedHere here = saysNothing(mixed) ? MixedHere{} : mixedHere(*mixed, *g.file);
    if (!here.workerType.empty()) part_.line(4, "worker: {type: " + here.workerType + "}");
    for (const auto& [key, value] : here.fleet) map.add(key, value);
    std::vector<std::string> lost;
    const bool several = std::any_of(here.fleet.begin(), here.fleet.end(),
                                     [](const auto& m) { return m.first == "types" || m.first == "spot"; });
    addGroupBehaviour(*g.node, *g.file, several, map, lost);
    part_.line(4, "fleet: " + map.text());
    for (const std::string& note : here.notes) part_.note(4, note);
    for (const std::string& what : lost) part_.note(4, "Not imported: " + what);
  }

  void workers(const Item& g) {
    const Node* instances = g.node->find("Instances");
    if (saysNothing(instances)) return;
    std::vector<std::string> types;
    std::size_t protectedOnes = 0;
    for (const Node& i : instances->items) {
      if (const std::string type = textOf(i, "InstanceType");
          std::find(types.begin(), types.end(), type) == types.end())
        types.push_back(type);
      protectedOnes += textOf(i, "ProtectedFromScaleIn") == "true";
    }
    part_.note(4, "Its " + std::to_string(instances->items.size()) + " instances are of type " + listed(types) +
                      ": `worker: {type: …}` says so here.");
    if (protectedOnes)
      part_.note(4, "Not imported: " + std::to_string(protectedOnes) + " of them are protected from scale-in.");
  }

  void scaling(const Item& g) {
    Names names;
    bool begun = false;
    const auto begin = [&] {
      if (!begun) part_.line(4, "scaling:");
      begun = true;
    };
    for (const Item& p : policies_) {
      if (!belongs(p, g)) continue;
      known_.lost.clear();
      const std::string body = p.text("Enabled") == "false" ? lose("it is disabled") : policy(p, g, names);
      if (!body.empty()) begin();
      writePolicy(part_, p, body, known_.lost);
    }
    for (const Item& a : actions_) {
      if (!belongs(a, g)) continue;
      begin();
      part_.line(6, "- scheduled: " + action(a, names.of(a.text("ScheduledActionName"))).text());
    }
    if (!begun) part_.note(4, "No `scaling`: no policy of this group could be imported.");
  }

  std::string lose(const std::string& what) {
    known_.lost.push_back(what);
    return {};
  }

  /// `kind: {…}`, or nothing: why is in known_.lost.
  std::string policy(const Item& p, const Item& g, Names& names) {
    const std::string name = names.of(p.text("PolicyName")), type = p.text("PolicyType");
    if (type == "TargetTrackingScaling") {
      auto map = known_.targetTracking(p, p.node->find("TargetTrackingConfiguration"), name);
      return ofKind("target_tracking", warmUp(p, std::move(map)));
    }
    if (type == "StepScaling") return ofKind("step", warmUp(p, known_.step(p, p.node, name)));
    if (type == "SimpleScaling") return ofKind("simple", cooldown(p, g, known_.simple(p, name)));
    if (type == "PredictiveScaling")
      return ofKind("predictive", known_.predictive(p, p.node->find("PredictiveScalingConfiguration"), name));
    return lose("there is no such kind here");
  }

  static std::optional<FlowMap> warmUp(const Item& p, std::optional<FlowMap> map) {
    const auto s = p.file->whole(*p.node, "EstimatedInstanceWarmup");
    if (map && s) map->add("warm_up", secondsHere(*s));
    return map;
  }

  static std::optional<FlowMap> cooldown(const Item& p, const Item& g, std::optional<FlowMap> map) {
    auto s = p.file->whole(*p.node, "Cooldown");
    if (!s) s = g.file->whole(*g.node, "DefaultCooldown");
    if (map && s) map->add("cooldown", secondsHere(*s));
    return map;
  }

  // ---- scheduled actions ----

  FlowMap action(const Item& a, const std::string& name) {
    FlowMap map;
    map.add("name", name);
    const bool again = !saysNothing(a.node->find("Recurrence"));
    if (again) {
      map.add("cron", quoted(a.text("Recurrence")));
      // The provider's clock is UTC unless a zone is given; here the scenario's would count.
      map.add("time_zone", a.text("TimeZone").empty() ? "UTC" : a.text("TimeZone"));
    }
    for (const auto& [theirs, ours] :
         {std::pair{"StartTime", again ? "start" : "at"}, std::pair{"EndTime", again ? "end" : ""}})
      if (const Node* n = a.node->find(theirs); n && *ours) {
        if (!numberOf(*n) && instantOf(*n))
          map.add(ours, quoted(n->text));
        else
          a.file->error(*n, "`" + quoteForMessage(n->text) + "` is no time", "ISO 8601, as 2026-03-02T06:30:00Z");
      }
    for (const auto& [theirs, ours] :
         {std::pair{"MinSize", "min"}, std::pair{"MaxSize", "max"}, std::pair{"DesiredCapacity", "desired"}})
      if (const auto n = a.file->whole(*a.node, theirs)) map.add(ours, std::to_string(*n));
    return map;
  }

  static inline const std::vector<std::string_view> notOfScaling{"AutoScalingGroupARN",
                                                                 "LoadBalancerNames",
                                                                 "TargetGroupARNs",
                                                                 "CreatedTime",
                                                                 "VPCZoneIdentifier",
                                                                 "EnabledMetrics",
                                                                 "Tags",
                                                                 "ServiceLinkedRoleARN",
                                                                 "TrafficSources"};

  AwsFiles files_;
  const std::vector<Item>&groups_ = files_.list("AutoScalingGroups"), &policies_ = files_.list("ScalingPolicies"),
        &actions_ = files_.list("ScheduledUpdateGroupActions");
  AwsPolicies known_{files_.list("MetricAlarms")};
  std::vector<std::string> zones_;
  Names services_;
  ScenarioPart part_;
};

}  // namespace

Imported importAsg(const std::vector<std::string>& files) { return AsgImport(files).result(); }

}  // namespace headroom
