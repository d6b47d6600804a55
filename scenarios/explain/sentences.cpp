#include "scenarios/explain/sentences.h"

#include "models/metrics/metric_spec.h"
#include "scenarios/units.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace headroom::why {
namespace {

std::string workers(std::int64_t n) { return fmt::format("{} worker{}", n, n == 1 ? "" : "s"); }

/// What decisions count in.
std::string capacity(std::int64_t n, const ServiceFacts& s) {
  return s.inUnits ? fmt::format("{} unit{}", n, n == 1 ? "" : "s") : workers(n);
}

std::string was(std::int64_t n) { return n == 1 ? "was" : "were"; }

MetricRead decidedReading(const DecisionRow& d, const ServiceFacts& s) {
  if (const PolicyFacts* policy = s.policy(d.policy); policy && !policy->reading.metric.empty()) return policy->reading;
  const std::vector<std::string> names = metricNames();
  const auto at = std::find(names.begin(), names.end(), d.metric);
  return {d.metric, at != names.end() && isShare(static_cast<MetricKind>(at - names.begin())), ""};
}

std::string targetText(const DecisionRow& d, const MetricRead& reading) {
  return valueText(d.threshold, reading.share) + (reading.per.empty() ? "" : " a " + reading.per);
}

std::string comparison(const DecisionRow& d) {
  return d.seen > d.threshold ? "above" : d.seen < d.threshold ? "below" : "equal to";
}

/// The policy's alarm whose threshold the row names; nullptr: none, as that of target tracking's two was on, or
/// unknown.
const AlarmFacts* alarmOf(const DecisionRow& d, const ServiceFacts& s) {
  const PolicyFacts* policy = s.policy(d.policy);
  if (!policy) return nullptr;
  for (const AlarmFacts& a : policy->alarms)
    if (a.rule.threshold == d.threshold) return &a;
  return nullptr;
}

/// Since when an alarm had been on at a time; NaN: it was not.
double onSince(const History& h, std::int64_t service, const std::string& alarm, double time) {
  double since = std::nan("");
  for (const AlarmRow& row : h.alarms)
    if (row.time <= time && row.service == service && row.alarm == alarm)
      since = row.to == "alarm" ? row.time : std::nan("");
  return since;
}

std::string seenByAlarm(const DecisionRow& d, const ServiceFacts& s, const History& h) {
  const MetricRead reading = decidedReading(d, s);
  const std::string metric = reading.metric.empty() ? "its metric" : reading.metric;
  std::string text = fmt::format("It saw no value of {}", metric);
  if (!std::isnan(d.seen))
    text = fmt::format("It saw {} at {}, {} the threshold of {}, in the period that ended at {} ({} in the metric)",
                       metric, valueText(d.seen, reading.share), comparison(d), valueText(d.threshold, reading.share),
                       h.clock(d.periodEnd), capacity(d.counted, s));
  const AlarmFacts* alarm = alarmOf(d, s);
  const double since = alarm ? onSince(h, d.service, alarm->name, d.first) : std::nan("");
  if (since == d.first) text += fmt::format("; alarm {} had just come on", alarm->name);
  if (since < d.first) text += fmt::format("; alarm {} had been on since {}", alarm->name, h.clock(since));
  return text + ".";
}

std::string seenByPeriod(const DecisionRow& d, const ServiceFacts& s, const History& h) {
  const MetricRead reading = decidedReading(d, s);
  if (std::isnan(d.threshold))  // no autoscaler of pods: it compares with nothing
    return fmt::format("It looks at {} once a period, and saw {} in the one that ended at {} ({} in the metric).",
                       reading.metric.empty() ? "its metric" : reading.metric, valueText(d.seen, reading.share),
                       h.clock(d.periodEnd), capacity(d.counted, s));
  // A row of an autoscaler to whom no metric spoke has no target.
  if (!(d.threshold > 0)) return "It looked at its pods, as it does every period; what it saw is not in the trace.";
  return fmt::format("It looked at its pods, as it does every period: {} at {} for a target of {}, as of {} ({}).",
                     reading.metric.empty() ? "a metric" : reading.metric, valueText(d.seen, reading.share),
                     targetText(d, reading), h.clock(d.periodEnd), capacity(d.counted, s));
}

/// A limit may also hold a wish for the other direction: where a window or a panic lets an earlier wish count.
std::string heldBySize(const DecisionRow& d) {
  const bool min = d.limit == "min";
  const std::string size = fmt::format("{} than {}", min ? "smaller" : "larger", d.after);
  if (min ? d.wanted < d.after : d.wanted > d.after) return "The fleet may not be " + size;
  return fmt::format("A {} wish of shortly before still counted, and the fleet may not be {}",
                     min ? "smaller" : "larger", size);
}

/// Of a policy that plans ahead.
std::string seenAhead(const DecisionRow& d, const ServiceFacts& s) {
  return fmt::format("It expected {} requests a second at most, {} for {}.", valueText(d.seen, false),
                     valueText(d.threshold, false),
                     d.trigger == "resize" ? "each unit of its first type"
                     : s.inUnits           ? "a unit"
                                           : "a worker");
}

/// By what was expected; a move along a ladder may also follow a metric.
bool isAhead(const DecisionRow& d) { return d.trigger == "forecast" || (d.trigger == "resize" && d.metric.empty()); }

std::string heldByAnother(const DecisionRow& d, const ServiceFacts& s) {
  std::string others;
  for (std::size_t p = 0; p < s.policies.size(); ++p)
    if (static_cast<std::int64_t>(p) != d.policy) others += (others.empty() ? "" : ", ") + s.policies[p].name;
  if (others.empty()) others = "the others";
  return fmt::format("Another policy did not agree ({}): a fleet shrinks only where none of them needs more", others);
}

}  // namespace

Launches launchesOf(const History& h, const DecisionRow& d) {
  Launches all;
  if (!d.changed()) return all;
  for (const EventRow& e : h.events) {
    if (e.service != d.service || e.cause != d.id || e.time < d.time) continue;
    all.ordered += e.kind == "launch" || e.kind == "warm_start";
    all.failed += e.kind == "launch_failed";
    if (e.kind != "in_service") continue;
    all.lastIn = e.time;
    if (all.entered++ == 0) all.firstIn = e.time;
  }
  return all;
}

std::string valueText(double value, bool share) {
  if (std::isnan(value)) return "nothing";
  if (share) return writeNumber(std::round(value * 10'000) / 100) + " %";
  return writeNumber(std::round(value * 1000) / 1000);
}

std::string cause(const DecisionRow& d, const ServiceFacts& s) {
  if (isAhead(d)) return fmt::format("{} requests/s expected", valueText(d.seen, false));
  if (d.trigger == "user") return "";
  if (d.trigger != "alarm" && d.trigger != "period" && d.trigger != "resize") return d.trigger;
  const MetricRead reading = decidedReading(d, s);
  const std::string metric = reading.metric.empty() ? "its metric" : reading.metric;
  if (std::isnan(d.seen)) return metric + " missing";
  if (d.trigger != "alarm" && std::isnan(d.threshold))
    return fmt::format("{} {}", metric, valueText(d.seen, reading.share));
  if (d.trigger == "period" && !(d.threshold > 0)) return "";
  const std::string against = d.trigger == "period" ? "for" : comparison(d);
  return fmt::format("{} {} {} {}", metric, valueText(d.seen, reading.share), against, targetText(d, reading));
}

std::string hindrance(const DecisionRow& d) {
  if (d.after == d.wanted) return {};
  if (d.wanted == d.before) return "moved by its new " + d.limit;
  return fmt::format("wanted {}, held by {}", d.wanted, d.limit.empty() ? "something unknown" : d.limit);
}

std::string whatWasDone(const DecisionRow& d, const ServiceFacts& s, const History& h) {
  const std::string policy = s.policyName(d.policy);
  if (d.trigger == "resize")
    return fmt::format("At {} {} {} the workers of {} from size {} to {}.", h.clock(d.time), policy,
                       d.changed() ? "moved" : "would have moved", s.name, d.before, d.changed() ? d.after : d.wanted);
  if (d.changed())
    return fmt::format("At {} {} took {} from {} to {}.", h.clock(d.time), policy, s.name, d.before,
                       capacity(d.after, s));
  const std::string instead =
      fmt::format("{} wanted {} of {} instead of {}, and was refused", policy, capacity(d.wanted, s), s.name, d.before);
  if (d.count == 1) return fmt::format("At {} {}.", h.clock(d.first), instead);
  return fmt::format("From {} to {}, {} times, {}; the numbers are those of the first time.", h.clock(d.first),
                     h.clock(d.last), d.count, instead);
}

std::string whatWasSeen(const DecisionRow& d, const ServiceFacts& s, const History& h) {
  if (d.trigger == "alarm") return seenByAlarm(d, s, h);
  if (d.trigger == "period") return seenByPeriod(d, s, h);
  if (isAhead(d)) return seenAhead(d, s);
  if (d.trigger == "resize") return std::isnan(d.threshold) ? seenByPeriod(d, s, h) : seenByAlarm(d, s, h);
  if (d.trigger == "schedule") return "Its time had come; a scheduled action reads no metric.";
  if (d.trigger == "health") return "Health checks had found workers that do not serve.";
  if (d.trigger == "rebalance") return "Zones were out of balance.";
  if (d.trigger == "repair") return "The fleet had not the workers it should have.";
  if (d.trigger == "user") return "Somebody ordered it.";
  return "What called for it is unknown.";
}

std::string whatBound(const DecisionRow& d, const ServiceFacts& s) {
  if (d.after == d.wanted) return {};
  const bool out = d.wanted > d.before;
  if (d.trigger == "resize" && d.limit == "max") return "There is no larger type on its ladder (`max`).";
  if (d.trigger == "resize" && d.limit == "disabled") return "It does not move down (`disabled`).";
  if (d.trigger == "resize" && d.limit == "cooldown")
    return "Workers were moving still, or the time it rests after a move was not over (`cooldown`).";
  if (d.trigger == "forecast" && d.limit == "disabled") return "It forecasts only (`disabled`).";
  const auto because = [&](const std::string& why) {
    const bool said = !d.changed() || d.wanted == d.before;
    return fmt::format("{}{} (`{}`).", said ? "" : "It wanted " + capacity(d.wanted, s) + ". ", why, d.limit);
  };
  if (d.limit == "min" || d.limit == "max") return because(heldBySize(d));
  if (d.limit == "cooldown") return because("The cooldown after the last simple scaling action was not over");
  if (d.limit == "warm_up")
    return because(out ? fmt::format("Workers that were pending ({}) or warming up were the answer already", d.pending)
                       : fmt::format("Nobody is sent away while workers are pending ({}) or warm up", d.pending));
  if (d.limit == "stabilisation")
    return because(fmt::format("A {} recommendation in the stabilisation window counted", out ? "lower" : "higher"));
  if (d.limit == "rate_limit") return because("Its rules allow no greater change in such a time");
  if (d.limit == "tolerance") return because("The metric was within the tolerance around its target");
  if (d.limit == "missing_data")
    return because("Values of some workers were missing or did not count yet, so it held still");
  if (d.limit == "another_policy") return because(heldByAnother(d, s));
  if (d.limit == "disabled") return because(fmt::format("Scaling {} is switched off", out ? "out" : "in"));
  if (d.limit == "frozen") return because("During a zonal shift no policy takes workers away");
  if (d.limit.empty() || d.limit == "none")
    return fmt::format("It wanted {}; what held it is unknown.", capacity(d.wanted, s));
  return because("It was held");
}

std::string whatFollowed(const DecisionRow& d, const Launches& l, const History& h) {
  if (l.ordered == 0) return {};
  std::string text = fmt::format("{} {} ordered for it", workers(l.ordered), was(l.ordered));
  if (l.entered == 1)
    text += fmt::format("; {} entered service at {}", l.ordered == 1 ? "it" : "one", h.clock(l.lastIn));
  if (l.entered > 1)
    text +=
        fmt::format("; {} entered service, from {} to {}", l.entered == l.ordered ? "all" : std::to_string(l.entered),
                    h.clock(l.firstIn), h.clock(l.lastIn));
  if (l.entered > 0) text += fmt::format(", {} s after the decision", std::lround(l.lastIn - d.time));
  const bool allFailed = l.failed == l.ordered;
  if (l.entered == 0 && !allFailed) text += "; none entered service before the end of the trace";
  if (l.failed > 0)
    text += fmt::format("; {} failed to launch, and other tries belong to no decision", !allFailed
                                                                                            ? std::to_string(l.failed)
                                                                                        : l.ordered == 1 ? "it"
                                                                                                         : "all");
  return text + ".";
}

std::string story(const DecisionRow& d, const ServiceFacts& s, const History& h) {
  std::string text = whatWasDone(d, s, h) + " " + whatWasSeen(d, s, h);
  for (const std::string& more : {whatBound(d, s), whatFollowed(d, launchesOf(h, d), h)})
    if (!more.empty()) text += " " + more;
  return text;
}

}  // namespace headroom::why
