// The Horizontal Pod Autoscaler: what its cases in tests/conformance (numbers of pods, timelines) do not show.
#include "models/scaling/kubernetes/hpa.h"

#include <string>

#include <gtest/gtest.h>

namespace headroom {
namespace {

using Pods = std::vector<HpaPod>;

constexpr std::int64_t none = -1;  // no sample

Instant at(std::int64_t s) { return Instant::at(Duration::seconds(s)); }

/// A pod that has been ready for long; milli-cores.
HpaPod pod(std::int64_t milli, std::int64_t request = 1000) {
  HpaPod p;
  p.started = at(-3600);
  HpaSample s;
  if (milli != none) s.milli = milli;
  s.request = request;
  p.samples = {s};
  return p;
}

HpaPod inPhase(HpaPod p, HpaPod::Phase phase) {
  p.phase = phase;
  return p;
}

HpaPod deleted(HpaPod p) {
  p.deleting = true;
  return p;
}

HpaSpec cpuSpec(std::int64_t percent) {
  HpaMetricSpec m;
  m.utilisation = Ratio{static_cast<double>(percent) / 100};
  HpaSpec spec;
  spec.metrics = {m};
  return spec;
}

HpaSpec asking(std::size_t metrics) {
  HpaMetricSpec m;
  m.metric = "asks";
  m.source = HpaMetricSpec::Source::external;
  m.averageValue = 1;
  HpaSpec spec;
  spec.metrics.assign(metrics, m);
  return spec;
}

HpaProposal asked(const HpaSpec& spec, std::int64_t current, const Pods& pods, HpaMetricSeen metric = {}) {
  const std::vector<HpaMetricSeen> metrics{std::move(metric)};
  HpaObservation seen;
  seen.current = seen.observed = current;
  seen.pods = pods;
  seen.metrics = metrics;
  return proposalOf(spec, 0, seen);
}

// ---- which pods are set aside --------------------------------------------------------------------------------------

struct StandingCase {
  std::string name;
  HpaPod pod;
  std::int64_t counted, unready, missing, ignored;
};

HpaPod aged(HpaPod p, std::int64_t started, std::optional<std::int64_t> changed, HpaPod::Ready ready) {
  p.started = at(started);
  p.readyChanged.reset();
  if (changed) p.readyChanged = at(*changed);
  p.ready = ready;
  return p;
}

HpaPod sampled(HpaPod p, std::int64_t when, std::int64_t window) {
  p.samples[0].at = at(when);
  p.samples[0].window = Duration::seconds(window);
  return p;
}

HpaPod neverStarted(HpaPod p) {
  p.started.reset();
  return p;
}

class StandingOf : public ::testing::TestWithParam<StandingCase> {};

/// groupPods of replica_calculator.go, with the controller's defaults of 5 min and 30 s.
TEST_P(StandingOf, APodIsAsTheControllerSortsIt) {
  const HpaProposal p = asked(cpuSpec(30), 2, {pod(600), GetParam().pod});
  EXPECT_EQ(p.counted, 1 + GetParam().counted);
  EXPECT_EQ(p.unready, GetParam().unready);
  EXPECT_EQ(p.missing, GetParam().missing);
  EXPECT_EQ(p.ignored, GetParam().ignored);
}

using R = HpaPod::Ready;
using Phase = HpaPod::Phase;
const std::vector<StandingCase> standingCases{
    {"being_deleted", deleted(pod(600)), 0, 0, 0, 1},
    {"ended", inPhase(pod(600), Phase::ended), 0, 0, 0, 1},
    {"deleted_before_pending", deleted(inPhase(pod(600), Phase::pending)), 0, 0, 0, 1},
    {"pending", inPhase(pod(600), Phase::pending), 0, 1, 0, 0},
    {"pending_before_missing", inPhase(pod(none), Phase::pending), 0, 1, 0, 0},
    {"no_sample", pod(none), 0, 0, 1, 0},
    {"no_ready_condition", aged(pod(600), -600, {}, R::unknown), 0, 1, 0, 0},
    {"no_start_time", neverStarted(pod(600)), 0, 1, 0, 0},
    {"young_and_not_ready", aged(pod(600), -299, -200, R::no), 0, 1, 0, 0},
    {"young_and_ready_for_less_than_a_sample", sampled(aged(pod(600), -299, -20, R::yes), 0, 30), 0, 1, 0, 0},
    {"young_and_ready_for_a_sample", sampled(aged(pod(600), -299, -30, R::yes), 0, 30), 1, 0, 0, 0},
    {"old_and_not_ready_since_29_s_after_its_start", aged(pod(600), -300, -271, R::no), 0, 1, 0, 0},
    {"old_and_not_ready_since_30_s_after_its_start", aged(pod(600), -300, -270, R::no), 1, 0, 0, 0},
    {"old_and_never_ready", aged(pod(600), -300, {}, R::no), 0, 1, 0, 0},
    {"old_and_just_ready", sampled(aged(pod(600), -300, -1, R::yes), 0, 30), 1, 0, 0, 0},
};

std::string standingName(const ::testing::TestParamInfo<StandingCase>& info) { return info.param.name; }
INSTANTIATE_TEST_SUITE_P(Cases, StandingOf, ::testing::ValuesIn(standingCases), standingName);

/// Memory and metrics of pods do not wait for a pod to warm up.
TEST(HpaProposal, OnlyTheCpuOfAPodHasToWarmUp) {
  HpaSpec spec = cpuSpec(30);
  spec.metrics[0].metric = "memory";
  EXPECT_EQ(asked(spec, 2, {pod(600), aged(pod(600), -10, {}, R::no)}).counted, 2);
}

/// replica_calculator_test.go, "superfluous metrics counted": 587 %, not the mean of six.
TEST(HpaProposal, SaysWhatItSaw) {
  HpaMetricSeen seen;
  seen.strangers = {3200, 2000};
  const HpaProposal p = asked(cpuSpec(100), 4, {pod(4000), pod(9500), pod(3000), pod(7000)}, seen);
  EXPECT_EQ(p.seen, 587);
  EXPECT_EQ(p.ratio, 5.87);
  EXPECT_EQ(p.replicas, 24);
}

/// replica_calculator_test.go, "very large metric saturates": replicas are 32-bit numbers.
TEST(HpaProposal, SaturatesWhereTheControllerDoes) {
  HpaMetricSeen seen;
  seen.total = INT64_MAX;
  EXPECT_EQ(asked(asking(1), 3, {}, seen).replicas, 2147483647);
}

TEST(HpaProposal, FromNothingIsWhatTheTotalAsks) {
  HpaMetricSeen seen;
  seen.total = 20'000;
  EXPECT_EQ(asked(asking(1), 0, {}, seen).replicas, 20);
  seen.total = 0;
  EXPECT_EQ(asked(asking(1), 0, {}, seen).replicas, 0);
}

TEST(HpaSpec, WithoutMetricsItIsTheCpuAt80PerCent) {
  EXPECT_EQ(asked(HpaSpec{}, 2, {pod(1000), pod(600)}).replicas, 2);
  EXPECT_EQ(asked(HpaSpec{}, 2, {pod(1200), pod(1200)}).replicas, 3);
}

// ---- what is remembered --------------------------------------------------------------------------------------------

/// A change that is older than every period of its own direction gives its place to the next one, and is then gone for
/// the other direction too (storeScaleEvent).
TEST(HpaState, AChangeIsForgottenByTheRulesOfItsOwnDirection) {
  HpaSpec spec;
  spec.behaviour.emplace();
  HpaState state;
  rememberChange(spec, at(0), 1, 5, state);
  rememberChange(spec, at(20), 5, 9, state);
  ASSERT_EQ(state.added.size(), 1u);
  EXPECT_EQ(state.added[0].at, at(20));
  rememberChange(spec, at(30), 9, 12, state);
  EXPECT_EQ(state.added.size(), 2u) << "10 s are within the 15";
}

TEST(HpaState, DoesNotGrowWithTime) {
  HpaSpec spec = asking(1);
  spec.behaviour.emplace();
  HpaState state;
  std::int64_t current = 1;
  for (std::int64_t s = 0; s < 86'400; s += 15) {
    HpaMetricSeen metric;
    metric.total = (1 + s / 15 % 40) * 1000;
    const std::vector<HpaMetricSeen> metrics{metric};
    HpaObservation seen;
    seen.now = at(s);
    seen.max = 100;
    seen.current = seen.observed = current;
    seen.metrics = metrics;
    current = recommend(spec, seen, state).replicas;
  }
  EXPECT_LE(state.recommendations.size(), 21u) << "one a sync of 300 s";
  EXPECT_LE(state.added.size() + state.removed.size(), 4u);
}

TEST(HpaRecommendation, OutsideOfTheBoundsMetricsAreNotAsked) {
  std::vector<HpaMetricSeen> metrics(2);
  metrics[0].total = metrics[1].total = 99'000;
  HpaObservation seen;
  seen.max = 10;
  seen.current = seen.observed = 12;
  seen.metrics = metrics;
  HpaState state;
  EXPECT_TRUE(recommend(asking(2), seen, state).proposals.empty());
  seen.current = 9;
  const HpaRecommendation r = recommend(asking(2), seen, state);
  EXPECT_EQ(r.proposals.size(), 2u);
  EXPECT_EQ(r.metric, 0) << "of equal proposals the first";
}

}  // namespace
}  // namespace headroom
