#include "scenarios/import/aws_policies.h"

#include "scenarios/json_tree.h"
#include "scenarios/units.h"

#include <algorithm>

namespace headroom {
namespace {

const std::vector<std::pair<std::string_view, std::string_view>> adjustments{
    {"ChangeInCapacity", "change"}, {"PercentChangeInCapacity", "percent"}, {"ExactCapacity", "exact"}};

struct Bounds {
  std::optional<double> from, to;
  std::int64_t by;
};

/// CloudWatch's name of a metric that target tracking knows by another.
const char* predefined(const std::string& name) {
  for (const auto& [theirs, metric] : {std::pair{"ASGAverageCPUUtilization", "CPUUtilization"},
                                       {"ECSServiceAverageCPUUtilization", "CPUUtilization"},
                                       {"ECSServiceAverageMemoryUtilization", "MemoryUtilization"},
                                       {"ALBRequestCountPerTarget", "RequestCountPerTarget"}})
    if (name == theirs) return metric;
  return "";
}

/// The metric that a target tracking policy follows; `named`: as it is called there.
std::optional<MetricHere> trackedMetric(const Node& configuration, std::string& named) {
  if (const Node* known = configuration.find("PredefinedMetricSpecification")) {
    named = textOf(*known, "PredefinedMetricType");
    const std::string metric = predefined(named);
    return metricHere(metric, metric == "RequestCountPerTarget" ? "Sum" : "Average");
  }
  const Node* own = configuration.find("CustomizedMetricSpecification");
  if (!own) return std::nullopt;
  const std::string statistic = textOf(*own, "Statistic");
  named = own->find("MetricName") ? textOf(*own, "MetricName") : "its expression";
  auto metric = metricHere(textOf(*own, "MetricName"), statistic);
  if (metric && !metric->statistic.empty() && metric->statistic != statistic) return std::nullopt;
  return metric;
}

/// The pair, or the load alone, that a predictive policy forecasts; empty: one of somebody's own.
std::string forecastMetric(const Node& specification) {
  for (const char* key : {"PredefinedMetricPairSpecification", "PredefinedLoadMetricSpecification"})
    if (const Node* n = specification.find(key); !saysNothing(n)) return textOf(*n, "PredefinedMetricType");
  return {};
}

}  // namespace

std::string ofKind(const char* kind, const std::optional<FlowMap>& map) {
  return map ? std::string(kind) + ": " + map->text() : "";
}

void writePolicy(ScenarioPart& part, const AwsItem& policy, const std::string& body,
                 const std::vector<std::string>& lost) {
  const std::string name = policy.text("PolicyName");
  if (!body.empty()) part.line(6, "- " + body);
  for (const std::string& what : lost)
    part.note(6, body.empty() ? "Not imported: the policy " + name + " (" + policy.text("PolicyType") + "): " + what
                              : "Of " + name + ", not imported: " + what);
}

std::string secondsHere(std::int64_t s) { return writeDuration(Duration::seconds(s)); }

std::nullopt_t AwsPolicies::lose(std::string what) {
  lost.push_back(std::move(what));
  return std::nullopt;
}

std::nullopt_t AwsPolicies::without(const AwsItem& policy, const char* configuration) {
  policy.file->error(*policy.node, "`" + std::string(configuration) + "` is missing here");
  return std::nullopt;
}

std::optional<FlowMap> AwsPolicies::targetTracking(const AwsItem& policy, const Node* configuration,
                                                   const std::string& name) {
  if (!configuration) return without(policy, "TargetTrackingConfiguration");
  const auto target = policy.file->number(*configuration, "TargetValue", true);
  if (!target) return std::nullopt;
  std::string named = "its metric";
  const auto metric = trackedMetric(*configuration, named);
  if (!metric) return lose("there is no metric like " + named + " here; its target was " + writeNumber(*target));
  FlowMap map;
  map.add("name", name).add("metric", metric->name).add("target", metric->value(*target));
  if (textOf(*configuration, "DisableScaleIn") == "true") map.add("scale_in", "false");
  return map;
}

std::optional<FlowMap> AwsPolicies::alarmOf(const AwsItem& policy, MetricHere& metric) {
  const Node* own = policy.node->find("Alarms");
  if (saysNothing(own)) return lose("no alarm calls it");
  const std::string name = textOf(own->items[0], "AlarmName");
  if (own->items.size() > 1) lose("of its " + std::to_string(own->items.size()) + " alarms all but " + name);
  const auto alarm =
      std::find_if(alarms_.begin(), alarms_.end(), [&](const AwsItem& a) { return a.text("AlarmName") == name; });
  if (alarm == alarms_.end())
    return lose("its alarm " + name + " is not in these files; `aws cloudwatch describe-alarms` prints it");
  std::string missing;
  auto map = alarmHere(*alarm->node, *alarm->file, metric, missing);
  if (!missing.empty()) lose("alarm " + name + ": " + missing);
  return map;
}

std::optional<std::string> AwsPolicies::stepsOf(const AwsItem& policy, const Node& configuration,
                                                const MetricHere& metric) {
  const Node* steps = configuration.find("StepAdjustments");
  if (saysNothing(steps)) return without(policy, "StepAdjustments");
  std::vector<Bounds> all;
  Foreign& file = *policy.file;
  for (const Node& s : steps->items)
    all.push_back({file.number(s, "MetricIntervalLowerBound"), file.number(s, "MetricIntervalUpperBound"),
                   file.whole(s, "ScalingAdjustment", true).value_or(0)});
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
  return "[" + list + "]";
}

std::optional<FlowMap> AwsPolicies::step(const AwsItem& policy, const Node* configuration, const std::string& name) {
  if (!configuration) return without(policy, "StepScalingPolicyConfiguration");
  MetricHere metric;
  auto map = alarmOf(policy, metric);
  if (!map) return std::nullopt;
  Foreign& file = *policy.file;
  map->add("name", name).add("adjust", file.word(*configuration, "AdjustmentType", adjustments));
  const auto steps = stepsOf(policy, *configuration, metric);
  if (!steps) return std::nullopt;
  map->add("steps", *steps);
  if (const auto m = file.whole(*configuration, "MinAdjustmentMagnitude"))
    map->add("min_magnitude", std::to_string(*m));
  if (const std::string how = textOf(*configuration, "MetricAggregationType"); !how.empty() && how != "Average")
    lose("MetricAggregationType " + how);
  return map;
}

std::optional<FlowMap> AwsPolicies::simple(const AwsItem& policy, const std::string& name) {
  MetricHere metric;
  auto map = alarmOf(policy, metric);
  if (!map) return std::nullopt;
  Foreign& file = *policy.file;
  map->add("name", name).add("adjust", file.word(*policy.node, "AdjustmentType", adjustments));
  map->add("by", std::to_string(file.whole(*policy.node, "ScalingAdjustment", true).value_or(0)));
  if (const auto m = file.whole(*policy.node, "MinAdjustmentMagnitude")) map->add("min_magnitude", std::to_string(*m));
  return map;
}

/// Requests are forecast here; a share of a processor is so many of them as take it.
void AwsPolicies::loadOf(const Node& specification, double target, FlowMap& map) {
  const std::string metric = forecastMetric(specification);
  if (metric == "ALBRequestCount" || metric == "ALBTargetGroupRequestCount")
    map.add("target", writeNumber(target) + "/min");
  else if (metric.ends_with("CPUUtilization"))
    map.add("cpu", writeNumber(target) + " %");
  else
    lose("its target of " + writeNumber(target) + " for " + (metric.empty() ? "metrics of its own" : metric) +
         "; here it is `target`, the requests a second that one worker carries then, by default its rated capacity");
}

std::optional<FlowMap> AwsPolicies::predictive(const AwsItem& policy, const Node* configuration,
                                               const std::string& name) {
  if (!configuration) return without(policy, "PredictiveScalingConfiguration");
  const Node* specifications = configuration->find("MetricSpecifications");
  if (saysNothing(specifications)) return without(policy, "MetricSpecifications");
  Foreign& file = *policy.file;
  const auto target = file.number(specifications->items[0], "TargetValue", true);
  if (!target) return std::nullopt;
  FlowMap map;
  map.add("name", name);
  loadOf(specifications->items[0], *target, map);
  const auto said = [&](const char* key) { return !saysNothing(configuration->find(key)); };
  if (said("Mode"))
    map.add("mode", file.word(*configuration, "Mode",
                              {{"ForecastOnly", "forecast_only"}, {"ForecastAndScale", "forecast_and_scale"}}));
  if (const auto s = file.whole(*configuration, "SchedulingBufferTime")) map.add("buffer", secondsHere(*s));
  if (said("MaxCapacityBreachBehavior"))
    map.add("at_max", file.word(*configuration, "MaxCapacityBreachBehavior",
                                {{"HonorMaxCapacity", "honor"}, {"IncreaseMaxCapacity", "increase"}}));
  if (const auto percent = file.whole(*configuration, "MaxCapacityBuffer"))
    map.add("max_buffer", std::to_string(*percent) + " %");
  return map;
}

}  // namespace headroom
