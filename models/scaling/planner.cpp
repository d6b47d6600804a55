/// Policies that plan ahead, in a run: the load is read as it comes, forecasts become orders, orders become desired
/// capacity.
#include "models/world.h"

#include <algorithm>

namespace headroom {
namespace {

std::int64_t nextMultiple(std::int64_t of, std::int64_t after) { return after < 0 ? 0 : (after / of + 1) * of; }

/// From one look to the next, and from a look to what it brings.
struct Rhythm {
  std::int64_t every, lead;
};

Rhythm rhythmOf(const PolicySpec& spec) {
  if (const auto* chunks = std::get_if<ChunksPolicy>(&spec.policy)) return {chunks->every.ns(), chunks->lead.ns()};
  return {std::get<LadderPolicy>(spec.policy).every.ns(), 0};
}

/// In units of the first type of a ladder.
std::vector<std::int64_t> sizesIn(const ServicePlan& plan) {
  std::vector<std::int64_t> sizes;
  for (const TypePlan& t : plan.types) sizes.push_back(t.size);
  return sizes;
}

Planner plannerOf(const PolicySpec& spec, const LoadPlan& plan) {
  Planner p;
  if (const auto* predictive = std::get_if<PredictivePolicy>(&spec.policy)) {
    p.predictor = Predictor(*predictive, plan.perWorker, plan.known);
    return p;
  }
  const ForecastSpec& f = *forecastOf(spec);
  const bool lastPeak = f.forecast == ForecastSpec::Method::lastPeak;
  const std::int64_t season = lastPeak ? rhythmOf(spec).every : f.season.ns();
  p.loads = LoadForecast(f.forecast, static_cast<std::size_t>(Duration::hours(24).ns() / plan.step),
                         static_cast<std::size_t>(std::max<std::int64_t>(1, season / plan.step)), plan.known);
  if (const auto* chunks = std::get_if<ChunksPolicy>(&spec.policy)) p.orders = ChunkOrders(*chunks);
  return p;
}

/// The first step after so long that wants another capacity than the one before; the first step of all.
std::int64_t nextChange(const LoadPlan& plan, std::int64_t after) {
  if (after < 0) return 0;
  const auto now = static_cast<std::size_t>(after / plan.step);
  std::size_t k = now + 1;
  while (k < plan.known.size() && plan.known[k] == plan.known[now]) ++k;
  return static_cast<std::int64_t>(k) * plan.step;
}

}  // namespace

void World::startPlans(std::uint32_t service) {
  const ServicePlan& plan = blueprint->services[service];
  std::vector<Planner>& planners = services[service].scaler.planners;
  for (std::uint32_t p = 0; p < plan.loads.size(); ++p) {
    const bool learns = plan.loads[p].step && forecastOf(plan.spec.scaling[p]);
    planners.push_back(learns ? plannerOf(plan.spec.scaling[p], plan.loads[p]) : Planner());
    if (plan.loads[p].step) notePlan(service, p, -1);
  }
}

void World::notePlan(std::uint32_t service, std::uint32_t policy, std::int64_t after) {
  const PolicySpec& spec = blueprint->services[service].spec.scaling[policy];
  const Planner& planner = services[service].scaler.planners[policy];
  std::int64_t next = 0;
  if (std::holds_alternative<ClairvoyantPolicy>(spec.policy)) {
    next = nextChange(blueprint->services[service].loads[policy], after);
  } else if (std::holds_alternative<PredictivePolicy>(spec.policy)) {
    next = planner.predictor.next(Instant::atNs(after)).ns();
  } else {
    next = std::min(nextMultiple(rhythmOf(spec).every, after),
                    nextMultiple(blueprint->services[service].loads[policy].step, after));
    for (const ComingOrder& c : planner.coming) next = std::min(next, c.due);
  }
  if (next < end_) agenda.note(Rank::control, at(next), {static_cast<std::uint32_t>(NoteKind::plan), service, policy});
}

/// A clairvoyant's plan changes: it becomes desired capacity.
void World::followPlan(std::uint32_t service, std::uint32_t policy) {
  const LoadPlan& plan = blueprint->services[service].loads[policy];
  const PolicySpec& spec = blueprint->services[service].spec.scaling[policy];
  const Instant ends = at(now_ + plan.step) + std::get<ClairvoyantPolicy>(spec.policy).lead;
  Order order;
  order.load = peakRate(*blueprint, service, at(now_), ends);
  order.perWorker = plan.perWorker;
  order.workers = static_cast<std::int64_t>(plan.known[static_cast<std::size_t>(now_ / plan.step)]);
  order.mayShrink = true;
  give(service, policy, order);
  notePlan(service, policy, now_);
}

void World::planDue(std::uint32_t service, std::uint32_t policy) {
  if (std::holds_alternative<ClairvoyantPolicy>(blueprint->services[service].spec.scaling[policy].policy))
    return followPlan(service, policy);
  Planner& planner = services[service].scaler.planners[policy];
  const PolicySpec& spec = blueprint->services[service].spec.scaling[policy];
  const std::int64_t step = blueprint->services[service].loads[policy].step;
  const bool predictive = std::holds_alternative<PredictivePolicy>(spec.policy);
  if (now_ > 0 && now_ % step == 0) {
    const std::uint64_t offered = countsOf(service).offered;
    const double load = static_cast<double>(offered - planner.offered) / (static_cast<double>(step) / 1e9);
    planner.offered = offered;
    predictive ? planner.predictor.measured(load) : planner.loads.measured(load);
  }
  if (predictive) {
    if (const auto order = planner.predictor.order(at(now_))) give(service, policy, *order);
  } else {
    if (now_ % rhythmOf(spec).every == 0) lookAhead(service, policy);
    for (std::size_t i = 0; i < planner.coming.size(); ++i)
      if (planner.coming[i].due <= now_) give(service, policy, planner.coming[i].order);
    std::erase_if(planner.coming, [&](const ComingOrder& c) { return c.due <= now_; });
  }
  notePlan(service, policy, now_);
}

/// The greatest load expected within [from, until); nothing where there is no forecast.
std::optional<double> World::expectedLoad(std::uint32_t service, std::uint32_t policy, std::int64_t from,
                                          std::int64_t until) const {
  const LoadPlan& plan = blueprint->services[service].loads[policy];
  if (forecastOf(blueprint->services[service].spec.scaling[policy])->forecast == ForecastSpec::Method::perfect)
    return peakRate(*blueprint, service, at(from), at(until));
  const std::int64_t passed = now_ / plan.step;
  const auto first = static_cast<std::size_t>(from / plan.step - passed);
  const auto last = static_cast<std::size_t>((until + plan.step - 1) / plan.step - passed);
  const forecast::Forecast f = services[service].scaler.planners[policy].loads.ahead(last);
  if (!f.refused.empty()) return std::nullopt;
  double most = 0;
  for (std::size_t h = first; h < last; ++h) most = std::max(most, f.ahead[h].value);
  return most;
}

/// Of chunks and ladders: what the time until the next look will need.
void World::lookAhead(std::uint32_t service, std::uint32_t policy) {
  const PolicySpec& spec = blueprint->services[service].spec.scaling[policy];
  const Rhythm rhythm = rhythmOf(spec);
  const std::int64_t begins = now_ + rhythm.lead;
  const std::optional<double> load = expectedLoad(service, policy, begins, begins + rhythm.every);
  if (!load) return;
  if (const auto* ladder = std::get_if<LadderPolicy>(&spec.policy)) return climb(service, policy, *ladder, *load);
  Planner& planner = services[service].scaler.planners[policy];
  Order order;
  order.load = *load;
  order.perWorker = blueprint->services[service].loads[policy].perWorker;
  order.workers = planner.orders.order(order.load / order.perWorker, at(begins));
  order.mayShrink = true;
  planner.coming.push_back({begins, order});
}

void World::give(std::uint32_t service, std::uint32_t policy, const Order& order) {
  Scaler& scaler = services[service].scaler;
  const std::uint64_t before = scaler.control.suppressed;
  const Evaluation result = scaler.control.ordered(policy, order, fleetView(service));
  if (measuring_) scaler.suppressed += scaler.control.suppressed - before;
  settle(service, result);
}

// ---- along a ladder of types ---------------------------------------------------------------------------------------

/// Of each worker, in units of the first type.
double World::sizeNeeded(std::uint32_t service, std::uint32_t policy, double load) const {
  const ServicePlan& plan = blueprint->services[service];
  const double margin = std::get<LadderPolicy>(plan.spec.scaling[policy].policy).margin.value;
  const auto workers = static_cast<double>(std::max<std::int64_t>(1, services[service].scaler.control.desired));
  return load * (1 + margin) / plan.loads[policy].perWorker / workers;
}

/// The first look is before the start: the fleet begins with workers of the size it needs.
void World::startOnLadder(std::uint32_t service) {
  const ServicePlan& plan = blueprint->services[service];
  if (!plan.climbs) return;
  Scaler& scaler = services[service].scaler;
  for (std::uint32_t p = 0; p < plan.spec.scaling.size(); ++p) {
    const auto* ladder = std::get_if<LadderPolicy>(&plan.spec.scaling[p].policy);
    if (!ladder) continue;
    if (const std::optional<double> load = expectedLoad(service, p, 0, ladder->every.ns()))
      scaler.control.size = plan.types[rungFor(sizesIn(plan), sizeNeeded(service, p, *load))].size;
  }
  scaler.type = static_cast<std::uint8_t>(rungFor(sizesIn(plan), static_cast<double>(scaler.control.size)));
}

/// What the load needs, as a decision.
void World::climb(std::uint32_t service, std::uint32_t policy, const LadderPolicy& ladder, double load) {
  const ServicePlan& plan = blueprint->services[service];
  Scaler& scaler = services[service].scaler;
  const double needed = sizeNeeded(service, policy, load);
  const std::int64_t rung = plan.types[rungFor(sizesIn(plan), needed)].size;
  Decision d;
  d.policy = static_cast<std::int32_t>(policy);
  d.trigger = Trigger::resize;
  d.time = d.first = d.last = d.periodEnd = now_;
  d.seen = load;
  d.threshold = plan.loads[policy].perWorker;
  d.inService = fleetView(service).inService;
  d.before = scaler.control.size;
  d.wanted = needed > static_cast<double>(rung) + 1e-9 ? workersFor(needed, 1) : rung;
  d.after = ladder.down ? rung : std::max(d.before, rung);
  if (d.wanted > d.after) d.bound = Bound::max;
  if (d.wanted < d.after) d.bound = Bound::disabled;
  const std::uint64_t before = scaler.control.suppressed;
  const Evaluation result{{}, scaler.control.decided(d)};
  if (measuring_) scaler.suppressed += scaler.control.suppressed - before;
  settle(service, result);
}

/// From now on the fleet's workers have another size; one after the other is changed.
void World::resizeAll(std::uint32_t service, const Decision& d) {
  ServiceState& s = services[service];
  s.scaler.type =
      static_cast<std::uint8_t>(rungFor(sizesIn(blueprint->services[service]), static_cast<double>(d.after)));
  s.scaler.resizing = static_cast<std::uint32_t>(d.id);
  s.fingerprint.fold(now_, resizeMark, static_cast<std::uint64_t>(d.after));
  resizeNext(service);
}

/// Changes one worker that has not the fleet's size, unless another is on its way; it is called again when that is
/// there.
void World::resizeNext(std::uint32_t service) {
  ServiceState& s = services[service];
  if (draining_ || s.scaler.extra > 0) return;
  std::uint32_t next = Balancer::nobody;
  for (std::uint32_t w = 0; w < s.workers.size(); ++w) {
    const Worker& worker = s.workers[w];
    if (worker.pending()) return;
    if (next == Balancer::nobody && worker.state == WorkerState::inService && worker.type != s.scaler.type) next = w;
  }
  if (next == Balancer::nobody) return;
  const RungSpec& rungs = *rungsOf(blueprint->services[service].spec);
  if (rungs.by == RungSpec::By::rolling) {
    s.scaler.extra = 1;
    return reconcile(service, s.scaler.resizing);
  }
  if (!mayCall(service, ApiCall::launch, 0)) return requestRepair(service);
  const std::uint8_t zone = s.workers[next].zone;  // a machine that is stopped and started stays where it is
  drain(service, next);
  s.scaler.stopped = rungs.stopped.ns();
  launch(service, zone, s.scaler.resizing);
  s.scaler.stopped = 0;
}

}  // namespace headroom
