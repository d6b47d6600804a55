/// The control loop's effects: it is told when datapoints come, and what it decides is done and written down.
///
/// What is decided is in control.h; what is measured in metrics/meters.cpp; how workers come and go in
/// fleet_control.cpp.
#include "models/world.h"

#include <algorithm>
#include <cmath>

namespace headroom {

void World::startFleet(std::uint32_t service) {
  ServiceState& s = services[service];
  const ServicePlan& plan = blueprint->services[service];
  const FleetSpec& fleet = plan.spec.fleet;
  s.scaler.places.resize(zones.size() * plan.types.size());
  s.scaler.control = Control(plan.spec.scaling, plan.spec.alarms, fleet.policyWarmUp(), fleet.min, fleet.max);
  s.scaler.control.desired = fleet.initial.value_or(fleet.min);
  if (plan.function) s.scaler.control.desired = s.scaler.control.min = s.scaler.control.max = 0;
  for (const Followed& metric : s.scaler.control.metrics()) startMeter(service, metric.spec, metric.policy);
  startSchedules(service);
  startPlans(service);
  startOnLadder(service);
  std::size_t turn = 0;
  for (std::int64_t units = 0; units < s.scaler.control.desired;) {
    const bool spot = nextIsSpot(service);
    const std::uint8_t zone = plan.zones[turn++ % plan.zones.size()];
    const std::uint32_t w = addWorker(service, zone, true, typeFor(service, zone, spot));
    s.workers[w].spot = spot;
    enterService(service, w);
    noteInterruption(service, w);
    units += weightOf(service, s.workers[w]);
  }
  settleOverage(service, true, unitsOf(service) - s.scaler.control.desired);
  if (plan.function) fillProvisioned(service, true);
  startReclaims(service);
  startPool(service);
  startPods(service);
}

FleetView World::fleetView(std::uint32_t service) const {
  FleetView view;
  view.now = at(now_);
  const Scaler& scaler = services[service].scaler;
  view.activityEnded = at(scaler.activityEnded);
  view.frozen = services[service].shifts > 0;
  view.moved = scaler.moved;
  for (const Worker& w : services[service].workers) {
    const std::int64_t weight = weightOf(service, w);
    if (w.pending()) view.pending += weight;
    if (w.member()) view.members += weight;
    view.moving = view.moving || (w.member() && (w.pending() || w.type != scaler.type));
    const bool onItsWay = w.pending() || w.state == WorkerState::draining;
    view.activityRuns = view.activityRuns || (onItsWay && w.decision == scaler.control.activity());
    if (w.state != WorkerState::inService) continue;
    view.inService += weight;
    if (!w.initial) view.entered.insert(view.entered.end(), static_cast<std::size_t>(weight), at(w.serviceSince));
  }
  return view;
}

/// A worker has come or gone: a cooldown may have waited for it.
void World::activityMoved(std::uint32_t service, const Worker& worker) {
  Scaler& scaler = services[service].scaler;
  if (scaler.control.activity() >= 0 && worker.decision == scaler.control.activity()) scaler.activityEnded = now_;
}

void World::startSchedules(std::uint32_t service) {
  Scaler& scaler = services[service].scaler;
  for (const PolicySpec& spec : blueprint->services[service].spec.scaling) {
    const auto* scheduled = std::get_if<ScheduledPolicy>(&spec.policy);
    scaler.schedules.push_back(scheduled ? Schedule(*scheduled, blueprint->calendar, blueprint->spec.start)
                                         : Schedule());
    noteSchedule(service, static_cast<std::uint32_t>(scaler.schedules.size() - 1), Instant::atNs(-1));
  }
}

void World::noteSchedule(std::uint32_t service, std::uint32_t policy, Instant after) {
  const std::optional<Instant> next = services[service].scaler.schedules[policy].next(after);
  if (next && next->ns() < end_)
    agenda.note(Rank::control, *next, {static_cast<std::uint32_t>(NoteKind::schedule), service, policy});
}

void World::scheduleDue(std::uint32_t service, std::uint32_t policy) {
  Scaler& scaler = services[service].scaler;
  const std::uint64_t before = scaler.control.suppressed;
  const Evaluation result = scaler.control.scheduled(policy, fleetView(service));
  if (measuring_) scaler.suppressed += scaler.control.suppressed - before;
  settle(service, result);
  noteSchedule(service, policy, at(now_));
}

/// Several metrics may have become usable at this instant; one look is enough.
void World::evaluate(std::uint32_t service) {
  Scaler& scaler = services[service].scaler;
  if (scaler.evaluated == now_) return;
  scaler.evaluated = now_;
  const std::uint64_t before = scaler.control.suppressed;
  if (scaler.control.asksOutside()) askOutside(service);
  const Evaluation result = scaler.control.evaluate(fleetView(service));
  if (measuring_) scaler.suppressed += scaler.control.suppressed - before;
  settle(service, result);
}

void World::settle(std::uint32_t service, const Evaluation& result) {
  for (const AlarmChange& change : result.alarms) {
    const Control& control = services[service].scaler.control;
    const MetricKind metric = control.metrics()[control.alarms()[change.alarm].metric].spec.metric;
    if (std::isnan(change.newest.value)) meetMetricFaults(*this, service, metric);
    writeAlarm(service, change);
  }
  for (const Decision& d : result.decisions) {
    writeDecision(service, d);
    if (d.after != d.before) carryOut(service, d);
  }
}

void World::carryOut(std::uint32_t service, const Decision& d) {
  Scaler& scaler = services[service].scaler;
  (d.after > d.before ? scaler.out : scaler.in) += measuring_;
  if (d.trigger == Trigger::resize) return resizeAll(service, d);
  services[service].fingerprint.fold(now_, 48, static_cast<std::uint64_t>(d.after));
  if (scaler.control.activity() == d.id) scaler.activityEnded = now_;
  if (d.after < d.before) scaler.overage = 0;  // now it may go
  noticed(UINT8_MAX, service, d.periodEnd);
  reconcile(service, static_cast<std::uint32_t>(d.id));
}

void World::endSuppressions(std::uint32_t service) {
  for (const Decision& d : services[service].scaler.control.endSuppressions()) writeDecision(service, d);
}

void World::writeAlarm(std::uint32_t service, const AlarmChange& change) {
  if (!watch_.listener) return;
  std::size_t first = 0;  // alarms are numbered over all services
  for (std::uint32_t s = 0; s < service; ++s) first += services[s].scaler.control.alarms().size();
  const Watched& alarm = services[service].scaler.control.alarms()[change.alarm];
  const Followed& metric = services[service].scaler.control.metrics()[alarm.metric];
  const std::array<double, 10> row{at(now_).inSeconds(),
                                   static_cast<double>(service),
                                   static_cast<double>(first + change.alarm),
                                   static_cast<double>(metric.policy),
                                   static_cast<double>(metric.spec.metric),
                                   static_cast<double>(change.from),
                                   static_cast<double>(change.to),
                                   change.newest.value,
                                   change.newest.end.inSeconds(),
                                   alarm.rule.threshold};
  watch_.listener->row(alarmTable, row);
}

void World::writeDecision(std::uint32_t service, const Decision& d) {
  if (!watch_.listener) return;
  const auto time = [](std::int64_t ns) { return static_cast<double>(ns) / 1e9; };
  const auto whole = [](std::int64_t x) { return static_cast<double>(x); };
  const std::vector<PolicySpec>& policies = blueprint->services[service].spec.scaling;
  const MetricSpec* metric = d.policy < 0 ? nullptr : metricOf(policies[static_cast<std::size_t>(d.policy)]);
  const std::array<double, 20> row{
      whole(d.id),
      time(d.time),
      static_cast<double>(service),
      whole(d.policy),
      static_cast<double>(d.trigger),
      metric ? static_cast<double>(metric->metric) : 255,
      d.seen,
      d.trigger == Trigger::schedule || d.trigger == Trigger::user ? d.seen : time(d.periodEnd),
      d.threshold,
      static_cast<double>(d.alarm),
      whole(d.counted),
      whole(d.inService),
      whole(d.pending),
      whole(d.before),
      whole(d.wanted),
      whole(d.after),
      static_cast<double>(d.bound),
      time(d.first),
      time(d.last),
      whole(d.count)};
  watch_.listener->row(decisionTable, row);
}

}  // namespace headroom
