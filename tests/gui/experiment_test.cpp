// SPDX-License-Identifier: GPL-3.0-or-later
/// What is done to a running system by hand is a part of its scenario, and can be repeated from the text.
#include "gui/run/experiment.h"

#include "gui/run/save_trace.h"
#include "tests/gui/live_run.h"

#include <algorithm>

#include <gtest/gtest.h>

namespace headroom::gui {
namespace {

Recipe smallRecipe() {
  Recipe recipe;
  recipe.file = "small.yaml";
  recipe.text = smallScenario;
  return recipe;
}

Injection injectionOf(Injection::Kind kind) {
  Injection i;
  i.kind = kind;
  i.place = kind == Injection::Kind::loseZone ? "c"
            : kind == Injection::Kind::surge  ? "users"
            : kind == Injection::Kind::resize ? "web"
                                              : "orders";
  i.strength = kind == Injection::Kind::errors ? 50 : kind == Injection::Kind::resize ? 14 : 2;
  i.lasts = Duration::minutes(3);
  return i;
}

/// Runs to about two minutes, and waits there.
void startAndPause(Experiment& e) {
  e.start(smallRecipe(), {.running = true, .pace = 2000});
  ASSERT_TRUE(waitFor([&] { return e.session().progress().now.inSeconds() > 120; }));
  e.session().pauseNow();
  ASSERT_EQ(e.session().progress().state, RunState::paused);
}

std::string fingerprintOfText(const std::string& text) {
  const Loaded loaded = loadText(text, "saved.yaml");
  EXPECT_TRUE(loaded.ok()) << (loaded.issues.empty() ? "" : loaded.issues[0].what);
  if (!loaded.ok()) return {};
  NoProgress quiet;
  return runOnce(compile(*loaded.spec), static_cast<std::uint64_t>(loaded.spec->seed), 0, {}, quiet).fingerprint;
}

std::string finish(Experiment& e) {
  e.session().setPace(0);
  e.session().run();
  EXPECT_TRUE(waitFor([&] { return ended(e.session()); }));
  EXPECT_EQ(e.session().progress().state, RunState::ended) << e.session().progress().trouble;
  return e.session().outcome() ? e.session().outcome()->result.fingerprint : "";
}

class EveryKind : public testing::TestWithParam<Injection::Kind> {};

TEST_P(EveryKind, ARunWithAnInjectionIsTheRunOfTheSavedScenario) {
  Experiment e;
  startAndPause(e);
  const Instant at = e.session().progress().now;
  const std::string before = e.session().progress().fingerprint;
  const std::uint64_t events = e.session().progress().events;
  ASSERT_TRUE(e.inject(injectionOf(GetParam()))) << e.trouble();
  ASSERT_TRUE(waitFor([&] { return !e.session().progress().catchingUp; }));
  EXPECT_EQ(e.session().progress().now, at) << "it goes on from where it was";
  if (GetParam() != Injection::Kind::surge) {  // whose demand has a fingerprint of its own beside the others'
    EXPECT_EQ(e.session().progress().fingerprint, before) << "and what was before is the same";
  }
  EXPECT_EQ(e.session().progress().events, events);
  EXPECT_FALSE(e.rewroteThePast());
  const std::string changed = finish(e);
  EXPECT_EQ(changed, fingerprintOfText(e.scenarioText(".")));
  EXPECT_NE(changed, fingerprintOf(*prepareSmall())) << "it did something";
}

INSTANTIATE_TEST_SUITE_P(Injections, EveryKind,
                         testing::Values(Injection::Kind::loseZone, Injection::Kind::killWorkers, Injection::Kind::slow,
                                         Injection::Kind::errors, Injection::Kind::surge, Injection::Kind::resize),
                         [](const auto& kind) {
                           std::string word = describe(kind.param).word;
                           std::erase(word, '-');
                           return word;
                         });

TEST(Experiment, AnInjectionIntoARunThatGoesOnLetsItGoOn) {
  Experiment e;
  e.start(smallRecipe(), {.running = true, .pace = 500});
  ASSERT_TRUE(waitFor([&] { return e.session().progress().now.inSeconds() > 60; }));
  ASSERT_TRUE(e.inject(injectionOf(Injection::Kind::loseZone)));
  const double at = e.injections()[0].at.inSeconds();
  ASSERT_TRUE(waitFor([&] { return e.session().progress().now.inSeconds() > at + 10; }));
  EXPECT_EQ(e.session().progress().state, RunState::running);
  EXPECT_EQ(e.session().pace(), 500);
}

TEST(Experiment, WhatIsTakenBackHasNeverBeen) {
  Experiment e;
  startAndPause(e);
  ASSERT_TRUE(e.inject(injectionOf(Injection::Kind::loseZone)));
  ASSERT_TRUE(waitFor([&] { return !e.session().progress().catchingUp; }));
  ASSERT_TRUE(e.inject(injectionOf(Injection::Kind::surge)));
  EXPECT_EQ(e.injections()[1].name, "injected-2");
  ASSERT_TRUE(waitFor([&] { return !e.session().progress().catchingUp; }));
  ASSERT_TRUE(e.takeBack(0));
  ASSERT_TRUE(e.takeBack(0));
  EXPECT_TRUE(e.injections().empty());
  ASSERT_TRUE(waitFor([&] { return !e.session().progress().catchingUp; }));
  EXPECT_EQ(finish(e), fingerprintOf(*prepareSmall()));
}

TEST(Experiment, AnInjectionThatCannotBeLeavesTheRunAsItWas) {
  Experiment e;
  startAndPause(e);
  Injection wrong = injectionOf(Injection::Kind::loseZone);
  wrong.place = "nowhere";
  EXPECT_FALSE(e.inject(wrong));
  EXPECT_NE(e.trouble().find("nowhere"), std::string::npos) << e.trouble();
  EXPECT_TRUE(e.injections().empty());
  EXPECT_EQ(finish(e), fingerprintOf(*prepareSmall()));
}

TEST(Experiment, AnotherSeedKeepsWhatWasInjected) {
  Experiment e;
  startAndPause(e);
  ASSERT_TRUE(e.inject(injectionOf(Injection::Kind::killWorkers)));
  e.again(8);
  const std::string eight = finish(e);
  EXPECT_EQ(e.session().prepared()->seed(), 8u);
  EXPECT_EQ(e.injections().size(), 1u);
  EXPECT_EQ(eight, fingerprintOfText(e.scenarioText(".")));
}

/// Recorded arrivals come at exact times; a factor on their curve would have moved them all.
TEST(Experiment, ASurgeOfRecordedDemandLeavesThePastAlone) {
  Recipe recipe;
  recipe.file = "az-outage";
  Experiment e;
  e.start(recipe, {.running = true, .pace = 20'000});
  ASSERT_TRUE(waitFor([&] { return e.session().progress().now.inSeconds() > 3600; }));
  Injection surge;
  surge.kind = Injection::Kind::surge;
  surge.place = e.session().prepared()->blueprint->spec.demand.at(0).name;
  surge.strength = 3;
  ASSERT_TRUE(e.inject(surge)) << e.trouble();
  ASSERT_TRUE(waitFor([&] { return !e.session().progress().catchingUp; }));
  EXPECT_FALSE(e.rewroteThePast());
  const double at = e.injections()[0].at.inSeconds();
  e.session().setPace(0);
  ASSERT_TRUE(waitFor([&] { return e.session().data() && e.session().data()->edges().back() > at + 600; }));
  const auto all = e.session().data()->series(1), edges = e.session().data()->edges();
  double before = 0, after = 0;
  for (std::size_t k = 0; k + 1 < edges.size(); ++k) {
    if (edges[k + 1] <= at && edges[k] > at - 600) before += all[k];
    if (edges[k] >= at && edges[k + 1] < at + 600) after += all[k];
  }
  EXPECT_GT(after, 2 * before);
}

/// Files that the scenario refers to are found from where the text is saved.
TEST(Experiment, ASavedScenarioOfTheLibraryFindsItsData) {
  Scratch scratch;
  Recipe recipe;
  recipe.file = "az-outage";
  Experiment e;
  e.start(recipe);
  scratch.put("saved.yaml", e.scenarioText(scratch / ""));
  const Loaded loaded = load(scratch / "saved.yaml");
  EXPECT_TRUE(loaded.ok()) << (loaded.issues.empty() ? "" : loaded.issues[0].what);
}

TEST(Injection, TheFormHasWhatTheScenarioHas) {
  const auto prepared = prepareSmall();
  const ScenarioSpec& spec = prepared->blueprint->spec;
  using Names = std::vector<std::string>;
  EXPECT_EQ(placesOf(Injection::Kind::loseZone, spec), (Names{"a", "b", "c"}));
  EXPECT_EQ(placesOf(Injection::Kind::killWorkers, spec), (Names{"web", "orders"}));
  EXPECT_EQ(placesOf(Injection::Kind::surge, spec), Names{"users"});
}

TEST(Injection, ItsTextIsWhatOneWouldWrite) {
  Injection i = injectionOf(Injection::Kind::loseZone);
  i.at = Instant::at(Duration::minutes(10));
  i.name = "injected-1";
  EXPECT_EQ(setOf(i, prepareSmall()->blueprint->spec),
            "faults.injected-1={zone_outage: {zone: c, at: 10min, lasts: 3min}}");
  EXPECT_EQ(sentenceOf(i), "zone c lost, 3 min");
  i.kind = Injection::Kind::surge;
  i.place = "users";
  EXPECT_EQ(setOf(i, prepareSmall()->blueprint->spec).find('\n'), std::string::npos);
  i = injectionOf(Injection::Kind::loseZone);
  i.at = Instant::at(Duration::minutes(10));
  i.name = "injected-1";
  i.lasts.reset();
  EXPECT_EQ(setOf(i, prepareSmall()->blueprint->spec), "faults.injected-1={zone_outage: {zone: c, at: 10min}}");
}

class ATraceOfMemory : public testing::Test {
 protected:
  Scratch scratch_;
  void expectSame(const RunData& a, const RunData& b) {
    EXPECT_EQ(a.edges(), b.edges());
    ASSERT_EQ(a.announcement().series.size(), b.announcement().series.size());
    const auto same = [](const std::vector<double>& x, const std::vector<double>& y) {
      return std::equal(x.begin(), x.end(), y.begin(), y.end(),
                        [](double p, double q) { return p == q || (p != p && q != q); });
    };
    for (std::size_t s = 0; s < a.announcement().series.size(); ++s) EXPECT_TRUE(same(a.series(s), b.series(s))) << s;
    for (std::size_t t = 0; t < a.announcement().tables.size(); ++t)
      for (std::size_t c = 0; c < a.announcement().tables[t].columns.size(); ++c)
        EXPECT_TRUE(same(a.column(t, c), b.column(t, c))) << t << " " << c;
    EXPECT_EQ(a.head().fingerprint, b.head().fingerprint);
    EXPECT_EQ(a.head().status, b.head().status);
    EXPECT_EQ(a.head().seed, b.head().seed);
  }
};

TEST_F(ATraceOfMemory, HoldsWhatTheTraceOfTheCommandLineHolds) {
  RunSession session;
  session.start(prepareSmall(), {.running = true});
  ASSERT_TRUE(waitFor([&] { return ended(session); }));
  saveTrace(session.soFar(), scratch_ / "saved.h5", [](double) {});
  expectSame(*openTrace(scratch_ / "saved.h5"), *openTrace(RealTrace::file()));
  EXPECT_FALSE(scratch_.has("saved.h5.part"));
}

TEST_F(ATraceOfMemory, OfAPartSaysSo) {
  RunSession session;
  session.start(prepareSmall());
  session.step(Step::bucket);
  ASSERT_TRUE(waitFor([&] { return session.data() && session.data()->buckets() == 1; }));
  session.pauseNow();
  saveTrace(session.soFar(), scratch_ / "part.h5", [](double) {});
  const auto trace = openTrace(scratch_ / "part.h5");
  EXPECT_EQ(trace->head().status, "interrupted");
  EXPECT_EQ(trace->buckets(), 1u);
}

TEST_F(ATraceOfMemory, ThatCannotBeWrittenIsAFailure) {
  RunSession session;
  session.start(prepareSmall());
  ASSERT_TRUE(waitFor([&] { return session.data() != nullptr; }));
  EXPECT_THROW(saveTrace(session.soFar(), "/nowhere/at/all.h5", [](double) {}), Failure);
}

}  // namespace
}  // namespace headroom::gui
