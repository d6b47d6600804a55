#include "scenarios/emit/cloudwatch.h"

#include "scenarios/emit/group_settings.h"

namespace headroom {
namespace {

struct Row {
  MetricKind ours;
  const char *nameSpace, *name, *statistic;
  bool perCent, ofGroup;
};

constexpr Row rows[] = {
    {MetricKind::cpu, "AWS/EC2", "CPUUtilization", "Average", true, true},
    {MetricKind::requests, "AWS/ApplicationELB", "RequestCount", "Sum", false, false},
    {MetricKind::requestsPerWorker, "AWS/ApplicationELB", "RequestCountPerTarget", "Sum", false, false},
    {MetricKind::latencyMean, "AWS/ApplicationELB", "TargetResponseTime", "Average", false, false},
    {MetricKind::latencyP50, "AWS/ApplicationELB", "TargetResponseTime", "p50", false, false},
    {MetricKind::latencyP90, "AWS/ApplicationELB", "TargetResponseTime", "p90", false, false},
    {MetricKind::latencyP95, "AWS/ApplicationELB", "TargetResponseTime", "p95", false, false},
    {MetricKind::latencyP99, "AWS/ApplicationELB", "TargetResponseTime", "p99", false, false},
    {MetricKind::latencyP999, "AWS/ApplicationELB", "TargetResponseTime", "p99.9", false, false},
    {MetricKind::latencyMax, "AWS/ApplicationELB", "TargetResponseTime", "Maximum", false, false},
    {MetricKind::workersInService, "AWS/AutoScaling", "GroupInServiceInstances", "Average", false, true},
    {MetricKind::workersPending, "AWS/AutoScaling", "GroupPendingInstances", "Average", false, true},
    {MetricKind::workersDesired, "AWS/AutoScaling", "GroupDesiredCapacity", "Average", false, true},
    {MetricKind::workersUnhealthy, "AWS/ApplicationELB", "UnHealthyHostCount", "Average", false, false}};

std::string statisticThere(const Statistic& s) {
  using Kind = Statistic::Kind;
  switch (s.kind) {
    case Kind::average: return "Average";
    case Kind::sum: return "Sum";
    case Kind::minimum: return "Minimum";
    case Kind::maximum: return "Maximum";
    case Kind::sampleCount: return "SampleCount";
    case Kind::percentile: break;
  }
  return s.text();
}

std::string missingThere(MissingData m) {
  switch (m) {
    case MissingData::missing: return "missing";
    case MissingData::ignore: return "ignore";
    case MissingData::breaching: return "breaching";
    case MissingData::notBreaching: break;
  }
  return "notBreaching";
}

}  // namespace

double CloudWatchMetric::value(double ours) const { return perCent ? headroom::perCent(ours) : ours; }

std::optional<CloudWatchMetric> cloudWatchOf(const MetricSpec& m) {
  for (const Row& r : rows)
    if (r.ours == m.metric)
      return CloudWatchMetric{r.nameSpace, r.name, m.statistic ? statisticThere(*m.statistic) : r.statistic, r.perCent,
                              r.ofGroup};
  return std::nullopt;
}

nlohmann::ordered_json cloudWatchAlarm(const AlarmSpec& a, const CloudWatchMetric& m) {
  nlohmann::ordered_json json{{"Namespace", m.nameSpace}, {"MetricName", m.name}};
  json[m.statistic.starts_with("p") ? "ExtendedStatistic" : "Statistic"] = m.statistic;
  json["Period"] = a.period / Duration::seconds(1);
  json["EvaluationPeriods"] = a.of;
  json["DatapointsToAlarm"] = a.points.value_or(a.of);
  const auto comparison = [&](const std::optional<double>& threshold, const char* name) {
    if (!threshold) return;
    json["Threshold"] = m.value(*threshold);
    json["ComparisonOperator"] = name;
  };
  comparison(a.above, "GreaterThanThreshold");
  comparison(a.atLeast, "GreaterThanOrEqualToThreshold");
  comparison(a.below, "LessThanThreshold");
  comparison(a.atMost, "LessThanOrEqualToThreshold");
  json["TreatMissingData"] = missingThere(a.missing);
  return json;
}

}  // namespace headroom
