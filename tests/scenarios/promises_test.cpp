// Promises over a window: what may be asked exists, is judged, and stands in the JSON.
#include "scenarios/load.h"
#include "scenarios/run/expect.h"
#include "scenarios/run/result_json.h"
#include "scenarios/run/run.h"
#include "tests/no_progress.h"

#include <cmath>
#include <sstream>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace headroom {
namespace {

/// All answers are errors from 10:00 to 15:00, and only then: no worker is replaced for it.
Loaded withPromises(const std::string& promises) {
  return loadText(R"(
version: 1
duration: 30min
demand: {users: {to: web, rate: 20 rps}}
services: {web: {worker: {slots: 4, service_time: 20ms}, fleet: {min: 2, max: 2, replace_unhealthy: false}}}
faults: [erroring: {service: web, probability: 100 %, at: 10min, lasts: 5min}]
expect:
)" + promises,
                  "promises.yaml");
}

RunResult resultOf(const Loaded& loaded) {
  NoProgress quiet;
  return runOnce(compile(*loaded.spec), 1, 0, {}, quiet);
}

std::vector<Verdict> verdictsOf(const Loaded& loaded, const Summary& summary) {
  return judge(loaded.spec->expect, [&](const std::string& path) { return summary[path]; });
}

TEST(Promises, OverAFaultAndOverTimesAreJudgedByWhatEndedThere) {
  const Loaded loaded = withPromises(R"(
  - {metric: availability, over: {fault: erroring}, at_most: 0 %}
  - {metric: availability, over: {from: 15min}, at_least: 100 %}
  - {metric: web.latency.p99, over: {from: 2min, until: 8min}, below: 10ms}
  - {metric: web.calls.failed, over: {fault: erroring}, above: 0}
  - {metric: availability, below: 100 %}
)");
  ASSERT_TRUE(loaded.ok());
  EXPECT_TRUE(loaded.issues.empty());
  const RunResult result = resultOf(loaded);
  const auto verdicts = verdictsOf(loaded, result.summary);
  ASSERT_EQ(verdicts.size(), 5u);
  EXPECT_TRUE(verdicts[0].met);
  EXPECT_EQ(verdicts[0].got, 0);
  EXPECT_TRUE(verdicts[1].met) << verdicts[1].got;
  EXPECT_FALSE(verdicts[2].met) << "the work alone takes 20 ms";
  EXPECT_NEAR(verdicts[2].got, 0.02, 0.001);
  EXPECT_TRUE(verdicts[3].met);
  EXPECT_EQ(verdicts[0].over, "erroring");
  EXPECT_EQ(verdicts[1].over, loaded.spec->expect[1].name);
  EXPECT_EQ(verdicts[4].over, "");

  const auto json = nlohmann::json::parse(jsonOf({"", 1, 1800}, result, verdicts));
  EXPECT_EQ(json["over"]["erroring"]["availability"], 0);
  EXPECT_EQ(json["over"]["erroring"]["length_s"], 300);
  EXPECT_EQ(json["over"]["erroring"]["services"]["web"]["calls"]["failed"], verdicts[3].got);
  EXPECT_EQ(json["over"][loaded.spec->expect[2].name]["services"]["web"]["latency_s"]["p99"], verdicts[2].got);
  EXPECT_EQ(json["expect"][0]["over"], "erroring");
  EXPECT_TRUE(json["expect"][4]["over"].is_null());
}

TEST(Promises, OverAFaultThatNeverComesAreNotMet) {
  const Loaded loaded = loadText(R"(
version: 1
duration: 30min
demand: {users: {to: web, rate: 20 rps}}
services: {web: {worker: {slots: 4, service_time: 20ms}}}
faults: [erroring: {service: web, every: 40min, lasts: 5min}]
expect: [{metric: requests.failed, over: {fault: erroring}, at_most: 0}]
)",
                                 "never.yaml");
  ASSERT_TRUE(loaded.ok());
  const auto verdicts = verdictsOf(loaded, resultOf(loaded).summary);
  EXPECT_TRUE(std::isnan(verdicts[0].got));
  EXPECT_FALSE(verdicts[0].met) << "a null never meets";
}

TEST(Promises, AScenarioWithoutWindowsHasNone) {
  const Loaded loaded = withPromises("  - {metric: availability, below: 100 %}\n");
  ASSERT_TRUE(loaded.ok());
  const RunResult result = resultOf(loaded);
  EXPECT_FALSE(nlohmann::json::parse(jsonOf({"", 1, 1800}, result, {})).contains("over"));
}

/// The list that `check` offers is the list that the summary has, for users and for a service.
TEST(Promises, WhatMayBeAskedOverAWindowExists) {
  for (const std::string of : {"", "web."}) {
    const Loaded refused = withPromises("  - {metric: " + of + "workers.mean, over: {fault: erroring}, above: 0}\n");
    ASSERT_EQ(refused.issues.size(), 1u);
    std::istringstream words(refused.issues[0].wanted.substr(std::string("one of ").size()));
    std::size_t names = 0;
    for (std::string name; std::getline(words, name, ',');) {
      name.erase(0, name.find_first_not_of(' '));
      const Loaded loaded = withPromises("  - {metric: " + of + name + ", over: {fault: erroring}, at_least: " +
                                         (name == "availability"        ? "0 %"
                                          : name.starts_with("latency") ? "0s"
                                                                        : "0") +
                                         "}\n");
      ASSERT_TRUE(loaded.ok()) << name << ": " << (loaded.issues.empty() ? "" : loaded.issues[0].what);
      const ExpectSpec& e = loaded.spec->expect[0];
      static const Summary summary = resultOf(loaded).summary;
      EXPECT_NE(summary.find("over.erroring." + figurePath(e.metric, e.service)), nullptr) << of << name;
      ++names;
    }
    EXPECT_EQ(names, 14u) << "availability, seven latencies, six counts";
  }
}

TEST(Promises, WarnWhereAWindowMovesToAWholeMinute) {
  const Loaded loaded = withPromises("  - {metric: availability, over: {from: 90s, until: 30min}, at_least: 0 %}\n");
  ASSERT_TRUE(loaded.ok());
  ASSERT_EQ(loaded.issues.size(), 1u);
  EXPECT_EQ(loaded.issues[0].severity, Issue::Severity::warning);
  EXPECT_EQ(loaded.issues[0].path, "expect.availability.over.from");
  EXPECT_GT(loaded.issues[0].place.line, 0);
}

TEST(Promises, AWindowOfTimesMayNotHaveTheNameOfAFault) {
  const Loaded loaded = withPromises("  - {name: erroring, metric: availability, over: {from: 1min}, at_least: 0 %}\n");
  EXPECT_FALSE(loaded.ok());
  ASSERT_EQ(loaded.issues.size(), 1u);
  EXPECT_EQ(loaded.issues[0].path, "expect.erroring");
}

}  // namespace
}  // namespace headroom
