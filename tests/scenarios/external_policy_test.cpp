// Programs that decide: who may start them, what they may say, what becomes of those that say nothing.
#include "scenarios/load.h"
#include "scenarios/run/external_programs.h"
#include "scenarios/run/run.h"
#include "tests/no_progress.h"
#include "tests/scenarios/shell.h"

#include <chrono>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace headroom {
namespace {

using ::testing::HasSubstr;

std::shared_ptr<const Blueprint> decidedBy(const std::string& command, const std::string& timeout = "1min") {
  const Loaded l = loadText(
      "version: 1\nduration: 10min\nregion: {zones: [a]}\ndemand: {users: {to: web, rate: 2 rps}}\n"
      "services: {web: {worker: {slots: 4, service_time: 20ms}, fleet: {min: 1, max: 5}, scaling: [{external: "
      "{name: mine, metric: requests, timeout: " +
          timeout + ", command: " + command + "}}]}}\n",
      "here.yaml");
  EXPECT_TRUE(l.ok()) << (l.issues.empty() ? "" : l.issues[0].what);
  return compile(*l.spec);
}

/// Why a run with such a program fails; empty: it does not.
std::string failureWith(const std::string& command, const std::string& timeout = "1min") {
  const auto blueprint = decidedBy(command, timeout);
  ExternalPrograms programs(blueprint, ".");
  NoProgress progress;
  try {
    runOnce(blueprint, 1, 0, {.outside = &programs}, progress);
  } catch (const Failure& f) {
    return f.what();
  }
  return {};
}

TEST(ExternalPrograms, WhatAProgramSaysIsDone) {
  const auto blueprint = decidedBy("[sh, -c, 'while read line; do echo \"{\\\"desired\\\": 4}\"; done']");
  ExternalPrograms programs(blueprint, ".");
  NoProgress progress;
  const RunResult result = runOnce(blueprint, 1, 0, {.outside = &programs}, progress);
  EXPECT_EQ(result.summary["workers.max"], 4);
  EXPECT_EQ(result.summary["decisions.out"], 1);
}

/// Requests each minute and the queue every ten seconds: it is asked at 10 s for the first time, when the requests have
/// no value yet, and then whenever either has a new one.
TEST(ExternalPrograms, SeveralMetricsAreToldTogether) {
  const Scratch scratch;
  const Loaded l = loadText(
      "version: 1\nduration: 130s\nregion: {zones: [a]}\ndemand: {users: {to: web, rate: 2 rps}}\n"
      "services: {web: {worker: {slots: 4, service_time: 20ms}, fleet: {min: 1, max: 5}, scaling: [{external: "
      "{name: mine, metrics: [{metric: requests, delay: 0s}, {metric: queue_depth, statistic: maximum, period: 10s, "
      "delay: 0s}], command: [sh, -c, 'while read line; do echo \"$line\" >> " +
          (scratch / "heard") + "; echo \"{\\\"desired\\\": 1}\"; done']}}]}}\n",
      "here.yaml");
  ASSERT_TRUE(l.ok()) << (l.issues.empty() ? "" : l.issues[0].what);
  const auto blueprint = compile(*l.spec);
  ExternalPrograms programs(blueprint, ".");
  NoProgress progress;
  runOnce(blueprint, 1, 0, {.outside = &programs}, progress);
  std::ifstream heard(scratch / "heard");
  std::vector<nlohmann::json> questions;
  for (std::string line; std::getline(heard, line);) questions.push_back(nlohmann::json::parse(line));
  ASSERT_EQ(questions.size(), 12u) << "at 10, 20 … 120 s";
  EXPECT_EQ(questions[0]["time_s"], 10);
  EXPECT_TRUE(questions[0]["metrics"][0]["value"].is_null());
  EXPECT_TRUE(questions[0]["metrics"][0]["period_end_s"].is_null());
  EXPECT_EQ(questions[0]["metrics"][1]["name"], "queue_depth");
  EXPECT_EQ(questions[0]["metrics"][1]["statistic"], "maximum");
  EXPECT_EQ(questions[0]["metrics"][1]["value"], 0);
  const auto& requests = questions[6]["metrics"][0];
  EXPECT_EQ(questions[6]["time_s"], 70);
  EXPECT_EQ(requests["name"], "requests");
  EXPECT_EQ(requests["period_end_s"], 60);
  EXPECT_NEAR(requests["value"], 120, 60);
}

TEST(ExternalPrograms, SilenceIsAFailureAndNotADecision) {
  const auto begin = std::chrono::steady_clock::now();
  EXPECT_THAT(failureWith("[sleep, '60']", "200ms"),
              HasSubstr("services.web.scaling.mine, question 1: it did not answer in time"));
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(20)) << "and the program does not stay";
  EXPECT_THAT(failureWith("['true']"), HasSubstr("ended"));
  EXPECT_THAT(failureWith("[no-such-program-anywhere]"), HasSubstr("cannot be started"));
}

/// What is said in advance would answer questions that have not been asked.
TEST(ExternalPrograms, WhoAnswersWithoutReadingIsFoundOut) {
  EXPECT_THAT(failureWith("['yes', '{\"desired\": 2}']", "1s"), HasSubstr("it said something before it was asked"));
}

TEST(ExternalPrograms, NothingButAnAnswerIsTakenForOne) {
  const auto saying = [](const std::string& what) {
    return failureWith("[sh, -c, 'read line; echo " + what + "; cat']");
  };
  EXPECT_THAT(saying("four"), HasSubstr("it said `four`: this is not a JSON object"));
  EXPECT_THAT(saying("\"{\\\"desired\\\": 2.5}\""), HasSubstr("no whole number"));
  EXPECT_THAT(saying("\"{\\\"desired\\\": -1}\""), HasSubstr("cannot be"));
  EXPECT_THAT(saying("\"{\\\"desired\\\": 1, \\\"wanted\\\": 2}\""), HasSubstr("`wanted` is not known here"));
}

TEST(ExternalPrograms, ACopyOfARunCannotGoOnWithTheProgramOfAnother) {
  const auto blueprint = decidedBy("[sh, -c, 'while read line; do echo \"{\\\"desired\\\": 1}\"; done']");
  ExternalPrograms programs(blueprint, ".");
  World one(blueprint, 1);
  while (one.now() < Instant::at(Duration::minutes(5))) one.run({.outside = &programs}, 100);
  World copy = one, another = one;
  one.run({.outside = &programs}, 1000);
  EXPECT_THROW(copy.run({.outside = &programs}), Failure);
  ExternalPrograms fresh(blueprint, ".");
  EXPECT_THROW(another.run({.outside = &fresh}), Failure) << "a new one has not heard what the run has told so far";
}

TEST(ExternalPrograms, EveryReplicaHasItsOwnAndThreadsDoNotMatter) {
  // It counts its questions, so two replicas on one process would be told other numbers.
  const auto blueprint =
      decidedBy("[sh, -c, 'n=0; while read line; do n=$((n+1)); echo \"{\\\"desired\\\": $((n%3+1))}\"; done']");
  NoProgress progress;
  const auto over = [&](unsigned threads) {
    return runReplicas(blueprint, 1, 3, threads, progress,
                       [&] { return std::make_unique<ExternalPrograms>(blueprint, "."); })
        .fingerprint;
  };
  EXPECT_EQ(over(1), over(3));
}

/// The example of the documentation, somewhere else.
struct Example : Scratch {
  Example() {
    for (const char* file : {"policy.py", "scenario.yaml"})
      std::filesystem::copy_file(std::filesystem::path("docs/external-policy") / file, *this / file);
  }
};

TEST(ExternalPolicyExample, RunsKeepsItsPromiseAndIsRepeatedWithoutTheProgram) {
  const Example example;
  const std::string trace = example / "run.h5";
  const auto run = inShell("headroom run " + (example / "scenario.yaml") + " -q --json --allow-external -o " + trace);
  ASSERT_EQ(run.code, 0);
  const auto result = nlohmann::json::parse(run.text);
  EXPECT_GE(result["decisions"]["out"], 2);
  EXPECT_GE(result["decisions"]["in"], 2);
  std::filesystem::remove(example / "policy.py");
  const auto again = inShell("headroom run --from " + trace + " -q --json --no-trace");
  ASSERT_EQ(again.code, 0);
  EXPECT_EQ(nlohmann::json::parse(again.text)["fingerprint"], result["fingerprint"]);
  EXPECT_EQ(inShell("headroom run --from " + trace + " -q --no-trace --seed 2 2>&1").code, 2)
      << "other chance is another run, and that would start the program";
  EXPECT_THAT(inShell("headroom explain " + trace).text, HasSubstr("requests"));
}

TEST(ExternalPolicyExample, AProgramThatSaysSomethingElseEndsTheRunWithOne) {
  const Example example;
  std::ofstream(example / "policy.py") << "print('four', flush=True)\n";
  const auto answer =
      inShell("headroom run " + (example / "scenario.yaml") + " -q --no-trace --allow-external 2>&1 >/dev/null");
  EXPECT_EQ(answer.code, 1);
  EXPECT_THAT(answer.text, HasSubstr("services.web.scaling.mine, question 1: it said `four`"));
}

TEST(ExternalPolicyExample, NothingButTheCommandLineStartsAProgram) {
  const Example example;
  const std::string run = "headroom run " + (example / "scenario.yaml") + " -q --no-trace ";
  for (const std::string permission : {"", "HEADROOM_ALLOW_EXTERNAL=1 "}) {
    const auto answer = inShell(permission + run + "2>&1");
    EXPECT_EQ(answer.code, 2);
    EXPECT_THAT(answer.text, HasSubstr("services.web.scaling.mine would start a program of its own, and "
                                       "--allow-external was not given"));
  }
  const auto check = inShell("headroom check " + (example / "scenario.yaml") + " 2>&1");
  EXPECT_EQ(check.code, 0) << check.text;
}

}  // namespace
}  // namespace headroom
