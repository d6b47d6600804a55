/// Lifecycle hooks: a worker waits for what somebody else does before it may enter service, or end.
///
/// "Amazon EC2 Auto Scaling lifecycle hooks": the wait is over when the hook is completed, with CONTINUE or ABANDON, or
/// by its time-out, with the default result. A launching worker that is abandoned is ended, and another is launched at
/// the group's next check; with either result a terminating one ends. Our reading: what the hook does, and its
/// time-out, begin when the application has started, or when draining is over. Left out: heartbeats, and that a worker
/// drawn from a warm pool goes through its launch hook again.
#include "models/world.h"

#include <algorithm>

namespace headroom {
namespace {

enum : std::uint64_t { launchHookDraw = 0, abandonDraw = 1, terminationDraw = 2 };

}  // namespace

void World::beginLaunchHook(std::uint32_t service, std::uint32_t w) {
  Worker& worker = services[service].workers[w];
  const ServicePlan& plan = blueprint->services[service];
  Generator g = services[service].hooks.at(std::uint64_t{worker.serial} * 4 + launchHookDraw);
  worker.waits = true;
  nextStage(service, w, std::min(plan.start.launchHook.ns(g), plan.spec.fleet.launchHook->timeout.ns()));
}

void World::launchHookOver(std::uint32_t service, std::uint32_t w) {
  ServiceState& s = services[service];
  Worker& worker = s.workers[w];
  const ServicePlan& plan = blueprint->services[service];
  const LaunchHookSpec& hook = *plan.spec.fleet.launchHook;
  Generator g = s.hooks.at(std::uint64_t{worker.serial} * 4 + launchHookDraw);
  Generator result = s.hooks.at(std::uint64_t{worker.serial} * 4 + abandonDraw);
  const bool late = plan.start.launchHook.ns(g) > hook.timeout.ns();
  const bool abandoned = late ? hook.onTimeout == LaunchHookSpec::OnTimeout::abandon
                              : hook.abandons.value > 0 && chance(result, hook.abandons.value);
  worker.waits = false;
  if (!abandoned) return started(service, w);
  ++s.launchFailed;
  event(EventKind::launchFailed, service, worker.serial, worker.zone, worker.decision);
  s.fingerprint.fold(now_, launchFailedMark, worker.serial);
  endWorker(service, w);
  requestRepair(service);
}

/// A cooldown waits for the end of draining, not for the hook.
void World::beginTerminationHook(std::uint32_t service, std::uint32_t w) {
  Worker& worker = services[service].workers[w];
  const ServicePlan& plan = blueprint->services[service];
  activityMoved(service, worker);
  worker.decision = 0;
  forgetCalls(service, w);
  Generator g = services[service].hooks.at(std::uint64_t{worker.serial} * 4 + terminationDraw);
  worker.waits = true;
  nextStage(service, w, std::min(plan.start.terminationHook.ns(g), plan.spec.fleet.terminationHook->timeout.ns()));
}

}  // namespace headroom
