#include "scenarios/emit/group_settings.h"

#include "models/calendar.h"
#include "scenarios/emit/cloudwatch.h"
#include "scenarios/suggest.h"

#include <algorithm>
#include <string_view>

#include <fmt/format.h>

namespace headroom {
namespace {

using Json = nlohmann::ordered_json;

std::int64_t wholeSeconds(Duration d) { return d / Duration::seconds(1); }

const char* adjustmentThere(Adjustment a) {
  if (a == Adjustment::percent) return "PercentChangeInCapacity";
  return a == Adjustment::exact ? "ExactCapacity" : "ChangeInCapacity";
}

class Writer {
 public:
  Writer(const ScenarioSpec& spec, const ServiceSpec& service)
      : spec_(spec), s_(service), calendar_(spec.start, spec.timeZone) {}

  GroupSettings settings() {
    out_.service = s_.name;
    if (s_.worker.type == "generic")
      miss("`worker.type` generic: no such instance can be had");
    else
      out_.type = s_.worker.type;
    group();
    for (const PolicySpec& p : s_.scaling) std::visit([&](const auto& policy) { write(p.name, policy); }, p.policy);
    for (const NamedAlarm& a : s_.alarms) miss("`alarms." + a.name + "`: it is watched only");
    for (const ChangeSpec& c : spec_.changes)
      if (touches(c.paths, "services." + s_.name))
        miss("`changes." + c.name + "`: what stands here is as the run begins");
    return std::move(out_);
  }

 private:
  void miss(std::string what) { out_.missing.push_back(std::move(what)); }

  void group() {
    const FleetSpec& f = s_.fleet;
    Json& g = out_.group;
    g["AutoScalingGroupName"] = s_.name;
    g["MinSize"] = f.min;
    g["MaxSize"] = f.max;
    g["DesiredCapacity"] = f.initial.value_or(f.min);
    g["DefaultCooldown"] = wholeSeconds(f.cooldown);
    if (f.warmUp) g["DefaultInstanceWarmup"] = wholeSeconds(*f.warmUp);
    g["AvailabilityZones"] = f.zones.empty() ? spec_.region.zones : f.zones;
    g["HealthCheckType"] = f.replaceUnhealthy ? "ELB" : "EC2";
    g["HealthCheckGracePeriod"] = wholeSeconds(s_.balancer.healthCheck.grace);
    const std::pair<bool, const char*> others[] = {{f.maintenance.has_value(), "maintenance"},
                                                   {f.launchHook.has_value(), "launch_hook"},
                                                   {f.terminationHook.has_value(), "termination_hook"},
                                                   {f.warmPool.has_value(), "warm_pool"},
                                                   {f.spot.has_value(), "spot"},
                                                   {!f.types.empty(), "types"},
                                                   {f.replacedAtOnce.has_value(), "replaced_at_once"}};
    for (const auto& [said, name] : others)
      if (said) miss(std::string("`fleet.") + name + "`: to be written by hand");
    if (f.termination != TerminationPolicy::oldestInstance) miss("`fleet.termination`: to be written by hand");
  }

  Json policyOf(const std::string& name, const char* type) const {
    return {{"AutoScalingGroupName", s_.name}, {"PolicyName", name}, {"PolicyType", type}};
  }

  void write(const std::string&, const FixedPolicy&) {}

  void write(const std::string& name, const TargetTrackingPolicy& p) {
    const auto metric = cloudWatchOf(p);
    const std::string path = "`scaling." + name + "`: ";
    if (!metric) return miss(path + "its metric is not published by the provider");
    Json json = policyOf(name, "TargetTrackingScaling"), c;
    if (p.metric == MetricKind::cpu && !p.statistic)
      c["PredefinedMetricSpecification"]["PredefinedMetricType"] = "ASGAverageCPUUtilization";
    else if (p.metric == MetricKind::requestsPerWorker && !p.statistic)
      c["PredefinedMetricSpecification"]["PredefinedMetricType"] = "ALBRequestCountPerTarget";
    else
      c["CustomizedMetricSpecification"] = {
          {"MetricName", metric->name}, {"Namespace", metric->nameSpace}, {"Statistic", metric->statistic}};
    c["TargetValue"] = metric->value(p.target);
    c["DisableScaleIn"] = !p.scaleIn;
    json["TargetTrackingConfiguration"] = std::move(c);
    if (p.warmUp) json["EstimatedInstanceWarmup"] = wholeSeconds(*p.warmUp);
    const TargetTrackingPolicy usual;
    if (p.highPoints != usual.highPoints || p.lowPoints != usual.lowPoints || !(p.lowRatio == usual.lowRatio) ||
        p.lowValue != usual.lowValue)
      miss(path + "points and ratio of its alarms are the provider's");
    if (p.period != usual.period) miss(path + "its period is the provider's");
    out_.policies.push_back({name, std::move(json), nullptr});
  }

  void write(const std::string& name, const StepPolicy& p) {
    withAlarm(name, p, "StepScaling", [&](Json& json, const CloudWatchMetric& metric) {
      for (const StepSpec& step : p.steps) {
        Json one;
        if (step.from) one["MetricIntervalLowerBound"] = metric.value(*step.from);
        if (step.to) one["MetricIntervalUpperBound"] = metric.value(*step.to);
        one["ScalingAdjustment"] = step.by;
        json["StepAdjustments"].push_back(std::move(one));
      }
      if (p.warmUp) json["EstimatedInstanceWarmup"] = wholeSeconds(*p.warmUp);
      json["MetricAggregationType"] = "Average";
    });
  }

  void write(const std::string& name, const SimplePolicy& p) {
    withAlarm(name, p, "SimpleScaling", [&](Json& json, const CloudWatchMetric&) {
      json["ScalingAdjustment"] = p.by;
      if (p.cooldown) json["Cooldown"] = wholeSeconds(*p.cooldown);
    });
  }

  void withAlarm(const std::string& name, const auto& p, const char* type, auto fill) {
    const auto metric = cloudWatchOf(p);
    if (!metric) return miss("`scaling." + name + "`: its metric is not published by the provider");
    Json json = policyOf(name, type);
    json["AdjustmentType"] = adjustmentThere(p.adjust);
    if (p.minMagnitude) json["MinAdjustmentMagnitude"] = p.minMagnitude;
    fill(json, *metric);
    Json alarm{{"AlarmName", s_.name + "-" + name}};
    alarm.update(cloudWatchAlarm(p, *metric));
    out_.policies.push_back({name, std::move(json), std::move(alarm)});
  }

  void write(const std::string& name, const ScheduledPolicy& p) {
    Json a{{"AutoScalingGroupName", s_.name}, {"ScheduledActionName", name}};
    const auto time = [&](const char* key, const std::optional<When>& t) {
      if (t) a[key] = calendar_.iso(calendar_.instantOf(*t));
    };
    if (p.at && p.at->kind == When::Kind::peak)
      return miss("`scaling." + name + "`: a provider does not know when the peak is");
    time("StartTime", p.at);
    if (!p.cron.empty()) {
      a["Recurrence"] = p.cron;
      a["TimeZone"] = p.timeZone.empty() ? spec_.timeZone : p.timeZone;
      time("StartTime", p.start);
      time("EndTime", p.end);
    }
    if (p.min) a["MinSize"] = *p.min;
    if (p.max) a["MaxSize"] = *p.max;
    if (p.desired) a["DesiredCapacity"] = *p.desired;
    out_.actions.push_back(std::move(a));
  }

  void write(const std::string& name, const PredictivePolicy&) {
    miss("`scaling." + name + "`: predictive scaling is to be written by hand");
  }

  /// Everything else is of this program, or of another provider.
  void write(const std::string& name, const auto&) { miss("`scaling." + name + "`: EC2 has no policy of its kind"); }

  const ScenarioSpec& spec_;
  const ServiceSpec& s_;
  Calendar calendar_;
  GroupSettings out_;
};

}  // namespace

double perCent(double fraction) { return std::stod(fmt::format("{:.12g}", fraction * 100)); }

std::vector<GroupSettings> groupSettingsOf(const ScenarioSpec& spec) {
  std::vector<GroupSettings> all;
  for (const ServiceSpec& s : spec.services)
    if (!s.worker.function && std::none_of(s.scaling.begin(), s.scaling.end(), isByPods))
      all.push_back(Writer(spec, s).settings());
  return all;
}

}  // namespace headroom
