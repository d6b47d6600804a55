/// The life of a fault, whatever its kind: when it begins and ends, and who notices. A fault has its own stream: one
/// that never fires moves no other draw. Faults overlap freely.
#include "models/world.h"

#include <algorithm>

namespace headroom {
namespace {

/// What the kind does then, if anything. Some are only asked, by whoever they concern, whether they hold.
void beginKind(World& w, const FaultKind& fault, std::uint32_t f) {
  std::visit(
      [&](const auto& kind) {
        if constexpr (requires { kind.begin(w, f); }) kind.begin(w, f);
        if constexpr (requires { kind.impairment(); }) w.refreshImpairments();
      },
      fault);
}

void endKind(World& w, const FaultKind& fault, std::uint32_t f) {
  std::visit(
      [&](const auto& kind) {
        if constexpr (requires { kind.end(w, f); }) kind.end(w, f);
        if constexpr (requires { kind.impairment(); }) w.refreshImpairments();
      },
      fault);
}

}  // namespace

/// What launches into the zones meet now, kept as the worst of this bucket.
void World::noteLaunches() {
  for (std::size_t z = 0; z < zones.size(); ++z) {
    std::uint8_t now = zones[z].up() ? launchesAreOk : launchesFail;
    for (std::uint32_t f = 0; f < faults.size(); ++f) {
      const FaultPlan& plan = blueprint->faults[f];
      if (!faults[f].active || (plan.zone != UINT8_MAX && plan.zone != z)) continue;
      if (std::holds_alternative<LaunchFailure>(plan.spec.fault)) now = std::max<std::uint8_t>(now, launchesFail);
      if (std::holds_alternative<ZonalShift>(plan.spec.fault)) now = launchesAreBlocked;
    }
    launchesWorst[z] = std::max(launchesWorst[z], now);
  }
}

void World::scheduleFault(std::uint32_t f, bool first) {
  const FaultPlan& plan = blueprint->faults[f];
  if (!plan.repeats && !first) return;
  const std::int64_t when = plan.repeats ? now_ + plan.every.ns(faults[f].draws) : plan.at.ns();
  if (when < end_) agenda.note(Rank::fault, at(when), {static_cast<std::uint32_t>(NoteKind::faultBegins), f, 0});
}

void World::faultBegins(std::uint32_t f) {
  const FaultPlan& plan = blueprint->faults[f];
  FaultState& state = faults[f];
  if (!state.times++) state.began = now_;
  state.active = state.activeThisMinute = true;
  event(EventKind::faultBegins, plan.service, -1, plan.zone, f);
  if (isOverAtOnce(plan.spec.fault)) {
    beginKind(*this, plan.spec.fault, f);
    state.active = false;
    if (state.ended < 0) state.ended = now_;
    return scheduleFault(f, false);
  }
  if (!plan.endless) {
    const std::int64_t lasts = plan.lasts.ns(state.draws);
    agenda.note(Rank::fault, at(now_ + lasts), {static_cast<std::uint32_t>(NoteKind::faultEnds), f, 0});
  }
  beginKind(*this, plan.spec.fault, f);
  noteLaunches();
}

void World::faultEnds(std::uint32_t f) {
  const FaultPlan& plan = blueprint->faults[f];
  faults[f].active = false;
  if (now_ > windows.minuteBegan) faults[f].activeThisMinute = true;
  if (faults[f].ended < 0) faults[f].ended = now_;
  event(EventKind::faultEnds, plan.service, -1, plan.zone, f);
  endKind(*this, plan.spec.fault, f);
  scheduleFault(f, false);
}

/// A check or an alarm changed its mind about a place, from what happened before `seenUntil`: whatever fault was there
/// by then has been seen.
void World::noticed(std::uint8_t zone, std::uint32_t service, std::int64_t seenUntil) {
  for (std::uint32_t f = 0; f < faults.size(); ++f) {
    const FaultPlan& plan = blueprint->faults[f];
    const bool holds = faults[f].active || isOverAtOnce(plan.spec.fault);
    if (!holds || !plan.touches(service, zone) || faults[f].began < 0 || faults[f].began >= seenUntil) continue;
    met(f, service, zone);
  }
}

/// Somebody has come upon the fault itself.
void World::met(std::uint32_t f, std::uint32_t service, std::uint8_t zone) {
  if (faults[f].noticed >= 0) return;
  faults[f].noticed = now_;
  event(EventKind::faultNoticed, service, -1, zone, f);
}

}  // namespace headroom
