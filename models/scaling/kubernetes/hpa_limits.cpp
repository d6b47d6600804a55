/// What is left of a proposal: stabilisation windows, rates of change, bounds (horizontal.go, KEP-853).
#include "models/scaling/kubernetes/hpa.h"

#include <algorithm>
#include <cmath>

namespace headroom {
namespace {

constexpr std::int64_t mostReplicas = 2147483647;

std::vector<HpaChangePolicy> policiesOf(const HpaRules& rules, bool up) {
  if (!rules.policies.empty()) return rules.policies;
  std::vector<HpaChangePolicy> policies{{HpaChangePolicy::Kind::percent, 100, Duration::seconds(15)}};
  if (up) policies.push_back({HpaChangePolicy::Kind::pods, 4, Duration::seconds(15)});
  return policies;
}

/// Of the changes strictly younger than the period.
std::int64_t changedWithin(Duration period, Instant now, const std::vector<HpaState::Count>& changes) {
  std::int64_t sum = 0;
  for (const HpaState::Count& c : changes)
    if (c.at > now - period) sum += c.replicas;
  return sum;
}

/// How far one policy lets the count go, from what there was at the begin of its period. The factors are the
/// controller's: 10 pods less 80 % are trunc(10 · (1 − 0.8)) = 1.
std::int64_t reachOf(const HpaChangePolicy& p, std::int64_t start, bool up) {
  const double share = static_cast<double>(p.value) / 100, pods = static_cast<double>(start);
  if (p.kind == HpaChangePolicy::Kind::pods) return up ? start + p.value : start - p.value;
  if (up) return static_cast<std::int64_t>(std::ceil(std::min(pods * (1 + share), static_cast<double>(mostReplicas))));
  return static_cast<std::int64_t>(pods * (1 - share));
}

std::int64_t reachOf(const HpaRules& rules, bool up, const HpaObservation& seen, const HpaState& state) {
  if (rules.select == HpaRules::Select::disabled) return seen.current;
  const bool highest = up == (rules.select == HpaRules::Select::max);
  std::int64_t reach = highest ? -mostReplicas : mostReplicas;
  for (const HpaChangePolicy& p : policiesOf(rules, up)) {
    const std::int64_t start = seen.current - changedWithin(p.period, seen.now, state.added) +
                               changedWithin(p.period, seen.now, state.removed);
    const std::int64_t one = reachOf(p, start, up);
    reach = highest ? std::max(reach, one) : std::min(reach, one);
  }
  return up ? std::max(reach, seen.current) : std::min(reach, seen.current);
}

/// Without a behaviour block: a built-in limit of growth, none of shrinking.
HpaCount limitedAsOfOld(const HpaObservation& seen, std::int64_t wanted) {
  const std::int64_t growth = std::max<std::int64_t>(2 * seen.current, 4);
  if (wanted < seen.min) return {seen.min, HpaReason::tooFew};
  if (seen.max > growth && wanted > growth) return {growth, HpaReason::scaleUpLimit};
  if (wanted > seen.max) return {seen.max, HpaReason::tooMany};
  return {wanted, HpaReason::asAsked};
}

Duration longest(const HpaRules& rules, bool up) {
  Duration period;
  for (const HpaChangePolicy& p : policiesOf(rules, up)) period = std::max(period, p.period);
  return period;
}

}  // namespace

std::int64_t stabilised(const HpaSpec& spec, const HpaObservation& seen, std::int64_t proposal, HpaState& state) {
  const Duration controller = spec.downscaleStabilisation;
  const Duration up = spec.behaviour ? spec.behaviour->up.stabilisation.value_or(Duration()) : Duration();
  const Duration down = spec.behaviour ? spec.behaviour->down.stabilisation.value_or(controller) : controller;
  std::int64_t lowest = proposal, highest = proposal;
  for (const HpaState::Count& r : state.recommendations) {
    if (r.at > seen.now - up) lowest = std::min(lowest, r.replicas);
    // One that is exactly as old as the window counts only where there is no behaviour block.
    if (r.at > seen.now - down || (!spec.behaviour && r.at == seen.now - down)) highest = std::max(highest, r.replicas);
  }
  const Instant old = seen.now - std::max(up, down);
  std::erase_if(state.recommendations, [&](const HpaState::Count& r) { return r.at < old; });
  state.recommendations.push_back({seen.now, proposal});
  if (!spec.behaviour) return highest;
  return std::min(std::max(seen.current, lowest), highest);
}

HpaCount limited(const HpaSpec& spec, const HpaObservation& seen, std::int64_t wanted, const HpaState& state) {
  if (!spec.behaviour) return limitedAsOfOld(seen, wanted);
  if (wanted > seen.current) {
    const std::int64_t reach = reachOf(spec.behaviour->up, true, seen, state);
    if (wanted <= std::min(reach, seen.max)) return {wanted, HpaReason::asAsked};
    if (seen.max <= reach) return {seen.max, HpaReason::tooMany};
    const bool disabled = spec.behaviour->up.select == HpaRules::Select::disabled;
    return {reach, disabled ? HpaReason::disabled : HpaReason::scaleUpLimit};
  }
  if (wanted < seen.current) {
    const std::int64_t reach = reachOf(spec.behaviour->down, false, seen, state);
    if (wanted >= std::max(reach, seen.min)) return {wanted, HpaReason::asAsked};
    if (seen.min >= reach) return {seen.min, HpaReason::tooFew};
    const bool disabled = spec.behaviour->down.select == HpaRules::Select::disabled;
    return {reach, disabled ? HpaReason::disabled : HpaReason::scaleDownLimit};
  }
  return {wanted, HpaReason::asAsked};
}

/// The newest change takes the place of one that is older than every period of its own direction, if there is any: so
/// the controller forgets it also for the other direction, whose periods may be longer.
void rememberChange(const HpaSpec& spec, Instant now, std::int64_t before, std::int64_t after, HpaState& state) {
  if (!spec.behaviour || before == after) return;
  const bool up = after > before;
  const Instant old = now - longest(up ? spec.behaviour->up : spec.behaviour->down, up);
  std::vector<HpaState::Count>& changes = up ? state.added : state.removed;
  const HpaState::Count change{now, up ? after - before : before - after};
  const auto last = std::find_if(changes.rbegin(), changes.rend(), [&](const auto& c) { return c.at < old; });
  if (last != changes.rend())
    *last = change;
  else
    changes.push_back(change);
}

}  // namespace headroom
