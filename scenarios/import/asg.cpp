// EC2 Auto Scaling groups, their policies and scheduled actions.
#include "scenarios/import/alarms.h"
#include "scenarios/import/foreign.h"
#include "scenarios/import/import.h"
#include "scenarios/import/mixed.h"
#include "scenarios/import/part.h"
#include "scenarios/json_tree.h"
#include "scenarios/units.h"

#include <algorithm>
#include <memory>

namespace headroom {
namespace {

/// Something of a file, and the file, for its issues.
struct Item {
  Foreign* file;
  const Node* node;
  std::string text(std::string_view key) const { return textOf(*node, key); }
};

std::string seconds(std::int64_t s) { return writeDuration(Duration::seconds(s)); }

const std::vector<std::pair<std::string_view, std::string_view>> adjustments{
    {"ChangeInCapacity", "change"}, {"PercentChangeInCapacity", "percent"}, {"ExactCapacity", "exact"}};

class AsgImport {
 public:
  explicit AsgImport(const std::vector<std::string>& names) {
    for (const std::string& name : names) open(name);
  }

  Imported result() {
    if (!failed() && groups_.empty() && !files_.empty())
      files_[0]->error(*trees_[0], "no Auto Scaling group is in these files",
                       "the output of `aws autoscaling describe-auto-scaling-groups` among them");
    if (!failed()) write();
    Imported out;
    if (!failed()) out.text = part_.text();
    for (auto& f : files_) f->close(out);
    return out;
  }

 private:
  bool failed() const {
    return std::any_of(files_.begin(), files_.end(), [](const auto& f) { return f->failed; });
  }

  // ---- reading ----

  void open(const std::string& name) {
    auto& file = *files_.emplace_back(std::make_unique<Foreign>());
    auto tree = jsonTree(file.reading, name);
    if (!tree) {
      file.failed = true;
      for (Issue& i : file.reading.issues)
        if (i.wanted.starts_with("a file")) i.wanted = "a file";
    }
    const Node& root = *trees_.emplace_back(std::make_unique<Node>(tree ? std::move(*tree) : Node()));
    if (!tree) return;
    bool known = false;
    for (auto& [key, list] :
         std::initializer_list<std::pair<const char*, std::vector<Item>*>>{{"AutoScalingGroups", &groups_},
                                                                           {"ScalingPolicies", &policies_},
                                                                           {"ScheduledUpdateGroupActions", &actions_},
                                                                           {"MetricAlarms", &alarms_}})
      if (const Node* found = root.find(key)) {
        known = true;
        for (const Node& n : found->items) list->push_back({&file, &n});
      }
    if (!known || (root.find("ScalingPolicies") && root.find("ScalingPolicies")->items.size() &&
                   !root.find("ScalingPolicies")->items[0].find("AutoScalingGroupName")))
      file.error(root, "this says nothing of Auto Scaling groups",
                 "the output of describe-auto-scaling-groups, describe-policies, describe-scheduled-actions or "
                 "cloudwatch describe-alarms");
  }

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
      part_.line(4, "balancer: {health_check: {grace: " + seconds(*s) + "}}");
    workers(g);
    for (const Node* other :
         othersIn(*g.node,
                  {"AutoScalingGroupName", "MinSize", "MaxSize", "DesiredCapacity", "DefaultCooldown",
                   "AvailabilityZones", "HealthCheckType", "HealthCheckGracePeriod", "DefaultInstanceWarmup",
                   "Instances", "LaunchTemplate", "LaunchConfigurationName", "MixedInstancesPolicy"},
                  notOfScaling)) {
      const bool usual = (other->key == "TerminationPolicies" && shortly(*other) == "Default") ||
                         (other->isScalar() && other->text == "false") || other->key == "WarmPoolSize";
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
    if (const auto w = g.file->whole(*g.node, "DefaultInstanceWarmup"); w && *w >= 0) map.add("warm_up", seconds(*w));
    if (const auto mine = zonesOf(g); mine != zones_) map.add("zones", listed(mine));
    if (g.text("HealthCheckType") == "EC2") map.add("replace_unhealthy", "false");
    const Node* mixed = g.node->find("MixedInstancesPolicy");
    const MixedHere here = saysNothing(mixed) ? MixedHere{} : mixedHere(*mixed, *g.file);
    if (!here.workerType.empty()) part_.line(4, "worker: {type: " + here.workerType + "}");
    for (const auto& [key, value] : here.fleet) map.add(key, value);
    part_.line(4, "fleet: " + map.text());
    for (const std::string& note : here.notes) part_.note(4, note);
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
      lost_.clear();
      const std::string body = p.text("Enabled") == "false" ? lose("it is disabled") : policy(p, g, names);
      if (!body.empty()) {
        begin();
        part_.line(6, "- " + body);
      }
      for (const std::string& what : lost_)
        part_.note(6, (body.empty() ? "Not imported: the policy " : "Of ") + p.text("PolicyName") +
                          (body.empty() ? " (" + p.text("PolicyType") + "): " : ", not imported: ") + what);
    }
    for (const Item& a : actions_) {
      if (!belongs(a, g)) continue;
      begin();
      part_.line(6, "- scheduled: " + action(a, names.of(a.text("ScheduledActionName"))).text());
    }
    if (!begun) part_.note(4, "No `scaling`: no policy of this group could be imported.");
  }

  std::string lose(const std::string& what) {
    lost_.push_back(what);
    return {};
  }

  // ---- policies; each gives `kind: {…}`, or nothing and says in lost_ why ----

  std::string policy(const Item& p, const Item& g, Names& names) {
    name_ = names.of(p.text("PolicyName"));
    const std::string type = p.text("PolicyType");
    if (type == "TargetTrackingScaling") return targetTracking(p);
    if (type == "StepScaling") return step(p);
    if (type == "SimpleScaling") return simple(p, g);
    const Node* predictive = p.node->find("PredictiveScalingConfiguration");
    return lose(predictive ? "`predictive` must be written by hand: " + shortly(*predictive)
                           : "there is no such kind here");
  }

  std::string targetTracking(const Item& p) {
    const Node* c = p.node->find("TargetTrackingConfiguration");
    if (!c) return p.file->error(*p.node, "`TargetTrackingConfiguration` is missing here"), "";
    const auto target = p.file->number(*c, "TargetValue", true);
    if (!target) return {};
    std::optional<MetricHere> metric;
    std::string named = "its metric";
    if (const Node* predefined = c->find("PredefinedMetricSpecification")) {
      named = textOf(*predefined, "PredefinedMetricType");
      if (named == "ASGAverageCPUUtilization") metric = metricHere("CPUUtilization", "Average");
      if (named == "ALBRequestCountPerTarget") metric = metricHere("RequestCountPerTarget", "Sum");
    } else if (const Node* own = c->find("CustomizedMetricSpecification")) {
      named = textOf(*own, "MetricName");
      metric = metricHere(named, textOf(*own, "Statistic"));
      if (metric && !metric->statistic.empty() && metric->statistic != textOf(*own, "Statistic")) metric.reset();
    }
    if (!metric) return lose("there is no metric like " + named + " here; its target was " + writeNumber(*target));
    FlowMap map;
    map.add("name", name_).add("metric", metric->name).add("target", metric->value(*target));
    if (textOf(*c, "DisableScaleIn") == "true") map.add("scale_in", "false");
    warmUp(p, map);
    return "target_tracking: " + map.text();
  }

  void warmUp(const Item& p, FlowMap& map) {
    if (const auto s = p.file->whole(*p.node, "EstimatedInstanceWarmup")) map.add("warm_up", seconds(*s));
  }

  /// The alarm that calls a policy, of describe-alarms.
  std::optional<FlowMap> alarmOf(const Item& p, MetricHere& metric) {
    const Node* own = p.node->find("Alarms");
    if (saysNothing(own)) return lose("no alarm calls it"), std::nullopt;
    const std::string name = textOf(own->items[0], "AlarmName");
    if (own->items.size() > 1) lose("of its " + std::to_string(own->items.size()) + " alarms all but " + name);
    const auto alarm =
        std::find_if(alarms_.begin(), alarms_.end(), [&](const Item& a) { return a.text("AlarmName") == name; });
    if (alarm == alarms_.end())
      return lose("its alarm " + name + " is not in these files; `aws cloudwatch describe-alarms` prints it"),
             std::nullopt;
    std::string lost;
    auto map = alarmHere(*alarm->node, *alarm->file, metric, lost);
    if (!lost.empty()) lose("alarm " + name + ": " + lost);
    return map;
  }

  std::string step(const Item& p) {
    MetricHere metric;
    auto map = alarmOf(p, metric);
    if (!map) return {};
    map->add("name", name_).add("adjust", p.file->word(*p.node, "AdjustmentType", adjustments));
    const Node* steps = p.node->find("StepAdjustments");
    if (saysNothing(steps)) return p.file->error(*p.node, "`StepAdjustments` is missing here"), "";
    struct Bounds {
      std::optional<double> from, to;
      std::int64_t by;
    };
    std::vector<Bounds> all;
    for (const Node& s : steps->items)
      all.push_back({p.file->number(s, "MetricIntervalLowerBound"), p.file->number(s, "MetricIntervalUpperBound"),
                     p.file->whole(s, "ScalingAdjustment", true).value_or(0)});
    std::sort(all.begin(), all.end(), [](const Bounds& a, const Bounds& b) {
      return !a.from ? b.from.has_value() : b.from && *a.from < *b.from;
    });
    std::string list;
    for (const Bounds& b : all) {
      FlowMap one;
      if (b.from) one.add("from", metric.value(*b.from));
      if (b.to) one.add("to", metric.value(*b.to));
      list += (list.empty() ? "" : ", ") + one.add("by", std::to_string(b.by)).text();
    }
    map->add("steps", "[" + list + "]");
    if (const auto m = p.file->whole(*p.node, "MinAdjustmentMagnitude")) map->add("min_magnitude", std::to_string(*m));
    warmUp(p, *map);
    if (const std::string how = p.text("MetricAggregationType"); !how.empty() && how != "Average")
      lose("MetricAggregationType " + how);
    return "step: " + map->text();
  }

  std::string simple(const Item& p, const Item& g) {
    MetricHere metric;
    auto map = alarmOf(p, metric);
    if (!map) return {};
    map->add("name", name_).add("adjust", p.file->word(*p.node, "AdjustmentType", adjustments));
    map->add("by", std::to_string(p.file->whole(*p.node, "ScalingAdjustment", true).value_or(0)));
    if (const auto m = p.file->whole(*p.node, "MinAdjustmentMagnitude")) map->add("min_magnitude", std::to_string(*m));
    auto cooldown = p.file->whole(*p.node, "Cooldown");
    if (!cooldown) cooldown = g.file->whole(*g.node, "DefaultCooldown");
    if (cooldown) map->add("cooldown", seconds(*cooldown));
    return "simple: " + map->text();
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

  std::vector<std::unique_ptr<Foreign>> files_;
  std::vector<std::unique_ptr<Node>> trees_;
  std::vector<Item> groups_, policies_, actions_, alarms_;
  std::vector<std::string> zones_;
  Names services_;
  Part part_;
  std::vector<std::string> lost_;  // of the policy at hand
  std::string name_;               // its name here
};

}  // namespace

Imported importAsg(const std::vector<std::string>& files) { return AsgImport(files).result(); }

}  // namespace headroom
