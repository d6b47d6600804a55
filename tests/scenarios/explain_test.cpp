// What `headroom explain` says: sentences of rows that are written here, so that every word follows from a number.
#include "scenarios/explain/moment.h"
#include "scenarios/explain/output.h"
#include "scenarios/explain/sentences.h"

#include <cmath>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace headroom::why {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

AlarmRule rule(std::int64_t points, Comparison comparison, double threshold) {
  return {points, points, comparison, threshold, MissingData::missing, ""};
}

/// A service with two policies, in a run of a day that begins at midnight.
History history() {
  History h;
  h.calendar = Calendar("2026-11-26T00:00:00Z", "UTC");
  h.end = 86'400;
  h.zones = {"a", "b"};
  h.faults = {"zone_outage"};
  const MetricRead cpu{"cpu", true, ""};
  h.services = {{"web",
                 true,
                 {{"by-cpu",
                   "target_tracking",
                   cpu,
                   {{"web.by-cpu.high", rule(3, Comparison::above, 0.75), cpu, 60},
                    {"web.by-cpu.low", rule(15, Comparison::below, 0.675), cpu, 60}}},
                  {"by-requests", "step", {"requests_per_worker", false, ""}, {}}}}};
  return h;
}

/// At 20:13 the first policy saw 90 % of CPU, above 75 %, and took the fleet from 7 to 9 workers.
DecisionRow change() {
  DecisionRow d;
  d.id = 4;
  d.time = d.first = d.last = 72'780;
  d.service = d.policy = 0;
  d.trigger = "alarm";
  d.metric = "cpu";
  d.seen = 0.9;
  d.periodEnd = 72'720;
  d.threshold = 0.75;
  d.alarm = "alarm";
  d.counted = d.inService = d.before = 7;
  d.wanted = d.after = 9;
  d.limit = "none";
  return d;
}

/// From 20:13 to 20:22, ten times, it wanted 5 workers instead of 7.
DecisionRow refusal(const std::string& limit) {
  DecisionRow d = change();
  d.last = d.first + 540;
  d.count = 10;
  d.seen = 0.5;
  d.threshold = 0.675;
  d.wanted = 5;
  d.after = 7;
  d.pending = 3;
  d.limit = limit;
  return d;
}

TEST(Explain, AChangeNamesWhatWasSeenAgainstWhatAndWhatBecameOfIt) {
  History h = history();
  h.alarms = {{72'600, 0, 0, "web.by-cpu.high", "alarm"}};
  h.events = {{72'780, "launch", 0, 0, 8, 4},
              {72'780, "launch", 0, 1, 9, 4},
              {72'790, "launch", 0, 1, 10, 0},
              {72'850.4, "in_service", 0, 0, 8, 4},
              {72'870, "in_service", 0, 1, 9, 4}};
  EXPECT_EQ(story(change(), h.services[0], h),
            "At 20:13:00 by-cpu took web from 7 to 9 workers. It saw cpu at 90 %, above the threshold of 75 %, in the "
            "period that ended at 20:12:00 (7 workers in the metric); alarm web.by-cpu.high had been on since "
            "20:10:00. 2 workers were ordered for it; all entered service, from 20:14:10 to 20:14:30, 90 s after the "
            "decision.");
}

TEST(Explain, AnAlarmThatCameOnWithTheDecisionSaysSo) {
  History h = history();
  h.alarms = {{72'780, 0, 0, "web.by-cpu.high", "alarm"}};
  EXPECT_THAT(story(change(), h.services[0], h), HasSubstr("; alarm web.by-cpu.high had just come on."));
}

TEST(Explain, ALaunchThatFailsIsSaidAndWhatNeverCameToo) {
  History h = history();
  h.events = {{72'780, "launch", 0, 0, 8, 4}, {72'800, "launch_failed", 0, 0, 8, 4}};
  EXPECT_EQ(whatFollowed(change(), launchesOf(h, change()), h),
            "1 worker was ordered for it; it failed to launch, and other tries belong to no decision.");
  h.events.push_back({72'780, "launch", 0, 0, 9, 4});
  EXPECT_EQ(whatFollowed(change(), launchesOf(h, change()), h),
            "2 workers were ordered for it; none entered service before the end of the trace; 1 failed to launch, and "
            "other tries belong to no decision.");
}

TEST(Explain, EachTriggerHasASentence) {
  const History h = history();
  const auto seen = [&](const std::string& trigger, const std::string& metric = "cpu") {
    DecisionRow d = change();
    d.trigger = trigger;
    d.metric = metric;
    return whatWasSeen(d, h.services[0], h);
  };
  EXPECT_THAT(seen("alarm"), HasSubstr("threshold of 75 %"));
  EXPECT_THAT(seen("period"), HasSubstr("cpu at 90 % for a target of 75 %"));
  EXPECT_THAT(seen("schedule"), HasSubstr("scheduled action"));
  EXPECT_THAT(seen("health"), HasSubstr("Health checks"));
  EXPECT_THAT(seen("rebalance"), HasSubstr("out of balance"));
  EXPECT_THAT(seen("repair"), HasSubstr("had not the workers"));
  EXPECT_THAT(seen("user"), HasSubstr("Somebody"));
  EXPECT_THAT(seen("forecast"), HasSubstr("It expected 0.9 requests a second at most, 0.75 for a worker."));
  EXPECT_THAT(seen("resize", ""), HasSubstr("0.75 for each unit of its first type"));
  EXPECT_THAT(seen("resize"), HasSubstr("It saw cpu at 90 %, above the threshold of 75 %"));
  EXPECT_THAT(seen("a word of a later version"), HasSubstr("unknown"));
}

TEST(Explain, AMoveAlongALadderIsOfSizeAndNotOfNumber) {
  History h = history();
  DecisionRow d = change();
  d.trigger = "resize";
  EXPECT_THAT(whatWasDone(d, h.services[0], h), HasSubstr("by-cpu moved the workers of web from size 7 to 9."));
  h.decisions = {d};
  EXPECT_EQ(momentOf(h, 0, d.time).change, nullptr);
}

TEST(Explain, APolicyWithoutAForecastSaysHowMuchItKnew) {
  History h = history();
  h.services[0].policies = {{"predictive", "predictive", {}, {}, 10}};
  h.decisions.clear();
  EXPECT_THAT(whyNot(h, 0, 3 * 3600)[0].sentence, HasSubstr("13 of 24 hours were known"));
  EXPECT_THAT(whyNot(h, 0, 14 * 3600)[0].sentence, HasSubstr("as large as its forecast asked for"));
}

TEST(Explain, AValueThatIsMissingIsNotANumber) {
  const History h = history();
  DecisionRow d = change();
  d.seen = std::nan("");
  EXPECT_THAT(whatWasSeen(d, h.services[0], h), AllOf(HasSubstr("no value of cpu"), Not(HasSubstr("nan"))));
  d.trigger = "period";
  d.seen = d.threshold = 0;  // as the row of an autoscaler to whom no metric spoke
  EXPECT_THAT(whatWasSeen(d, h.services[0], h), HasSubstr("not in the trace"));
}

TEST(Explain, EachLimitHasASentenceThatNamesIt) {
  const History h = history();
  const auto bound = [&](const std::string& limit) { return whatBound(refusal(limit), h.services[0]); };
  EXPECT_THAT(bound("min"), HasSubstr("may not be smaller than 7 (`min`)"));
  EXPECT_THAT(bound("max"), HasSubstr("may not be larger than 7 (`max`)"));
  EXPECT_THAT(bound("cooldown"), HasSubstr("cooldown"));
  EXPECT_THAT(bound("warm_up"), HasSubstr("while workers are pending (3) or warm up (`warm_up`)"));
  EXPECT_THAT(bound("stabilisation"), HasSubstr("A higher recommendation in the stabilisation window"));
  EXPECT_THAT(bound("rate_limit"), HasSubstr("no greater change"));
  EXPECT_THAT(bound("tolerance"), HasSubstr("within the tolerance"));
  EXPECT_THAT(bound("missing_data"), HasSubstr("missing"));
  EXPECT_THAT(bound("another_policy"), HasSubstr("by-requests"));
  EXPECT_THAT(bound("disabled"), HasSubstr("Scaling in is switched off"));
  EXPECT_THAT(bound("frozen"), HasSubstr("frozen"));
  EXPECT_THAT(bound("a word of a later version"), HasSubstr("a word of a later version"));
  EXPECT_THAT(bound(""), HasSubstr("unknown"));
  EXPECT_THAT(whatBound(change(), h.services[0]), IsEmpty()) << "it became what was wanted";
}

TEST(Explain, AChangeThatWasClippedSaysWhatWasWanted) {
  DecisionRow d = change();
  d.wanted = 20;
  d.limit = "max";
  EXPECT_EQ(whatBound(d, history().services[0]), "It wanted 20 workers. The fleet may not be larger than 9 (`max`).");
}

/// Knative in a panic keeps the most it has asked for, as far as `max` goes; Kubernetes' stabilisation does likewise.
TEST(Explain, AMaximumThatHoldsAWishForFewerSaysThatAnEarlierOneCounted) {
  EXPECT_EQ(whatBound(refusal("max"), history().services[0]),
            "A larger wish of shortly before still counted, and the fleet may not be larger than 7 (`max`).");
}

/// An action that sets `min` to 9 where 7 were wanted: nobody asked for 9, and nobody was refused.
TEST(Explain, AScheduledMinimumMovesTheFleet) {
  DecisionRow d = change();
  d.trigger = "schedule";
  d.seen = d.threshold = d.periodEnd = std::nan("");
  d.wanted = d.before;
  d.limit = "min";
  const History h = history();
  EXPECT_EQ(
      story(d, h.services[0], h),
      "At 20:13:00 by-cpu took web from 7 to 9 workers. Its time had come; a scheduled action reads no metric. The "
      "fleet may not be smaller than 9 (`min`).");
  EXPECT_EQ(hindrance(d), "moved by its new min");
}

TEST(Explain, ATargetForEachPodSaysSo) {
  History h = history();
  h.services[0].policies[0].reading = {"concurrency", false, "pod"};
  DecisionRow d = change();
  d.trigger = "period";
  d.seen = 112.19;
  d.threshold = 7;
  EXPECT_THAT(whatWasSeen(d, h.services[0], h), HasSubstr("concurrency at 112.19 for a target of 7 a pod"));
  EXPECT_EQ(cause(d, h.services[0]), "concurrency 112.19 for 7 a pod");
}

TEST(Explain, RefusalsThatWereJoinedSayHowLongAndHowOften) {
  const History h = history();
  EXPECT_THAT(whatWasDone(refusal("min"), h.services[0], h),
              HasSubstr("From 20:13:00 to 20:22:00, 10 times, by-cpu wanted 5 workers of web instead of 7"));
}

TEST(Explain, AMomentHasTheLastChangeAndWhatWasBeingRefused) {
  History h = history();
  DecisionRow later = change();
  later.id = 6;
  later.time = later.first = later.last = 80'000;
  later.before = 9;
  later.after = 12;
  h.decisions = {change(), refusal("warm_up"), later};
  h.events = {{70'000, "fault_begins", -1, 1, -1, 0}, {74'000, "fault_ends", -1, 1, -1, 0}};
  const Moment m = momentOf(h, 0, 73'000);
  ASSERT_TRUE(m.change && m.next);
  EXPECT_EQ(m.change->id, 4);
  EXPECT_EQ(m.next->id, 6);
  EXPECT_EQ(m.desired, 9);
  ASSERT_EQ(m.suppressed.size(), 1u);
  EXPECT_EQ(m.suppressed[0]->limit, "warm_up");
  ASSERT_EQ(m.faults.size(), 1u);
  EXPECT_EQ(m.faults[0], "Fault zone_outage in zone b had been on since 19:26:40.");
  EXPECT_TRUE(momentOf(h, 0, 75'000).faults.empty());
  // Ten refusals in 540 s: one a minute, so the wish stood until 600 s had passed, and no longer.
  EXPECT_EQ(momentOf(h, 0, 72'780 + 599).suppressed.size(), 1u);
  EXPECT_EQ(momentOf(h, 0, 72'780 + 600).suppressed.size(), 0u);
  EXPECT_EQ(momentOf(h, 0, 1000).change, nullptr);
  EXPECT_EQ(momentOf(h, 0, 1000).desired, 7) << "what the first change found";
}

/// Two of three values are above, the third is not, a fourth is not published yet: that is what the alarm saw.
TEST(Explain, WhyNotCountsThePointsBeyondTheThreshold) {
  History h = history();
  h.alarms = {{120, 0, 0, "web.by-cpu.high", "ok"}};
  h.datapoints = {{0, 0, "cpu", 60, 0.8}, {0, 0, "cpu", 120, 0.7}, {0, 0, "cpu", 180, 0.78}, {0, 0, "cpu", 240, 0.9}};
  const auto reasons = whyNot(h, 0, 250);
  ASSERT_EQ(reasons.size(), 2u);
  EXPECT_EQ(reasons[0].policy, "by-cpu");
  EXPECT_THAT(reasons[0].sentence,
              HasSubstr("Alarm web.by-cpu.high on cpu was not on (ok); 2 of the last 3 values were above 75 % (3 of 3 "
                        "must be), the newest, of 00:03:00, was 78 %."));
  EXPECT_THAT(reasons[0].sentence, HasSubstr("Alarm web.by-cpu.low on cpu was not on (insufficient_data)"));
}

/// A window of two minutes that slides every minute: the alarm looks at the newest and at the one before that touches
/// it, of minutes 4 and 2; what ends in minute 3 overlaps both.
TEST(Explain, WhyNotCountsPeriodsThatTouch) {
  History h = history();
  AlarmFacts& high = h.services[0].policies[0].alarms[0];
  high.rule.points = high.rule.of = 2;
  high.overlap = 2;
  h.datapoints = {{0, 0, "cpu", 120, 0.7}, {0, 0, "cpu", 180, 0.9}, {0, 0, "cpu", 240, 0.9}};
  EXPECT_THAT(whyNot(h, 0, 300)[0].sentence, HasSubstr("; 1 of the last 2 values was above 75 % (2 of 2 must be), "));
  h.datapoints[0].value = std::nan("");
  EXPECT_THAT(whyNot(h, 0, 300)[0].sentence,
              HasSubstr("(2 of 2 must be), 1 missing, the newest, of 00:04:00, was 90 %"));
}

TEST(Explain, WhyNotIsHonestAboutWhatTheTraceDoesNotSay) {
  History h = history();
  EXPECT_THAT(whyNot(h, 0, 100)[1].sentence, HasSubstr("unknown")) << "a policy without alarms and without a row";
  h.services[0].policies.clear();
  EXPECT_THAT(whyNot(h, 0, 100)[0].sentence, HasSubstr("no policy"));
  h.services[0].known = false;
  EXPECT_THAT(whyNot(h, 0, 100)[0].sentence, HasSubstr("Unknown"));
}

TEST(Explain, AnInstantIsWrittenAsInAScenario) {
  History h = history();
  EXPECT_EQ(instantOf("20:13", h).seconds, 72'780);
  EXPECT_EQ(instantOf("day 1 20:13:30", h).seconds, 72'810);
  EXPECT_EQ(instantOf("90s", h).seconds, 90);
  EXPECT_EQ(instantOf("2026-11-26T01:00:00Z", h).seconds, 3600);
  EXPECT_THAT(instantOf("8:05", h).error, HasSubstr("`08:05`"));
  EXPECT_THAT(instantOf("90", h).error, HasSubstr("90s"));
  EXPECT_THAT(instantOf("peak", h).error, HasSubstr("write the time it was"));
  EXPECT_THAT(instantOf("day 2 20:13", h).error, HasSubstr("after the end"));
  EXPECT_THAT(instantOf("2026-11-25T01:00:00Z", h).error, HasSubstr("before the run began"));
}

/// Clocks in Berlin went from 02:00 to 03:00 on 29 March 2026, so the day's 20:13 is 19 h 13 min after its midnight.
TEST(Explain, ClocksAreThoseOfTheRunsTimeZone) {
  History h = history();
  h.calendar = Calendar("2026-03-28T23:00:00Z", "Europe/Berlin");
  EXPECT_EQ(h.clock(0), "00:00:00");
  EXPECT_EQ(h.clock(19 * 3600 + 13 * 60), "20:13:00");
  EXPECT_EQ(instantOf("20:13", h).seconds, 19 * 3600 + 13 * 60);
  EXPECT_EQ(h.clock(24 * 3600), "day 2 01:00:00");
}

TEST(Explain, JsonHasTheRowAndItsStory) {
  History h = history();
  h.decisions = {change(), refusal("min")};
  const auto all = nlohmann::json::parse(jsonOf(h, {}));
  EXPECT_EQ(all["schema"], 1);
  ASSERT_EQ(all["decisions"].size(), 2u);
  EXPECT_EQ(all["decisions"][1]["limit"], "min");
  EXPECT_EQ(all["decisions"][1]["count"], 10);
  const auto one = nlohmann::json::parse(jsonOf(h, {72'900.0, 0, true}));
  EXPECT_EQ(one["services"][0]["desired"], 9);
  EXPECT_EQ(one["services"][0]["change"]["policy"], "by-cpu");
  EXPECT_EQ(one["services"][0]["suppressed"][0]["before"], 7);
  EXPECT_EQ(one["services"][0]["why_not"].size(), 2u);
}

TEST(Explain, AServiceToWhichNothingHappenedSaysSo) {
  History h = history();
  EXPECT_EQ(textOf(h, {}), "web: nothing was changed, and nothing refused\n");
  h.services[0].policies.clear();
  EXPECT_EQ(textOf(h, {}), "web: it has no policy; nothing was decided\n");
  h.finished = false;
  EXPECT_THAT(textOf(h, {}), HasSubstr("not finished"));
}

}  // namespace
}  // namespace headroom::why
