// What callers do: they give up, they try again as their budget allows.
#include "models/simulation.h"

#include <gtest/gtest.h>

namespace headroom {
namespace {

/// A request every second, at one phase of it, each worked on for exactly `work` by the only worker.
ScenarioSpec metronome(double seconds, double work) {
  ScenarioSpec spec;
  spec.duration = Duration::fromSeconds(seconds);
  DemandSpec demand;
  demand.name = "users";
  demand.to = "web";
  demand.rate.push_back({"constant", ConstantCurve{{1}}});
  demand.arrivals.kind = ArrivalsSpec::Kind::deterministic;
  spec.demand.push_back(demand);
  ServiceSpec web;
  web.name = "web";
  web.worker.slots.value = 10;
  web.worker.serviceTime = Deterministic{Duration::fromSeconds(work)};
  web.fleet.replaceUnhealthy = false;
  spec.services.push_back(web);
  return spec;
}

Summary run(const ScenarioSpec& spec) {
  World world(compile(spec), 1);
  world.run({});
  return summaryOf(world);
}

TEST(Callers, ADeadlineEndsARunningAttemptOfACallerWhosePatienceIsForQueuesOnly) {
  // Slots are free, so no call ever queues and the time-out of 100 ms never passes; work of 3 s is longer than the
  // deadline of 2 s, so every request ends at its deadline, and its work is late.
  ScenarioSpec spec = metronome(60, 3);
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

}  // namespace
}  // namespace headroom
