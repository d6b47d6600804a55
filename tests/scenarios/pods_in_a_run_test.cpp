// Kubernetes' autoscalers over a running service: what is decided is tests/conformance's, here is what they see of it.
#include "models/simulation.h"
#include "scenarios/load.h"
#include "scenarios/render_issues.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace headroom {
namespace {

Loaded loaded(const std::string& text) { return loadText(text, "pods.yaml"); }

Summary ran(const std::string& text) {
  const Loaded l = loaded(text);
  EXPECT_TRUE(l.ok()) << renderIssues(l.issues, l.sources);
  World world(compile(*l.spec), 1);
  while (!world.run({}, 1'000'000)) {}
  return summaryOf(world);
}

/// `load` is what comes, `fleet` and `scaling` what answers; a call takes 100 ms, a worker has ten slots.
std::string podScenario(const std::string& load, const std::string& fleet, const std::string& scaling,
                        const std::string& more = "") {
  return "version: 1\nduration: 30min\nregion: {zones: [a]}\n"
         "demand: {users: {to: web, rate: " +
         load +
         ", arrivals: deterministic}}\n"
         "services:\n  web:\n    worker: {slots: 10, service_time: 100ms}\n"
         "    start: {launch: 2s, boot: 5s, init: 3s}\n    fleet: " +
         fleet + "\n    scaling: [" + scaling + "]\n" + more;
}

/// 32 erlangs on 40 slots are 80 %; of 50 % wanted that is ⌈1.6 · 4⌉ = 7, and 45 % of 7 is within the tolerance.
TEST(HpaInARun, GrowsOnceToWhatTheTargetAsks) {
  const Summary s = ran(
      podScenario("320 rps", "{min: 1, max: 40, initial: 4}", "hpa: {metrics: [{metric: cpu, utilisation: 50 %}]}"));
  EXPECT_EQ(s["workers.max"], 7);
  EXPECT_EQ(s["decisions.out"], 1);
  EXPECT_EQ(s["decisions.in"], 0);
}

/// 8 erlangs on 40 slots are 20 %: ⌈0.4 · 4⌉ = 2 (40 % of 50 % is 0.8), and then ⌈0.8 · 2⌉ = 2; but not before the
/// first recommendation, 4, is five minutes old.
TEST(HpaInARun, ShrinksWhenItsFirstRecommendationIsOld) {
  const std::string policy = "hpa: {metrics: [{metric: cpu, utilisation: 50 %}]}",
                    fleet = "{min: 1, max: 40, initial: 4}";
  EXPECT_EQ(ran(podScenario("80 rps", fleet, policy))["workers.min"], 2);
  EXPECT_EQ(ran(podScenario("80 rps", fleet, policy, "measure: {until: 5min}\n"))["workers.mean"], 4);
}

/// 320 requests a second, 50 to a pod: 7.
TEST(HpaInARun, FollowsATotal) {
  const Summary s = ran(podScenario("320 rps", "{min: 1, max: 40, initial: 4}",
                                    "hpa: {metrics: [{metric: requests, source: external, average_value: 50}]}"));
  EXPECT_EQ(s["workers.max"], 7);
  EXPECT_EQ(s["decisions.out"], 1);
}

/// 45 % of 50 % is within the tolerance; from 10 min on it is 80 %, and 7 pods. What was seen last before the metrics
/// stop is used for the 30 s that it takes to be seen, and no longer. Late by five minutes the pods come so much later.
TEST(HpaInARun, HoldsStillWithoutMetricsAndLagsBehindLateOnes) {
  const auto most = [](const std::string& until, const std::string& fault) {
    return ran(podScenario("{steps: [{at: 0s, rate: 180 rps}, {at: 10min, rate: 320 rps}]}",
                           "{min: 1, max: 40, initial: 4}", "hpa: {metrics: [{metric: cpu, utilisation: 50 %}]}",
                           "measure: {until: " + until + "}\nfaults: [" + fault + "]\n"))["workers.max"];
  };
  EXPECT_EQ(most("12min", ""), 7);
  const std::string missing = "metrics_missing: {at: 9min, lasts: 11min}";
  EXPECT_EQ(most("20min", missing), 4);
  EXPECT_EQ(most("22min", missing), 7);
  EXPECT_EQ(most("22min", "metrics_missing: {at: 9min, lasts: 11min, metrics: [cpu]}"), 7);
  EXPECT_EQ(most("20min", "metrics_missing: {at: 9min, lasts: 11min, metrics: [memory]}"), 7) << "another metric";
  const std::string late = "metrics_late: {at: 9min, by: 5min}";
  EXPECT_EQ(most("15min", late), 4);
  EXPECT_EQ(most("17min", late), 7);
}

const std::string rests =
    "{steps: [{at: 0s, rate: 100 rps}, {at: 5min, rate: 0 rps}, {at: 15min, rate: 100 rps}, {at: 25min, rate: 0 rps}]}";

/// The revision is silent, but nobody can see it: after a whole window without data the last decision stands.
TEST(KpaInARun, KeepsItsDecisionWithoutMetrics) {
  const std::string fleet = "{min: 0, max: 20, initial: 2}", queue = "    balancer: {queue: 10000}\n",
                    until = "measure: {until: 16min}\n";
  EXPECT_EQ(ran(podScenario(rests, fleet, "kpa: {total: 10}", queue + until))["workers.min"], 0);
  const std::string fault = "faults: [metrics_missing: {at: 4min, lasts: 12min}]\n";
  EXPECT_EQ(ran(podScenario(rests, fleet, "kpa: {total: 10}", queue + until + fault))["workers.min"], 2);
}

/// When desired capacity first is more than two, in seconds; −1: never.
double growsAt(const std::string& more) {
  const Loaded l =
      loaded(podScenario("{steps: [{at: 0s, rate: 100 rps}, {at: 10min, rate: 300 rps}]}",
                         "{min: 1, max: 20, initial: 2}", "kpa: {total: 10}", "    balancer: {queue: 10000}\n" + more));
  EXPECT_TRUE(l.ok()) << renderIssues(l.issues, l.sources);
  World world(compile(*l.spec), 1);
  while (!world.run({}, 1))
    if (world.services[0].scaler.control.desired > 2) return (world.now() - Instant()).inSeconds();
  return -1;
}

/// From ten calls at once, which need two pods, to thirty and a growing queue. Late by 20 s the growth is seen so much
/// later, and only in the stable window, for the panic window is empty. What comes when its window has passed is as if
/// it had never come.
TEST(KpaInARun, LagsBehindLateMetrics) {
  const double usual = growsAt("");
  EXPECT_GT(usual, 600);
  EXPECT_LT(usual, 610) << "in panic";
  const double late = growsAt("faults: [metrics_late: {at: 1min, by: 20s}]\n");
  EXPECT_GT(late, usual + 20 - 2) << "to a tick";
  EXPECT_LT(late, usual + 40);
  EXPECT_EQ(growsAt("faults: [metrics_late: {at: 1min, by: 20s, metrics: [cpu]}]\n"), usual) << "another metric";
  EXPECT_EQ(growsAt("faults: [metrics_late: {at: 1min, by: 5min}]\n"), -1);
}

/// Ten calls at once, seven to a pod: two. Silent for longer than a stable window, the revision goes to zero; the calls
/// that come then wait at the balancer for the first pod, which takes ten seconds and the tick to order it.
TEST(KpaInARun, GoesToZeroAndComesBack) {
  const Summary s =
      ran(podScenario(rests, "{min: 0, max: 20, initial: 2}", "kpa: {total: 10}", "    balancer: {queue: 10000}\n"));
  EXPECT_EQ(s["workers.min"], 0);
  EXPECT_EQ(s["availability"], 1);
  EXPECT_GT(s["latency_s.max"], 10);
  EXPECT_LT(s["latency_s.max"], 30);
  EXPECT_GT(s["workers.max"], 2) << "what has waited brings panic";
}

TEST(KpaInARun, KeepsAPodWhereMinSaysSo) {
  const Summary s = ran(podScenario(rests, "{min: 1, max: 20, initial: 2}", "kpa: {total: 10}"));
  EXPECT_EQ(s["workers.min"], 1);
}

/// The same seed, the same run; and a copy half-way ends alike: all state is in the value.
TEST(PodsInARun, AreAValueLikeTheRest) {
  const Loaded l =
      loaded(podScenario(rests, "{min: 0, max: 20, initial: 2}", "kpa: {total: 10}", "    balancer: {queue: 10000}\n"));
  ASSERT_TRUE(l.ok());
  World first(compile(*l.spec), 1);
  first.run({}, 50'000);
  World copy = first;
  while (!first.run({}, 1'000'000)) {}
  while (!copy.run({}, 1'000'000)) {}
  EXPECT_EQ(summaryOf(first)["workers.mean"], summaryOf(copy)["workers.mean"]);
  EXPECT_EQ(first.fingerprint(), copy.fingerprint());
}

std::string firstIssue(const std::string& fleet, const std::string& scaling) {
  const Loaded l = loaded(podScenario("100 rps", fleet, scaling));
  return l.issues.empty() ? "" : issueLine(l.issues[0]);
}

TEST(PodsInARun, WhatCannotBeIsRefused) {
  using ::testing::HasSubstr;
  const std::string fleet = "{min: 1, max: 9}";
  EXPECT_THAT(firstIssue(fleet, "{hpa: {}}, {target_tracking: {}}"), HasSubstr("there is no other policy"));
  EXPECT_THAT(firstIssue(fleet, "hpa: {metrics: [{metric: rps, source: pods, average_value: 3}]}"),
              HasSubstr("a run has no such metric of pods"));
  EXPECT_THAT(firstIssue("{min: 0, max: 9}", "hpa: {}"), HasSubstr("an HPA keeps at least one pod"));
  EXPECT_THAT(firstIssue("{min: 0, max: 9}", "kpa: {}"), HasSubstr("at zero every call is rejected"));
}

}  // namespace
}  // namespace headroom
