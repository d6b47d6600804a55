// Where two runs part: known by construction.
#include "tests/scenarios/shell.h"

#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace headroom {
namespace {

using testing::HasSubstr;

/// No chance: a request a second, each served after 100 ms; 5 min, so 300 requests.
constexpr const char* even = R"(
version: 1
name: even
duration: 5min
demand:
  users: {to: web, rate: [{constant: 1 rps}], arrivals: {kind: deterministic}}
services:
  web:
    worker: {type: m7g.large, slots: 4, service_time: 100ms}
    fleet: {min: 2, max: 2}
    scaling: [{fixed: {}}]
)";

class Diff : public testing::Test {
 protected:
  Diff() { std::ofstream(folder_ / "a.yaml") << even; }
  ShellAnswer diff(const std::string& options) {
    return inShell("cd " + folder_.path() + " && headroom diff -q " + options + " 2>&1");
  }
  Scratch folder_;
};

TEST_F(Diff, EqualRunsAreEqual) {
  const ShellAnswer answer = diff("a.yaml a.yaml");
  EXPECT_EQ(answer.code, 0) << answer.text;
  EXPECT_THAT(answer.text, HasSubstr("equal"));
}

TEST_F(Diff, WhatIsOnlyWatchedDifferentlyIsEqual) {
  // Buckets and names change no event.
  EXPECT_EQ(diff("a.yaml --b-set sample=7s --b-set name=other").code, 0);
}

TEST_F(Diff, TheFirstOtherEndIsFound) {
  // The second run is slow from 100.5 s on, by a factor of 2: the request of 100 s was served at 100.1 s in both (the
  // first comes at 0 or 0.5 s or 1 s; each is served 100 ms later), so they part within two seconds of the fault.
  const ShellAnswer answer =
      diff("a.yaml --json --b-set 'faults=[{slow: {service: web, factor: 2, at: 1min40500ms, lasts: 1min}}]'");
  EXPECT_EQ(answer.code, 1) << answer.text;
  const auto json = nlohmann::json::parse(answer.text);
  EXPECT_FALSE(json["equal"]);
  EXPECT_NEAR(json["b"]["time_s"].get<double>(), 100.5, 1e-9) << "the fault is told when it begins";
  EXPECT_THAT(json["b"]["what"].dump(), HasSubstr("kind=fault_begins"));
  EXPECT_THAT(json["a"]["what"].dump(), HasSubstr("ended served"));
}

TEST_F(Diff, SeedsPartAtTheFirstThingThatChanceDecides) {
  const ShellAnswer answer = diff("mmc --b-seed 2");
  EXPECT_EQ(answer.code, 1);
  EXPECT_THAT(answer.text, HasSubstr("  A  "));
  EXPECT_THAT(answer.text, HasSubstr("ended served"));
}

TEST_F(Diff, AShorterRunHasEnded) {
  const ShellAnswer answer = diff("a.yaml --b-set duration=2min");
  EXPECT_EQ(answer.code, 1);
  EXPECT_THAT(answer.text, HasSubstr("B  has ended"));
}

TEST_F(Diff, AServiceMoreIsNoDifferenceToTheOthers) {
  const std::string more =
      " --b-set 'services.extra={worker: {type: m7g.large, slots: 4, service_time: 1s}, fleet: {min: 1, "
      "max: 1}}' --b-set 'demand.more={to: extra, rate: [{constant: 2 rps}]}'";
  const ShellAnswer answer = diff("a.yaml" + more);
  EXPECT_EQ(answer.code, 0) << answer.text;
  EXPECT_THAT(answer.text, HasSubstr("only B has service extra"));
}

TEST_F(Diff, ATraceIsTheRunItHolds) {
  ASSERT_EQ(inShell("cd " + folder_.path() + " && headroom run -q a.yaml -o t.h5 >/dev/null").code, 0);
  EXPECT_EQ(diff("t.h5 a.yaml").code, 0);
  EXPECT_EQ(diff("t.h5 --b-set 'demand.users.rate=[{constant: 2 rps}]'").code, 1);
}

TEST_F(Diff, NothingToCompareIsRefused) {
  const ShellAnswer answer = diff("a.yaml");
  EXPECT_EQ(answer.code, 2);
  EXPECT_THAT(answer.text, HasSubstr("nothing to compare"));
}

}  // namespace
}  // namespace headroom
