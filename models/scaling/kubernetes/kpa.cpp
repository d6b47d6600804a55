#include "models/scaling/kubernetes/kpa.h"

#include "models/scaling/kubernetes/wording.h"

#include <algorithm>
#include <cmath>

namespace headroom {
namespace {

constexpr double mostPods = 2147483647;  // pods are 32-bit numbers there

std::int64_t whole(double x) { return static_cast<std::int64_t>(std::min(x, mostPods)); }

/// One created over several pods begins in panic: it has no history, and must not drop what is there.
void begin(const KpaObservation& seen, KpaState& state) {
  state.begun = true;
  state.scale = state.mostInPanic = seen.ready.value_or(0);
  if (state.scale > 1) state.panicSince = seen.now;
}

/// One average, within the rates and not below the activation scale.
struct Asked {
  std::int64_t pods = 0;
  KpaReason why = KpaReason::stable;
};

Asked asked(const KpaSpec& spec, const KpaObservation& seen, double byAverage, double base, KpaReason why) {
  const double up = std::ceil(spec.maxScaleUp * base);
  const double down = seen.reachable ? std::floor(base / spec.maxScaleDown) : 0;
  Asked a{whole(std::min(std::max(byAverage, down), up)), why};
  if (byAverage > up) a.why = KpaReason::scaleUpRate;
  if (byAverage < down) a.why = KpaReason::scaleDownRate;
  if (spec.activationScale > 1 && byAverage > 0 && spec.activationScale > a.pods)
    a = {spec.activationScale, KpaReason::activationScale};
  return a;
}

void updatePanic(const KpaSpec& spec, const KpaObservation& seen, bool over, KpaState& state) {
  if (over) {
    state.panicSince = seen.now;
  } else if (state.panicSince && *state.panicSince + spec.stableWindow < seen.now) {
    state.panicSince.reset();
    state.mostInPanic = 0;
  }
}

/// In panic the larger average counts, and never fewer than before.
Asked inPanic(const Asked& stable, const Asked& panic, KpaState& state) {
  const Asked a = stable.pods < panic.pods ? panic : stable;
  if (a.pods < state.mostInPanic) return {state.mostInPanic, KpaReason::panicHolds};
  state.mostInPanic = a.pods;
  return a;
}

/// The highest decision of the delay, in slots of a tick. It is recorded for an unreachable revision too, and then does
/// not count.
void delay(const KpaSpec& spec, const KpaObservation& seen, Asked& a, KpaState& state) {
  if (spec.scaleDownDelay == Duration()) return;
  const std::int64_t slots = (spec.scaleDownDelay.ns() + spec.tick.ns() - 1) / spec.tick.ns();
  const std::int64_t slot = seen.now.ns() / spec.tick.ns();
  std::vector<KpaState::Highest>& d = state.delayed;
  std::erase_if(d, [&](const KpaState::Highest& h) { return slot - h.slot >= slots || h.pods <= a.pods; });
  if (d.empty() || d.back().slot != slot) d.push_back({slot, a.pods});
  if (seen.reachable && d.front().pods != a.pods) a = {d.front().pods, KpaReason::scaleDownDelay};
}

void bound(const KpaSpec& spec, const KpaObservation& seen, Asked& a, KpaState& state) {
  std::int64_t least = seen.reachable ? seen.min : 0;
  KpaReason why = KpaReason::min;
  state.initialised = state.initialised || *seen.ready >= spec.initialScale;
  if (spec.initialScale > 1 && !state.initialised && seen.reachable && spec.initialScale > least) {
    least = spec.initialScale;
    why = KpaReason::initialScale;
  }
  if (a.pods < least) a = {least, why};
  if (seen.max && a.pods > *seen.max) a = {*seen.max, KpaReason::max};
}

/// Idle from now on, or since when; the pods stay until the activator has had time to take over.
void goIdle(const KpaSpec& spec, const KpaObservation& seen, Asked& a, KpaState& state) {
  state.activeSince.reset();
  const bool known = state.idleSince.has_value();
  if (!known) state.idleSince = seen.now;
  const Duration idle = seen.now - *state.idleSince;
  const bool proxied = state.activatorSince && seen.now - *state.activatorSince >= spec.grace;
  const bool over = idle >= std::max(spec.grace, spec.podRetention) || (idle >= spec.podRetention && proxied);
  if (state.scale == 0 || (known && over))
    a = {0, KpaReason::zero};
  else
    a = {state.scale, KpaReason::waitsForActivator};
}

/// The last pod: kept until the revision was active for a stable window; then it is called idle, and goes when the
/// activator has been in the path for the grace period and the retention is over.
void towardsZero(const KpaSpec& spec, const KpaObservation& seen, Asked& a, KpaState& state) {
  const bool served = *seen.ready >= std::max<std::int64_t>(1, seen.min);
  if (a.pods > 0) {
    state.idleSince.reset();
    if (!served) state.activeSince.reset();
    if (served && !state.activeSince) state.activeSince = seen.now;
    return;
  }
  if (!spec.scaleToZero) {
    a = {1, KpaReason::noZero};
  } else if (state.idleSince || state.scale == 0) {
    goIdle(spec, seen, a, state);
  } else if (!served) {
    a = {state.scale, KpaReason::activating};
  } else if (!state.activeSince || seen.now - *state.activeSince < spec.stableWindow) {
    if (!state.activeSince) state.activeSince = seen.now;
    a = {1, KpaReason::stillActive};
  } else {
    goIdle(spec, seen, a, state);
  }
}

/// In the path at zero, while idle, and while there is less room than the burst that must be met.
void placeActivator(const KpaSpec& spec, const KpaObservation& seen, KpaRecommendation& r, KpaState& state) {
  if (!spec.burstCapacity.unlimited()) {
    const auto burst = static_cast<double>(spec.burstCapacity.value);
    r.excess = burst > 0 ? std::floor(static_cast<double>(*seen.ready) * spec.totalPerPod() - burst - *seen.panic) : 0;
  }
  r.activator = r.scale == 0 || state.idleSince || !r.excess || *r.excess < 0;
  if (!r.activator) state.activatorSince.reset();
  if (r.activator && !state.activatorSince) state.activatorSince = seen.now;
}

constexpr Wording<KpaReason> kpaWordings[] = {
    {KpaReason::stable, Bound::none, "stable", "as the stable window asks"},
    {KpaReason::panic, Bound::none, "panic", "as the panic window asks"},
    {KpaReason::panicHolds, Bound::stabilisation, "panic_holds", "in panic nothing shrinks"},
    {KpaReason::scaleUpRate, Bound::rateLimit, "scale_up_rate", "as fast as it may grow"},
    {KpaReason::scaleDownRate, Bound::rateLimit, "scale_down_rate", "as fast as it may shrink"},
    {KpaReason::activationScale, Bound::min, "activation_scale", "not fewer while there is any demand"},
    {KpaReason::scaleDownDelay, Bound::stabilisation, "scale_down_delay", "the highest decision of the delay counts"},
    {KpaReason::min, Bound::min, "min", "no fewer than `min`"},
    {KpaReason::max, Bound::max, "max", "no more than `max`"},
    {KpaReason::initialScale, Bound::min, "initial_scale", "the initial scale has not been reached yet"},
    {KpaReason::noZero, Bound::disabled, "no_zero", "scaling to zero is off"},
    {KpaReason::activating, Bound::cooldown, "activating", "nothing goes before the first pod was ready"},
    {KpaReason::stillActive, Bound::cooldown, "still_active", "the last pod stays until a stable window has passed"},
    {KpaReason::waitsForActivator, Bound::cooldown, "waits_for_activator",
     "idle; the last pods go when the activator has taken over"},
    {KpaReason::zero, Bound::none, "zero", "idle, and the activator has taken over"},
    {KpaReason::noData, Bound::missingData, "no_data", "no data: the decision before stands"},
};

const Wording<KpaReason>& wordingOfKpa(KpaReason reason) { return wordingOf<KpaReason>(kpaWordings, reason); }

}  // namespace

KpaRecommendation recommend(const KpaSpec& spec, const KpaObservation& seen, KpaState& state) {
  if (!state.begun) begin(seen, state);
  KpaRecommendation r;
  if (!seen.ready || !seen.stable || !seen.panic) {
    r.scale = r.wanted = state.scale;
    r.panicking = state.panicSince.has_value();
    r.activator = state.activatorSince.has_value();
    r.reason = KpaReason::noData;
    return r;
  }
  const auto base = static_cast<double>(std::max<std::int64_t>(1, *seen.ready));
  const double byStable = std::ceil(*seen.stable / spec.target()), byPanic = std::ceil(*seen.panic / spec.target());
  const Asked stable = asked(spec, seen, byStable, base, KpaReason::stable),
              panic = asked(spec, seen, byPanic, base, KpaReason::panic);
  updatePanic(spec, seen, byPanic / base >= spec.panicThreshold.value, state);
  r.byStable = whole(byStable);
  r.byPanic = whole(byPanic);
  r.panicking = state.panicSince.has_value();
  r.wanted = r.panicking ? std::max(r.byStable, r.byPanic) : r.byStable;
  Asked a = r.panicking ? inPanic(stable, panic, state) : stable;
  delay(spec, seen, a, state);
  bound(spec, seen, a, state);
  towardsZero(spec, seen, a, state);
  r.scale = state.scale = a.pods;
  r.reason = a.why;
  placeActivator(spec, seen, r, state);
  return r;
}

Bound boundOf(KpaReason reason) { return wordingOfKpa(reason).bound; }
std::string_view wordOf(KpaReason reason) { return wordingOfKpa(reason).word; }
std::string_view textOf(KpaReason reason) { return wordingOfKpa(reason).text; }

}  // namespace headroom
