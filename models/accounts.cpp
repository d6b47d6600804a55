/// What a run adds up: supply against demand, utilisation, recovery; on a fixed grid of minutes, so that the summary
/// does not depend on the length of the buckets somebody chose to look at (docs/decisions/0001).
#include "models/world.h"

#include <algorithm>

namespace headroom {
namespace {

constexpr std::int64_t hold = 300'000'000'000;  // how long an objective must be kept before a fault counts as overcome

int signOf(double x) { return (x > 0) - (x < 0); }

}  // namespace

/// First attempts at the rates to be expected; where calls come from users who wait or from other services, as counted.
std::vector<DemandPiece> World::demandOf(std::uint32_t service, std::int64_t begin, std::int64_t end,
                                         std::uint64_t firstBefore) const {
  const ServicePlan& plan = blueprint->services[service];
  std::vector<DemandPiece> pieces;
  if (plan.measuredDemand) {
    const auto attempts = static_cast<double>(services[service].firstAttempts() - firstBefore);
    const double erlangs = attempts * plan.callSeconds() / (static_cast<double>(end - begin) / 1e9);
    pieces.push_back({begin, end, erlangs, erlangs});
    return pieces;
  }
  for (std::int64_t from = begin; from < end;) {
    std::int64_t to = end;
    for (const DemandPlan& d : blueprint->demands)
      if (d.service == service) to = std::min(to, d.curve.nextKnot(at(from)).ns());
    DemandPiece piece{from, to, 0, 0};
    for (const DemandPlan& d : blueprint->demands) {
      if (d.service != service) continue;
      const double work = plan.workSeconds * d.meanWork + plan.heldSeconds;
      piece.atBegin += d.curve.rate(at(from)) * work;
      piece.atEnd += d.curve.rateBefore(at(to)) * work;
    }
    pieces.push_back(piece);
    from = to;
  }
  return pieces;
}

WindowReading World::readingOf(const ServicePlan& plan, const ServiceState& s) const {
  WindowReading r;
  r.inSystem = s.inSystem.until(now_);
  r.crossings = s.crossings;
  r.queued = s.queued.until(now_);
  r.provisionedUse = s.environments.provisionedUse.until(now_);
  for (const Worker& w : s.workers) r.busy += readingOf(plan, w).busy;
  for (const Presence& p : s.presence) {
    for (const LevelArea& state : p.states) r.present += state.until(now_);
    const std::uint64_t warm = p.states[static_cast<std::size_t>(WorkerState::warm)].until(now_);
    r.present -= warm;
    r.warm += warm;
    for (const WorkerState init : {WorkerState::booting, WorkerState::starting})
      r.starting += p.states[static_cast<std::size_t>(init)].until(now_);
    for (std::size_t t = 0; t < p.ofType.size(); ++t)
      r.capacity += p.ofType[t].until(now_) * plan.slots * plan.types[t].size;
    if (!p.ofType.empty()) continue;
    r.capacity += p.states[static_cast<std::size_t>(WorkerState::inService)].until(now_) * plan.slots;
    r.capacity += p.states[static_cast<std::size_t>(WorkerState::draining)].until(now_) * plan.slots;
  }
  return r;
}

void World::closeMinute() {
  const std::int64_t begin = minuteBegan;
  if (begin == now_) return;
  minuteBegan = now_;
  requestLatencySum.carry();
  for (std::uint32_t i = 0; i < services.size(); ++i) {
    ServiceState& s = services[i];
    const ServicePlan& plan = blueprint->services[i];
    s.latencySum.carry();
    s.waitSum.carry();
    const std::vector<DemandPiece> pieces = demandOf(i, begin, now_, s.minuteFirst);
    const LedgerSums sums = s.ledger.close(begin, now_, pieces);
    const WindowReading now = readingOf(plan, s);
    if (measuring_) {
      s.measuredLedger.add(sums);
      const auto capacity = static_cast<double>(now.capacity - s.minuteCapacity);
      if (capacity > 0)
        s.utilisationMax = std::max(s.utilisationMax, static_cast<double>(now.busy - s.minuteBusy) / capacity);
      const double supply = s.serving, needed = s.ledger.needed(pieces.back().atEnd);
      if (s.lastSupply >= 0) {
        ++s.steps;
        s.unstableSteps += signOf(supply - s.lastSupply) != signOf(needed - s.lastNeeded);
      }
      s.lastSupply = supply;
      s.lastNeeded = needed;
    }
    s.minuteFirst = s.firstAttempts();
    s.minuteBusy = now.busy;
    s.minuteCapacity = now.capacity;
  }
  judgeFaults(begin, now_);
  if (!windows.none()) closeWindows();
}

void World::openMeasurement() {
  closeMinute();
  measuring_ = true;
  counting_ = !whole_;
  asides_ = counting_ || storyShare_;
  inFlightFrom = inFlight.until(now_);
  for (std::size_t i = 0; i < services.size(); ++i) {
    ServiceState& s = services[i];
    s.from = readingOf(blueprint->services[i], s);
    s.presentMin = s.presentMax = s.present;
    for (TypeState& t : s.types) {
      t.paidFrom = t.paid.until(now_);
      t.spotFrom = t.spotPaid.until(now_);
    }
  }
}

void World::closeMeasurement() {
  closeMinute();
  measuring_ = counting_ = false;
  asides_ = storyShare_ != 0;
  measured_ = true;
  inFlightUntil = inFlight.until(now_);
  for (std::size_t i = 0; i < services.size(); ++i) {
    services[i].until = readingOf(blueprint->services[i], services[i]);
    for (TypeState& t : services[i].types) {
      t.paidUntil = t.paid.until(now_);
      t.spotUntil = t.spotPaid.until(now_);
    }
  }
}

/// Recovery: the first minute from which every objective has been kept for `hold`.
void World::judgeFaults(std::int64_t begin, std::int64_t end) {
  bool kept = true;
  for (std::size_t i = 0; i < objectives.size(); ++i) {
    ObjectiveState& o = objectives[i];
    const std::uint64_t good = o.goodSoFar - o.goodAtMinute, ended = o.endedSoFar - o.endedAtMinute;
    if (ended && static_cast<double>(good) < blueprint->objectives[i].target * static_cast<double>(ended)) kept = false;
    if (measuring_) o.budget.minute(good, ended);
    o.goodAtMinute = o.goodSoFar;
    o.endedAtMinute = o.endedSoFar;
  }
  if (objectives.empty()) return;
  for (std::uint32_t f = 0; f < faults.size(); ++f) {
    FaultState& fault = faults[f];
    if (fault.began < 0 || fault.recovered >= 0 || end <= fault.began) continue;
    if (!kept) {
      fault.goodSince = -1;
      continue;
    }
    if (fault.goodSince < 0) fault.goodSince = std::max(begin, fault.began);
    if (end - fault.goodSince < hold) continue;
    fault.recovered = fault.goodSince - fault.began;
    event(EventKind::faultRecovered, blueprint->faults[f].service, -1, blueprint->faults[f].zone, f);
  }
}

}  // namespace headroom
