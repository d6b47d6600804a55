#include "scenarios/explain/moment.h"

#include "scenarios/explain/sentences.h"
#include "scenarios/tree.h"
#include "scenarios/units.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include <fmt/format.h>

namespace headroom::why {
namespace {

/// A wish that was refused again and again was refused in between too: until the next time it would have been.
double lastOf(const DecisionRow& d) {
  return d.count > 1 ? d.last + (d.last - d.first) / static_cast<double>(d.count - 1) : d.last;
}

bool covers(const DecisionRow& d, double at) { return d.first <= at && (at <= d.last || at < lastOf(d)); }

std::string stateAt(const History& h, std::int64_t service, const std::string& alarm, double at) {
  std::string state = "insufficient_data";
  for (const AlarmRow& row : h.alarms)
    if (row.time <= at && row.service == service && row.alarm == alarm) state = row.to;
  return state;
}

/// Periods that an alarm could look at in an instant, newest first: those that touch, as `Datapoints` has them.
std::vector<DatapointRow> usableAt(const History& h, std::int64_t service, std::int64_t policy, const AlarmFacts& a,
                                   double at) {
  std::vector<DatapointRow> all, touching;
  for (const DatapointRow& p : h.datapoints) {
    if (p.service != service || p.policy != policy || p.periodEnd + a.delay > at) continue;
    all.push_back(p);
    if (p.periodEnd + a.delay + p.late > at) all.back().value = std::numeric_limits<double>::quiet_NaN();
  }
  for (std::size_t back = 1; back <= all.size(); back += a.overlap) touching.push_back(all[all.size() - back]);
  return touching;
}

std::string beyondText(Comparison c) {
  switch (c) {
    case Comparison::above: return "above";
    case Comparison::atLeast: return "at or above";
    case Comparison::below: return "below";
    case Comparison::atMost: return "at or below";
  }
  return {};
}

/// "2 of its last 3 periods were above 75 % (3 are needed); the newest, of 20:11:00, was 70.1 %."
std::string datapointsText(const History& h, const AlarmFacts& a, const std::vector<DatapointRow>& seen) {
  if (seen.empty()) return "; no period of its metric was published yet";
  const auto window = std::min(seen.size(), static_cast<std::size_t>(a.rule.of));
  const auto end = seen.begin() + static_cast<std::ptrdiff_t>(window);
  const auto beyond = std::count_if(seen.begin(), end, [&](const auto& p) { return a.rule.breached(p.value); });
  const auto missing = std::count_if(seen.begin(), end, [](const auto& p) { return std::isnan(p.value); });
  return fmt::format("; {} of the last {} values {} {} {} ({} of {} must be){}, the newest, of {}, was {}", beyond,
                     window, beyond == 1 ? "was" : "were", beyondText(a.rule.comparison),
                     valueText(a.rule.threshold, a.reading.share), a.rule.points, a.rule.of,
                     missing > 0 ? fmt::format(", {} missing", missing) : "", h.clock(seen.front().periodEnd),
                     valueText(seen.front().value, a.reading.share));
}

std::string alarmText(const History& h, std::size_t service, std::int64_t policy, const AlarmFacts& a, double at) {
  const auto index = static_cast<std::int64_t>(service);
  const std::string state = stateAt(h, index, a.name, at);
  const std::string points = datapointsText(h, a, usableAt(h, index, policy, a, at));
  if (state == "alarm")
    return fmt::format(
        "Alarm {} on {} was on{}; the trace holds no wish of the policy at that time, so it asked for no "
        "other number of workers.",
        a.name, a.reading.metric, points);
  return fmt::format("Alarm {} on {} was not on ({}){}.", a.name, a.reading.metric, state, points);
}

std::string withoutAForecast(const PolicyFacts& policy, double at) {
  const std::int64_t hours = policy.hoursKnown + static_cast<std::int64_t>(at / 3600);
  if (policy.hoursKnown >= 0 && hours < 24)
    return fmt::format("It had no forecast: it needs a day of the past, and {} of 24 hours were known.", hours);
  return "The fleet was as large as its forecast asked for; it never makes one smaller.";
}

/// What an autoscaler of pods saw at its last look, and found good.
std::string lookText(const History& h, std::size_t service, std::int64_t number, double at) {
  const PolicyFacts& policy = h.service(service, at).policies[static_cast<std::size_t>(number)];
  const std::string asked = "It looked at its pods and asked for no other number; ";
  const DatapointRow* last = nullptr;
  for (const DatapointRow& p : h.datapoints)
    if (p.service == static_cast<std::int64_t>(service) && p.policy == number && p.periodEnd + p.late <= at) last = &p;
  if (!last || !policy.target) return asked + "what it saw is unknown.";
  if (std::isnan(last->value))
    return asked +
           fmt::format("there was no {} to be seen, as of {}.", policy.reading.metric, h.clock(last->periodEnd));
  return asked + fmt::format("{} was {} for a target of {}{}, as of {}.", policy.reading.metric,
                             valueText(last->value, policy.reading.share),
                             valueText(*policy.target, policy.reading.share),
                             policy.reading.per.empty() ? "" : " a " + policy.reading.per, h.clock(last->periodEnd));
}

std::string withoutARow(const History& h, std::size_t service, std::int64_t number, double at) {
  const PolicyFacts& policy = h.service(service, at).policies[static_cast<std::size_t>(number)];
  if (policy.kind == "fixed") return "It keeps the number of workers it was given.";
  if (policy.kind == "scheduled") return "It acts by the clock only; no action that would change anything was due.";
  if (policy.kind == "predictive") return withoutAForecast(policy, at);
  if (policy.kind == "chunks" || policy.kind == "ladder" || policy.kind == "clairvoyant")
    return "It acts by the clock, on what it expects until its next look; nothing that would change anything was due.";
  if (policy.kind == "vpa")
    return "What was used asked for no other type, or the type it asks for is that of the workers; such looks leave no "
           "row.";
  if (policy.onceAPeriod) return "It looked at its metric and asked for no other number; such looks leave no row.";
  if (policy.alarms.empty()) return lookText(h, service, number, at);
  std::string text;
  for (const AlarmFacts& a : policy.alarms) text += (text.empty() ? "" : " ") + alarmText(h, service, number, a, at);
  return text;
}

Reason reasonOf(const History& h, std::size_t service, std::int64_t policy, double at) {
  const ServiceFacts& facts = h.service(service, at);
  Reason r{facts.policyName(policy), ""};
  for (const DecisionRow& d : h.decisions) {
    if (d.service != static_cast<std::int64_t>(service) || d.policy != policy) continue;
    const std::string gap = r.sentence.empty() ? "" : " ";
    if (d.changed() && d.time == at) r.sentence += gap + "It did act: " + whatWasDone(d, facts, h);
    if (!d.changed() && covers(d, at)) r.sentence += gap + story(d, h.service(service, d.first), h);
  }
  if (r.sentence.empty()) r.sentence = withoutARow(h, service, policy, at);
  return r;
}

/// Of a trace whose scenario cannot be read: what was being refused, and no more.
std::vector<Reason> fromRowsAlone(const History& h, std::size_t service, double at) {
  std::vector<Reason> all;
  for (const DecisionRow* d : momentOf(h, service, at).suppressed)
    all.push_back({h.services[service].policyName(d->policy), story(*d, h.services[service], h)});
  if (all.empty())
    all.push_back({"",
                   "Unknown: nothing was being refused, and this program cannot read the policies' rules from the "
                   "trace."});
  return all;
}

void addFaults(const History& h, double at, Moment& m) {
  for (const EventRow& begin : h.events) {
    if (begin.kind != "fault_begins" || begin.time > at) continue;
    const bool over = std::any_of(h.events.begin(), h.events.end(), [&](const EventRow& e) {
      return e.kind == "fault_ends" && e.cause == begin.cause && e.time > begin.time && e.time <= at;
    });
    const auto number = static_cast<std::size_t>(begin.cause);
    const bool named = begin.cause >= 0 && number < h.faults.size();
    if (over || h.isMomentary(begin.cause)) continue;
    const bool placed = begin.zone >= 0 && static_cast<std::size_t>(begin.zone) < h.zones.size();
    m.faults.push_back(
        fmt::format("Fault {}{} had been on since {}.", named ? h.faults[number] : std::to_string(begin.cause),
                    placed ? " in zone " + h.zones[static_cast<std::size_t>(begin.zone)] : "", h.clock(begin.time)));
  }
}

}  // namespace

At instantOf(const std::string& text, const History& h, const std::string& option) {
  Refusal refusal;
  const auto when = readWhen(text, refusal);
  if (!when)
    return {0, fmt::format("{}: {}\n  it takes `20:13`, `day 2 20:13`, `90s` since the start, or "
                           "`2026-11-27T20:13:00Z`{}{}",
                           option, refusal.what, refusal.hint.empty() ? "" : "\n  ", refusal.hint.words)};
  if (when->kind == When::Kind::peak)
    return {0, option + ": `peak` is found in a demand, not in a trace\n  write the time it was, as `20:13`"};
  const double t = h.calendar.instantOf(*when).sinceStart().inSeconds();
  if (t >= 0 && t <= h.end) return {t, ""};
  return {0, fmt::format("{}: `{}` is {}\n  the {} from {} to {} on its clocks, {} s", option, quoteForMessage(text),
                         t < 0 ? "before the run began" : "after the end",
                         h.finished ? "run goes" : "trace, of a run that was not finished, goes", h.clock(0),
                         h.clock(h.end), writeNumber(h.end))};
}

Moment momentOf(const History& h, std::size_t service, double at) {
  Moment m;
  for (const DecisionRow& d : h.decisions) {
    if (d.service != static_cast<std::int64_t>(service)) continue;
    if (d.trigger == "resize") continue;  // of workers' size, not of their number
    if (!d.changed()) {
      if (covers(d, at)) m.suppressed.push_back(&d);
    } else if (d.time <= at) {
      m.change = &d;
    } else if (!m.next) {
      m.next = &d;
    }
  }
  if (m.change) m.desired = m.change->after;
  if (!m.change && m.next) m.desired = m.next->before;
  for (const EventRow& e : h.events)
    m.launchedBesides += e.service == static_cast<std::int64_t>(service) && e.kind == "launch" && e.cause == 0 &&
                         e.time <= at && e.time >= (m.change ? m.change->time : 0);
  addFaults(h, at, m);
  return m;
}

std::vector<Reason> whyNot(const History& h, std::size_t service, double at) {
  const ServiceFacts& facts = h.service(service, at);
  if (!facts.known) return fromRowsAlone(h, service, at);
  std::vector<Reason> all;
  for (std::size_t p = 0; p < facts.policies.size(); ++p)
    all.push_back(reasonOf(h, service, static_cast<std::int64_t>(p), at));
  if (all.empty()) all.push_back({"", "It has no policy, so nothing would ever change its number of workers."});
  return all;
}

}  // namespace headroom::why
