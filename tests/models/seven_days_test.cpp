/// What there is without a policy, and the policies of clouds, over the week of seven_days.h. What hindsight would do
/// is in tests/analysis/optimum_test.cpp.
#include "tests/models/seven_days.h"

#include "models/scaling/clairvoyant.h"
#include "models/scaling/kubernetes/hpa.h"
#include "models/scaling/predictive.h"
#include "models/scaling/research/mpc.h"

namespace headroom {
namespace {

TEST(SevenDays, DemandIsWhatTheFiguresWereComputedFor) {
  EXPECT_NEAR(demandAt(0), 480.384758, 1e-6);
  EXPECT_NEAR(demandAt(839), 1555.347996, 1e-6);
  EXPECT_NEAR(demandAt(5189), 4935.473754, 1e-6);
  double sum = 0;
  for (int k = 0; k < minutes; ++k) sum += neededAt(k);
  EXPECT_NEAR(sum / minutes, 23.724901, 1e-6);
}

TEST(SevenDays, ThePeakAllWeekIsNeverShort) {
  Control control({{"stay", FixedPolicy{}}}, {}, Duration(), 124, 124);
  control.desired = 124;
  const auto stays = [&](const Minute&) {
    control.evaluate({});
    return control.desired;
  };
  expectRow(weekOf(stays, 124), {20832.00, 0, 573.851, 0, 14.694, 0, 0, 0});
}

/// What hindsight pays where a launch costs three worker-minutes and nobody may be missing: no gap in the demand that
/// is longer is bridged (closing: dilation, then erosion), and the first workers are there.
TEST(SevenDays, TheCheapestPlanPaysWhatHindsightWould) {
  std::vector<std::int64_t> needs;
  for (int k = 0; k < minutes; ++k) needs.push_back(neededAt(k));
  const Plan plan = cheapestPlan(needs, needs.front(), 0, 1e6, 3);
  EXPECT_NEAR(plan.cost / 60, 4025.12, 0.005);
  for (int k = 0; k < minutes; ++k) ASSERT_GE(plan.workers[static_cast<std::size_t>(k)], neededAt(k));
}

/// The same as a policy, whose workers take three minutes to come: ordered that much ahead, they are there, and
/// nobody is short for a minute. Regret is measured against its 4025.12 hours.
TEST(SevenDays, TheClairvoyantComesToTheFiguresComputedElsewhere) {
  std::vector<std::int64_t> needs;
  for (int k = 0; k < minutes; ++k) needs.push_back(neededAt(k));
  const std::vector<std::int64_t> plan = justInTime(needs, 3, 3);
  const auto decide = [&](const Minute& m) {
    const auto next = static_cast<std::size_t>(m.k) + 1;
    return next < plan.size() ? plan[next] : m.n;
  };
  expectRow(weekOf(decide, plan[0]), {4025.12, 0, 0.0293, 0, 0.337, 774, 0, 0});
}

TEST(SevenDays, TargetTrackingComesToTheFiguresComputedElsewhere) {
  TargetTrackingPolicy policy;
  policy.target = 1;
  policy.delay = Duration();
  policy.lowValue = TargetTrackingPolicy::LowValue::newest;
  policy.warmUp = Duration();
  const Control control({{"tracking", policy}}, {}, Duration(), 1, 100'000);
  expectRow(weekOf(follows(control, fullness)), {4754.22, 0.0411, 19.102, 0.268, 19.665, 572, 223, 0.0263});
}

/// A ratio over ready pods with a tolerance of a tenth, and the greatest wish of five minutes before fewer. The load is
/// given in millionths, as the controller counts in whole thousandths.
TEST(SevenDays, TheHpaComesToTheFiguresComputedElsewhere) {
  HpaMetricSpec metric;
  metric.source = HpaMetricSpec::Source::external;
  metric.value = 1e6;
  HpaSpec spec;
  spec.metrics = {metric};
  spec.sync = Duration::minutes(1);
  spec.behaviour.emplace();
  spec.behaviour->up.policies = {{HpaChangePolicy::Kind::pods, 100'000, Duration::seconds(15)}};
  spec.behaviour->down.policies = {{HpaChangePolicy::Kind::pods, 100'000, Duration::seconds(15)}};
  spec.behaviour->down.stabilisation = Duration::seconds(299);
  HpaState state;
  std::int64_t replicas = neededAt(0);
  const auto decide = [&](const Minute& m) {
    std::vector<HpaPod> pods(static_cast<std::size_t>(m.n + m.pending));
    for (std::size_t i = static_cast<std::size_t>(m.n); i < pods.size(); ++i) pods[i].ready = HpaPod::Ready::no;
    const double ratio = m.rate / (shouldCarry * static_cast<double>(m.n));
    const std::vector<HpaMetricSeen> seen{{false, std::llround(ratio * 1e9), {}}};
    HpaObservation o;
    o.now = endOf(m.k);
    o.max = 100'000;
    o.current = replicas;
    o.observed = m.n + m.pending;
    o.pods = pods;
    o.metrics = seen;
    return replicas = recommend(spec, o, state).replicas;
  };
  expectRow(weekOf(decide), {4546.88, 0.1248, 13.865, 1.310, 17.958, 429, 308, 0.0145});
}

/// Predictive scaling with minutes in the place of hours, a day before as the forecast: the greatest of the eight
/// minutes to come, and never less than the load of now asks for.
TEST(SevenDays, AForecastBesideItComesToTheFiguresComputedElsewhere) {
  PredictivePolicy spec;
  spec.mode = PredictivePolicy::Mode::forecastAndScale;
  spec.buffer = Duration::minutes(7);
  Predictor predictor(spec, shouldCarry, {}, Duration::minutes(1), 1);
  const auto decide = [&](const Minute& m) {
    predictor.measured(m.rate);
    const auto order = predictor.order(endOf(m.k));
    return std::max(follow(m), order && m.k >= 1440 ? order->workers : 0);  // the figures are of the first day without
  };
  expectRow(weekOf(decide), {4935.12, 0.0219, 24.325, 0.119, 23.782, 859, 188, 0.0145});
}

}  // namespace
}  // namespace headroom
