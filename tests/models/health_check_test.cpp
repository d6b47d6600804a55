/// When the balancer believes that a worker is lost.
#include "tests/models/clockwork.h"

#include <gtest/gtest.h>

namespace headroom {
namespace {

/// Twenty workers, each probed every 30 s at its own phase; zone b is lost at 100 s, for good.
ScenarioSpec lostAt100(FleetSpec::OnLoss how, std::optional<double> timeout) {
  ScenarioSpec spec = clockwork(300, 0.01);
  ServiceSpec& web = spec.services[0];
  web.fleet.min = web.fleet.max = 20;
  web.fleet.onLoss = how;
  web.balancer.healthCheck.interval = Duration::seconds(30);
  if (timeout) web.balancer.healthCheck.timeout = Duration::fromSeconds(*timeout);
  FaultSpec outage;
  outage.name = "outage";
  outage.at = after(100);
  outage.fault = ZoneOutage{"b"};
  spec.faults.push_back(outage);
  return spec;
}

std::vector<double> believedLost(FleetSpec::OnLoss how, std::optional<double> timeout) {
  return Told(lostAt100(how, timeout)).times(EventKind::unhealthy);
}

using OnLoss = FleetSpec::OnLoss;

/// "Health checks for your target groups" (Elastic Load Balancing): probes start every interval, two failed ones in a
/// row make a target unhealthy, one without a response fails after the timeout. So the verdict comes 30 to 60 s after
/// the loss where probes are refused, and the timeout later where nothing answers.
TEST(HealthCheckTimeout, IsWaitedForWhereNothingAnswers) {
  const std::vector<double> refused = believedLost(OnLoss::fail, 5), silent = believedLost(OnLoss::hang, 5);
  ASSERT_EQ(refused.size(), 10u);
  ASSERT_EQ(silent.size(), 10u);
  for (std::size_t i = 0; i < refused.size(); ++i) {
    EXPECT_GE(refused[i], 130);
    EXPECT_LE(refused[i], 160);
    EXPECT_NEAR(silent[i], refused[i] + 5, 1e-9);
  }
}

TEST(HealthCheckTimeout, WithoutOneAProbeFailsAtOnce) {
  EXPECT_EQ(believedLost(OnLoss::hang, {}), believedLost(OnLoss::fail, {}));
}

}  // namespace
}  // namespace headroom
