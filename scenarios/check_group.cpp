#include "scenarios/checker.h"
#include "scenarios/units.h"

#include <algorithm>

namespace headroom {

void Checker::hooks(const ServiceSpec& s) {
  const std::string path = "services." + s.name + ".fleet";
  if (const std::optional<LaunchHookSpec>& hook = s.fleet.launchHook) {
    law(path + ".launch_hook.lasts", hook->lasts);
    const auto* constant = std::get_if<Deterministic>(&hook->lasts);
    const bool late = constant && constant->value > hook->timeout;
    if (hook->abandons.value >= 1 || (late && hook->onTimeout == LaunchHookSpec::OnTimeout::abandon))
      warning(path + ".launch_hook", "no worker that is launched ever enters service: the hook ends in ABANDON");
  }
  if (const std::optional<TerminationHookSpec>& hook = s.fleet.terminationHook)
    law(path + ".termination_hook.lasts", hook->lasts);
}

void Checker::warmPool(const ServiceSpec& s) {
  const std::optional<WarmPoolSpec>& pool = s.fleet.warmPool;
  if (!pool) return;
  const std::string path = "services." + s.name + ".fleet.warm_pool";
  if (pool->start) law(path + ".start", *pool->start);
  if (std::any_of(s.scaling.begin(), s.scaling.end(), isByPods))
    error(path, "an autoscaler of pods has no warm pool", "one of them");
  if (pool->prepared && *pool->prepared <= s.fleet.min && pool->min == 0)
    warning(path + ".prepared",
            std::to_string(*pool->prepared) + " workers are prepared, and " + std::to_string(s.fleet.min) +
                " always run: the pool is always empty",
            "more than `min`");
  if (pool->state == WarmPoolSpec::State::running && pool->storage.value > 0)
    warning(path + ".storage", "workers that run pay their full price; `storage` has no effect");
}

void Checker::spot(const ServiceSpec& s) {
  const std::optional<SpotSpec>& spot = s.fleet.spot;
  if (!spot) return;
  const std::string path = "services." + s.name + ".fleet.spot";
  if (spot->interruptedAfter) law(path + ".interrupted_after", *spot->interruptedAfter, false);
  if (!spot->interruptedAfter && spot->reclaimed.empty())
    error(path, "spot capacity that is never taken back", "one of `interrupted_after`, `reclaimed`",
          "`interrupted_after: {exponential: 500h}`, each by itself; `reclaimed: [{at: 2h}]`, all at once");
  for (std::size_t i = 0; i < spot->reclaimed.size(); ++i) {
    const std::string at = path + ".reclaimed." + std::to_string(i + 1);
    inRun(at + ".at", spot->reclaimed[i].at);
    if (!spot->reclaimed[i].zone.empty()) refersToZone(at + ".zone", spot->reclaimed[i].zone);
  }
  const SpotSpec usual;
  if (s.fleet.types.empty() && (spot->allocation != usual.allocation || spot->pools != usual.pools))
    warning(path, "workers are of one type: `allocation` and `pools` have no effect", "`types`");
  if (spot->allocation == Allocation::prioritized && spot->pools != usual.pools)
    warning(path + ".pools", "it is of `lowest_price`, and has no effect here");
  if (s.fleet.warmPool) error(path, "a warm pool has no spot capacity", "one of `warm_pool`, `spot`");
  if (spot->onDemandShare.value >= 1 || spot->onDemandBase >= s.fleet.max)
    warning(path, "no worker is ever spot capacity: all are on demand");
}

/// What a group does besides keeping its size.
void Checker::group(const ServiceSpec& s) {
  const std::string path = "services." + s.name + ".fleet";
  const FleetSpec& f = s.fleet;
  if (f.maintenance && f.replacedAtOnce)
    error(path + ".replaced_at_once", "a pace, and a range that replaces it",
          "one of `replaced_at_once`, `maintenance`");
  if (f.maintenance && f.maintenance->maxHealthy.value - f.maintenance->minHealthy.value > 1 + 1e-9)
    error(path + ".maintenance",
          "from " + writeNumber(f.maintenance->minHealthy.value * 100) + " % to " +
              writeNumber(f.maintenance->maxHealthy.value * 100) + " %",
          "at most 100 % between them");
  hooks(s);
  warmPool(s);
  spot(s);
}

}  // namespace headroom
