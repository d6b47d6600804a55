/// A week of demand without chance, followed minute by minute by a policy: two daily sines, a quiet weekend, a ripple,
/// and a flash crowd on the fourth day. The expected figures were computed by programs that share nothing with this
/// one.
///
/// A worker carries 40 requests/s, is to carry 35, can carry 50; one ordered in minute k serves from minute k + 4; one
/// sent away is gone in the next. The policy sees each minute as it ends.
#include "models/scaling/control.h"
#include "models/scaling/kubernetes/hpa.h"
#include "models/scaling/predictive.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numbers>
#include <vector>

#include <gtest/gtest.h>

namespace headroom {
namespace {

constexpr int minutes = 7 * 1440;
constexpr double carries = 40, shouldCarry = 35, canCarry = 50;

double demandAt(int k) {
  const double tau = 2 * std::numbers::pi, weekend = k / 1440 >= 5 ? 0.7 : 1, u = k - 5160;
  const double base = 1000 * (1 + 0.6 * std::sin(tau * (k - 480) / 1440)) * weekend + 50 * std::sin(tau * k / 37);
  const double crowd = u < 0 ? 0 : u < 10 ? u / 10 : u < 30 ? 1 : std::exp2(-(u - 30) / 15);
  return base * (1 + 2 * crowd);
}

int neededAt(int k) { return static_cast<int>(std::ceil(demandAt(k) / carries)); }

struct Week {
  double instanceHours = 0, launches = 0, shortMinutes = 0;
  double thetaUnder = 0, thetaOver = 0, tauUnder = 0, instability = 0, lost = 0;  // per cent
};

int sign(int x) { return (x > 0) - (x < 0); }

/// What a policy sees at the end of a minute.
struct Minute {
  int k;
  double rate;
  std::int64_t n, pending;  // in service, ordered
};
/// How many workers it wants.
using Decide = std::function<std::int64_t(const Minute&)>;

Week weekOf(const Decide& decide, std::int64_t first = neededAt(0)) {
  Week w;
  std::int64_t n = first;
  std::vector<int> pending;  // minutes from which they serve, oldest first
  double demand = 0;
  int before = 0;
  for (int k = 0; k < minutes; ++k) {
    while (!pending.empty() && pending.front() <= k) {
      pending.erase(pending.begin());
      ++n;
    }
    const double rate = demandAt(k);
    const int s = static_cast<int>(n), d = neededAt(k);
    w.instanceHours += static_cast<double>(s + static_cast<int>(pending.size())) / 60;
    w.shortMinutes += std::max(0, d - s);
    w.thetaUnder += 100.0 * std::max(0, d - s) / d / minutes;
    w.thetaOver += 100.0 * std::max(0, s - d) / d / minutes;
    w.tauUnder += 100.0 * (s < d) / minutes;
    if (k > 0) w.instability += 100.0 * (sign(s - before) != sign(d - neededAt(k - 1))) / (minutes - 1);
    w.lost += std::max(0.0, rate - canCarry * s);
    demand += rate;
    before = s;

    const auto ordered = static_cast<std::int64_t>(pending.size());
    const std::int64_t wanted = std::max<std::int64_t>(1, decide({k, rate, n, ordered}));
    std::int64_t members = n + ordered;
    for (; members < wanted; ++members) {
      pending.push_back(k + 4);
      ++w.launches;
    }
    for (; members > wanted; --members) {
      if (pending.empty()) {
        --n;
      } else {
        pending.pop_back();
      }
    }
  }
  w.lost *= 100 / demand;
  return w;
}

Instant endOf(int k) { return Instant::at(Duration::minutes(k + 1)); }

/// A control loop that follows its first policy's metric: load over what workers in service should carry.
Decide follows(Control control) {
  control.desired = neededAt(0);
  return [control = std::move(control)](const Minute& m) mutable {
    control.measured(0, {endOf(m.k - 1), endOf(m.k), m.rate / (shouldCarry * static_cast<double>(m.n)), m.n});
    FleetView fleet;
    fleet.now = endOf(m.k);
    fleet.inService = m.n;
    fleet.pending = m.pending;
    fleet.members = m.n + m.pending;
    control.evaluate(fleet);
    return control.desired;
  };
}

std::int64_t follow(const Minute& m) { return static_cast<std::int64_t>(std::ceil(m.rate / shouldCarry)); }

struct Row {
  double instanceHours, thetaUnder, thetaOver, tauUnder, instability, launches, shortMinutes, lost;
};

/// Instance-hours within 0.05 %, short minutes within 2 (a rounding near a ceiling); shares to their last digit given.
void expectRow(const Week& w, const Row& r) {
  EXPECT_NEAR(w.instanceHours, r.instanceHours, 0.0005 * r.instanceHours);
  EXPECT_NEAR(w.shortMinutes, r.shortMinutes, 2);
  EXPECT_NEAR(w.launches, r.launches, 1);
  EXPECT_NEAR(w.thetaUnder, r.thetaUnder, 1e-4);
  EXPECT_NEAR(w.thetaOver, r.thetaOver, 0.01);
  EXPECT_NEAR(w.tauUnder, r.tauUnder, 1e-3);
  EXPECT_NEAR(w.instability, r.instability, 0.01);
  EXPECT_NEAR(w.lost, r.lost, 1e-4);
}

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

/// What hindsight would run where a launch costs three minutes: gaps in demand of up to three minutes are bridged
/// (closing: dilation, then erosion). Workers are there when they are needed.
TEST(SevenDays, HindsightPaysForNoMoreThanBridgesOfThreeMinutes) {
  constexpr int gap = 3;
  const auto need = [](int k) { return k < 0 || k >= minutes ? 0 : neededAt(k); };
  double hours = 0, thetaOver = 0, unlike = 0, launches = 0;
  int before = 0;
  std::vector<int> dilated;
  for (int s = -gap; s < minutes; ++s) {
    int most = 0;
    for (int i = 0; i <= gap; ++i) most = std::max(most, need(s + i));
    dilated.push_back(most);
  }
  for (int k = 0; k < minutes; ++k) {
    const int n = *std::min_element(dilated.begin() + k, dilated.begin() + k + gap + 1), d = neededAt(k);
    ASSERT_GE(n, d);
    const int more = k == 0 ? 0 : std::max(0, n - before);
    launches += more;
    hours += (n + 3.0 * more) / 60;
    thetaOver += 100.0 * (n - d) / d / minutes;
    if (k > 0) unlike += 100.0 * (sign(n - before) != sign(d - neededAt(k - 1))) / (minutes - 1);
    before = n;
  }
  EXPECT_NEAR(hours, 4025.12, 0.005);
  EXPECT_NEAR(thetaOver, 0.0293, 1e-4);
  EXPECT_NEAR(unlike, 0.337, 1e-3);
  EXPECT_EQ(launches, 774);
}

TEST(SevenDays, TargetTrackingComesToTheFiguresComputedElsewhere) {
  TargetTrackingPolicy policy;
  policy.target = 1;
  policy.delay = Duration();
  policy.lowValue = TargetTrackingPolicy::LowValue::newest;
  policy.warmUp = Duration();
  const Control control({{"tracking", policy}}, {}, Duration(), 1, 100'000);
  expectRow(weekOf(follows(control)), {4754.22, 0.0411, 19.102, 0.268, 19.665, 572, 223, 0.0263});
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

TEST(SevenDays, FollowingTheLoadComesToTheFiguresComputedElsewhere) {
  expectRow(weekOf(follow), {4543.38, 0.0219, 12.734, 0.119, 24.625, 873, 188, 0.0145});
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
