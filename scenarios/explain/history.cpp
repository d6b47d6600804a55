#include "scenarios/explain/history.h"

#include "models/scaling/control.h"
#include "scenarios/changes.h"
#include "scenarios/load.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace headroom::why {
namespace {

MetricRead readingOf(const MetricSpec& m) {
  return {metricNames()[static_cast<std::size_t>(m.metric)], isShare(m.metric) && isShareOf(statisticOf(m)), ""};
}

/// Pods' autoscalers read metrics of their own; of several the trace does not say which one spoke.
MetricRead readingOf(const PolicySpec& policy) {
  if (const MetricSpec* metric = metricOf(policy)) return readingOf(*metric);
  if (const auto* kpa = std::get_if<KpaSpec>(&policy.policy))
    return {kpa->metric == KpaSpec::Metric::rps ? "requests per second" : "concurrency", false, "pod"};
  if (const auto* hpa = std::get_if<HpaSpec>(&policy.policy))
    if (const auto metrics = metricsOf(*hpa); metrics.size() == 1)
      return {metrics[0].metric, metrics[0].utilisation.has_value(), ""};
  return {};
}

std::optional<double> targetOf(const PolicySpec& policy) {
  if (const auto* kpa = std::get_if<KpaSpec>(&policy.policy)) return kpa->target();
  const auto* hpa = std::get_if<HpaSpec>(&policy.policy);
  const std::vector<HpaMetricSpec> metrics = hpa ? metricsOf(*hpa) : std::vector<HpaMetricSpec>();
  if (metrics.size() != 1) return std::nullopt;
  if (metrics[0].utilisation) return metrics[0].utilisation->value;
  return metrics[0].averageValue ? metrics[0].averageValue : metrics[0].value;
}

std::string kindOf(const PolicySpec& policy) {
  for (const Kind& kind : typeFor<PolicySpec>().kinds)
    if (kind.chosen(&policy)) return std::string(kind.name);
  return {};
}

std::int64_t hoursKnown(const PolicySpec& policy) {
  const ForecastSpec* f = forecastOf(policy);
  if (!f || f->forecast == ForecastSpec::Method::perfect) return -1;
  return f->history.empty() ? 0 : f->historyLength / Duration::hours(1);
}

std::vector<PolicyFacts> policiesOf(const ServiceSpec& s) {
  std::vector<PolicyFacts> all;
  for (const PolicySpec& policy : s.scaling)
    all.push_back({policy.name, kindOf(policy), readingOf(policy), {}, hoursKnown(policy), targetOf(policy), false});
  const Control control(s.scaling, s.alarms, Duration(), 0, 0);
  for (const Watched& alarm : control.alarms()) {
    const Followed& metric = control.metrics()[alarm.metric];
    if (metric.policy < 0) continue;  // only watched
    all[static_cast<std::size_t>(metric.policy)].alarms.push_back(
        {s.name + "." + alarm.name, alarm.rule, readingOf(metric.spec), metric.spec.delay.inSeconds(),
         static_cast<std::size_t>(metric.spec.period / resolutionOf(metric.spec))});
  }
  for (std::size_t i = 0; i < all.size(); ++i) all[i].onceAPeriod = all[i].alarms.empty() && metricOf(s.scaling[i]);
  return all;
}

std::vector<std::string> labelsOf(const Trace& trace, const std::string& axis) {
  for (const Axis& a : trace.announcement().axes)
    if (a.name == axis) return a.labels;
  return {};
}

void takeRules(const ScenarioSpec& spec, std::vector<ServiceFacts>& services) {
  for (const ServiceSpec& s : spec.services)
    for (ServiceFacts& facts : services)
      if (facts.name == s.name)
        facts = {s.name, true, policiesOf(s), !s.fleet.types.empty() && s.fleet.types.front().weight};
}

Loaded scenarioOf(const Trace& trace, std::vector<std::string> sets) {
  LoadOptions options;
  options.asItStands = true;
  options.sets = std::move(sets);
  return loadText(trace.text("resolved"), "scenario.yaml", options);
}

/// What has been set so far is set in a scenario read anew, and what is known of it is what was in force.
void addChanges(const Trace& trace, const ScenarioSpec& spec, History& h) {
  std::vector<std::string> inForce;
  for (const EventRow& e : h.events) {
    const ChangeSpec* const change = changeToldBy(e, spec);
    if (!change) continue;
    h.changes.push_back({e.time, fmt::format("{}", fmt::join(change->set, ", "))});
    inForce.insert(inForce.end(), change->set.begin(), change->set.end());
    h.later.push_back({e.time, h.services});
    if (const Loaded then = scenarioOf(trace, inForce); then.ok()) takeRules(*then.spec, h.later.back().services);
  }
}

void addScenario(const Trace& trace, History& h) {
  const Loaded loaded = scenarioOf(trace, {});
  h.calendar = Calendar(trace.start(), loaded.ok() ? loaded.spec->timeZone : "UTC");
  if (!loaded.ok()) return;
  takeRules(*loaded.spec, h.services);
  addChanges(trace, *loaded.spec, h);
  for (const FaultSpec& f : loaded.spec->faults) {
    h.faults.push_back(f.name);
    h.momentary.push_back(isOverAtOnce(f.fault));
  }
}

}  // namespace

const PolicyFacts* ServiceFacts::policy(std::int64_t number) const {
  const bool there = number >= 0 && number < static_cast<std::int64_t>(policies.size());
  return there ? &policies[static_cast<std::size_t>(number)] : nullptr;
}

std::string ServiceFacts::policyName(std::int64_t number) const {
  if (const PolicyFacts* facts = policy(number)) return facts->name;
  if (number < 0) return "new limits";
  return fmt::format("policy {}", number);
}

const ServiceFacts& History::service(std::size_t number, double at) const {
  const auto after = std::upper_bound(later.begin(), later.end(), at,
                                      [](double time, const RulesFacts& rules) { return time < rules.from; });
  return (after == later.begin() ? services : std::prev(after)->services).at(number);
}

bool History::isMomentary(std::int64_t fault) const {
  return fault >= 0 && fault < static_cast<std::int64_t>(momentary.size()) &&
         momentary[static_cast<std::size_t>(fault)];
}

std::string History::clock(double seconds) const {
  const Instant t = Instant::at(Duration::fromSeconds(seconds));
  const int day = calendar.dayOf(t);
  // Where clocks were changed since midnight, so much has to be added again.
  const Duration passed = t - calendar.timeOfDay(day, Duration());
  const std::int64_t shown = (passed + (t - calendar.timeOfDay(day, passed))).ns() / 1'000'000'000;
  return fmt::format("{}{:02}:{:02}:{:02}", day > 1 ? fmt::format("day {} ", day) : "", shown / 3600, shown / 60 % 60,
                     shown % 60);
}

History historyOf(const Trace& trace) {
  History h;
  h.finished = trace.status() == "complete";
  h.end = trace.announcement().duration.inSeconds();
  if (!h.finished) h.end = trace.buckets() == 0 ? 0 : trace.bounds(trace.buckets() - 1, 1).at(1);
  for (const std::string& name : labelsOf(trace, "service")) h.services.push_back({name, false, {}});
  h.zones = labelsOf(trace, "zone");
  h.decisions = decisionRows(trace);
  h.alarms = alarmRows(trace);
  h.events = eventRows(trace);
  h.datapoints = datapointRows(trace);
  // A suppression is written when it has ended.
  std::stable_sort(h.decisions.begin(), h.decisions.end(),
                   [](const DecisionRow& a, const DecisionRow& b) { return a.first < b.first; });
  addScenario(trace, h);
  return h;
}

}  // namespace headroom::why
