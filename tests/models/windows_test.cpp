// Windows of promises: what came and ended in them, to the minute.
#include "clockwork.h"

#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>

namespace headroom {
namespace {

/// A worker in each zone; a request takes 20 ms.
ScenarioSpec aWorkerAZone(double seconds) {
  ScenarioSpec spec = clockwork(seconds, 0.02);
  spec.services[0].fleet.min = spec.services[0].fleet.max = 2;
  return spec;
}

ExpectSpec overTimes(const std::string& name, double from, double until) {
  ExpectSpec e;
  e.name = name;
  e.metric = "availability";
  e.from = after(from);
  e.until = after(until);
  return e;
}

ExpectSpec overFault(const std::string& fault) {
  ExpectSpec e;
  e.name = "promise";
  e.metric = "availability";
  e.fault = fault;
  return e;
}

FaultSpec errors(const std::string& name) {
  FaultSpec f;
  f.name = name;
  f.fault = Erroring{"web", "", Ratio{1}};
  return f;
}

/// Two unknown values are the same.
bool same(double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); }

/// Poisson arrivals that queue, time out and are tried again, with errors for a while: nothing in it is even.
ScenarioSpec restless() {
  ScenarioSpec spec = aWorkerAZone(1300);
  spec.demand[0].rate = {{"constant", ConstantCurve{{60}}}};
  spec.demand[0].arrivals.kind = ArrivalsSpec::Kind::poisson;
  spec.demand[0].client.timeout = Deterministic{Duration::milliseconds(100)};
  spec.demand[0].client.attempts = 2;
  spec.services[0].worker.serviceTime = Exponential{Duration::milliseconds(25)};
  FaultSpec f = errors("errors");
  f.at = after(400);
  f.lasts = Deterministic{Duration::seconds(100)};
  spec.faults.push_back(f);
  return spec;
}

TEST(Windows, OfTheWholeRunShowTheSummary) {
  ScenarioSpec spec = restless();
  spec.sample = Duration::seconds(7);
  spec.expect.push_back(overTimes("all", 0, 1300));
  const Summary s = run(spec);
  EXPECT_EQ(s["over.all.length_s"], 1300);
  EXPECT_GT(s["requests.timed_out"], 0);
  EXPECT_GT(s["services.web.calls.late"], 0);
  std::size_t compared = 0;
  for (const Figure& f : s.figures) {
    if (!f.path.starts_with("over.all.") || f.path == "over.all.length_s") continue;
    const Figure* whole = s.find(f.path.substr(9));
    ASSERT_NE(whole, nullptr) << f.path;
    EXPECT_DOUBLE_EQ(f.value, whole->value) << f.path;  // sums of the mean are added in another order
    ++compared;
  }
  EXPECT_EQ(compared, 28u) << "six counts, availability and seven latencies, of users and of web";
}

TEST(Windows, OfTimesAddUpToTheRun) {
  ScenarioSpec spec = restless();
  spec.expect = {overTimes("first", 0, 420), overTimes("second", 420, 600), overTimes("third", 600, 1300)};
  const Summary s = run(spec);
  for (const std::string name : {"requests.offered", "requests.served", "requests.failed", "requests.timed_out",
                                 "requests.retries", "services.web.calls.failed", "services.web.calls.late"})
    EXPECT_EQ(s["over.first." + name] + s["over.second." + name] + s["over.third." + name], s[name]) << name;
  EXPECT_EQ(std::max({s["over.first.latency_s.max"], s["over.second.latency_s.max"], s["over.third.latency_s.max"]}),
            s["latency_s.max"]);
}

TEST(Windows, DoNotDependOnTheLengthOfABucket) {
  ScenarioSpec spec = restless();
  spec.expect = {overFault("errors"), overTimes("times", 120, 660)};
  std::vector<Summary> made;
  for (const std::int64_t sample : {1, 7, 60, 77, 600, 1300}) {
    spec.sample = Duration::seconds(sample);
    made.push_back(run(spec));
  }
  for (const Summary& s : made)
    for (std::size_t i = 0; i < s.figures.size(); ++i) {
      if (!s.figures[i].path.starts_with("over.")) continue;
      EXPECT_TRUE(same(s.figures[i].value, made[0].figures[i].value)) << s.figures[i].path;
    }
}

TEST(Windows, ChangeNothingElse) {
  ScenarioSpec spec = restless();
  spec.sample = Duration::seconds(77);
  Heard without, with;
  World plain(compile(spec), 1);
  plain.run({&without, 0});
  spec.expect = {overFault("errors"), overTimes("times", 60, 660)};
  World asked(compile(spec), 1);
  asked.run({&with, 0});
  EXPECT_EQ(plain.fingerprint(), asked.fingerprint());
  EXPECT_EQ(plain.eventCount(), asked.eventCount());
  const Summary a = summaryOf(plain), b = summaryOf(asked);
  for (const Figure& f : a.figures) EXPECT_TRUE(same(f.value, b[f.path])) << f.path;
  ASSERT_EQ(without.buckets.size(), 17u);
  ASSERT_EQ(with.buckets.size(), 17u);
  for (std::size_t k = 0; k < 17; ++k)
    for (std::size_t i = 0; i < without.buckets[k].size(); ++i)
      EXPECT_TRUE(same(without.buckets[k][i], with.buckets[k][i])) << k << " " << i;
}

/// Errors from 2:30 to 3:30, so the window is 2:00 to 4:00: 120 requests, of which the 60 that ended in the errors
/// failed. Each takes exactly 20 ms.
TEST(Windows, OfAFaultAreTheMinutesItTouched) {
  ScenarioSpec spec = aWorkerAZone(600);
  FaultSpec f = errors("errors");
  f.at = after(150);
  f.lasts = Deterministic{Duration::seconds(60)};
  spec.faults.push_back(f);
  spec.expect.push_back(overFault("errors"));
  const Summary s = run(spec);
  EXPECT_EQ(s["over.errors.length_s"], 120);
  EXPECT_EQ(s["over.errors.requests.offered"], 120);
  EXPECT_EQ(s["over.errors.requests.failed"], 60);
  EXPECT_EQ(s["over.errors.requests.served"], 60);
  EXPECT_EQ(s["over.errors.requests.rejected"], 0);
  EXPECT_EQ(s["over.errors.availability"], 0.5);
  EXPECT_NEAR(s["over.errors.latency_s.mean"], 0.02, 1e-12);
  EXPECT_NEAR(s["over.errors.latency_s.p99"], 0.02, 0.02 * Histogram::relativeError);
  EXPECT_EQ(s["over.errors.latency_s.max"], 0.02);
  EXPECT_EQ(s["over.errors.services.web.calls.failed"], 60);
  EXPECT_EQ(s["over.errors.services.web.availability"], 0.5);
}

/// It holds from 5:00 to 5:30, 10:30 to 11:00 and 16:00 to 16:30: of the minute that begins as it ends, no part.
TEST(Windows, OfAFaultThatComesAgainAreAllItsTimes) {
  ScenarioSpec spec = aWorkerAZone(1080);
  FaultSpec f = errors("errors");
  f.every = Deterministic{Duration::minutes(5)};
  f.lasts = Deterministic{Duration::seconds(30)};
  spec.faults.push_back(f);
  spec.expect = {overFault("errors"), overFault("errors")};
  const Summary s = run(spec);
  EXPECT_EQ(s["over.errors.length_s"], 180);
  EXPECT_EQ(s["over.errors.requests.failed"], s["requests.failed"]);
  EXPECT_EQ(s["over.errors.requests.failed"], 90);
  EXPECT_EQ(std::count_if(s.figures.begin(), s.figures.end(),
                          [](const Figure& x) { return x.path == "over.errors.availability"; }),
            1)
      << "two promises, one window";
}

TEST(Windows, OfACrashAreItsMinute) {
  ScenarioSpec spec = aWorkerAZone(600);
  FaultSpec f;
  f.name = "crash";
  f.fault = InstanceCrash{"web", 1};
  f.at = after(180);
  spec.faults.push_back(f);
  spec.expect.push_back(overFault("crash"));
  const Summary s = run(spec);
  EXPECT_EQ(s["over.crash.length_s"], 60);
  EXPECT_EQ(s["over.crash.requests.offered"], 60);
  EXPECT_GT(s["over.crash.requests.failed"], 0) << "those sent to the dead worker before its checks fail";
}

TEST(Windows, OfAFaultThatNeverComesAreUnknown) {
  ScenarioSpec spec = aWorkerAZone(600);
  FaultSpec f = errors("never");
  f.every = Deterministic{Duration::hours(1)};
  f.lasts = Deterministic{Duration::minutes(1)};
  spec.faults.push_back(f);
  spec.expect.push_back(overFault("never"));
  const Summary s = run(spec);
  EXPECT_EQ(s["over.never.length_s"], 0);
  for (const char* name : {"requests.failed", "availability", "latency_s.mean", "latency_s.p99",
                           "services.web.calls.offered", "services.web.availability"}) {
    ASSERT_NE(s.find(std::string("over.never.") + name), nullptr) << name;
    EXPECT_TRUE(std::isnan(s[std::string("over.never.") + name])) << name;
  }
}

/// Every request takes 90 s: of those offered in the first minute none ends in it, and in the second minute those end
/// that were offered in its second half less a minute: 30. The measured window, which is later, does not matter.
TEST(Windows, CountAnEndWhenItHappens) {
  ScenarioSpec spec = aWorkerAZone(600);
  spec.services[0].worker.serviceTime = Deterministic{Duration::seconds(90)};
  spec.services[0].worker.slots.value = 200;
  spec.measure.from = after(330);
  spec.expect = {overTimes("first", 0, 60), overTimes("second", 60, 120)};
  const Summary s = run(spec);
  EXPECT_NEAR(s["over.first.requests.offered"], 60, 1) << "the phase of the arrivals";
  EXPECT_EQ(s["over.first.requests.served"], 0);
  EXPECT_TRUE(std::isnan(s["over.first.availability"]));
  EXPECT_NEAR(s["over.second.requests.served"], 30, 1);
  EXPECT_EQ(s["over.second.availability"], 1);
  EXPECT_EQ(s["over.second.latency_s.max"], 90);
}

TEST(Windows, MoveToWholeMinutesAndTheEndOfTheRun) {
  ScenarioSpec spec = aWorkerAZone(630);
  spec.expect = {overTimes("rounded", 89, 211), overTimes("half", 90, 210), overTimes("short", 40, 80),
                 overTimes("tail", 600, 630), overTimes("end", 629, 630)};
  const Summary s = run(spec);
  EXPECT_EQ(s["over.rounded.length_s"], 180) << "1:00 to 4:00";
  EXPECT_EQ(s["over.half.length_s"], 120) << "2:00 to 4:00: half a minute goes up";
  EXPECT_EQ(s["over.short.length_s"], 60) << "nothing between 1:00 and 1:00, so the minute it begins in";
  EXPECT_EQ(s["over.tail.length_s"], 30);
  EXPECT_EQ(s["over.end.length_s"], 30) << "the last minute, as long as it is";
  EXPECT_EQ(s["over.rounded.requests.served"], 180);
}

TEST(Windows, EndWithTheRunEvenIfItDrains) {
  ScenarioSpec spec = aWorkerAZone(60);
  spec.atEnd = ScenarioSpec::AtEnd::drain;
  spec.services[0].worker.serviceTime = Deterministic{Duration::seconds(40)};
  spec.services[0].worker.slots.value = 200;
  spec.expect.push_back(overTimes("all", 0, 60));
  const Summary s = run(spec);
  EXPECT_EQ(s["requests.served"], s["requests.offered"]);
  EXPECT_NEAR(s["over.all.requests.served"], 20, 1) << "those offered in the first 20 s";
}

TEST(Windows, ArePartOfTheStateOfARun) {
  ScenarioSpec spec = restless();
  spec.expect = {overFault("errors"), overTimes("times", 60, 660)};
  World whole(compile(spec), 1);
  ASSERT_FALSE(whole.run({}, 50'001));
  World copy = whole;
  copy.run({});
  const Summary first = summaryOf(copy);
  whole.run({});
  const Summary second = summaryOf(whole);
  ASSERT_EQ(first.figures.size(), second.figures.size());
  for (std::size_t i = 0; i < first.figures.size(); ++i)
    EXPECT_TRUE(same(first.figures[i].value, second.figures[i].value)) << first.figures[i].path;
}

/// One worker a zone; zone a goes again and again, and sessions live on the worker that has them.
ScenarioSpec stickyUnderOutages() {
  ScenarioSpec spec = aWorkerAZone(3600);
  spec.demand[0].rate = {{"constant", ConstantCurve{{20}}}};
  spec.services[0].balancer.sessions = BalancerSpec::Sessions::sticky;
  spec.services[0].balancer.sessionCount = 50;
  spec.services[0].worker.slots.value = 8;
  spec.services[0].balancer.healthCheck.interval = Duration::seconds(10);
  for (const std::string zone : {"a", "b"}) {
    FaultSpec f;
    f.name = "outage-" + zone;
    f.fault = ZoneOutage{zone};
    f.every = Deterministic{Duration::minutes(zone == "a" ? 5 : 7)};
    f.lasts = Deterministic{Duration::minutes(2)};
    spec.faults.push_back(f);
  }
  return spec;
}

TEST(Sessions, LostShareIsOfSessionsLostAtLeastOnce) {
  const Summary s = run(stickyUnderOutages());
  EXPECT_GT(s["services.web.sessions.lost"], 50) << "sessions are lost again and again";
  EXPECT_EQ(s["services.web.sessions.lost_share"], 1) << "and each of the 50 at least once";
}

TEST(Sessions, AreLostInTheMeasuredWindow) {
  ScenarioSpec spec = stickyUnderOutages();
  const double all = run(spec)["services.web.sessions.lost"];
  spec.measure.until = after(1800);
  const double before = run(spec)["services.web.sessions.lost"];
  spec.measure.until.reset();
  spec.measure.from = after(1800);
  EXPECT_EQ(before + run(spec)["services.web.sessions.lost"], all);
  EXPECT_GT(before, 0);
  spec.measure.from = after(0);
  spec.measure.until = after(240);
  const Summary early = run(spec);
  EXPECT_EQ(early["services.web.sessions.lost"], 0) << "nothing breaks in the first four minutes";
  EXPECT_EQ(early["services.web.sessions.lost_share"], 0);
}

}  // namespace
}  // namespace headroom
