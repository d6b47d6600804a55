/// The same run is the same run: again, watched, cut into steps, copied, with bystanders, on more threads.
#include "eventful.h"
#include "sameness.h"
#include "scenarios/library.h"
#include "scenarios/load.h"
#include "scenarios/run/result_json.h"
#include "scenarios/run/run.h"
#include "sim/random.h"

#include <algorithm>
#include <cstdlib>

#include <gtest/gtest.h>

namespace headroom {
namespace {

constexpr std::uint64_t seed = 7;

World finished(const ScenarioSpec& spec, Listener* listener = nullptr) {
  World world(compile(spec), seed);
  world.run({.listener = listener});
  return world;
}

/// Nothing is left of the summary's lines about faults.
std::string withoutFaults(const std::string& transcript) {
  std::string kept;
  for (std::size_t at = 0; at < transcript.size();) {
    const std::size_t end = transcript.find('\n', at) + 1;
    if (transcript.compare(at, 7, "faults.") != 0) kept += transcript.substr(at, end - at);
    at = end;
  }
  return kept;
}

/// A scenario and what came out at its end.
struct Ended {
  ScenarioSpec spec;
  std::shared_ptr<const Blueprint> blueprint;
  std::uint64_t events;
  std::string transcript;
};

Ended ended(const ScenarioSpec& spec) {
  const auto blueprint = compile(spec);  // of its beginning: a run may change its settings
  World world(blueprint, seed);
  world.run({});
  return {spec, blueprint, world.eventCount(), transcript(world)};
}

std::vector<Ended> endedOnce() {
  std::vector<Ended> all{ended(eventful())};
  for (const LibraryScenario& s : libraryScenarios()) {
    const Loaded loaded = load(s.file);
    EXPECT_TRUE(loaded.ok()) << s.name;
    if (loaded.ok()) all.push_back(ended(*loaded.spec));
  }
  EXPECT_GT(all.size(), 1u) << "there is no library";
  return all;
}

/// The scenarios of the library and the eventful one, run when they are first asked for: every test runs them again.
const std::vector<Ended>& libraryAndEventful() {
  static const std::vector<Ended> all = endedOnce();
  return all;
}

TEST(Determinism, MuchHappensInTheScenarioThatStandsForAll) {
  const World world = finished(eventful());
  const Summary s = summaryOf(world);
  EXPECT_GT(world.eventCount(), 100'000u);
  for (const char* path : {"requests.retries", "requests.timed_out", "requests.failed", "workers.launched",
                           "workers.lost", "workers.launch_failed", "workers.terminated", "decisions.out"})
    EXPECT_GT(s[path], 0) << path;
}

TEST(Determinism, ARunRepeatsToTheLastBit) {
  EXPECT_EQ(transcript(finished(eventful())), transcript(finished(eventful())));
}

TEST(Determinism, AnotherSeedIsAnotherRunAndSoIsAnotherReplica) {
  const auto blueprint = compile(eventful());
  World a(blueprint, seed), b(blueprint, seed + 1), c(blueprint, seed, 1);
  for (World* w : {&a, &b, &c}) w->run({});
  EXPECT_NE(a.fingerprint(), b.fingerprint());
  EXPECT_NE(a.fingerprint(), c.fingerprint());
}

// Whoever looks on sees all numbers, and the run does not notice: neither fingerprint nor any figure moves.
TEST(Determinism, WatchingChangesNothing) {
  for (const Ended& known : libraryAndEventful()) {
    Ear ear;
    EXPECT_EQ(transcript(finished(known.spec, &ear)), known.transcript) << known.spec.name;
    EXPECT_NE(ear.hash(), 0u);
  }
}

TEST(Determinism, TheLengthOfBucketsChangesNothing) {
  ScenarioSpec spec = eventful();
  const std::string expected = transcript(finished(spec));
  for (const std::int64_t seconds : {1, 7, 60, 1200}) {
    spec.sample = Duration::seconds(seconds);
    EXPECT_EQ(transcript(finished(spec)), expected) << seconds << " s";
  }
}

TEST(Determinism, AFaultThatNeverFiresChangesNothing) {
  for (const auto& [spec, blueprint, events, known] : libraryAndEventful()) {
    ScenarioSpec more = spec;
    When end;
    end.offset = spec.duration;
    more.faults.push_back({"never-once", end, {}, {}, ZoneOutage{spec.region.zones[0]}});
    more.faults.push_back(
        {"never-again", {}, Deterministic{spec.duration * 2}, {}, InstanceCrash{spec.services[0].name, 1}});
    more.faults.push_back({"never-errors", {}, Deterministic{spec.duration}, {}, Erroring{"", "", {1}}});
    EXPECT_EQ(withoutFaults(transcript(finished(more))), withoutFaults(known)) << spec.name;
  }
}

// Names, not places, decide who draws what: a newcomer in front of all others moves nobody's chance.
TEST(Determinism, AServiceAndADemandThatHaveNothingToDoWithTheOthersChangeNoneOfThem) {
  const ScenarioSpec spec = eventful();
  const World before = finished(spec);
  ScenarioSpec more = spec;
  ServiceSpec bystander = spec.services[1];
  bystander.name = "bystander";
  bystander.calls.clear();
  DemandSpec crowd;
  crowd.name = "a-crowd";
  crowd.to = "bystander";
  crowd.rate = {{"flat", ConstantCurve{{20}}}};
  crowd.client.timeout = Deterministic{Duration::milliseconds(50)};
  for (const bool first : {true, false}) {
    ScenarioSpec with = spec;
    with.services.insert(first ? with.services.begin() : with.services.end(), bystander);
    with.demand.insert(first ? with.demand.begin() : with.demand.end(), crowd);
    const World after = finished(with);
    const std::size_t shift = first ? 1 : 0;
    for (std::size_t i = 0; i < before.services.size(); ++i)
      EXPECT_EQ(after.services[i + shift].fingerprint.value(), before.services[i].fingerprint.value())
          << spec.services[i].name << (first ? ", newcomer first" : ", newcomer last");
    for (std::size_t i = 0; i < before.demands.size(); ++i)
      EXPECT_EQ(after.demands[i + shift].fingerprint.value(), before.demands[i].fingerprint.value())
          << spec.demand[i].name;
    EXPECT_NE(after.fingerprint(), before.fingerprint());
  }
}

TEST(Determinism, StreamsOfOtherNamesMoveNoDraw) {
  const Seeds seeds{42, 3};
  Stream alone = seeds.stream("web/arrivals");
  std::vector<std::uint64_t> expected;
  for (int i = 0; i < 100; ++i) expected.push_back(alone.next());
  Stream other = seeds.stream("a/newcomer"), again = seeds.stream("web/arrivals"), third = seeds.stream("web/arrival");
  for (const std::uint64_t x : expected) {
    (void)other.next();
    EXPECT_EQ(again.next(), x);
    EXPECT_NE(third.next(), x);
  }
}

TEST(Determinism, ReplicasOnOneThreadAndOnTwoGiveTheSameBytes) {
  const auto blueprint = compile(eventful());
  const RunTitle title{"eventful", seed, blueprint->duration.inSeconds()};
  TerminalProgress silent(true);
  std::string texts[3];
  for (unsigned threads = 1; threads <= 3; ++threads)
    texts[threads - 1] = jsonOf(title, runReplicas(blueprint, seed, 5, threads, silent), {}, false);
  EXPECT_NE(texts[0].find("half_width"), std::string::npos);
  EXPECT_EQ(texts[0], texts[1]);
  EXPECT_EQ(texts[0], texts[2]);
}

/// Ten events of a run, in order.
std::vector<std::uint64_t> boundaries(std::uint64_t events) {
  Stream dice(20260101);
  std::vector<std::uint64_t> all;
  for (int i = 0; i < 10; ++i) all.push_back(below(dice, events));
  std::sort(all.begin(), all.end());
  return all;
}

// Two strands: at every boundary one becomes a copy of the other, and both go on, each in its turn the original.
// What they share (laws, curves) must not be state, and what is state must be in the copy: both end as the run that was
// never copied.
TEST(Determinism, AStateCopiedBetweenTwoEventsGoesOnTheSame) {
  for (const auto& [spec, blueprint, events, expected] : libraryAndEventful()) {
    World left(blueprint, seed), right = left;
    const auto runTo = [](World& w, std::uint64_t event) { w.run({}, event - w.eventCount()); };
    bool leftIsCopied = true;
    for (const std::uint64_t event : boundaries(events)) {
      runTo(left, event);
      runTo(right, event);
      ASSERT_EQ(left.fingerprint(), right.fingerprint()) << spec.name << " at event " << event;
      if (leftIsCopied)
        right = left;
      else
        left = right;
      leftIsCopied = !leftIsCopied;
    }
    left.run({});
    right.run({});
    EXPECT_EQ(transcript(left), expected) << spec.name;
    EXPECT_EQ(transcript(right), expected) << spec.name;
  }
}

// The same without a short cut: each of the ten copies runs to the end.
TEST(DeterminismNightly, EveryCopyRunsToTheSameEnd) {
  if (!std::getenv("HEADROOM_TEST_SCALE")) GTEST_SKIP() << "ten whole runs of every scenario: nightly only";
  for (const auto& [spec, blueprint, events, expected] : libraryAndEventful()) {
    World original(blueprint, seed);
    for (const std::uint64_t event : boundaries(events)) {
      original.run({}, event - original.eventCount());
      World copy = original;
      copy.run({});
      EXPECT_EQ(transcript(copy), expected) << spec.name << " from event " << event;
    }
    original.run({});
    EXPECT_EQ(transcript(original), expected) << spec.name;
  }
}

}  // namespace
}  // namespace headroom
