/// A policy that answers its metric again and again, before its first answer can be seen in it, is an integrating
/// controller with dead time: u(k) = u(k−1) + K (r − y(k)), y(k) = b u(k−1−D). It is stable for
/// 0 < K b < 2 sin(π/(4D+2)), and rings with a period of 2 (2D+1) ticks at the bound (the zeros of z^(D+1) − z^D + K b;
/// for the method: Hellerstein, Diao, Parekh, Tilbury, Feedback Control of Computing Systems, 2004).
///
/// Here r is a step policy's threshold, a tick is a minute, D the delay of the metric in minutes, and the policy says
/// of its workers that they take effect at once (warm_up: 0s). The plant is a load over N workers, whose slope at N* =
/// λ/T is −T/N*; around 5,000 workers whole ones are fine enough.
#include "models/scaling/control.h"

#include <cmath>

#include <gtest/gtest.h>

namespace headroom {
namespace {

constexpr double target = 1000, balance = 5000;

/// A worker for every `width` of the metric beyond the target, on one side of it.
StepPolicy side(double gain, int dead, bool out) {
  const double width = target / (gain * balance);
  StepPolicy p;
  p.metric = MetricKind::requestsPerWorker;
  p.period = Duration::minutes(1);
  p.delay = Duration::minutes(dead);
  p.warmUp = Duration();
  (out ? p.above : p.below) = target;
  for (int i = 0; i <= 400; ++i) {
    const double from = i ? (i - 0.5) * width : 0, to = (i + 0.5) * width;
    StepSpec s;
    s.by = out ? i : -i;
    if (out || i < 400) s.from = out ? from : -to;
    if (!out || i < 400) s.to = out ? to : -from;
    out ? p.steps.push_back(s) : static_cast<void>(p.steps.insert(p.steps.begin(), s));
  }
  return p;
}

/// How many workers there are, tick by tick, from 2 % beside the balance on.
std::vector<std::int64_t> course(const std::vector<PolicySpec>& policies, int ticks) {
  Control control(policies, {}, Duration(), 1, 100'000);
  control.desired = static_cast<std::int64_t>(balance * 1.02);
  std::vector<std::int64_t> fleet;
  for (int k = 0; k < ticks; ++k) {
    const Instant begin = Instant::at(Duration::minutes(k)), end = begin + Duration::minutes(1);
    const double seen = target * balance / static_cast<double>(control.desired);
    for (std::uint32_t m = 0; m < control.metrics().size(); ++m)
      control.measured(m, {begin, end, seen, control.desired});
    FleetView view;
    view.now = end;
    view.members = view.inService = control.desired;
    control.evaluate(view);
    fleet.push_back(control.desired);
  }
  return fleet;
}

std::vector<PolicySpec> impatient(double gain, int dead) {
  return {{"out", side(gain, dead, true)}, {"in", side(gain, dead, false)}};
}

/// The greatest distance from the balance in the last 200 ticks.
double swing(const std::vector<std::int64_t>& fleet) {
  double most = 0;
  for (std::size_t i = fleet.size() - 200; i < fleet.size(); ++i)
    most = std::max(most, std::abs(static_cast<double>(fleet[i]) / balance - 1));
  return most;
}

/// Ticks from one crossing of the balance upwards to the next, on average.
double period(const std::vector<std::int64_t>& fleet) {
  std::size_t first = 0, last = 0, count = 0;
  for (std::size_t i = fleet.size() / 2; i < fleet.size(); ++i) {
    if (!(static_cast<double>(fleet[i - 1]) < balance && static_cast<double>(fleet[i]) >= balance)) continue;
    (count++ ? last : first) = i;
  }
  return count < 2 ? 0 : static_cast<double>(last - first) / static_cast<double>(count - 1);
}

/// Minutes, and the bound as it is published: 2 sin(π/(4D+2)).
struct DeadTime {
  int minutes;
  double bound;
};

class DeadTimes : public testing::TestWithParam<DeadTime> {};

/// What is left: every tick may be off by half a worker, since they are whole; and what half a worker comes to until
/// the loop has forgotten it is the sum of the loop's response to one.
double leftByWholeWorkers(double gain, int dead) {
  std::vector<double> u(static_cast<std::size_t>(dead) + 1, 0);
  u.push_back(1);
  double sum = 1;
  for (int k = 0; k < 20'000; ++k) {
    u.push_back(u.back() - gain * u[u.size() - 1 - static_cast<std::size_t>(dead)]);
    sum += std::abs(u.back());
  }
  return 0.55 * sum / balance;  // a tenth more, for the plant is a little crooked
}

TEST_P(DeadTimes, APolicyThatIgnoresWhatItHasOrderedSettlesBelowTheBound) {
  const auto [dead, bound] = GetParam();
  const double gain = 0.95 * bound;
  EXPECT_LE(swing(course(impatient(gain, dead), 4000)), std::min(0.01, leftByWholeWorkers(gain, dead)));
}

TEST_P(DeadTimes, AndSwingsForEverAboveItInTheTimeThatTheoryGives) {
  const auto [dead, bound] = GetParam();
  const std::vector<std::int64_t> fleet = course(impatient(1.05 * bound, dead), 4000);
  EXPECT_GT(swing(fleet), 0.02) << "more than it was begun with";
  EXPECT_NEAR(period(fleet), 2 * (2 * dead + 1), 0.15 * 2 * (2 * dead + 1));
}

/// It reckons from the workers that made the metric, so what it has ordered since is in its answer: no dead time.
TEST_P(DeadTimes, TargetTrackingAsksForTheSameAgainAndRests) {
  TargetTrackingPolicy track;
  track.metric = MetricKind::requestsPerWorker;
  track.target = target;
  track.delay = Duration::minutes(GetParam().minutes);
  track.highPoints = track.lowPoints = 1;
  track.lowRatio = {1};
  track.warmUp = Duration();
  const std::vector<std::int64_t> fleet = course({{"track", track}}, 200);
  for (std::size_t i = static_cast<std::size_t>(GetParam().minutes) + 1; i < fleet.size(); ++i)
    EXPECT_EQ(fleet[i], static_cast<std::int64_t>(balance)) << i;
}

INSTANTIATE_TEST_SUITE_P(Minutes, DeadTimes,
                         testing::Values(DeadTime{0, 2}, DeadTime{1, 1}, DeadTime{2, 0.618}, DeadTime{3, 0.445},
                                         DeadTime{5, 0.2846}, DeadTime{10, 0.1495}));

}  // namespace
}  // namespace headroom
