/// Spot capacity in a run: which workers are spot, and what becomes of them when they are taken back.
///
/// "Spot Instance interruption notices" and "Capacity Rebalancing in Auto Scaling to replace at-risk Spot Instances": a
/// worker is given notice, drains, and is gone when the notice is over; its group launches another when it has gone, or
/// at the notice. Our reading: the rebalance recommendation and the notice are one. Left out: how
/// much capacity a pool has, prices that move, notice for a worker that drains already.
#include "models/scaling/spot.h"

#include "models/world.h"

#include <algorithm>

namespace headroom {

std::int64_t World::onDemandUnits(std::uint32_t service) const {
  std::int64_t units = 0;
  for (const Worker& w : services[service].workers)
    if (w.member() && !w.spot) units += weightOf(service, w);
  return units;
}

/// Is the worker that is ordered next spot capacity?
bool World::nextIsSpot(std::uint32_t service) const {
  const ServiceState& s = services[service];
  const std::optional<SpotSpec>& spot = blueprint->services[service].spec.fleet.spot;
  if (!spot) return false;
  const std::int64_t capacity = s.scaler.control.desired + s.scaler.extra + s.scaler.ahead;
  return onDemandUnits(service) >= onDemandOf(capacity, spot->onDemandBase, spot->onDemandShare.value);
}

/// At a capacity of so many: are there too many of this kind?
bool World::surplusOf(std::uint32_t service, std::int64_t capacity, bool ofSpot) const {
  const std::optional<SpotSpec>& spot = blueprint->services[service].spec.fleet.spot;
  if (!spot) return false;
  const bool tooMany = onDemandUnits(service) > onDemandOf(capacity, spot->onDemandBase, spot->onDemandShare.value);
  return ofSpot != tooMany;
}

void World::noteInterruption(std::uint32_t service, std::uint32_t w) {
  const Worker& worker = services[service].workers[w];
  if (!worker.spot || !blueprint->services[service].spec.fleet.spot->interruptedAfter) return;
  Generator g = services[service].interruptions.at(worker.serial);
  const std::int64_t after = blueprint->services[service].start.interruption.ns(g);
  if (after >= end_ - now_) return;
  noteWorker(NoteKind::spotNotice, service, w, now_ + after);
}

void World::startReclaims(std::uint32_t service) {
  const std::vector<ReclaimPlan>& reclaims = blueprint->services[service].reclaims;
  for (std::size_t i = 0; i < reclaims.size(); ++i)
    if (reclaims[i].at.ns() < end_)
      agenda.note(Rank::fault, reclaims[i].at, {static_cast<std::uint32_t>(NoteKind::reclaim), service, i});
}

/// Notice to a share of the spot workers of a zone or of all, whichever are drawn.
void World::reclaim(std::uint32_t service, std::uint32_t which) {
  const ServiceState& s = services[service];
  const ReclaimPlan& plan = blueprint->services[service].reclaims[which];
  std::vector<std::pair<double, std::uint32_t>> there;
  for (std::uint32_t w = 0; w < s.workers.size(); ++w) {
    const Worker& worker = s.workers[w];
    if (!worker.spot || (plan.zone != UINT8_MAX && plan.zone != worker.zone)) continue;
    if (worker.state != WorkerState::inService && !worker.underWay()) continue;
    Generator g = s.interruptions.at((std::uint64_t{which} + 1) << 32 | worker.serial);
    there.emplace_back(uniform(g), w);
  }
  std::sort(there.begin(), there.end());
  const auto wanted = static_cast<std::size_t>(wholeAbove(plan.share * static_cast<double>(there.size())));
  for (std::size_t i = 0; i < there.size() && i < wanted; ++i) spotNotice(service, there[i].second);
}

void World::spotNotice(std::uint32_t service, std::uint32_t w) {
  ServiceState& s = services[service];
  Worker& worker = s.workers[w];
  const bool serves = worker.state == WorkerState::inService;
  if (draining_ || (!serves && !worker.underWay())) return;
  s.spotNotices += measuring_;
  event(EventKind::spotNotice, service, worker.serial, worker.zone, 0);
  const bool rebalancing = blueprint->services[service].spec.fleet.spot->rebalancing;
  worker.noticed = serves;
  worker.keepsPlace = serves && !rebalancing;
  drain(service, w);
  if (rebalancing) return reconcile(service, 0);
  if (!serves) requestRepair(service);
}

}  // namespace headroom
