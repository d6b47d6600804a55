#include "scenarios/import/alarms.h"

#include "scenarios/json_tree.h"
#include "scenarios/units.h"

#include <array>
#include <cmath>

namespace headroom {
namespace {

struct Pair {
  const char* theirs;
  const char* ours;
  MetricHere::Unit unit;
  const char* statistic;
};

constexpr auto share = MetricHere::Unit::perCent;
constexpr auto plain = MetricHere::Unit::plain;
constexpr std::array pairs{
    Pair{"CPUUtilization", "cpu", share, "Average"},
    Pair{"MemoryUtilization", "memory", share, "Average"},
    Pair{"RequestCount", "requests", plain, "Sum"},
    Pair{"RequestCountPerTarget", "requests_per_worker", plain, "Sum"},
    Pair{"GroupInServiceInstances", "workers.in_service", plain, "Average"},
    Pair{"GroupPendingInstances", "workers.pending", plain, "Average"},
    Pair{"GroupDesiredCapacity", "workers.desired", plain, "Average"},
    Pair{"UnHealthyHostCount", "workers.unhealthy", plain, "Average"},
};

/// A latency has its statistic in its name.
std::string latencyOf(const std::string& statistic) {
  for (const auto& [theirs, ours] : {std::pair{"Average", "mean"},
                                     {"Maximum", "max"},
                                     {"p50", "p50"},
                                     {"p90", "p90"},
                                     {"p95", "p95"},
                                     {"p99", "p99"},
                                     {"p99.9", "p999"}})
    if (statistic == theirs) return std::string("latency.") + ours;
  return {};
}

const char* comparisonOf(const std::string& theirs) {
  if (theirs == "GreaterThanThreshold") return "above";
  if (theirs == "GreaterThanOrEqualToThreshold") return "at_least";
  if (theirs == "LessThanThreshold") return "below";
  if (theirs == "LessThanOrEqualToThreshold") return "at_most";
  return nullptr;
}

/// Nothing: there is no such statistic here, as the trimmed mean `tm90`.
std::optional<std::string> statisticHere(const std::string& theirs) {
  for (const auto& [them, us] : {std::pair{"Average", "average"},
                                 {"Sum", "sum"},
                                 {"Minimum", "minimum"},
                                 {"Maximum", "maximum"},
                                 {"SampleCount", "sample_count"}})
    if (theirs == them) return us;
  return Statistic::parse(theirs) ? std::optional(theirs) : std::nullopt;  // a percentile
}

}  // namespace

std::string MetricHere::value(double x) const {
  if (unit == Unit::perCent) return writeNumber(x) + " %";
  if (unit == Unit::seconds) return writeDuration(Duration::fromSeconds(x));
  return writeNumber(x);
}

std::optional<MetricHere> metricHere(const std::string& name, const std::string& statistic) {
  if (name == "TargetResponseTime")
    if (const std::string latency = latencyOf(statistic); !latency.empty())
      return MetricHere{latency, MetricHere::Unit::seconds, ""};
  for (const Pair& p : pairs)
    if (name == p.theirs) return MetricHere{p.ours, p.unit, p.statistic};
  return std::nullopt;
}

std::optional<FlowMap> alarmHere(const Node& alarm, Foreign& file, MetricHere& metric, std::string& lost) {
  const std::string named = textOf(alarm, "MetricName");
  const std::string plainStatistic = textOf(alarm, "Statistic"), extended = textOf(alarm, "ExtendedStatistic");
  const std::string statistic = plainStatistic.empty() ? extended : plainStatistic;
  const auto here = metricHere(named, statistic);
  const char* comparison = comparisonOf(textOf(alarm, "ComparisonOperator"));
  if (!here || !comparison) {
    lost = here ? "its comparison is " + textOf(alarm, "ComparisonOperator")
                : "it watches " + (named.empty() ? "an expression" : named + " (" + statistic + ")");
    return std::nullopt;
  }
  const auto statisticOfOurs = statisticHere(statistic);
  if (!here->statistic.empty() && !statisticOfOurs) {
    lost = "its statistic is " + (statistic.empty() ? "not said" : quoteForMessage(statistic));
    return std::nullopt;
  }
  metric = *here;
  const auto period = file.whole(alarm, "Period", true), of = file.whole(alarm, "EvaluationPeriods", true),
             points = file.whole(alarm, "DatapointsToAlarm");
  const auto threshold = file.number(alarm, "Threshold", true);
  if (!period || !of || !threshold) return FlowMap();
  FlowMap map;
  map.add("metric", metric.name);
  if (!metric.statistic.empty() && statistic != metric.statistic) map.add("statistic", *statisticOfOurs);
  map.add("period", writeDuration(Duration::seconds(*period))).add(comparison, metric.value(*threshold));
  if (*of != 1) map.add("of", std::to_string(*of));
  if (points && *points != *of) map.add("points", std::to_string(*points));
  if (alarm.find("TreatMissingData") && textOf(alarm, "TreatMissingData") != "missing")
    map.add("missing",
            file.word(alarm, "TreatMissingData",
                      {{"ignore", "ignore"}, {"breaching", "breaching"}, {"notBreaching", "not_breaching"}}));
  if (textOf(alarm, "ActionsEnabled") == "false") lost = "its actions are not enabled there, and are here";
  return map;
}

}  // namespace headroom
