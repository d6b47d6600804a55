/// From desired capacity to workers: placement over zones, launches that fail, members that are ill, zones out of
/// balance.
///
/// As EC2 Auto Scaling: a launch goes to the enabled zone with the fewest members (ties at random), a failed one is
/// tried in another zone and the zone left alone for 60 s, doubling to 15 min (of several types: the type in the zone,
/// and the next one is tried there first: types.cpp); a scale-in takes pending workers first,
/// then one of the most populated zone by the termination policy (termination.h); the unhealthy are sent away first,
/// then replaced, or within a range (replacement.h); a returned zone is filled by launching there first, up to a tenth
/// beyond `max`. Members are counted in what desired capacity is: capacity units, where types have weights.
/// Left out: protection of instances.
#include "models/world.h"

#include <algorithm>

namespace headroom {
namespace {

constexpr std::int64_t second = 1'000'000'000;
constexpr std::int64_t groupCheck = 30 * second, firstPause = 60 * second, longestPause = 900 * second;

}  // namespace

std::vector<std::int64_t> World::membersByZone(std::uint32_t service, bool andPool) const {
  std::vector<std::int64_t> count(zones.size(), 0);
  for (const Worker& w : services[service].workers)
    if (w.member() || (andPool && w.pooled)) count[w.zone] += weightOf(service, w);
  return count;
}

/// The usable zone with the fewest members, those of the pool included or not; UINT8_MAX if launches fail everywhere.
std::uint8_t World::thinnestZone(std::uint32_t service, bool forPool) {
  ServiceState& s = services[service];
  const std::vector<std::int64_t> members = membersByZone(service, forPool);
  std::vector<std::uint8_t> best;
  for (const std::uint8_t z : blueprint->services[service].zones) {
    if (opensAt(service, z) > now_ || s.shifted[z]) continue;
    if (!best.empty() && members[z] > members[best[0]]) continue;
    if (!best.empty() && members[z] < members[best[0]]) best.clear();
    best.push_back(z);
  }
  if (best.empty()) return UINT8_MAX;
  return best.size() == 1 ? best[0] : best[below(s.placing, best.size())];
}

/// Who goes at a scale-in by no more than `surplus`; nobody if all count for more.
std::uint32_t World::victimOf(std::uint32_t service, std::int64_t surplus) {
  ServiceState& s = services[service];
  const ServicePlan& plan = blueprint->services[service];
  std::vector<std::uint32_t> places;
  std::vector<TerminationCandidate> candidates;
  const std::int64_t wanted = s.scaler.control.desired + s.scaler.extra + s.scaler.ahead;
  const bool tooManyOnDemand = surplusOf(service, wanted, false), tooManySpot = surplusOf(service, wanted, true);
  for (std::uint32_t w = 0; w < s.workers.size(); ++w) {
    const Worker& worker = s.workers[w];
    if (!worker.pending() && worker.state != WorkerState::inService) continue;
    if (weightOf(service, worker) > surplus) continue;
    places.push_back(w);
    const std::vector<std::uint8_t>& order = worker.spot ? plan.spotOrder : plan.onDemandOrder;
    const auto rank = std::find(order.begin(), order.end(), worker.type) - order.begin();
    const bool cancelled = worker.pending() && s.scaler.extra == 0;  // those that come to balance zones are to come
    candidates.push_back({worker.zone, cancelled, worker.serial, std::max<std::int64_t>(worker.billedSince, 0),
                          plan.climbs && worker.type != s.scaler.type, worker.spot ? tooManySpot : tooManyOnDemand,
                          static_cast<std::uint32_t>(rank)});
  }
  const std::vector<std::size_t> alike =
      whoGoes(candidates, membersByZone(service), plan.spec.fleet.termination, at(now_));
  if (alike.empty()) return Balancer::nobody;
  return places[alike[alike.size() == 1 ? 0 : below(s.placing, alike.size())]];
}

/// Brings the fleet to its desired size.
void World::reconcile(std::uint32_t service, std::uint32_t decision) {
  if (draining_ || blueprint->services[service].function) return;
  ServiceState& s = services[service];
  std::int64_t units = unitsOf(service);
  const std::int64_t wanted = s.scaler.control.desired + s.scaler.extra + s.scaler.ahead;
  const bool launched = units < wanted;
  while (units < wanted) {
    const std::uint8_t zone = thinnestZone(service);
    if (zone == UINT8_MAX) return waitForZones(service);
    if (!mayCall(service, ApiCall::launch, decision)) return;
    units += drawFromPool(service, zone, decision) ? 1 : weightOf(service, s.workers[launch(service, zone, decision)]);
  }
  settleOverage(service, launched, units - wanted);
  while (units > wanted + s.scaler.overage) {
    const std::uint32_t w = victimOf(service, units - wanted - s.scaler.overage);
    if (w == Balancer::nobody || !mayCall(service, ApiCall::terminate, decision)) return;
    if (decision) s.workers[w].decision = decision;
    units -= weightOf(service, s.workers[w]);
    drain(service, w);
  }
  s.scaler.heldDecision = 0;  // what throttling held back is done
  fillPool(service);
}

void World::waitForZones(std::uint32_t service) {
  std::int64_t first = INT64_MAX;
  for (const std::uint8_t z : blueprint->services[service].zones)
    if (!services[service].shifted[z]) first = std::min(first, opensAt(service, z));
  if (first == INT64_MAX) return;  // all are shifted away from: the end of a shift repairs
  agenda.note(Rank::control, at(first), {static_cast<std::uint32_t>(NoteKind::relaunch), service, 0});
}

void World::relaunch(std::uint32_t service, bool throttled) {
  reconcile(service, throttled ? services[service].scaler.heldDecision : 0);
}

/// Is the group's call let through? If not, it is made again when it would be.
bool World::mayCall(std::uint32_t service, ApiCall call, std::uint32_t decision) {
  const std::int64_t free = apiFreeAt(*this, service, call);
  if (free <= now_) {
    takeApiToken(*this, service, call);
    return true;
  }
  meetApiThrottling(*this, service, call);
  Scaler& scaler = services[service].scaler;
  if (decision) scaler.heldDecision = decision;
  if (scaler.callAgainAt == free) return false;
  scaler.callAgainAt = free;
  agenda.note(Rank::control, at(free), {static_cast<std::uint32_t>(NoteKind::relaunch), service, 1});
  return false;
}

void World::launchFailedIn(std::uint32_t service, std::uint8_t zone, std::uint8_t type) {
  if (blueprint->services[service].climbs) requestRepair(service);
  services[service].scaler.extra = 0;
  PlaceLaunches& launches = launchesOf(service, zone, type);
  if (launches.blockedUntil <= now_) {
    launches.pause = launches.pause ? std::min(launches.pause * 2, longestPause) : firstPause;
    launches.blockedUntil = now_ + launches.pause;
  }
  reconcile(service, 0);
}

/// A worker entered service: its type can be had in its zone; one that came to balance zones lets another go.
void World::entered(std::uint32_t service, std::uint32_t w) {
  ServiceState& s = services[service];
  launchesOf(service, s.workers[w].zone, s.workers[w].type) = {};
  if (s.scaler.resizing > 0 && s.workers[w].decision == s.scaler.resizing) s.scaler.moved = at(now_);
  noteResize(service);
  if (s.scaler.extra == 0) return;
  s.scaler.extra = blueprint->services[service].weighted ? 0 : s.scaler.extra - 1;
  reconcile(service, 0);
  requestRepair(service);
}

void World::noteResize(std::uint32_t service) {
  if (blueprint->services[service].climbs)
    agenda.note(Rank::control, at(now_), {static_cast<std::uint32_t>(NoteKind::resize), service, 0});
}

void World::requestRepair(std::uint32_t service) {
  Scaler& scaler = services[service].scaler;
  if (scaler.repairDue || draining_) return;
  scaler.repairDue = true;
  agenda.note(Rank::control, at((now_ / groupCheck + 1) * groupCheck),
              {static_cast<std::uint32_t>(NoteKind::repair), service, 0});
}

/// A check of the group once the zones that launches have failed in may be tried again.
void World::repairWhenZonesOpen(std::uint32_t service) {
  std::int64_t last = now_;
  for (const PlaceLaunches& place : services[service].scaler.places) last = std::max(last, place.blockedUntil);
  agenda.note(Rank::control, at((last / groupCheck + 1) * groupCheck),
              {static_cast<std::uint32_t>(NoteKind::repair), service, 0});
}

/// The periodic check of the group.
void World::repair(std::uint32_t service) {
  ServiceState& s = services[service];
  const FleetSpec& fleet = blueprint->services[service].spec.fleet;
  const std::int64_t grace = blueprint->services[service].spec.balancer.healthCheck.grace.ns();
  s.scaler.repairDue = false;
  if (draining_) return;
  if (blueprint->services[service].function) return fillProvisioned(service, false);
  const bool allAtOnce = !fleet.maintenance && !fleet.replacedAtOnce;
  bool again = false;
  std::vector<std::uint32_t> ill;
  for (std::uint32_t w = 0; w < s.workers.size(); ++w) {
    const Worker& worker = s.workers[w];
    if (worker.healthy || !fleet.replaceUnhealthy || !replacesUnhealthyIn(*this, service, worker.zone)) continue;
    if (worker.state == WorkerState::lost) {
      endWorker(service, w);
    } else if (worker.state == WorkerState::inService && !worker.dark) {
      if (now_ - worker.serviceSince < grace) {
        again = true;
      } else if (allAtOnce && mayCall(service, ApiCall::terminate, 0)) {
        drain(service, w);
      } else {
        ill.push_back(w);
      }
    }
  }
  std::int64_t left = 0;
  for (const std::uint32_t w : ill) left += weightOf(service, s.workers[w]);
  Replacement now = allAtOnce ? Replacement{} : replacementOf(service, left);
  for (const std::uint32_t w : ill) {
    if (now.away <= 0 || !mayCall(service, ApiCall::terminate, 0)) break;
    const std::int64_t weight = weightOf(service, s.workers[w]);
    now.away -= weight;
    left -= weight;
    drain(service, w);
  }
  s.scaler.ahead = std::min(s.scaler.ahead + now.ahead, left);
  again = again || left > 0;
  openGates(service);
  reconcile(service, 0);
  rebalance(service);
  noteResize(service);
  if (again) requestRepair(service);
}

/// What is done at this check about so much that is ill.
Replacement World::replacementOf(std::uint32_t service, std::int64_t ill) const {
  const ServiceState& s = services[service];
  const FleetSpec& fleet = blueprint->services[service].spec.fleet;
  HealthView v;
  v.desired = s.scaler.control.desired;
  v.ill = ill;
  v.ahead = s.scaler.ahead;
  for (const Worker& w : s.workers) {
    const bool serves = w.state == WorkerState::inService, ordered = w.decision != 0;
    const std::int64_t weight = weightOf(service, w);
    if (serves && w.healthy && !w.warming) v.ready += weight;
    if (w.pending() && ordered) v.ordered += weight;
    if (!ordered && (w.pending() || (serves && w.warming))) v.coming += weight;
  }
  if (fleet.maintenance)
    return replacedInRange(v, fleet.maintenance->minHealthy.value, fleet.maintenance->maxHealthy.value);
  return replacedByPace(v, fleet.replacedAtOnce->value);
}

void World::rebalance(std::uint32_t service) {
  ServiceState& s = services[service];
  if (s.scaler.extra > 0 || s.scaler.ahead > 0 || s.shifts) return;
  for (const Worker& w : s.workers)
    if (w.pending() || w.state == WorkerState::lost) return;
  const std::vector<std::int64_t> members = membersByZone(service);
  if (blueprint->services[service].weighted) {
    s.scaler.extra = movedToBalance(service, members);
    if (s.scaler.extra > 0) reconcile(service, 0);
    return;
  }
  std::vector<std::int64_t> own;
  std::vector<bool> open;
  for (const std::uint8_t z : blueprint->services[service].zones) {
    own.push_back(members[z]);
    open.push_back(zones[z].up() && opensAt(service, z) <= now_);
  }
  s.scaler.extra = launchedToBalance(std::move(own), open, s.scaler.control.max);
  if (s.scaler.extra > 0) reconcile(service, 0);
}

}  // namespace headroom
