/// Whole stories of a share of the requests: what became of each, and of every call made for it.
///
/// Which requests are told depends on their number alone, so that the same ones are told under any policy, and telling
/// more tells all that was told before. Nothing of the run depends on it.
#include "models/world.h"

#include <limits>

namespace headroom {
namespace {

double inSeconds(std::int64_t ns) { return static_cast<double>(ns) / 1e9; }

/// 2^64 · share, at most 2^64 − 1.
std::uint64_t shareOf64(double share) {
  return share >= 1 ? UINT64_MAX : static_cast<std::uint64_t>(share * 18446744073709551616.0);
}

}  // namespace

void World::watch(const Watch& watch) {
  if (watch.listener && !watch_.listener && now_ > 0) lookFrom(now_);
  watch_ = watch;
  storyShare_ = watch.listener && watch.requestSample > 0 ? shareOf64(watch.requestSample) : 0;
  asides_ = counting_ || storyShare_;
}

/// A call has ended for its caller.
void World::tellCall(const Call& call, Outcome outcome) {
  if (!watch_.listener) return;
  const ServiceState& s = services[call.service];
  const bool placed = call.worker != Balancer::nobody && outcome != Outcome::rejected;
  const Worker* worker = placed ? &s.workers[call.worker] : nullptr;
  const std::array<double, 10> row{static_cast<double>(call.story),
                                   static_cast<double>(call.service),
                                   static_cast<double>(call.attempt),
                                   call.caller.nobody() ? 1.0 : 0.0,
                                   worker ? static_cast<double>(worker->serial) : -1,
                                   worker ? static_cast<double>(worker->zone) : -1,
                                   inSeconds(call.sent),
                                   call.opened ? inSeconds(call.begun) : std::numeric_limits<double>::quiet_NaN(),
                                   inSeconds(now_),
                                   static_cast<double>(outcome)};
  watch_.listener->row(callTable, row);
}

/// A request has ended.
void World::tellRequest(const Call& last, Outcome outcome) {
  if (!watch_.listener) return;
  const std::array<double, 7> row{static_cast<double>(last.story),
                                  static_cast<double>(blueprint->clients[last.client].demand),
                                  static_cast<double>(last.class_),
                                  inSeconds(last.offered),
                                  inSeconds(now_),
                                  static_cast<double>(last.attempt),
                                  static_cast<double>(outcome)};
  watch_.listener->row(requestTable, row);
}

}  // namespace headroom
