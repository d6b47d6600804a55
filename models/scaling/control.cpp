#include "models/scaling/control.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace headroom {
namespace {

constexpr std::int64_t repeatAfter = 60'000'000'000;  // an alarm that stays on calls for its action again

}  // namespace

Control::Control(const std::vector<PolicySpec>& specs, const std::vector<NamedAlarm>& watched, Duration warmUp,
                 std::int64_t least, std::int64_t most)
    : min(least), max(most) {
  for (const PolicySpec& spec : specs) {
    Member m{policyOf(spec, warmUp), -1, {}, static_cast<std::uint32_t>(alarms_.size()), 0};
    asksOutside_ = asksOutside_ || std::holds_alternative<External>(m.policy);
    const std::vector<MetricSpec> metrics = metricsOf(spec);
    if (!metrics.empty()) m.metric = static_cast<std::int32_t>(metrics_.size());
    m.shown.resize(metrics.size());
    for (const MetricSpec& metric : metrics) {
      std::vector<std::pair<std::string, AlarmRule>> rules;  // alarms are of the first
      if (&metric == metrics.data())
        for (const AlarmRule& rule : std::visit([](const auto& p) { return p.alarms(); }, m.policy))
          rules.emplace_back(spec.name + (*rule.label ? "." : "") + rule.label, rule);
      m.alarms += static_cast<std::uint32_t>(rules.size());
      follow(metric, static_cast<std::int32_t>(members_.size()), rules);
    }
    std::visit(
        [&](const auto& p) {
          if constexpr (requires { p.sizes(); }) {
            m.sizes = p.sizes();
            size = m.sizes[p.firstRung()];
          }
        },
        m.policy);
    members_.push_back(std::move(m));
  }
  for (const NamedAlarm& alarm : watched) follow(alarm, -1, {{alarm.name, alarm.rule()}});
  views_.resize(alarms_.size());
}

void Control::follow(const MetricSpec& spec, std::int32_t policy,
                     const std::vector<std::pair<std::string, AlarmRule>>& rules) {
  std::size_t memory = 1;
  for (const auto& [name, rule] : rules) {
    alarms_.push_back({rule, name, static_cast<std::uint32_t>(metrics_.size())});
    memory = std::max(memory, rule.range());
  }
  const auto overlap = static_cast<std::size_t>(spec.period / resolutionOf(spec));
  metrics_.push_back({spec, policy, Datapoints(memory, overlap, spec.delay)});
}

void Control::judge(Instant now, std::vector<AlarmChange>& changes) {
  for (Followed& m : metrics_) m.points.publish(now);
  for (std::size_t i = 0; i < alarms_.size(); ++i) {
    Watched& a = alarms_[i];
    const Datapoints& points = metrics_[a.metric].points;
    if (points.empty()) continue;  // its first period is not over, or not published
    const AlarmState before = a.state;
    a.state = judged(a.rule, points.values(), before);
    if (a.state != before) changes.push_back({static_cast<std::uint32_t>(i), before, a.state, points.newest()});
    const bool on = a.state == AlarmState::alarm;
    const bool acts = on && (before != AlarmState::alarm || now.ns() - a.acted >= repeatAfter);
    if (acts) a.acted = now.ns();
    views_[i] = {a.state, acts};
  }
}

Observation Control::observation(const Member& m, const FleetView& fleet) const {
  const Datapoints& seen = metrics_[static_cast<std::size_t>(m.metric)].points;
  Observation o;
  o.now = fleet.now;
  o.values = seen.values();
  o.newest = seen.newest();
  o.followed = std::span(metrics_).subspan(static_cast<std::size_t>(m.metric), m.shown.size());
  o.alarms = std::span(views_).subspan(m.firstAlarm, m.alarms);
  for (std::size_t i = 0; i < m.shown.size(); ++i) o.fresh = o.fresh || isFresh(m, i);
  o.desired = desired;
  o.min = min;
  o.max = max;
  o.members = fleet.members;
  o.inService = fleet.inService;
  o.pending = fleet.pending;
  if (activity_ >= 0)
    o.coolsUntil = fleet.activityRuns ? Instant::max() : fleet.activityEnded + Duration::nanoseconds(cooldown_);
  const Duration warmUp = Duration::nanoseconds(std::visit([](const auto& p) { return p.warmUp(); }, m.policy));
  const std::int64_t warm = std::count_if(fleet.entered.begin(), fleet.entered.end(),
                                          [&](Instant entered) { return fleet.now < entered + warmUp; });
  o.warmed = fleet.inService - warm;
  o.warming = fleet.pending > 0 || warm > 0;
  o.size = size;
  o.moving = fleet.moving;
  o.moved = fleet.moved;
  return o;
}

/// A value that came late is as good as new.
bool Control::isFresh(const Member& m, std::size_t metric) const {
  const Datapoints& points = metrics_[static_cast<std::size_t>(m.metric) + metric].points;
  if (points.empty()) return false;
  const bool cameLate = m.shown[metric].missing && !std::isnan(points.newest().value);
  return points.newest().end != m.shown[metric].end || cameLate;
}

Opinion Control::ask(Member& m, const FleetView& fleet) {
  const Observation o = observation(m, fleet);
  for (std::size_t i = 0; i < m.shown.size(); ++i)
    if (isFresh(m, i))
      m.shown[i] = {o.followed[i].points.newest().end, std::isnan(o.followed[i].points.newest().value)};
  return std::visit([&](auto& policy) { return policy.consider(o); }, m.policy);
}

/// What the policy says is of the size of workers.
void Control::askForSize(std::size_t member, const FleetView& fleet, std::vector<Decision>& written) {
  Member& m = members_[member];
  const Opinion o = ask(m, fleet);
  if (o.wanted == size) return end(m, written);
  if (!o.acts) return;  // it will say so again
  Decision d = decisionOf({member, o}, fleet);
  d.trigger = Trigger::resize;
  d.before = size;
  d.after = std::clamp(d.wanted, m.sizes.front(), m.sizes.back());
  d.bound = d.wanted > d.after ? Bound::max : d.wanted < d.after ? Bound::min : Bound::none;
  const Bound held = o.held == Bound::none && fleet.frozen && d.after < size ? Bound::frozen : o.held;
  if (held != Bound::none && d.after != size) d.after = size, d.bound = held;
  for (const Decision& one : decided(d)) written.push_back(one);
}

std::vector<Question> Control::questions(const FleetView& fleet) {
  std::vector<Question> all;
  for (std::size_t i = 0; i < members_.size(); ++i) {
    auto* external = std::get_if<External>(&members_[i].policy);
    if (!external) continue;
    for (std::size_t k = 0; k < members_[i].shown.size(); ++k)
      metrics_[static_cast<std::size_t>(members_[i].metric) + k].points.publish(fleet.now);
    const Observation seen = observation(members_[i], fleet);
    if (seen.fresh) all.push_back({i, external->asked(), seen});
  }
  return all;
}

void Control::answered(std::size_t policy, std::int64_t wanted) {
  std::get<External>(members_[policy].policy).answered(wanted);
}

Decision Control::decisionOf(const Ask& ask, const FleetView& fleet) const {
  const Datapoint& seen = metrics_[static_cast<std::size_t>(members_[ask.member].metric)].points.newest();
  Decision d;
  d.policy = static_cast<std::int32_t>(ask.member);
  d.time = d.first = d.last = fleet.now.ns();
  d.seen = seen.value;
  d.threshold = ask.opinion.threshold;
  d.periodEnd = seen.end.ns();
  const bool byAlarm = members_[ask.member].alarms > 0;
  d.trigger = byAlarm ? Trigger::alarm : Trigger::period;
  d.alarm = byAlarm ? AlarmState::alarm : AlarmState::ok;
  d.counted = seen.counted;
  d.inService = fleet.inService;
  d.pending = fleet.pending;
  d.before = desired;
  d.wanted = ask.opinion.wanted;
  limit(d);
  return d;
}

void Control::limit(Decision& d) const {
  d.after = std::clamp(d.wanted, least(), max);
  if (d.after != d.wanted)
    d.bound = d.wanted > d.after ? Bound::max : d.after > min ? Bound::anotherPolicy : Bound::min;
}

/// Under min, and under what was ordered ahead, nobody goes.
std::int64_t Control::least() const {
  std::int64_t most = min;
  for (const Member& m : members_) most = std::max(most, std::min(m.floor, max));
  return most;
}

/// Marks who speaks, and what is refused to whom; returns the change that is left.
std::optional<Decision> Control::change(std::vector<Ask>& asks, const FleetView& fleet,
                                        std::vector<Decision>& refused) const {
  bool anyOut = false, agreed = true, jointActs = false;
  for (Ask& a : asks) {
    const Opinion& o = a.opinion;
    a.speaks = o.wanted != desired && o.acts;
    anyOut = anyOut || o.keeps || (a.speaks && o.wanted > desired && o.held == Bound::none);
    if (!o.jointly) continue;
    const bool in = o.wanted < desired;
    agreed = agreed && o.readyToShrink && !(in && o.held != Bound::none);
    jointActs = jointActs || (in && o.acts);
  }
  std::optional<Decision> best;
  for (Ask& a : asks) {
    const bool in = a.opinion.wanted < desired, jointly = in && a.opinion.jointly;
    a.speaks = a.speaks || (jointly && jointActs && agreed);
    if (!a.speaks) continue;
    Decision d = decisionOf(a, fleet);
    Bound held = a.opinion.held;
    if (held == Bound::none && in && fleet.frozen) held = Bound::frozen;
    if (held == Bound::none && in && (anyOut || (jointly && !agreed))) held = Bound::anotherPolicy;
    if (held != Bound::none) {
      d.after = d.before;
      d.bound = held;
    }
    if (d.after == d.before) {
      refused.push_back(d);
    } else if (!best || d.wanted > best->wanted) {
      best = d;
    }
  }
  return best;
}

Evaluation Control::evaluate(const FleetView& fleet) {
  Evaluation result;
  std::vector<Decision>& written = result.decisions;
  judge(fleet.now, result.alarms);
  std::vector<Ask> asks;
  for (std::size_t i = 0; i < members_.size(); ++i) {
    if (members_[i].metric < 0) continue;
    if (members_[i].sizes.empty()) {
      asks.push_back({i, ask(members_[i], fleet), false});
    } else {
      askForSize(i, fleet, written);
    }
  }
  std::vector<Decision> refused;
  std::optional<Decision> best = change(asks, fleet, refused);
  for (const Ask& a : asks) {
    const bool waits = !a.speaks && a.opinion.wanted != desired;  // it will say so again
    const auto its = [&](const Decision& d) { return d.policy == static_cast<std::int32_t>(a.member); };
    if (!waits && std::none_of(refused.begin(), refused.end(), its)) end(members_[a.member], written);
  }
  for (const Decision& d : refused) suppress(d, written);
  if (!best) return result;
  make(*best, written);
  return result;
}

void Control::make(Decision d, std::vector<Decision>& written) {
  d.id = ++decisions;
  (d.trigger == Trigger::resize ? size : desired) = d.after;
  if (d.policy >= 0) startCooldown(d);
  written.push_back(d);
}

/// Of a policy that has one.
void Control::startCooldown(const Decision& d) {
  std::visit(
      [&](const auto& policy) {
        if constexpr (requires { policy.cooldown(); }) {
          activity_ = d.id;
          cooldown_ = policy.cooldown();
        }
      },
      members_[static_cast<std::size_t>(d.policy)].policy);
}

Evaluation Control::scheduled(std::size_t policy, const FleetView& fleet) {
  Evaluation result;
  const ScheduledPolicy& action = std::get<Scheduled>(members_[policy].policy).spec();
  min = action.min.value_or(min);
  max = std::max(min, action.max.value_or(max));
  Decision d;
  d.policy = static_cast<std::int32_t>(policy);
  d.trigger = Trigger::schedule;
  d.time = d.first = d.last = fleet.now.ns();
  d.seen = d.threshold = std::numeric_limits<double>::quiet_NaN();
  d.inService = fleet.inService;
  d.pending = fleet.pending;
  d.before = desired;
  d.wanted = action.desired.value_or(desired);
  d.after = std::clamp(d.wanted, min, max);
  if (d.after != d.wanted) d.bound = d.wanted > d.after ? Bound::max : Bound::min;
  if (d.after != d.before) {
    make(d, result.decisions);
  } else if (d.wanted != d.before) {
    d.id = ++decisions;
    ++suppressed;
    result.decisions.push_back(d);
  }
  return result;
}

Evaluation Control::ordered(std::size_t policy, const Order& order, const FleetView& fleet) {
  Member& m = members_[policy];
  const bool followed = std::any_of(members_.begin(), members_.end(), [](const Member& o) { return o.metric >= 0; });
  Decision d;
  d.policy = static_cast<std::int32_t>(policy);
  d.trigger = Trigger::forecast;
  d.time = d.first = d.last = d.periodEnd = fleet.now.ns();
  d.seen = order.load;
  d.threshold = order.perWorker;
  d.inService = fleet.inService;
  d.pending = fleet.pending;
  d.before = desired;
  d.wanted = order.mayShrink && !followed ? order.workers : std::max(desired, order.workers);
  if (order.acts) {
    m.floor = order.workers;
    max = std::max(max, order.liftsMax);
    limit(d);
    if (fleet.frozen && d.after < d.before) d.after = d.before, d.bound = Bound::frozen;
  } else {
    d.after = d.before;
    d.bound = Bound::disabled;
  }
  return {{}, decided(d)};
}

std::vector<Decision> Control::decided(const Decision& d) {
  std::vector<Decision> written;
  if (d.after == d.before && d.wanted != d.before) {
    suppress(d, written);
    return written;
  }
  end(members_[static_cast<std::size_t>(d.policy)], written);
  if (d.after != d.before) make(d, written);
  return written;
}

/// Repeats with the same limit and direction are one row, written when it ends.
void Control::suppress(const Decision& d, std::vector<Decision>& written) {
  Member& m = members_[static_cast<std::size_t>(d.policy)];
  if (m.open.id >= 0 && m.open.bound == d.bound && (m.open.wanted > m.open.before) == (d.wanted > d.before)) {
    m.open.last = d.time;
    ++m.open.count;
    return;
  }
  end(m, written);
  m.open = d;
  m.open.id = ++decisions;
  ++suppressed;
}

void Control::end(Member& m, std::vector<Decision>& written) {
  if (m.open.id >= 0) written.push_back(m.open);
  m.open.id = -1;
}

std::vector<Decision> Control::endSuppressions() {
  std::vector<Decision> written;
  for (Member& m : members_) end(m, written);
  return written;
}

}  // namespace headroom
