// What callers do: they give up, they try again as their budget allows; and what work was for nothing.
#include "clockwork.h"

#include <cmath>

#include <gtest/gtest.h>

namespace headroom {
namespace {

/// Ten calls at once.
ScenarioSpec tenAtOnce(double seconds, double work) {
  ScenarioSpec spec = clockwork(seconds, work);
  spec.services[0].worker.slots.value = 10;
  return spec;
}

TEST(Callers, ADeadlineEndsARunningAttemptOfACallerWhosePatienceIsForQueuesOnly) {
  // Slots are free, so no call ever queues and the time-out of 100 ms never passes; work of 3 s is longer than the
  // deadline of 2 s, so every request ends at its deadline, and its work is late.
  ScenarioSpec spec = tenAtOnce(60, 3);
  spec.atEnd = ScenarioSpec::AtEnd::drain;
  ClientSpec& client = spec.demand[0].client;
  client.timeout = Deterministic{Duration::milliseconds(100)};
  client.timeoutWhile = ClientSpec::While::queued;
  client.deadline = Duration::seconds(2);
  const Summary s = run(spec);
  EXPECT_GT(s["requests.offered"], 50);
  EXPECT_EQ(s["requests.timed_out"], s["requests.offered"]);
  EXPECT_EQ(s["services.web.calls.late"], s["requests.offered"]);
}

TEST(Callers, EveryFirstAttemptPaysIntoTheRetryBudget) {
  // Every call fails, half a token comes with every request, the bucket holds one and is full at first: the first
  // request is tried again, and of those after it every second one.
  ScenarioSpec spec = tenAtOnce(100, 0.01);
  FaultSpec errors;
  errors.name = "errors";
  errors.at = after(0);
  errors.fault = Erroring{"web", "", Ratio{1}};
  spec.faults.push_back(errors);
  ClientSpec& client = spec.demand[0].client;
  client.attempts = 2;
  client.backoff = {Duration::milliseconds(1), Duration::milliseconds(1), BackoffSpec::Jitter::none};
  client.budget = RetryBudgetSpec{Ratio{0.5}, 1};
  const Summary s = run(spec);
  EXPECT_EQ(s["requests.offered"], 100);
  EXPECT_EQ(s["requests.retries"], 50);
}

/// Slot-time until `loss` of all calls that began before it, as their stories tell it.
struct WorkBefore : Listener {
  explicit WorkBefore(double lossAt) : loss(lossAt) {}
  void announce(const Announcement&) override {}
  void bucket(Instant, Instant, std::span<const double>) override {}
  void row(std::size_t table, std::span<const double> cells) override {
    constexpr std::size_t begun = 7;
    if (table == callTable && cells[begun] < loss) seconds += loss - cells[begun];
  }
  double loss, seconds = 0;
};

TEST(WastedWork, OfCallsThatHangOnALostWorkerLastsUntilTheLoss) {
  // Work of 100 s is never done: the only worker is lost after 20 s. A caller gives up after the loss (30 s) or, the
  // early ones, before it (5 s). The drain ends, so nobody is left hanging.
  for (const double patience : {30.0, 5.0}) {
    ScenarioSpec spec = tenAtOnce(60, 100);
    spec.atEnd = ScenarioSpec::AtEnd::drain;
    spec.services[0].worker.slots.value = 100;
    spec.services[0].fleet.onLoss = FleetSpec::OnLoss::hang;
    spec.demand[0].client.timeout = Deterministic{Duration::fromSeconds(patience)};
    FaultSpec crash;
    crash.name = "crash";
    crash.at = after(20);
    crash.fault = InstanceCrash{"web", 1};
    spec.faults.push_back(crash);
    WorkBefore told(20);
    World world(compile(spec), 1);
    world.run({&told, 1});
    EXPECT_EQ(world.calls.inUse(), 0u);
    const Summary s = summaryOf(world);
    EXPECT_GT(told.seconds, 150);  // some 20 calls, of 10 s on average
    EXPECT_NEAR(s["wasted_work_s"], told.seconds, 1e-6);
    EXPECT_EQ(s["requests.timed_out"], 60);
    EXPECT_EQ(s["requests.wasted"], patience < 20 ? 15 : 0);  // one a second whose caller had gone when it was lost
  }
}

TEST(WastedWork, IsNotTheTimeThatAnswersSpendBetweenZones) {
  // Every call is worked on for 2 s and fails; every second one comes from the other zone, 5 s away.
  ScenarioSpec spec = tenAtOnce(100, 2);
  spec.atEnd = ScenarioSpec::AtEnd::drain;
  spec.region.zones = {"a", "b"};
  spec.region.crossZone.latency = Duration::seconds(5);
  spec.services[0].fleet.zones = {"a"};
  FaultSpec errors;
  errors.name = "errors";
  errors.at = after(0);
  errors.fault = Erroring{"web", "", Ratio{1}};
  spec.faults.push_back(errors);
  const Summary s = run(spec);
  EXPECT_EQ(s["requests.failed"], 100);
  EXPECT_DOUBLE_EQ(s["wasted_work_s"], 200);
}

}  // namespace
}  // namespace headroom
