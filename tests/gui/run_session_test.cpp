// SPDX-License-Identifier: GPL-3.0-or-later
/// The engine in its own thread: it is told what to do, and stays the run that the command line makes.
#include "tests/gui/live_run.h"

#include <cmath>

#include <gtest/gtest.h>

namespace headroom::gui {
namespace {

/// A run that takes the engine many seconds: an hour of it is 400,000 events.
std::shared_ptr<const Prepared> prepareLong() { return prepareSmall({"duration=30d", "sample=60s", "faults=null"}); }

TEST(RunSession, ARunInTheWindowHasTheFingerprintOfTheCommandLine) {
  for (const char* name : {"llm-bursts", "scale-to-zero", "load-step", "two-types"}) {
    const auto prepared = prepareLibrary(name);
    ASSERT_TRUE(prepared->ready()) << prepared->trouble;
    RunSession session;
    session.start(prepared, {.running = true});
    ASSERT_TRUE(waitFor([&] { return ended(session); }));
    ASSERT_EQ(session.progress().state, RunState::ended) << session.progress().trouble;
    EXPECT_EQ(session.outcome()->result.fingerprint, fingerprintOf(*prepared)) << name;
    EXPECT_EQ(session.data()->head().fingerprint, session.outcome()->result.fingerprint);
    EXPECT_EQ(session.progress().share(), 1);
  }
}

TEST(RunSession, StoppingSteppingAndPacingOnTheWayChangesNothing) {
  const auto prepared = prepareSmall();
  RunSession session;
  session.start(prepared);
  for (const Step step : {Step::event, Step::bucket, Step::decision, Step::bucket, Step::event}) {
    session.step(step);
    session.pauseNow();
  }
  session.setPace(20'000);
  session.run();
  ASSERT_TRUE(waitFor([&] { return ended(session) || session.progress().share() > 0.5; }));
  session.pauseNow();
  session.setPace(0);
  session.run();
  ASSERT_TRUE(waitFor([&] { return ended(session); }));
  EXPECT_EQ(session.outcome()->result.fingerprint, fingerprintOf(*prepared));
}

TEST(RunSession, StepsEndAtTheNextEventBucketAndDecision) {
  RunSession session;
  session.start(prepareSmall());
  const auto paused = [&](std::uint64_t events) {
    return waitFor([&] { return session.progress().state == RunState::paused && session.progress().events > events; });
  };
  session.step(Step::event);
  ASSERT_TRUE(paused(0));
  EXPECT_EQ(session.progress().events, 1u);
  session.step(Step::bucket);
  ASSERT_TRUE(paused(1));
  EXPECT_EQ(session.data()->buckets(), 1u);
  EXPECT_EQ(session.progress().now.inSeconds(), 10) << "the end of the first bucket";
  const std::uint64_t before = session.progress().events;
  session.step(Step::decision);
  ASSERT_TRUE(paused(before));
  EXPECT_EQ(session.data()->rows(headroom::decisionTable), 1u);
  EXPECT_EQ(session.data()->column(headroom::decisionTable, 1).at(0), session.progress().now.inSeconds());
}

/// From the call to the signal that says so, with the event loop between.
TEST(RunSession, CommandsActWithin100Milliseconds) {
  RunSession session;
  session.start(prepareLong(), {.running = true});
  ASSERT_TRUE(waitFor([&] { return session.progress().now > Instant() && session.progress().events > 100'000; }));
  const auto takes = [&](const std::function<void()>& command, const std::function<bool()>& acted) {
    QElapsedTimer timer;
    timer.start();
    command();
    EXPECT_TRUE(waitFor(acted));
    return timer.elapsed();
  };
  const auto is = [&](RunState s) { return [&session, s] { return session.progress().state == s; }; };
  for (int i = 0; i < 5; ++i) {
    EXPECT_LT(takes([&] { session.pause(); }, is(RunState::paused)), 100);
    const Instant at = session.progress().now;
    QTest::qWait(20);
    EXPECT_EQ(session.progress().now, at) << "paused is paused";
    EXPECT_LT(takes([&] { session.step(Step::event); }, [&] { return session.progress().now > at; }), 100);
    EXPECT_LT(takes([&] { session.run(); }, is(RunState::running)), 100);
  }
  session.setPace(1);
  QTest::qWait(100);
  const Instant from = session.progress().now;
  QTest::qWait(200);
  EXPECT_LT((session.progress().now - from).inSeconds(), 2) << "a second of the run takes a second";
  EXPECT_LT(takes([&] { session.stop(); }, is(RunState::stopped)), 100);
  EXPECT_EQ(session.data()->head().status, "interrupted");
}

TEST(RunSession, APaceIsKept) {
  RunSession session;
  session.start(prepareLong(), {.running = true, .pace = 100});
  ASSERT_TRUE(waitFor([&] { return session.progress().now > Instant(); }));
  QElapsedTimer timer;
  timer.start();
  const Instant from = session.progress().now;
  QTest::qWait(500);
  const double passed = static_cast<double>(timer.elapsed()) / 1e3;
  EXPECT_NEAR((session.progress().now - from).inSeconds() / passed, 100, 25);
}

TEST(RunSession, ARunShowsItselfTenTimesASecondAndTellsWhatIsLeft) {
  RunSession session;
  int moved = 0;
  QObject::connect(&session, &RunSession::moved, [&] { ++moved; });
  session.start(prepareLong(), {.running = true});
  ASSERT_TRUE(waitFor([&] { return moved > 0; }));
  moved = 0;
  QTest::qWait(1000);
  EXPECT_GE(moved, 10);
  EXPECT_GT(session.progress().eventsPerSecond, 1e4);
  EXPECT_GT(session.progress().secondsLeft, 0);
  EXPECT_GT(session.data()->buckets(), 10u);
}

TEST(RunSession, WhatWasHandedOutStaysAsItWas) {
  RunSession session;
  session.start(prepareLong(), {.running = true});
  ASSERT_TRUE(waitFor([&] { return session.data() && session.data()->buckets() > 10; }));
  const auto held = session.data();
  const std::size_t buckets = held->buckets();
  const auto values = held->series(1);
  ASSERT_TRUE(waitFor([&] { return session.data()->buckets() > buckets + 200; }));
  EXPECT_EQ(held->buckets(), buckets);
  EXPECT_EQ(held->series(1), values);
}

TEST(RunSession, ARunThatGoesAgainOverWhatWasSeenPausesThere) {
  RunSession session;
  session.start(prepareSmall(), {.running = true, .pace = 3000});
  ASSERT_TRUE(waitFor([&] { return session.progress().now.inSeconds() > 300; }));
  const Instant at = session.pauseNow();
  const std::uint64_t events = session.progress().events;
  const auto seen = session.data();
  session.start(prepareSmall(), {.seenTo = at});
  EXPECT_EQ(session.data(), seen) << "what is on show stays";
  ASSERT_TRUE(waitFor([&] { return !session.progress().catchingUp && session.progress().state == RunState::paused; }));
  EXPECT_EQ(session.progress().now, at);
  EXPECT_EQ(session.progress().events, events);
}

TEST(RunSession, WhatCannotBeRunFailsWithASentence) {
  RunSession session;
  session.start(prepareSmall({"services.web.fleet.mni=3"}), {.running = true});
  EXPECT_EQ(session.progress().state, RunState::failed);
  EXPECT_NE(session.progress().trouble.find("there is no `mni`"), std::string::npos) << session.progress().trouble;
  Recipe absent;
  absent.file = "absent.yaml";
  session.start(prepare(absent), {.running = true});
  EXPECT_EQ(session.progress().state, RunState::failed);
  EXPECT_NE(session.progress().trouble, "");
}

/// A text from elsewhere must not start a program because somebody looked at it.
TEST(RunSession, NoProgramIsStartedForAScenarioThatWantsOne) {
  const auto prepared = prepareSmall({"services.web.scaling=[{external: {command: [touch, started]}}]"});
  EXPECT_FALSE(prepared->ready());
  EXPECT_NE(prepared->trouble.find("would start a program"), std::string::npos) << prepared->trouble;
}

/// The engine's own mistakes, as a program that decides and is not there.
TEST(RunSession, AFailureWhileRunningEndsInASentence) {
  Recipe recipe;
  recipe.file = "small.yaml";
  recipe.text = smallScenario;
  recipe.sets = {"services.web.scaling=[{external: {command: [/nowhere/at/all]}}]"};
  recipe.allowExternal = true;
  RunSession session;
  session.start(prepare(recipe), {.running = true});
  ASSERT_TRUE(waitFor([&] { return ended(session); }));
  EXPECT_EQ(session.progress().state, RunState::failed);
  EXPECT_NE(session.progress().trouble, "");
}

TEST(RunSession, ASessionThatIsDestroyedEndsItsThread) {
  for (int i = 0; i < 20; ++i) {
    RunSession session;
    session.start(prepareLong(), {.running = i % 2 == 0});
    if (i % 3 == 0) QTest::qWait(5);
  }
}

TEST(Prepared, ARunIsRepeatedByTheLineItGives) {
  Recipe recipe;
  recipe.file = "az-outage";
  recipe.sets = {"services.web.fleet.min=6", "faults.x={zone_outage: {zone: b, at: 10min}}"};
  recipe.seed = 9;
  EXPECT_EQ(prepare(recipe)->command(),
            "headroom run az-outage --set services.web.fleet.min=6 "
            "--set 'faults.x={zone_outage: {zone: b, at: 10min}}' --seed 9");
}

}  // namespace
}  // namespace headroom::gui
