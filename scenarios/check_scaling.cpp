#include "models/scaling/kubernetes/pod_scaler.h"
#include "scenarios/check_pods.h"
#include "scenarios/checker.h"
#include "scenarios/units.h"

#include <algorithm>
#include <cmath>

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
          rule.threshold <= 100 ? meant(writeNumber(rule.threshold) + " %") : Hint());
  const Duration looked = a.period * a.of,
                 most = a.period >= Duration::hours(1) ? Duration::hours(168) : Duration::hours(24);
  if (looked > most)
    error(path + ".of",
          std::to_string(a.of) + " periods of " + writeDuration(a.period) + " are " + writeDuration(looked),
          "at most " + writeDuration(most) + " in all");
  if (rule.points > rule.of)
    error(path + ".points", std::to_string(rule.points) + " of " + std::to_string(rule.of) + " periods",
          "at most `of`");
}

void Checker::alarms(const ServiceSpec& s) {
  for (const NamedAlarm& a : s.alarms) alarm("services." + s.name + ".alarms." + a.name, s, a);
}

void Checker::target(const std::string& path, const MetricSpec& m, double target) {
  if (isShare(m.metric) && target > 1 && !(m.statistic && !isShareOf(*m.statistic)))
    error(path, "a target of " + writeNumber(target * 100) + " %", "at most 100 %",
          target <= 100 ? meant(writeNumber(target) + " %") : Hint());
}

void Checker::targetTracking(const std::string& path, const TargetTrackingPolicy& t) {
  target(path + ".target", t, t.target);
  if (t.lowRatio.value >= 1)
    warning(path + ".low_ratio", "scaling in begins where scaling out ends: the fleet will swing");
}

void Checker::adjustment(const std::string& path, Adjustment type, std::int64_t by, std::int64_t minMagnitude) {
  if (type == Adjustment::exact && by < 0)
    error(path + ".by", std::to_string(by) + " workers", "at least 0", "`adjust: change` for more or fewer");
  if (type == Adjustment::percent && by < -100)
    error(path + ".by", "a fleet cannot shrink by " + std::to_string(-by) + " %", "at least -100");
  if (type != Adjustment::percent && minMagnitude > 0)
    warning(path + ".min_magnitude", "it is of `adjust: percent`, and has no effect here");
}

/// As the provider demands: each step has an end, steps touch and do not overlap.
void Checker::steps(const std::string& path, const StepPolicy& p) {
  if (p.steps.empty()) error(path + ".steps", "a step policy without steps", "at least one, as `{from: 0 %, by: 2}`");
  if (p.steps.size() > 20) error(path + ".steps", std::to_string(p.steps.size()) + " steps", "at most 20");
  for (std::size_t i = 0; i < p.steps.size(); ++i) {
    const StepSpec& s = p.steps[i];
    const std::string at = path + ".steps." + std::to_string(i + 1);
    adjustment(at, p.adjust, s.by, 0);
    if (!s.from && !s.to) error(at, "a step without ends", "`from`, `to`, or both");
    if (s.from && s.to && *s.from >= *s.to) error(at + ".to", "the step is empty", "more than `from`");
    if (i == 0) continue;
    const StepSpec& before = p.steps[i - 1];
    if (!before.to || !s.from)
      error(at, "a step beside one that has no end on that side",
            "steps in ascending order; only the first without "
            "`from`, only the last without `to`");
    else if (std::abs(*before.to - *s.from) > 1e-9)
      error(at + ".from",
            *before.to < *s.from ? "there is a gap before this step" : "this step overlaps the one before",
            writeNumber(*before.to), "steps stand in ascending order");
  }
}

void Checker::scheduled(const std::string& path, const ServiceSpec& s, const ScheduledPolicy& p) {
  if (!p.at && p.cron.empty())
    error(path, "a scheduled action without a time", "`at: \"08:00\"`, once; `cron: \"0 8 * * *\"`, again and again");
  if (p.at && !p.cron.empty()) error(path + ".cron", "`at` and `cron` exclude one another", "one of them");
  if (p.at && p.at->kind == When::Kind::peak) error(path + ".at", "the peak is not known to a schedule", "a time");
  if (p.at && p.at->kind != When::Kind::peak) inRun(path + ".at", *p.at);
  std::string what;
  if (!p.cron.empty() && !Cron::parse(p.cron, what))
    error(path + ".cron", "`" + p.cron + "`: " + what, "minute, hour, day of the month, month, day of the week",
          "as `0 8 * * MON-FRI`");
  if (!p.timeZone.empty() && !Calendar::knows(p.timeZone))
    error(path + ".time_zone", "there is no time zone `" + p.timeZone + "`", "a name as `Europe/Berlin`");
  if (p.cron.empty() && (p.start || p.end || !p.timeZone.empty()))
    warning(path, "`start`, `end` and `time_zone` are of `cron`, and have no effect here");
  for (const auto& [word, when] : {std::pair{".start", &p.start}, std::pair{".end", &p.end}})
    if (*when && (*when)->kind == When::Kind::peak) error(path + word, "the peak is not known to a schedule", "a time");
  if (!p.min && !p.max && !p.desired) error(path, "a scheduled action that sets nothing", "min, max, or desired");
  const std::int64_t least = p.min.value_or(s.fleet.min), most = p.max.value_or(s.fleet.max);
  if (p.min && least > most)
    error(path + ".min", "min (" + std::to_string(least) + ") is more than max (" + std::to_string(most) + ")",
          "at most " + std::to_string(most), p.max ? "" : "set `max` beside it");
}

/// Kubernetes' autoscalers have a fleet for themselves.
void Checker::pods(const ServiceSpec& s, const PolicySpec& p, const std::string& path) {
  if (!isByPods(p)) return;
  if (s.scaling.size() > 1) error(path, "beside an autoscaler of pods there is no other policy", "one of them");
  if (std::holds_alternative<KpaSpec>(p.policy) && s.fleet.min == 0 && !s.balancer.queue)
    warning("services." + s.name + ".fleet.min", "at zero every call is rejected, and nothing brings a pod back", "",
            "`balancer: {queue: 100}` is the queue that an activator has");
  const auto* hpa = std::get_if<HpaSpec>(&p.policy);
  if (!hpa) return;
  checkHpa(*hpa, path, s.fleet.min, "services." + s.name + ".fleet.min",
           [&](const std::string& at, const std::string& what, const std::string& wanted, const std::string& hint) {
             error(at, what, wanted, hint);
           });
  for (std::size_t i = 0; i < hpa->metrics.size(); ++i)
    if (!podMetricOf(hpa->metrics[i]))
      error(pathOfMetric(*hpa, i, path), "a run has no such metric of pods",
            "`cpu` or `memory` with `utilisation`, `concurrency` of `pods`, `requests` or `queue_depth` of `object`");
}

/// In the place of the one beside them, which nobody may have said anything of.
void Checker::severalMetrics(const std::string& path, const ServiceSpec& s, const ExternalPolicy& e) {
  const MetricSpec nothingSaid;
  if (e.metric != nothingSaid.metric || e.statistic || e.period != nothingSaid.period || e.resolution ||
      e.delay != nothingSaid.delay)
    error(path + ".metrics", "several metrics beside one", "`metrics` alone",
          "what is said of the one (`metric`, `statistic`, `period`, `resolution`, `delay`) stands in each of them");
  for (std::size_t i = 0; i < e.metrics.size(); ++i)
    metric(path + ".metrics." + std::to_string(i + 1), s, e.metrics[i]);
}

void Checker::policies(const ServiceSpec& s) {
  const bool moves = std::any_of(s.scaling.begin(), s.scaling.end(), [](const PolicySpec& p) {
    const auto* action = std::get_if<ScheduledPolicy>(&p.policy);
    return action && (action->min || action->max);
  });
  for (const auto& p : s.scaling) {
    const std::string path = "services." + s.name + ".scaling." + p.name;
    const MetricSpec* m = metricOf(p);
    if (m && s.fleet.min == s.fleet.max && !moves && !rungsOf(p))
      warning(path, "min and max are equal, so there is nothing to decide");
    if (const auto* t = std::get_if<TargetTrackingPolicy>(&p.policy)) {
      metric(path, s, *t);
      targetTracking(path, *t);
    } else if (const auto* step = std::get_if<StepPolicy>(&p.policy)) {
      alarm(path, s, *step);
      steps(path, *step);
    } else if (const auto* simple = std::get_if<SimplePolicy>(&p.policy)) {
      alarm(path, s, *simple);
      adjustment(path, simple->adjust, simple->by, simple->minMagnitude);
    } else if (const auto* action = std::get_if<ScheduledPolicy>(&p.policy)) {
      scheduled(path, s, *action);
    } else if (const auto* pi = std::get_if<PiPolicy>(&p.policy)) {
      metric(path, s, *pi);
      target(path + ".target", *pi, pi->target);
    } else if (const auto* external = std::get_if<ExternalPolicy>(&p.policy)) {
      external->metrics.empty() ? metric(path, s, *external) : severalMetrics(path, s, *external);
      if (external->command.empty() || external->command[0].empty())
        error(path + ".command", "there is no program", "a program and its arguments, as `[python3, policy.py]`");
    } else if (std::holds_alternative<AutoScalePolicy>(p.policy) &&
               s.balancer.policy != BalancerSpec::Policy::lowestIndex) {
      warning(path, "this policy reckons with a balancer that packs", "", "`balancer: {policy: lowest_index}`");
    }
    plans(path, s, p);
    pods(s, p, path);
  }
}

}  // namespace headroom
