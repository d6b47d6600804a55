#include "models/scaling/kubernetes/hpa.h"

#include "models/scaling/kubernetes/wording.h"

#include <algorithm>

namespace headroom {
namespace {

/// The largest proposal. One that failed keeps the rest from shrinking the target, not from growing it.
void ask(const HpaSpec& spec, const HpaObservation& seen, HpaRecommendation& r) {
  bool failed = false;
  for (std::size_t m = 0; m < seen.metrics.size(); ++m) {
    const HpaProposal& p = r.proposals.emplace_back(proposalOf(spec, m, seen));
    failed = failed || p.failed;
    if (p.failed || (r.metric >= 0 && p.replicas <= r.proposal)) continue;
    r.metric = static_cast<std::int32_t>(m);
    r.proposal = p.replicas;
    r.wanted = p.wanted;
    r.reason = p.reason;
  }
  if (r.metric >= 0 && !(failed && r.proposal < seen.current)) return;
  r.reason = r.metric < 0 ? HpaReason::noMetric : HpaReason::failedMetric;
  if (r.metric < 0) r.proposal = r.wanted = seen.current;
}

/// Only a metric that is there without any pod can bring the first one back.
bool seesFromOutside(const HpaSpec& spec) {
  const std::vector<HpaMetricSpec> metrics = metricsOf(spec);
  return std::any_of(metrics.begin(), metrics.end(), [](const HpaMetricSpec& m) {
    return m.source == HpaMetricSpec::Source::object || m.source == HpaMetricSpec::Source::external;
  });
}

/// At 0 the HPA rests, unless it went there itself and may come back.
bool restsAtZero(const HpaSpec& spec, const HpaObservation& seen, const HpaState& state) {
  if (!spec.scaleToZero || !state.wentToZero) return true;
  return seen.min == 0 && !seesFromOutside(spec);
}

HpaRecommendation settled(HpaRecommendation r, std::int64_t replicas, HpaReason why) {
  r.replicas = r.stabilised = r.proposal = r.wanted = replicas;
  r.reason = why;
  return r;
}

HpaRecommendation considered(const HpaSpec& spec, const HpaObservation& seen, HpaState& state) {
  HpaRecommendation r;
  if (seen.current == 0) {
    if (restsAtZero(spec, seen, state)) return settled(r, 0, HpaReason::zero);
  } else if (seen.current > seen.max) {
    return settled(r, seen.max, HpaReason::aboveMax);
  } else if (seen.current < seen.min) {
    return settled(r, seen.min, HpaReason::belowMin);
  }
  ask(spec, seen, r);
  if (r.reason == HpaReason::noMetric || r.reason == HpaReason::failedMetric) {
    r.replicas = r.stabilised = seen.current;
    return r;
  }
  r.stabilised = stabilised(spec, seen, r.proposal, state);
  if (r.stabilised != r.proposal) r.reason = HpaReason::stabilised;
  const HpaCount last = limited(spec, seen, r.stabilised, state);
  r.replicas = last.replicas;
  if (last.reason != HpaReason::asAsked) r.reason = last.reason;
  if (seen.current == 0 && r.replicas < seen.min) {
    r.replicas = seen.min;
    r.reason = HpaReason::belowMin;
  }
  return r;
}

constexpr Wording<HpaReason> hpaWordings[] = {
    {HpaReason::asAsked, Bound::none, "as_asked", "as the metric asks"},
    {HpaReason::tolerance, Bound::tolerance, "tolerance", "the ratio is within the tolerance"},
    {HpaReason::direction, Bound::missingData, "direction",
     "pods without a usable sample, counted against the change, take it away"},
    {HpaReason::noMetric, Bound::missingData, "no_metric", "no metric could be had: nothing changes"},
    {HpaReason::failedMetric, Bound::missingData, "failed_metric",
     "a metric failed, and the others may not shrink alone"},
    {HpaReason::zero, Bound::disabled, "scaling_disabled", "at 0 replicas it rests (ScalingDisabled)"},
    {HpaReason::aboveMax, Bound::max, "above_max", "more than `max`; metrics are not asked"},
    {HpaReason::belowMin, Bound::min, "below_min", "fewer than `min`; metrics are not asked"},
    {HpaReason::stabilised, Bound::stabilisation, "stabilised",
     "a milder recommendation of the window counts (ScaleUpStabilized, ScaleDownStabilized)"},
    {HpaReason::scaleUpLimit, Bound::rateLimit, "scale_up_limit", "as fast as it may grow (ScaleUpLimit)"},
    {HpaReason::scaleDownLimit, Bound::rateLimit, "scale_down_limit", "as fast as it may shrink (ScaleDownLimit)"},
    {HpaReason::disabled, Bound::disabled, "disabled", "this direction is disabled"},
    {HpaReason::tooMany, Bound::max, "too_many", "no more than `max` (TooManyReplicas)"},
    {HpaReason::tooFew, Bound::min, "too_few", "no fewer than `min` (TooFewReplicas)"},
};

const Wording<HpaReason>& wordingOfHpa(HpaReason reason) { return wordingOf<HpaReason>(hpaWordings, reason); }

}  // namespace

HpaRecommendation recommend(const HpaSpec& spec, const HpaObservation& seen, HpaState& state) {
  if (state.recommendations.empty()) state.recommendations.push_back({seen.now, seen.current});
  HpaRecommendation r = considered(spec, seen, state);
  if (r.replicas != seen.current) {
    rememberChange(spec, seen.now, seen.current, r.replicas, state);
    state.wentToZero = spec.scaleToZero && r.replicas == 0 && seen.min == 0 && seesFromOutside(spec);
  }
  return r;
}

Bound boundOf(HpaReason reason) { return wordingOfHpa(reason).bound; }
std::string_view wordOf(HpaReason reason) { return wordingOfHpa(reason).word; }
std::string_view textOf(HpaReason reason) { return wordingOfHpa(reason).text; }

}  // namespace headroom
