// The Horizontal Pod Autoscaler against what its own project publishes: cases of its tests and of its documentation,
// restated as numbers. "rc" stands for pkg/controller/podautoscaler/replica_calculator_test.go, "hc" for
// horizontal_test.go beside it, both of kubernetes/kubernetes; "KEP-853" for its proposal "Configurable scale
// velocity".
#include "models/scaling/kubernetes/hpa.h"

#include <numeric>
#include <string>

#include <gtest/gtest.h>

namespace headroom {
namespace {

using Pods = std::vector<HpaPod>;

constexpr std::int64_t none = -1;  // no sample

Instant at(std::int64_t s) { return Instant::at(Duration::seconds(s)); }

/// A pod that has been ready for long; milli-cores, or thousandths of another metric.
HpaPod pod(std::int64_t milli, std::int64_t request = 1000) {
  HpaPod p;
  p.started = at(-3600);
  HpaSample s;
  if (milli != none) s.milli = milli;
  s.request = request;
  p.samples = {s};
  return p;
}

Pods podsOf(const std::vector<std::int64_t>& levels, std::int64_t request = 1000) {
  Pods pods;
  for (const std::int64_t milli : levels) pods.push_back(pod(milli, request));
  return pods;
}

/// Became not ready at its start, three minutes ago: never ready.
HpaPod unready(HpaPod p) {
  p.started = p.readyChanged = at(-180);
  p.ready = HpaPod::Ready::no;
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

/// Ready, but started just now: within the initialisation period, and its sample is older than its readiness.
HpaPod hot(HpaPod p) {
  p.started = p.readyChanged = at(0);
  p.samples[0].window = Duration::seconds(60);
  return p;
}

HpaSpec cpuSpec(std::int64_t percent) {
  HpaMetricSpec m;
  m.utilisation = Ratio{static_cast<double>(percent) / 100};
  HpaSpec spec;
  spec.metrics = {m};
  spec.cpuInitialisation = Duration::minutes(2);  // as those tests have it
  spec.initialReadiness = Duration::seconds(10);
  return spec;
}

HpaSpec specOf(HpaMetricSpec::Source source, std::optional<double> average, std::optional<double> value) {
  HpaMetricSpec m;
  m.metric = "qps";
  m.source = source;
  m.averageValue = average;
  m.value = value;
  HpaSpec spec;
  spec.metrics = {m};
  return spec;
}

HpaSpec tolerating(HpaSpec spec, double down, double up) {
  spec.behaviour.emplace();
  spec.behaviour->down.tolerance = Ratio{down};
  spec.behaviour->up.tolerance = Ratio{up};
  return spec;
}

HpaProposal asked(const HpaSpec& spec, std::int64_t current, const Pods& pods, HpaMetricSeen metric = {}) {
  const std::vector<HpaMetricSeen> metrics{std::move(metric)};
  HpaObservation seen;
  seen.current = seen.observed = current;
  seen.max = 100'000;
  seen.pods = pods;
  seen.metrics = metrics;
  return proposalOf(spec, 0, seen);
}

// ---- one metric: how many replicas it asks for ---------------------------------------------------------------------

struct ResourceCase {
  std::string name;
  HpaSpec spec;
  std::int64_t current;
  Pods pods;
  std::int64_t replicas;
  double percent;
};

class Resource : public ::testing::TestWithParam<ResourceCase> {};

TEST_P(Resource, AsksForAsManyAsTheControllersOwnTestsSay) {
  const ResourceCase& c = GetParam();
  const HpaProposal p = asked(c.spec, c.current, c.pods);
  EXPECT_FALSE(p.failed);
  EXPECT_EQ(p.replicas, c.replicas);
  EXPECT_EQ(p.seen, c.percent);
}

Pods with(Pods pods, const std::vector<std::size_t>& which, HpaPod (*change)(HpaPod)) {
  for (const std::size_t i : which) pods[i] = change(pods[i]);
  return pods;
}

Pods joined(Pods pods, const Pods& more) {
  pods.insert(pods.end(), more.begin(), more.end());
  return pods;
}

HpaPod pending(HpaPod p) { return inPhase(std::move(p), HpaPod::Phase::pending); }
HpaPod ended(HpaPod p) { return inPhase(std::move(p), HpaPod::Phase::ended); }

Pods mixed(const std::vector<std::int64_t>& levels) {
  return {pod(levels[0], 900), pod(levels[1]), pod(levels[2], 1100)};
}

const std::vector<ResourceCase> resourceCases{
    // rc TestReplicaCalcResourceScale
    {"scale_up", cpuSpec(30), 3, podsOf({300, 500, 700}), 5, 50},
    {"scale_up_an_unready_pod_scales_less", cpuSpec(30), 3, with(podsOf({300, 500, 700}), {0}, unready), 4, 60},
    {"scale_up_a_hot_pod_scales_less", cpuSpec(30), 3, with(podsOf({300, 500, 700}), {0}, hot), 4, 60},
    {"no_scale_unready_pods_take_it_away", cpuSpec(30), 3, with(podsOf({400, 500, 700}), {1, 2}, unready), 3, 40},
    {"scale_up_ended_pods_ignored", cpuSpec(30), 2, with(podsOf({500, 700, none, none}), {2, 3}, ended), 4, 60},
    {"scale_up_deleted_pods_ignored", cpuSpec(30), 2, with(podsOf({500, 700, none, none}), {2, 3}, deleted), 4, 60},
    {"scale_down", cpuSpec(50), 5, podsOf({100, 300, 500, 250, 250}), 3, 28},
    {"scale_down_without_unready_pods", cpuSpec(50), 5, with(podsOf({100, 300, 500, 250, 250}), {3, 4}, unready), 2,
     30},
    {"scale_down_without_pending_pods", cpuSpec(50), 5,
     with(podsOf({100, none, none, none, none}), {1, 2, 3, 4}, pending), 1, 10},
    {"scale_down_without_hot_pods", cpuSpec(50), 5, with(podsOf({100, 300, 500, 250, 250}), {3, 4}, hot), 2, 30},
    {"scale_down_ended_pods_ignored", cpuSpec(50), 5,
     joined(podsOf({100, 300, 500, 250, 250}), with(podsOf({none, none}), {0, 1}, ended)), 3, 28},
    // rc TestReplicaCalcResourceTolerance
    {"within_the_default_tolerance", cpuSpec(100), 3, mixed({1010, 1030, 1020}), 3, 102},
    {"outside_no_tolerance", tolerating(cpuSpec(100), 0, 0), 3, mixed({909, 1010, 1111}), 4, 101},
    {"within_200_per_cent_up", tolerating(cpuSpec(100), 0.1, 2), 3, mixed({1890, 1910, 1900}), 3, 190},
    {"outside_8_per_cent_up", tolerating(cpuSpec(100), 2, 0.08), 3, mixed({1100, 1080, 1090}), 4, 109},
    {"within_36_per_cent_down", tolerating(cpuSpec(100), 0.36, 0.1), 3, mixed({660, 640, 650}), 3, 65},
    {"outside_34_per_cent_down", tolerating(cpuSpec(100), 0.34, 0.1), 3, mixed({660, 640, 650}), 2, 65},
    // rc TestReplicaCalcResourceMissingMetrics
    {"some_missing_scales_down", cpuSpec(100), 4, podsOf({400, 95, none, none}), 3, 24},
    {"one_missing_at_the_target", cpuSpec(100), 2, podsOf({1000, none}), 2, 100},
    {"one_missing_above_the_target", cpuSpec(100), 2, podsOf({1900, none}), 2, 190},
    {"one_missing_below_the_target", cpuSpec(100), 2, podsOf({600, none}), 2, 60},
    {"no_change_unready_and_missing", cpuSpec(50), 3, with(podsOf({100, 450, none}), {0}, unready), 3, 45},
    {"scale_up_unready_and_missing", cpuSpec(50), 3, with(podsOf({100, 2000, none}), {0}, unready), 4, 200},
    {"scale_down_unready_and_missing", cpuSpec(50), 4, with(podsOf({100, 100, 100, none}), {0}, unready), 3, 10},
    {"scale_down_target_over_100",
     cpuSpec(300),
     4,
     {unready(pod(200)), pod(100), pod(100, 2000), pod(none, 2000)},
     2,
     6},
    {"a_rollouts_extra_pod_is_missing", cpuSpec(50), 2, podsOf({100, 100, none}), 2, 10},
    // Utilisation is truncated to whole per cent: 1109 of 2000 are 55 %, 1.1 times 50 %, and 1 + 0.1 is 1.1 in doubles.
    {"whole_per_cent_and_the_edge_of_the_tolerance",
     cpuSpec(50),
     4,
     {pod(350, 500), pod(420, 500), pod(330, 500), pod(9, 500)},
     4,
     55},
    {"four_pods_at_78_per_cent", cpuSpec(50), 4, podsOf({350, 420, 380, 410}, 500), 7, 78},
    // 2.2 · 25 is 55.00000000000001 in doubles; nobody guards it.
    {"the_product_of_doubles_rounds_up", cpuSpec(10), 25, podsOf(std::vector<std::int64_t>(25, 220)), 56, 22},
};

std::string nameOf(const ::testing::TestParamInfo<ResourceCase>& info) { return info.param.name; }
INSTANTIATE_TEST_SUITE_P(Cases, Resource, ::testing::ValuesIn(resourceCases), nameOf);

/// rc "superfluous metrics counted": samples of pods that are not in the list take no part in the utilisation.
TEST(HpaProposal, SamplesOfUnknownPodsAreNotInTheUtilisation) {
  HpaMetricSeen seen;
  seen.strangers = {3200, 2000};
  const HpaProposal p = asked(cpuSpec(100), 4, podsOf({4000, 9500, 3000, 7000}), seen);
  EXPECT_EQ(p.replicas, 24);
  EXPECT_EQ(p.seen, 587);
}

/// rc "disjoint pod and metric names", "no metrics returned", "missing CPU request": errors, no number.
TEST(HpaProposal, FailsWithoutAnySampleOrWithoutARequest) {
  EXPECT_TRUE(asked(cpuSpec(100), 4, podsOf({none, none})).failed);
  HpaMetricSeen stranger;
  stranger.strangers = {100};
  EXPECT_TRUE(asked(cpuSpec(100), 1, podsOf({none}), stranger).failed);
  Pods pods = podsOf({200, 200});
  pods[1].samples[0].request.reset();
  EXPECT_TRUE(asked(cpuSpec(100), 2, pods).failed);
  HpaMetricSeen failed;
  failed.failed = true;
  EXPECT_TRUE(asked(cpuSpec(100), 1, podsOf({100}), failed).failed);
}

struct PlainCase {
  std::string name;
  HpaSpec spec;
  std::int64_t current;
  Pods pods;
  std::optional<std::int64_t> total;
  std::int64_t replicas;
  double seen;
};

class Plain : public ::testing::TestWithParam<PlainCase> {};

TEST_P(Plain, AsksForAsManyAsTheControllersOwnTestsSay) {
  const PlainCase& c = GetParam();
  HpaMetricSeen metric;
  metric.total = c.total;
  const HpaProposal p = asked(c.spec, c.current, c.pods, metric);
  EXPECT_FALSE(p.failed);
  EXPECT_EQ(p.replicas, c.replicas);
  EXPECT_EQ(p.seen, c.seen);
}

HpaSpec perPod(double average) { return specOf(HpaMetricSpec::Source::pods, average, {}); }
HpaSpec object(double value) { return specOf(HpaMetricSpec::Source::object, {}, value); }
HpaSpec external(double value) { return specOf(HpaMetricSpec::Source::external, {}, value); }
HpaSpec shared(double average) { return specOf(HpaMetricSpec::Source::external, average, {}); }

const std::vector<PlainCase> plainCases{
    // rc TestReplicaCalcPodMetric: readiness and start-up are no concern of custom metrics
    {"pods_up", perPod(15), 3, podsOf({20000, 10000, 30000}), {}, 4, 20},
    {"pods_up_with_an_unready_hot_one", perPod(15), 3, with(podsOf({50000, 10000, 30000}), {2}, unready), {}, 6, 30},
    {"pods_up_with_two_unready", perPod(15), 3, with(podsOf({50000, 15000, 30000}), {0, 2}, unready), {}, 7, 31.666},
    {"pods_down", perPod(20), 5, podsOf({12000, 12000, 12000, 12000, 12000}), {}, 3, 12},
    {"pods_within_tolerance", perPod(20), 3, podsOf({20000, 21000, 21000}), {}, 3, 20.666},
    {"pods_outside_1_per_cent", tolerating(perPod(20), 0.1, 0.01), 3, podsOf({20000, 21000, 21000}), {}, 4, 20.666},
    {"pods_two_missing_at_the_target", perPod(20), 5, podsOf({20000, 19000, 21000, none, none}), {}, 5, 20},
    {"pods_a_rollouts_extra_pod_is_missing", perPod(17), 2, podsOf({10000, 10000, none}), {}, 2, 10},
    // rc TestReplicaCalcObjectMetric
    {"object_up", object(15), 3, podsOf({none, none, none}), 20000, 4, 20},
    {"object_up_ready_pods_only", object(10), 3, with(podsOf({none, none, none}), {0, 2}, unready), 50000, 5, 50},
    {"object_down", object(20), 5, podsOf({none, none, none, none, none}), 12000, 3, 12},
    {"object_within_tolerance", object(20), 3, podsOf({none, none, none}), 20666, 3, 20.666},
    {"object_outside_1_per_cent", tolerating(object(20), 0.1, 0.01), 3, podsOf({none, none, none}), 20666, 4, 20.666},
    {"object_saturates", object(0.001), 3, podsOf({none, none, none}), INT64_MAX, 2147483647,
     static_cast<double>(INT64_MAX) / 1000},
    // rc TestReplicaCalcExternalMetric
    {"external_down_ready_pods_only", external(4.4), 3, with(podsOf({none, none, none}), {0, 2}, unready), 8600, 2,
     8.6},
    {"external_down", external(14.334), 5, podsOf({none, none, none, none, none}), 8600, 3, 8.6},
    {"external_within_tolerance", external(8.888), 3, podsOf({none, none, none}), 8600, 3, 8.6},
    {"external_outside_1_per_cent", tolerating(external(8.8), 0.1, 0.01), 3, podsOf({none, none, none}), 8900, 4, 8.9},
    {"external_from_zero", external(10), 0, {}, 25000, 3, 25},  // ⌈25/10⌉: nothing to multiply
    // rc TestReplicaCalcExternalPerPodMetric, TestReplicaCalcObjectPerPodMetric
    {"shared_up", shared(2.15), 3, {}, 8600, 4, 8.6},
    {"shared_down", shared(2.867), 5, {}, 8600, 3, 8.6},
    {"shared_within_tolerance", shared(2.9), 3, {}, 8600, 3, 8.6},
    {"shared_outside_1_per_cent", tolerating(shared(2.8), 0.1, 0.01), 3, {}, 8600, 4, 8.6},
    {"shared_from_zero", shared(5), 0, {}, 20000, 4, 20},
    {"shared_nothing_at_zero", shared(5), 0, {}, 0, 0, 0},
    {"shared_object_up", specOf(HpaMetricSpec::Source::object, 5, {}), 3, {}, 20000, 4, 20},
    {"shared_object_within_tolerance", specOf(HpaMetricSpec::Source::object, 5, {}), 4, {}, 20166, 4, 20.166},
    {"shared_object_outside_1_per_cent",
     tolerating(specOf(HpaMetricSpec::Source::object, 5, {}), 0.1, 0.01),
     4,
     {},
     20208,
     5,
     20.208},
};

std::string plainName(const ::testing::TestParamInfo<PlainCase>& info) { return info.param.name; }
INSTANTIATE_TEST_SUITE_P(Cases, Plain, ::testing::ValuesIn(plainCases), plainName);

// ---- which pods are set aside --------------------------------------------------------------------------------------

/// Every row is a pod beside a ready one of 600m, target 30 %: alone that one asks for two, set-aside ones halve it.
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

TEST_P(StandingOf, APodIsAsTheControllerSortsIt) {
  HpaSpec spec = cpuSpec(30);
  spec.cpuInitialisation = Duration::minutes(5);
  spec.initialReadiness = Duration::seconds(30);
  const HpaProposal p = asked(spec, 2, {pod(600), GetParam().pod});
  EXPECT_EQ(p.counted, 1 + GetParam().counted);
  EXPECT_EQ(p.unready, GetParam().unready);
  EXPECT_EQ(p.missing, GetParam().missing);
  EXPECT_EQ(p.ignored, GetParam().ignored);
}

using R = HpaPod::Ready;
const std::vector<StandingCase> standingCases{
    {"being_deleted", deleted(pod(600)), 0, 0, 0, 1},
    {"ended", ended(pod(600)), 0, 0, 0, 1},
    {"deleted_before_pending", deleted(pending(pod(600))), 0, 0, 0, 1},
    {"pending", pending(pod(600)), 0, 1, 0, 0},
    {"pending_before_missing", pending(pod(none)), 0, 1, 0, 0},
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
  EXPECT_EQ(asked(spec, 2, {pod(600), unready(pod(600))}).counted, 2);
}

// ---- what is left of a proposal ------------------------------------------------------------------------------------

HpaChangePolicy change(HpaChangePolicy::Kind kind, std::int64_t value, std::int64_t period) {
  return {kind, value, Duration::seconds(period)};
}

HpaRules rulesOf(std::int64_t pods, std::int64_t podsPeriod, std::int64_t percent, std::int64_t percentPeriod) {
  HpaRules rules;
  if (pods) rules.policies.push_back(change(HpaChangePolicy::Kind::pods, pods, podsPeriod));
  if (percent) rules.policies.push_back(change(HpaChangePolicy::Kind::percent, percent, percentPeriod));
  return rules;
}

/// Changes in the middle of equal parts of the last so many seconds, as those tests spread them.
std::vector<HpaState::Count> spread(const std::vector<std::int64_t>& counts, std::int64_t seconds) {
  std::vector<HpaState::Count> changes;
  const auto n = static_cast<std::int64_t>(counts.size());
  for (std::int64_t i = 0; i < n; ++i)
    changes.push_back({at(0) - Duration::nanoseconds(seconds * 1'000'000'000 * (2 * (n - i) - 1) / (2 * n)),
                       counts[static_cast<std::size_t>(i)]});
  return changes;
}

struct LimitCase {
  std::string name;
  std::int64_t current, wanted, min, max;
  HpaRules up, down;
  std::vector<std::int64_t> added, removed;  // over the last 120 s
  std::int64_t replicas;
  HpaReason reason;
};

class LimitOf : public ::testing::TestWithParam<LimitCase> {};

TEST_P(LimitOf, IsAsTheControllersOwnTestsSay) {
  const LimitCase& c = GetParam();
  HpaSpec spec;
  spec.behaviour = HpaBehaviour{c.up, c.down};
  HpaState state;
  state.added = spread(c.added, 120);
  state.removed = spread(c.removed, 120);
  HpaObservation seen;
  seen.current = c.current;
  seen.min = c.min;
  seen.max = c.max;
  const HpaCount got = limited(spec, seen, c.wanted, state);
  EXPECT_EQ(got.replicas, c.replicas);
  EXPECT_EQ(got.reason, c.reason);
}

using Y = HpaReason;
const HpaRules usual;
HpaRules selecting(HpaRules rules, HpaRules::Select select) {
  rules.select = select;
  return rules;
}

const std::vector<LimitCase> limitCases{
    // hc TestScalingWithRules
    {"within_the_range", 5, 7, 3, 8, usual, usual, {}, {}, 7, Y::asAsked},
    {"below_min", 3, 1, 2, 8, usual, usual, {}, {}, 2, Y::tooFew},
    {"to_zero_where_min_is_0", 1, 0, 0, 10, usual, usual, {}, {}, 0, Y::asAsked},
    {"above_max", 100, 1000, 100, 150, usual, usual, {}, {}, 150, Y::tooMany},
    {"a_per_cent_is_at_least_one_pod", 3, 1000, 1, 2000, rulesOf(0, 0, 1, 60), usual, {}, {}, 4, Y::scaleUpLimit},
    {"default_up", 10, 50, 1, 1000, usual, usual, {}, {}, 20, Y::scaleUpLimit},
    {"more_pods_than_per_cent", 10, 500, 1, 1000, rulesOf(100, 60, 100, 60), usual, {}, {}, 110, Y::scaleUpLimit},
    {"more_per_cent_than_pods", 10, 500, 1, 1000, rulesOf(2, 60, 100, 60), usual, {}, {}, 20, Y::scaleUpLimit},
    {"pods_enough", 10, 50, 1, 1000, rulesOf(100, 60, 0, 0), usual, {}, {}, 50, Y::asAsked},
    {"pods_up", 10, 50, 1, 1000, rulesOf(30, 60, 0, 0), usual, {}, {}, 40, Y::scaleUpLimit},
    {"per_cent_up", 10, 50, 1, 1000, rulesOf(0, 0, 200, 60), usual, {}, {}, 30, Y::scaleUpLimit},
    {"pods_down_wins", 100, 2, 1, 1000, usual, rulesOf(20, 60, 1, 60), {}, {}, 80, Y::scaleDownLimit},
    {"two_pods_down", 100, 2, 1, 1000, usual, rulesOf(2, 60, 1, 60), {}, {}, 98, Y::scaleDownLimit},
    {"many_pods_down_to_min", 10, 0, 1, 1000, usual, rulesOf(100, 60, 0, 0), {}, {}, 1, Y::tooFew},
    {"all_per_cent_down_to_min", 10, 2, 5, 1000, usual, rulesOf(0, 0, 100, 60), {}, {}, 5, Y::tooFew},
    {"pods_down", 10, 2, 1, 1000, usual, rulesOf(5, 60, 0, 0), {}, {}, 5, Y::scaleDownLimit},
    {"half_down_is_enough", 10, 5, 1, 1000, usual, rulesOf(0, 0, 50, 60), {}, {}, 5, Y::asAsked},
    {"max_before_pods_and_events", 100, 500, 1, 200, rulesOf(300, 60, 0, 0), usual, {1, 5, 9}, {}, 200, Y::tooMany},
    {"max_before_per_cent_and_events",
     100,
     500,
     1,
     200,
     rulesOf(0, 0, 10000, 60),
     usual,
     {1, 5, 9},
     {},
     200,
     Y::tooMany},
    {"more_than_allowed_was_added",
     100,
     500,
     1,
     1000,
     rulesOf(5, 120, 0, 0),
     usual,
     {1, 5, 9},
     {},
     100,
     Y::scaleUpLimit},
    {"pods_up_from_the_periods_begin",
     100,
     500,
     1,
     1000,
     rulesOf(150, 120, 0, 0),
     usual,
     {1, 5, 9},
     {},
     235,
     Y::scaleUpLimit},
    {"per_cent_up_from_the_periods_begin",
     100,
     500,
     1,
     1000,
     rulesOf(0, 0, 200, 120),
     usual,
     {1, 5, 9},
     {},
     255,
     Y::scaleUpLimit},
    {"up_and_down_before_going_up", 6, 24, 1, 1000, rulesOf(0, 0, 300, 300), usual, {4}, {2}, 16, Y::scaleUpLimit},
    {"default_down_whatever_went_before", 10, 5, 1, 1000, usual, usual, {}, {1, 5, 9}, 5, Y::asAsked},
    {"min_before_pods_and_events", 100, 0, 1, 1000, usual, rulesOf(115, 120, 0, 0), {}, {1, 5, 9}, 1, Y::tooFew},
    {"min_5_before_pods_and_events", 100, 0, 5, 1000, usual, rulesOf(130, 120, 0, 0), {}, {1, 5, 9}, 5, Y::tooFew},
    {"min_before_per_cent_and_events", 100, 2, 5, 1000, usual, rulesOf(0, 0, 100, 120), {}, {1, 5, 9}, 5, Y::tooFew},
    {"more_than_allowed_was_removed",
     100,
     2,
     1,
     1000,
     usual,
     rulesOf(5, 120, 0, 0),
     {},
     {1, 5, 9},
     100,
     Y::scaleDownLimit},
    {"per_cent_down_from_the_periods_begin",
     100,
     0,
     1,
     1000,
     usual,
     rulesOf(0, 0, 50, 120),
     {},
     {2, 4, 6},
     56,
     Y::scaleDownLimit},
    {"up_and_down_before_going_down", 10, 1, 1, 1000, usual, rulesOf(0, 0, 50, 180), {2}, {4}, 6, Y::scaleDownLimit},
    {"a_rate_used_up", 100, 0, 1, 1000, usual, rulesOf(0, 0, 10, 120), {}, {10, 10, 10}, 100, Y::scaleDownLimit},
    {"below_nothing", 10, 5, 1, 1000, usual, rulesOf(0, 0, 1000, 120), {}, {10, 10, 10}, 5, Y::asAsked},
    // hc TestCalculateScaleUpLimitWithScalingRules, TestCalculateScaleDownLimitWithBehaviors
    {"the_smallest_change_up",
     1,
     9,
     1,
     1000,
     selecting(rulesOf(2, 60, 50, 60), HpaRules::Select::min),
     usual,
     {},
     {},
     2,
     Y::scaleUpLimit},
    {"the_smallest_change_down",
     5,
     1,
     1,
     1000,
     usual,
     selecting(rulesOf(2, 60, 50, 60), HpaRules::Select::min),
     {},
     {},
     3,
     Y::scaleDownLimit},
    // API: "Disabled"; KEP-853 story 4
    {"up_disabled", 5, 9, 1, 1000, selecting(usual, HpaRules::Select::disabled), usual, {}, {}, 5, Y::disabled},
    {"down_disabled", 5, 1, 1, 1000, usual, selecting(usual, HpaRules::Select::disabled), {}, {}, 5, Y::disabled},
    // Factors are doubles without a guard: trunc(10 · (1 − 0.8)) = trunc(1.9999999999999996); ⌈25 · 1.12⌉ =
    // ⌈28.000…004⌉
    {"a_factor_truncated_below", 10, 1, 1, 1000, usual, rulesOf(0, 0, 80, 60), {}, {}, 1, Y::asAsked},
    {"a_factor_rounded_above", 25, 99, 1, 1000, rulesOf(0, 0, 12, 60), usual, {}, {}, 29, Y::scaleUpLimit},
    // API: default up, 100 per cent or 4 pods, whichever is more
    {"four_pods_from_one", 1, 99, 1, 1000, usual, usual, {}, {}, 5, Y::scaleUpLimit},
};

std::string limitName(const ::testing::TestParamInfo<LimitCase>& info) { return info.param.name; }
INSTANTIATE_TEST_SUITE_P(Cases, LimitOf, ::testing::ValuesIn(limitCases), limitName);

/// hc TestConvertDesiredReplicasWithRules: without a behaviour block.
TEST(HpaLimit, WithoutABehaviourBlockGrowthIsLimitedToTwiceOrFour) {
  const auto got = [](std::int64_t current, std::int64_t wanted, std::int64_t min, std::int64_t max) {
    HpaObservation seen;
    seen.current = current;
    seen.min = min;
    seen.max = max;
    return limited({}, seen, wanted, {});
  };
  EXPECT_EQ(got(5, 7, 3, 8).replicas, 7);
  EXPECT_EQ(got(3, 1, 2, 8).replicas, 2);
  EXPECT_EQ(got(1, 0, 0, 10).replicas, 0);
  EXPECT_EQ(got(20, 1000, 1, 10).replicas, 10);
  EXPECT_EQ(got(3, 1000, 1, 2000).replicas, 6);
  EXPECT_EQ(got(1, 1000, 1, 2000).replicas, 4);
  EXPECT_EQ(got(3, 1000, 1, 2000).reason, Y::scaleUpLimit);
  EXPECT_EQ(got(20, 1000, 1, 10).reason, Y::tooMany);
}

/// hc TestNormalizeDesiredReplicas: the highest of 300 s, minutes ago → count.
TEST(HpaStabilisation, WithoutABehaviourBlockTheHighestOfFiveMinutesCounts) {
  const auto got = [](const std::vector<std::pair<std::int64_t, std::int64_t>>& before, std::int64_t now) {
    HpaState state;
    for (const auto& [seconds, count] : before) state.recommendations.push_back({at(-seconds), count});
    return stabilised({}, {}, now, state);
  };
  EXPECT_EQ(got({}, 5), 5);
  EXPECT_EQ(got({{120, 4}, {60, 5}}, 3), 5);
  EXPECT_EQ(got({{120, 1}, {60, 2}}, 3), 3);
  EXPECT_EQ(got({{600, 10}, {540, 9}}, 3), 3);
  EXPECT_EQ(got({{600, 10}, {60, 4}, {120, 5}, {540, 9}}, 3), 5);
  EXPECT_EQ(got({{300, 7}}, 3), 7) << "exactly 300 s old counts here";
}

// ---- syncs in a row ------------------------------------------------------------------------------------------------

/// An HPA whose one metric asks for a given number: an external one of that much in total, 1 per pod.
struct Timeline {
  HpaSpec spec = tolerating(shared(1), 0, 0);
  std::int64_t min = 1, max = 1000, current = 1;
  HpaState state = {};
  HpaReason reason = HpaReason::asAsked;

  std::int64_t sync(std::int64_t second, std::int64_t proposal) {
    HpaMetricSeen metric;
    metric.total = proposal * 1000;
    const std::vector<HpaMetricSeen> metrics{metric};
    HpaObservation seen;
    seen.now = at(second);
    seen.min = min;
    seen.max = max;
    seen.current = seen.observed = current;
    seen.metrics = metrics;
    const HpaRecommendation r = recommend(spec, seen, state);
    reason = r.reason;
    return current = r.replicas;
  }
};

/// API defaults: 100 per cent or 4 pods in 15 s; 3 → 7 → 14 → 28 → 30.
TEST(HpaSyncs, GrowByTheDefaultBehaviour) {
  Timeline t;
  t.current = 3;
  EXPECT_EQ(t.sync(0, 30), 7);
  EXPECT_EQ(t.sync(15, 30), 14);
  EXPECT_EQ(t.sync(30, 30), 28);
  EXPECT_EQ(t.reason, Y::scaleUpLimit);
  EXPECT_EQ(t.sync(45, 30), 30);
  EXPECT_EQ(t.reason, Y::asAsked);
}

TEST(HpaSyncs, GrowByTheOlderRulesWithoutABehaviourBlock) {
  Timeline t;
  t.spec.behaviour.reset();
  t.current = 3;
  EXPECT_EQ(t.sync(0, 30), 6);
  EXPECT_EQ(t.sync(15, 30), 12);
  EXPECT_EQ(t.sync(30, 30), 24);
  EXPECT_EQ(t.sync(45, 30), 30);
}

/// KEP-853 story 1: 900 per cent a minute, 1 → 10 → 100 → 1000.
TEST(HpaSyncs, ScaleUpAsFastAsPossible) {
  Timeline t;
  t.spec.behaviour->up.policies = {change(HpaChangePolicy::Kind::percent, 900, 60)};
  t.max = 5000;
  EXPECT_EQ(t.sync(0, 5000), 10);
  EXPECT_EQ(t.sync(45, 5000), 10) << "the ten of this minute are used up";
  EXPECT_EQ(t.sync(60, 5000), 100);
  EXPECT_EQ(t.sync(120, 5000), 1000);
}

/// KEP-853 story 2: one pod in ten minutes.
TEST(HpaSyncs, ScaleDownVeryGradually) {
  Timeline t;
  t.spec.behaviour->down.policies = {change(HpaChangePolicy::Kind::pods, 1, 600)};
  t.spec.behaviour->down.stabilisation = Duration();
  t.current = 1000;
  EXPECT_EQ(t.sync(0, 10), 999);
  for (std::int64_t s = 15; s < 600; s += 15) EXPECT_EQ(t.sync(s, 10), 999) << s;
  EXPECT_EQ(t.sync(600, 10), 998);
}

/// KEP-853 story 3: one pod in five minutes, 1 → 2 → 3 → 4.
TEST(HpaSyncs, ScaleUpVeryGradually) {
  Timeline t;
  t.spec.behaviour->up.policies = {change(HpaChangePolicy::Kind::pods, 1, 300)};
  EXPECT_EQ(t.sync(0, 50), 2);
  EXPECT_EQ(t.sync(285, 50), 2);
  EXPECT_EQ(t.sync(300, 50), 3);
  EXPECT_EQ(t.sync(600, 50), 4);
}

/// KEP-853 story 5: ten minutes of recommendations, a sync a minute; the first 10 holds until it is ten minutes old.
TEST(HpaSyncs, StabiliseBeforeScalingDown) {
  Timeline t;
  t.spec.behaviour->down.stabilisation = Duration::seconds(600);
  t.spec.behaviour->down.policies = {change(HpaChangePolicy::Kind::pods, 5, 60)};
  t.current = 10;
  std::int64_t second = 0;
  for (const std::int64_t asked : {10, 9, 8, 9, 9, 8, 9, 8, 9, 8}) {
    EXPECT_EQ(t.sync(second, asked), 10);
    second += 60;
  }
  EXPECT_EQ(t.reason, Y::stabilised);
  EXPECT_EQ(t.sync(600, 7), 9);
}

/// KEP-853 story 6: five minutes upwards; the smallest counts. (The sixth sync a second early: 300 s are too old.)
TEST(HpaSyncs, AvoidFalseSignalsForScalingUp) {
  Timeline t;
  t.spec.behaviour->up.stabilisation = Duration::seconds(300);
  t.spec.behaviour->up.policies = {change(HpaChangePolicy::Kind::pods, 20, 60)};
  t.spec.behaviour->down.stabilisation = Duration();
  t.current = 2;
  std::int64_t second = 0;
  for (const std::int64_t asked : {2, 3, 19, 10, 3}) {
    EXPECT_EQ(t.sync(second, asked), 2);
    second += 60;
  }
  EXPECT_EQ(t.sync(299, 4), 2);
  EXPECT_EQ(t.sync(360, 7), 3);
}

/// Documentation, "Scaling policies": 4 pods or 10 per cent a minute; 80 → 72, then 7.2 counts as 8, and below 40 the
/// four pods are more.
TEST(HpaSyncs, TheDocumentationsTwoPoliciesDown) {
  Timeline t;
  t.spec.behaviour->down.policies = {change(HpaChangePolicy::Kind::pods, 4, 60),
                                     change(HpaChangePolicy::Kind::percent, 10, 60)};
  t.spec.behaviour->down.stabilisation = Duration();
  t.current = 80;
  std::vector<std::int64_t> counts;
  for (std::int64_t s = 0; s < 15 * 60; s += 60) counts.push_back(t.sync(s, 10));
  EXPECT_EQ(counts, (std::vector<std::int64_t>{72, 64, 57, 51, 45, 40, 36, 32, 28, 24, 20, 16, 12, 10, 10}));
}

/// 10 per cent a minute from 80 to 20, looked at every 15 s.
TEST(HpaSyncs, TenPerCentAMinuteShrinkLessAndLess) {
  Timeline t;
  t.spec.behaviour->down.policies = {change(HpaChangePolicy::Kind::percent, 10, 60)};
  t.spec.behaviour->down.stabilisation = Duration();
  t.current = 80;
  t.min = 20;
  for (const auto& [second, count] : std::vector<std::pair<std::int64_t, std::int64_t>>{
           {0, 72}, {15, 72}, {45, 72}, {60, 64}, {75, 64}, {120, 57}, {180, 51}})
    EXPECT_EQ(t.sync(second, 20), count) << second;
}

/// 8 (290 s old), 5, 4, now 3: eight hold; 15 s later the oldest is out, and 5 is the highest.
TEST(HpaSyncs, AnOldRecommendationRunsOut) {
  Timeline t;
  t.spec.behaviour->down.stabilisation = Duration::seconds(300);
  t.current = 8;
  t.state.recommendations = {{at(-290), 8}, {at(-200), 5}, {at(-100), 4}};
  EXPECT_EQ(t.sync(0, 3), 8);
  EXPECT_EQ(t.reason, Y::stabilised);
  EXPECT_EQ(t.sync(15, 3), 5);
}

/// The first recommendation ever is what is there: a new HPA does not shrink within its window.
TEST(HpaSyncs, BeginFromWhatIsThere) {
  Timeline t;
  t.spec.behaviour.reset();
  t.current = 9;
  EXPECT_EQ(t.sync(0, 2), 9);
  EXPECT_EQ(t.sync(300, 2), 9) << "without a behaviour block exactly 300 s still count";
  EXPECT_EQ(t.sync(315, 2), 2);
  Timeline with;
  with.current = 9;
  EXPECT_EQ(with.sync(0, 2), 9);
  EXPECT_EQ(with.sync(300, 2), 2);
}

/// A change that is older than every period of its own direction gives its place to the next one, and is then gone for
/// the other direction too (storeScaleEvent): 4 were added at 0 and 4 at 20, of which a minute's rule down sees 4.
TEST(HpaSyncs, AChangeIsForgottenByTheRulesOfItsOwnDirection) {
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

// ---- several metrics, failures, bounds -----------------------------------------------------------------------------

HpaSpec twoMetrics() {
  HpaSpec spec = shared(1);
  spec.metrics.push_back(spec.metrics[0]);
  spec.metrics[1].metric = "depth";
  return spec;
}

HpaRecommendation both(std::int64_t current, std::optional<std::int64_t> first, std::optional<std::int64_t> second,
                       std::int64_t min = 1, std::int64_t max = 100) {
  std::vector<HpaMetricSeen> metrics(2);
  if (first) metrics[0].total = *first * 1000;
  if (second) metrics[1].total = *second * 1000;
  HpaObservation seen;
  seen.now = at(1000);
  seen.min = min;
  seen.max = max;
  seen.current = seen.observed = current;
  seen.metrics = metrics;
  HpaState state;
  state.recommendations = {{at(0), current}};  // long ago
  return recommend(twoMetrics(), seen, state);
}

TEST(HpaMetrics, TheLargestProposalWins) {
  EXPECT_EQ(both(8, 6, 9).replicas, 9);
  EXPECT_EQ(both(8, 6, 9).metric, 1);
  EXPECT_EQ(both(8, 6, 4).replicas, 6);
}

/// "If some failed, and the rest would scale down, nothing is done; scaling up goes on" (computeReplicasForMetrics).
TEST(HpaMetrics, AFailedOneBlocksTheWayDownAndNotTheWayUp) {
  EXPECT_EQ(both(8, 6, {}).replicas, 8);
  EXPECT_EQ(both(8, 6, {}).reason, Y::failedMetric);
  EXPECT_EQ(both(8, 12, {}).replicas, 12);
  EXPECT_EQ(both(8, {}, {}).replicas, 8);
  EXPECT_EQ(both(8, {}, {}).reason, Y::noMetric);
}

TEST(HpaBounds, OutsideOfThemMetricsAreNotAsked) {
  EXPECT_EQ(both(12, 99, 99, 1, 10).replicas, 10);
  EXPECT_EQ(both(12, 99, 99, 1, 10).reason, Y::aboveMax);
  EXPECT_TRUE(both(12, 99, 99, 1, 10).proposals.empty());
  EXPECT_EQ(both(2, {}, {}, 3, 10).replicas, 3);
  EXPECT_EQ(both(2, {}, {}, 3, 10).reason, Y::belowMin);
}

TEST(HpaBounds, AtZeroItRestsWhateverMinIs) {
  EXPECT_EQ(both(0, 9, 9, 1).replicas, 0);
  EXPECT_EQ(both(0, 9, 9, 1).reason, Y::zero);
}

/// KEP-2021: only an HPA that went to 0 by itself comes back.
TEST(HpaBounds, WithTheFeatureItComesBackFromTheZeroItWentTo) {
  Timeline t;
  t.spec.scaleToZero = true;
  t.spec.behaviour->down.stabilisation = Duration();
  t.min = 0;
  t.current = 3;
  EXPECT_EQ(t.sync(0, 0), 0);
  EXPECT_EQ(t.sync(15, 0), 0);
  EXPECT_EQ(t.sync(30, 3), 3);
  t.current = 0;  // by hand
  EXPECT_EQ(t.sync(45, 3), 0);
}

TEST(HpaSpec, WithoutMetricsItIsTheCpuAt80PerCent) {
  EXPECT_EQ(asked(HpaSpec{}, 2, podsOf({1000, 600})).replicas, 2);
  EXPECT_EQ(asked(HpaSpec{}, 2, podsOf({1200, 1200})).replicas, 3);
}

}  // namespace
}  // namespace headroom
