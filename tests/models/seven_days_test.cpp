/// A week of demand without chance, followed minute by minute by a policy: two daily sines, a quiet weekend, a ripple,
/// and a flash crowd on the fourth day. The expected figures were computed by programs that share nothing with this
/// one.
///
/// A worker carries 40 requests/s, is to carry 35, can carry 50; one ordered in minute k serves from minute k + 4; one
/// sent away is gone in the next. The policy sees each minute as it ends.
#include "models/scaling/control.h"

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

int neededAt(int k) { return static_cast<int>(std::ceil(demandAt(k) / carries)); }

struct Week {
  double instanceHours = 0, launches = 0, shortMinutes = 0;
  double thetaUnder = 0, thetaOver = 0, tauUnder = 0, instability = 0, lost = 0;  // per cent
};

int sign(int x) { return (x > 0) - (x < 0); }

Week weekOf(Control control) {
  Week w;
  std::int64_t n = control.desired;
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

    const Instant end = Instant::at(Duration::minutes(k + 1));
    control.measured(0, {end - Duration::minutes(1), end, rate / (shouldCarry * s), n});
    FleetView fleet;
    fleet.now = end;
    fleet.inService = n;
    fleet.pending = static_cast<std::int64_t>(pending.size());
    fleet.members = fleet.inService + fleet.pending;
    control.evaluate(fleet);
    for (; fleet.members < control.desired; ++fleet.members) {
      pending.push_back(k + 4);
      ++w.launches;
    }
    for (; fleet.members > control.desired; --fleet.members) {
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

TEST(SevenDays, DemandIsWhatTheFiguresWereComputedFor) {
  EXPECT_NEAR(demandAt(0), 480.384758, 1e-6);
  EXPECT_NEAR(demandAt(839), 1555.347996, 1e-6);
  EXPECT_NEAR(demandAt(5189), 4935.473754, 1e-6);
  double sum = 0;
  for (int k = 0; k < minutes; ++k) sum += neededAt(k);
  EXPECT_NEAR(sum / minutes, 23.724901, 1e-6);
}

/// Instance-hours within 0.05 %, short minutes within 2 (a rounding near a ceiling); shares to their last digit given.
TEST(SevenDays, TargetTrackingComesToTheFiguresComputedElsewhere) {
  TargetTrackingPolicy policy;
  policy.target = 1;
  policy.delay = Duration();
  policy.lowValue = TargetTrackingPolicy::LowValue::newest;
  policy.warmUp = Duration();
  Control control({{"tracking", policy}}, {}, Duration(), 1, 100'000);
  control.desired = neededAt(0);
  const Week w = weekOf(std::move(control));
  EXPECT_NEAR(w.instanceHours, 4754.22, 0.0005 * 4754.22);
  EXPECT_NEAR(w.shortMinutes, 223, 2);
  EXPECT_NEAR(w.launches, 572, 1);
  EXPECT_NEAR(w.thetaUnder, 0.0411, 1e-4);
  EXPECT_NEAR(w.thetaOver, 19.102, 0.01);
  EXPECT_NEAR(w.tauUnder, 0.268, 1e-3);
  EXPECT_NEAR(w.instability, 19.665, 0.01);
  EXPECT_NEAR(w.lost, 0.0263, 1e-4);
}

}  // namespace
}  // namespace headroom
