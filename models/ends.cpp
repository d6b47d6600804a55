/// Ends of calls that are more than an answer: late, wasted, in the measured window, judged by objectives. Called from
/// the hot path, and kept out of it.
#include "models/world.h"

namespace headroom {

/// The answer of a call whose caller has gone: late. If the caller died, that is how the call ended.
void World::answerNobody(std::uint32_t index) {
  const auto& [c, call, s, plan, now] = visit(index);
  s.fingerprint.fold(now, lateMark, call.number);
  if (call.opened) {
    ++s.bucket.late;
    if (call.counted) ++s.measured.late;
    waste(s, call);
  }
  if (!call.gone) {
    if (call.story) tellCall(call, Outcome::failed);
    s.bucket.end(Outcome::failed);
    if (call.counted) s.measured.end(Outcome::failed);
  }
  forget(c);
}

/// Slot-time that served nobody; of a call that was stopped and waits again there is none.
void World::waste(ServiceState& s, const Call& call) const {
  if (call.stage == CallStage::queued) return;
  const bool slotGone = call.stage == CallStage::returning || call.stage == CallStage::hanging;
  const auto time = static_cast<std::uint64_t>((slotGone ? call.left : now_) - call.begun);
  s.bucket.wastedNs += time;
  if (call.counted) s.measured.wastedNs += time;
}

/// A wish that belongs to the measured window, or whose story is told.
void World::noteAsides(DemandState& d, Call& call) {
  call.counted = counting_;
  call.story = isTold(call.number) ? ++stories_ : 0;
  call.aside = call.counted || call.story;
  if (counting_) ++d.measured.offered;
}

void World::answerAside(ServiceState& s, const Call& call, Outcome outcome, std::int64_t latency) {
  if (call.counted) countEnd(s.measured, s.latency, s.latencySum, outcome, latency);
  if (call.story) tellCall(call, outcome);
}

void World::concludedAside(DemandState& d, const Call& last, Outcome outcome, std::int64_t latency) {
  if (last.counted) countEnd(d.measured, requestLatency, requestLatencySum, outcome, latency);
  if (last.story) tellRequest(last, outcome);
}

/// An end that belongs to the measured window.
void World::countEnd(Tally& tally, Histogram& latencies, LongSum& sum, Outcome outcome, std::int64_t latency) {
  tally.end(outcome);
  if (outcome != Outcome::served) return;
  latencies.add(latency);
  sum.add(static_cast<std::uint64_t>(latency));
}

/// Counts an end for the objectives it matters to.
void World::judge(const std::vector<std::uint32_t>& which, Outcome outcome, std::int64_t latency, bool counted) {
  for (const std::uint32_t i : which) {
    const bool good = outcome == Outcome::served && latency <= blueprint->objectives[i].withinNs;
    ObjectiveState& o = objectives[i];
    ++o.endedSoFar;
    o.goodSoFar += good;
    if (!counted && !whole_) continue;
    ++o.ended;
    o.good += good;
  }
}

Outcome World::verdictUnderErrors(const Call& call) const {
  const ServiceState& s = services[call.service];
  const double share = errorShareIn(s, s.workers[call.worker].zone);
  Generator g = s.errors.at(call.number * 64 + call.attempt);
  return share > 0 && chance(g, share) ? Outcome::failed : Outcome::served;
}

}  // namespace headroom
