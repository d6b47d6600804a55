#include "scenarios/checker.h"
#include "scenarios/units.h"

namespace headroom {

void Checker::metric(const std::string& path, const ServiceSpec& s, const MetricSpec& m) {
  const DemandsSpec& d = s.worker.demands;
  const bool silent = (m.metric == MetricKind::memory && d.memory.value == 0) ||
                      (m.metric == MetricKind::diskIo && d.diskIo == 0) ||
                      (m.metric == MetricKind::networkIo && d.networkIo.value == 0);
  if (silent) warning(path + ".metric", "this metric is always 0", "", "say what a call asks for in `worker.demands`");
  if (m.metric == MetricKind::slots && s.worker.slots.unlimited())
    warning(path + ".metric", "this metric is always 0: the slots are unlimited");
  if (isLatency(m.metric) && m.statistic)
    error(path + ".statistic", "a latency has its statistic in its name", "none, or another metric",
          "as `latency.p99`");
  const Duration resolution = resolutionOf(m);
  if (resolution > m.period || m.period % resolution != Duration())
    error(path + ".resolution",
          "a period of " + writeDuration(m.period) + " is not made of samples every " + writeDuration(resolution),
          "a whole part of the period");
}

void Checker::alarm(const std::string& path, const ServiceSpec& s, const AlarmSpec& a) {
  metric(path, s, a);
  const AlarmRule rule = a.rule();
  if (a.comparisons() != 1)
    error(path,
          a.comparisons() == 0 ? "an alarm without a threshold"
                               : std::to_string(a.comparisons()) + " thresholds for one alarm",
          "one of above, at_least, below, at_most");
  else if (isShare(a.metric) && rule.threshold > 1 && !(a.statistic && !isShareOf(*a.statistic)))
    error(path, "a threshold of " + writeNumber(rule.threshold * 100) + " %", "at most 100 %",
          rule.threshold <= 100 ? "did you mean `" + writeNumber(rule.threshold) + " %`?" : "");
  if (rule.points > rule.of)
    error(path + ".points", std::to_string(rule.points) + " of " + std::to_string(rule.of) + " periods",
          "at most `of`");
}

void Checker::alarms(const ServiceSpec& s) {
  for (const NamedAlarm& a : s.alarms) alarm("services." + s.name + ".alarms." + a.name, s, a);
}

void Checker::policies(const ServiceSpec& s) {
  for (const auto& p : s.scaling) {
    const std::string path = "services." + s.name + ".scaling." + p.name;
    if (const MetricSpec* m = metricOf(p)) {
      metric(path, s, *m);
      if (s.fleet.min == s.fleet.max) warning(path, "min and max are equal, so there is nothing to decide");
    }
    const auto* t = std::get_if<TargetTrackingPolicy>(&p.policy);
    if (!t) continue;
    if (isShare(t->metric) && t->target > 1 && !(t->statistic && !isShareOf(*t->statistic)))
      error(path + ".target", "a target of " + writeNumber(t->target * 100) + " %", "at most 100 %",
            t->target <= 100 ? "did you mean `" + writeNumber(t->target) + " %`?" : "");
    if (t->lowRatio.value >= 1)
      warning(path + ".low_ratio", "scaling in begins where scaling out ends: the fleet will swing");
  }
}

}  // namespace headroom
