// The parts of a batch: who runs what and when it is enough, the journal that survives, the workers that may die.
#include "scenarios/batch/crew.h"
#include "scenarios/batch/journal.h"
#include "scenarios/batch/outcome.h"
#include "scenarios/batch/run_queue.h"
#include "scenarios/batch/shard.h"
#include "tests/scenarios/shell.h"

#include <cmath>
#include <csignal>
#include <fstream>
#include <map>
#include <set>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace headroom::batch {
namespace {

using ::testing::HasSubstr;

sweep::Design designOf(std::size_t cells, sweep::Replication replication) {
  sweep::Design d;
  d.version = "1";
  d.hash = "x";
  d.axes = {{"a", "a", "1", {}, {}, 0}};
  for (std::size_t c = 0; c < cells; ++c) {
    d.axes[0].numbers.push_back(static_cast<double>(c));
    d.axes[0].texts.push_back(std::to_string(c));
    d.cells.push_back(c);
  }
  d.shape = {cells};
  d.replication = std::move(replication);
  return d;
}

bool everything(RunId) { return true; }

RunRecord recordOf(RunId id, double value) {
  static const Names names = std::make_shared<const std::vector<std::string>>(std::vector<std::string>{"x"});
  RunRecord r;
  r.id = id;
  r.names = names;
  r.values = {value};
  r.fingerprint = 17;
  return r;
}

TEST(RunQueue, EveryRunOfAFixedNumberIsBegunOnce) {
  RunQueue queue(designOf(3, {4, 4, 0, {}}), everything);
  std::set<RunId> seen;
  while (const auto id = queue.next(std::nullopt)) EXPECT_TRUE(seen.insert(*id).second);
  EXPECT_EQ(seen.size(), 12u);
  EXPECT_FALSE(queue.over());
  for (const RunId id : seen) queue.done(recordOf(id, 1));
  EXPECT_TRUE(queue.over());
  EXPECT_EQ(queue.ended(), 12u);
}

/// Each worker compiles what it is at: two workers with cells of their own compile each cell once.
TEST(RunQueue, AWorkerStaysWithItsCellAndOthersTakeAnother) {
  RunQueue queue(designOf(3, {2, 2, 0, {}}), everything);
  EXPECT_EQ(queue.next(std::nullopt), (RunId{0, 0}));
  EXPECT_EQ(queue.next(std::nullopt), (RunId{1, 0}));
  EXPECT_EQ(queue.next(0), (RunId{0, 1}));
  EXPECT_EQ(queue.next(0), (RunId{2, 0}));
  EXPECT_EQ(queue.next(0), (RunId{1, 1})) << "nothing but help is left";
}

/// Half-widths by hand for 10, 12, 10, 12 …: after n = 4: s² = 4/3, t(3) = 3.182446, 3.182446·√(4/3/4) = 1.8374; wanted
/// is at most 0.1/1.1·11 = 1. n = 6: s² = 6/5, t(5) = 2.570582, 2.570582·√(6/5/6) = 1.1496. n = 7: mean 76/7, s² = 8/7,
/// t(6) = 2.446912, 0.98869 against 0.98701: not yet, by a hair. n = 8: s² = 8/7, t(7) = 2.364624, 0.89375: enough.
TEST(RunQueue, ACellIsOverAtTheFirstReplicaThatReachesThePrecision) {
  const sweep::Design design = designOf(1, {3, 20, 0.1, {"x"}});
  const auto value = [](std::uint32_t r) { return r % 2 ? 12.0 : 10.0; };
  RunQueue inOrder(design, everything);
  std::uint32_t r = 0;
  for (; !inOrder.over(); ++r) inOrder.done(recordOf({0, r}, value(r)));
  EXPECT_EQ(r, 8u);
  EXPECT_EQ(inOrder.replicas(0), 8u);
  // The same whatever ended first, and however many more have.
  RunQueue backwards(design, everything);
  for (std::uint32_t i = 15; i-- > 0;) backwards.done(recordOf({0, i}, value(i)));
  EXPECT_EQ(backwards.replicas(0), 8u);
}

TEST(RunQueue, WhatNeverReachesItStopsAtTheMost) {
  RunQueue queue(designOf(1, {2, 5, 0.01, {"x"}}), everything);
  for (std::uint32_t r = 0; r < 5; ++r) {
    ASSERT_FALSE(queue.over());
    queue.done(recordOf({0, r}, r % 2 ? 1 : -1));
  }
  EXPECT_EQ(queue.replicas(0), 5u);
}

TEST(Shards, AreSaidOrTakenFromTheBatchSystem) {
  std::map<std::string, std::string> environment;
  const auto variable = [&](const std::string& name) {
    return environment.count(name) ? std::optional(environment[name]) : std::nullopt;
  };
  const auto shard = [&](const std::string& text) {
    const Shard s = shardOf(text, variable);
    return std::to_string(s.index) + "/" + std::to_string(s.of);
  };
  EXPECT_EQ(shard("2/8"), "2/8");
  for (const char* bad : {"0/8", "9/8", "-1/8", "2", "2/", "/8", "a/b", "2/8/9", "", "auto"})
    EXPECT_THROW(shardOf(bad, variable), Failure) << bad;
  environment = {{"SLURM_ARRAY_TASK_ID", "7"}, {"SLURM_ARRAY_TASK_MIN", "5"}, {"SLURM_ARRAY_TASK_COUNT", "4"}};
  EXPECT_EQ(shard("auto"), "3/4") << "of an array 5-8";
  EXPECT_EQ(shard("2/8"), "2/8") << "what was said goes before";
  environment = {{"AWS_BATCH_JOB_ARRAY_INDEX", "0"}, {"AWS_BATCH_JOB_ARRAY_SIZE", "3"}};
  EXPECT_EQ(shard("auto"), "1/3");
  environment = {{"JOB_COMPLETION_INDEX", "4"}};
  EXPECT_EQ(shard("auto/5"), "5/5");
  EXPECT_THROW(shardOf("auto", variable), Failure) << "Kubernetes says no count";
  environment = {{"SLURM_ARRAY_TASK_ID", "9223372036854775807"}, {"SLURM_ARRAY_TASK_MIN", "-1"}};
  EXPECT_THROW(shardOf("auto/5", variable), Failure) << "more than can be counted";
}

std::string bytesOfFile(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// A journal of five runs; returns its bytes.
std::string journalAt(const std::string& path) {
  Journal journal = Journal::create(path, designOf(5, {1, 1, 0, {}}));
  for (std::uint32_t c = 0; c < 5; ++c) journal.append(recordOf({c, 0}, c + 0.1));
  journal.sync();
  return bytesOfFile(path);
}

TEST(JournalFile, IsReadBackToTheLastBit) {
  const Scratch scratch;
  journalAt(scratch / "j");
  const auto content = readJournal(scratch / "j");
  ASSERT_TRUE(content);
  ASSERT_EQ(content->runs.size(), 5u);
  EXPECT_FALSE(content->torn);
  for (std::uint32_t c = 0; c < 5; ++c) EXPECT_TRUE(content->runs[c].sameAs(recordOf({c, 0}, c + 0.1)));
}

/// Cut anywhere: what was whole before the cut is there, and going on from it gives the undisturbed file.
TEST(JournalFile, ATornEndIsDroppedWhereverItIsTorn) {
  const Scratch scratch;
  const std::string path = scratch / "j", whole = journalAt(path);
  std::size_t before = 0;
  for (std::size_t cut = 0; cut < whole.size(); ++cut) {
    std::ofstream(path, std::ios::binary | std::ios::trunc) << whole.substr(0, cut);
    const auto content = readJournal(path);
    if (!content) {
      ASSERT_EQ(before, 0u) << "after byte " << cut;
      continue;
    }
    ASSERT_GE(content->runs.size(), before) << "after byte " << cut;
    before = content->runs.size();
    ASSERT_LT(before, 5u);
    Journal journal = Journal::goOn(path, *content);
    for (auto c = static_cast<std::uint32_t>(before); c < 5; ++c) journal.append(recordOf({c, 0}, c + 0.1));
    ASSERT_TRUE(bytesOfFile(path) == whole) << "cut at byte " << cut;
  }
  EXPECT_EQ(before, 4u);
}

/// No flipped bit is taken for a result: it is in the torn end, or it is refused, or (in the last record) drops that.
TEST(JournalFile, DamageBeforeSoundRecordsIsRefused) {
  const Scratch scratch;
  const std::string path = scratch / "j", whole = journalAt(path);
  const std::size_t last = whole.rfind("HRlg");
  for (std::size_t at = 0; at < whole.size(); at += 3) {
    std::string damaged = whole;
    damaged[at] = static_cast<char>(damaged[at] ^ 4);
    std::ofstream(path, std::ios::binary | std::ios::trunc) << damaged;
    if (at < last)
      ASSERT_THROW(readJournal(path), Failure) << "byte " << at;
    else
      ASSERT_EQ(readJournal(path)->runs.size(), 4u) << "byte " << at;
  }
}

/// What is taken for the torn end of a journal is thrown away; a file of somebody else's is not.
TEST(JournalFile, AnotherFileIsNotTakenForATornJournal) {
  const Scratch scratch;
  const std::string path = scratch / "j";
  for (const char* other : {"x", "version: 1\nscenario: mmc\n", "HRx", "Headroom's journal of a year\n"}) {
    scratch.put("j", other);
    EXPECT_THROW(readJournal(path), Failure) << other;
  }
  for (const std::string& torn : {std::string(), std::string("HR"), std::string(64, '\0')}) {
    scratch.put("j", torn);
    EXPECT_FALSE(readJournal(path)) << torn.size();
  }
}

TEST(Outcome, TheSameRunTwiceIsOneAndTwoThatDifferAreRefused) {
  Outcome outcome(designOf(1, {2, 2, 0, {}}));
  outcome.add(recordOf({0, 0}, 1));
  outcome.add(recordOf({0, 0}, 1));
  EXPECT_EQ(outcome.runs().size(), 1u);
  EXPECT_EQ(outcome.missing(), 1u);
  EXPECT_FALSE(outcome.replicas());
  EXPECT_THROW(outcome.add(recordOf({0, 0}, std::nextafter(1, 2))), Failure);
  RunRecord failed = recordOf({0, 1}, 0);
  failed.status = RunStatus::crashed;
  outcome.add(failed);
  outcome.add(recordOf({0, 1}, 2));
  EXPECT_TRUE(outcome.find({0, 1})->sound()) << "tried again with success";
  outcome.add(failed);
  EXPECT_TRUE(outcome.find({0, 1})->sound());
}

/// Waits for an answer or a death.
Crew::Event next(Crew& crew) {
  for (int i = 0; i < 2000; ++i)
    for (Crew::Event& e : crew.wait(10))
      if (e.kind != Crew::Event::Kind::progress) return e;
  ADD_FAILURE() << "a worker said nothing for 20 s";
  return {};
}

TEST(Crew, AWorkerThatCrashesIsReplacedAndWhatItSaidIsKept) {
  Crew crew(2, [](const std::string& order, const Report&) {
    if (order == "crash") {
      (void)!::write(2, "last words\n", 11);
      ::raise(SIGKILL);
    }
    if (order == "throw") throw Failure("no way");
    return order + order;
  });
  ASSERT_EQ(crew.size(), 2u);
  crew.give(1, "crash");
  Crew::Event e = next(crew);
  EXPECT_EQ(e.worker, 1u);
  EXPECT_EQ(e.kind, Crew::Event::Kind::death);
  EXPECT_THAT(e.text, HasSubstr("was killed by signal 9"));
  EXPECT_EQ(crew.log(1), "last words\n");
  crew.give(1, "throw");
  e = next(crew);
  EXPECT_EQ(e.text, "ended with code 1");
  EXPECT_EQ(crew.log(1), "no way\n");
  crew.give(1, "ab");
  EXPECT_EQ(next(crew).text, "abab");
  EXPECT_EQ(crew.log(1), "");
}

TEST(Crew, AnEndlessOrderIsEndedFromOutside) {
  Crew crew(1, [](const std::string& order, const Report&) {
    while (order == "hang") std::this_thread::sleep_for(std::chrono::milliseconds(10));
    return order;
  });
  crew.give(0, "hang");
  EXPECT_TRUE(crew.wait(100).empty());
  EXPECT_TRUE(crew.busy(0));
  crew.kill(0);
  EXPECT_EQ(next(crew).kind, Crew::Event::Kind::death);
  crew.give(0, "well");
  EXPECT_EQ(next(crew).text, "well");
}

TEST(Crew, ADeathWithoutAnOrderIsNobodysRun) {
  Crew crew(1, [](const std::string& order, const Report&) { return order; });
  const pid_t first = crew.process(0);
  crew.kill(0);
  for (int i = 0; i < 1000 && crew.process(0) == first; ++i) EXPECT_TRUE(crew.wait(10).empty());
  EXPECT_NE(crew.process(0), first);
  crew.give(0, "well");
  EXPECT_EQ(next(crew).text, "well");
}

}  // namespace
}  // namespace headroom::batch
