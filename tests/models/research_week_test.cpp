/// Policies of the literature over a week of demand without chance: two daily sines, a quiet weekend, a ripple, and a
/// flash crowd on the fourth day. The expected figures were computed by programs that share nothing with this one.
///
/// A worker carries 40 requests/s, is to carry 35, can carry 50; one ordered in minute k serves from minute k + 4; one
/// sent away is gone in the next. Workers on their way are cancelled first.
#include "models/scaling/control.h"

#include <algorithm>
#include <cmath>
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

std::int64_t neededAt(int k) { return static_cast<std::int64_t>(std::ceil(demandAt(k) / carries)); }

struct Figures {
  double instanceHours, thetaUnder, thetaOver, tauUnder, launches, shortMinutes, lost;  // shares in per cent
};

Figures weekOf(const PolicySpec& policy) {
  Control control({policy}, {}, Duration(), 1, 100'000);
  control.desired = neededAt(0);
  Figures f{};
  std::int64_t n = control.desired;
  std::vector<int> pending;  // minutes from which they serve, oldest first
  double demand = 0;
  for (int k = 0; k < minutes; ++k) {
    while (!pending.empty() && pending.front() <= k) pending.erase(pending.begin()), ++n;
    const double rate = demandAt(k), d = static_cast<double>(neededAt(k)), s = static_cast<double>(n);
    f.instanceHours += (s + static_cast<double>(pending.size())) / 60;
    f.shortMinutes += std::max(0.0, d - s);
    f.thetaUnder += 100 * std::max(0.0, d - s) / d / minutes;
    f.thetaOver += 100 * std::max(0.0, s - d) / d / minutes;
    f.tauUnder += 100.0 * (s < d) / minutes;
    f.lost += std::max(0.0, rate - canCarry * s);
    demand += rate;
    FleetView fleet;
    fleet.now = Instant::at(Duration::minutes(k + 1));
    fleet.inService = n;
    fleet.pending = static_cast<std::int64_t>(pending.size());
    fleet.members = n + fleet.pending;
    control.measured(0, {fleet.now - Duration::minutes(1), fleet.now, rate * 60, n});
    control.evaluate(fleet);
    for (; fleet.members < control.desired; ++fleet.members) pending.push_back(k + 4), ++f.launches;
    for (; fleet.members > control.desired; --fleet.members) {
      if (pending.empty()) {
        --n;
      } else {
        pending.pop_back();
      }
    }
  }
  f.lost *= 100 / demand;
  return f;
}

template <class P>
PolicySpec policyOf(double perWorker) {
  P p;
  p.carries = Rate{perWorker};
  p.delay = Duration();
  return {"policy", p};
}

/// Instance-hours within 0.05 %, short minutes within 2 (a rounding near a ceiling); the rest to its last digit given.
void expectFigures(const Figures& got, const Figures& wanted) {
  EXPECT_NEAR(got.instanceHours, wanted.instanceHours, 0.0005 * wanted.instanceHours);
  EXPECT_NEAR(got.shortMinutes, wanted.shortMinutes, 2);
  EXPECT_NEAR(got.launches, wanted.launches, 1);
  EXPECT_NEAR(got.thetaUnder, wanted.thetaUnder, 1e-4);
  EXPECT_NEAR(got.thetaOver, wanted.thetaOver, 0.01);
  EXPECT_NEAR(got.tauUnder, wanted.tauUnder, 1e-3);
  EXPECT_NEAR(got.lost, wanted.lost, 1e-4);
}

TEST(ResearchWeek, FollowingTheLoadComesToTheFiguresComputedElsewhere) {
  expectFigures(weekOf(policyOf<FollowPolicy>(shouldCarry)), {4543.38, 0.0219, 12.734, 0.119, 873, 188, 0.0145});
}

TEST(ResearchWeek, ReactComesToTheFiguresComputedElsewhere) {
  expectFigures(weekOf(policyOf<ReactPolicy>(carries)), {4837.95, 0.0299, 20.808, 0.258, 935, 284, 0.0331});
}

TEST(ResearchWeek, RegComesToTheFiguresComputedElsewhere) {
  expectFigures(weekOf(policyOf<RegPolicy>(carries)), {4460.33, 0.2322, 13.432, 4.008, 336, 757, 0.0373});
}

TEST(ResearchWeek, HistComesToTheFiguresComputedElsewhere) {
  expectFigures(weekOf(policyOf<HistPolicy>(carries)), {4750.62, 0.4719, 23.367, 5.903, 946, 2874, 0.6863});
}

}  // namespace
}  // namespace headroom
