#include "models/fleet/group_spec.h"

#include "models/law_fields.h"

namespace headroom {

const Type& typeOf(const MaintenanceSpec*) {
  using M = MaintenanceSpec;
  static const Type type = object<M>(
      "In which range of desired capacity the group stays while it replaces the unhealthy.",
      {field("min_healthy", &M::minHealthy, "Ready ones at least; 100 %: launch before terminating.", between(0, 1)),
       field("max_healthy", &M::maxHealthy, "Ready and coming ones at most.", between(1, 2))});
  return type;
}

static const Type& typeOf(const LaunchHookSpec::OnTimeout*) {
  using O = LaunchHookSpec::OnTimeout;
  static const Type type = choice<O>({
      {"abandon", std::int64_t(O::abandon), "the worker is ended, and another launched"},
      {"continue", std::int64_t(O::proceed), "it goes on as if the hook had been completed"},
  });
  return type;
}

const Type& typeOf(const LaunchHookSpec*) {
  using H = LaunchHookSpec;
  static const Type type =
      object<H>("A lifecycle hook of launching: after init, a worker waits for it.",
                {field("lasts", &H::lasts, "How long what it does takes."),
                 field("timeout", &H::timeout, "The wait is over then, with the default result.", between(1, 172800)),
                 field("on_timeout", &H::onTimeout, "The default result."),
                 field("abandons", &H::abandons, "Probability that what it does ends in ABANDON.", between(0, 1))});
  return type;
}

const Type& typeOf(const TerminationHookSpec*) {
  using H = TerminationHookSpec;
  static const Type type =
      object<H>("A lifecycle hook of terminating: after draining, a worker waits for it, and ends with either result.",
                {field("lasts", &H::lasts, "How long what it does takes."),
                 field("timeout", &H::timeout, "The wait is over then.", between(1, 172800))});
  return type;
}

static const Type& typeOf(const WarmPoolSpec::State*) {
  using S = WarmPoolSpec::State;
  static const Type type = choice<S>({
      {"stopped", std::int64_t(S::stopped), "pays for storage alone; starts its system and the application again"},
      {"running", std::int64_t(S::running), "pays as if it served; only registers"},
      {"hibernated", std::int64_t(S::hibernated), "pays for storage alone; the application is there when it wakes"},
  });
  return type;
}

const Type& typeOf(const WarmPoolSpec*) {
  using W = WarmPoolSpec;
  static const Type type = object<W>(
      "Workers that have been started once and wait for a scale-out; as many as `prepared` less desired capacity.",
      {field("state", &W::state, "What they are while they wait."),
       field("min", &W::min, "At least so many wait.", between(0, 1e6)),
       optionalField("prepared", &W::prepared, "Desired and waiting ones together; default the fleet's `max`.",
                     between(0, 1e6)),
       field("reuse", &W::reuse, "On scale-in workers go back to the pool."),
       optionalField("start", &W::start,
                     "From leaving the pool to a running system; default 25s, of running ones 0s. `init` follows, but "
                     "for those that ran or were hibernated."),
       field("storage", &W::storage, "What one that is stopped or hibernated costs.", atLeast(0))});
  return type;
}

static const Type& reclaimList() {
  using R = ReclaimSpec;
  static const Type element =
      object<R>("Spot workers that are taken back together.",
                {required(field("at", &R::at, "When they are given notice.")),
                 fieldAs(nameType(), "zone", &R::zone, "Those in this zone; default all."),
                 field("share", &R::share, "Of those that are there, rounded up.", Range{0, 1, true})},
                "at");
  static const Type type = listOf<R>(element, "Times at which spot workers are taken back together.");
  return type;
}

const Type& typeOf(const SpotSpec*) {
  using S = SpotSpec;
  static const Type type = object<S>(
      "Part of the fleet is spot capacity, which is cheaper and may be taken back.",
      {field("on_demand_base", &S::onDemandBase, "The first so many are on demand.", between(0, 1e6)),
       field("on_demand_share", &S::onDemandShare, "Of those above the base.", between(0, 1)),
       field("price", &S::price, "Of the on-demand price.", between(0, 1)),
       optionalField("interrupted_after", &S::interruptedAfter, "Of each spot worker, from the begin of its boot."),
       fieldAs(reclaimList(), "reclaimed", &S::reclaimed, "Spot workers that are taken back together, at a time."),
       field("notice", &S::notice, "From the notice, when it begins to drain, to its end.", between(0, 3600)),
       field("rebalancing", &S::rebalancing, "Its replacement is launched at the notice; else when it has gone."),
       field("allocation", &S::allocation, "Of several types, which one is spot."),
       field("pools", &S::pools, "Of `lowest_price`: spread evenly over so many of the cheapest types in each zone.",
             between(1, 20))});
  return type;
}

}  // namespace headroom
