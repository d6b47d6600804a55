/// The search for the least that keeps, on oracles made of tables: against looking at every candidate in every
/// replication, and with how many questions.
#include "scenarios/plan/search.h"
#include "sim/random.h"

#include <algorithm>
#include <functional>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace headroom::plan {
namespace {

using testing::ElementsAre;

/// Whether a candidate keeps in a replication, and how often that was asked.
struct Table {
  std::function<bool(std::int64_t, std::uint32_t)> keeps;
  std::uint64_t asked = 0;
  std::set<std::pair<std::int64_t, std::uint32_t>> pairs;

  Oracle oracle() {
    return [this](std::int64_t candidate, std::span<const std::uint32_t> replications) {
      std::vector<bool> kept;
      for (const std::uint32_t r : replications) {
        ++asked;
        EXPECT_TRUE(pairs.emplace(candidate, r).second) << "asked twice: " << candidate << ", " << r;
        kept.push_back(keeps(candidate, r));
      }
      return kept;
    };
  }
};

bool passes(const Table& t, std::int64_t candidate, const Trial& trial) {
  std::uint32_t failures = 0;
  for (std::uint32_t r = 0; r < trial.replications; ++r) failures += t.keeps(candidate, r) ? 0 : 1;
  return failures <= trial.failures;
}

std::optional<std::int64_t> exhaustive(const Table& t, std::int64_t most, const Trial& trial) {
  for (std::int64_t c = 1; c <= most; ++c)
    if (passes(t, c, trial)) return c;
  return std::nullopt;
}

/// What each replication needs at least: most need `usual`, one in eight up to `spread` more.
std::vector<std::int64_t> needs(std::uint64_t seed, std::uint32_t n, std::int64_t usual, std::uint64_t spread) {
  Stream chance = Seeds{seed, 0}.stream("needs");
  std::vector<std::int64_t> all;
  for (std::uint32_t r = 0; r < n; ++r) {
    const bool hard = chance.next() % 8 == 0;
    all.push_back(usual + (hard ? static_cast<std::int64_t>(chance.next() % (spread + 1)) : 0));
  }
  return all;
}

Table monotone(const std::vector<std::int64_t>& need) {
  return {[need](std::int64_t c, std::uint32_t r) { return c >= need[r]; }, 0, {}};
}

/// Every threshold of a space of 200 fleets, with 59 clean replications, and with 93 of which one may fail.
TEST(PlanSearch, WhereMoreIsNeverWorseItIsWhatExhaustiveSearchFinds) {
  for (const Trial trial : {Trial{59, 0}, Trial{93, 1}})
    for (std::int64_t usual = 1; usual <= 200; ++usual) {
      Table t = monotone(needs(static_cast<std::uint64_t>(usual), trial.replications, usual, 12));
      Search search(1, 200, trial, t.oracle());
      EXPECT_EQ(search.run(), exhaustive(t, 200, trial)) << usual;
      EXPECT_TRUE(search.bumps().empty());
    }
}

/// 59 · 100 questions are what looking at all 100 takes; 59 of them prove the answer, so 25 times fewer is near what is
/// possible at all.
TEST(PlanSearch, AsksAtLeastTwentyTimesLessThanExhaustiveSearch) {
  std::uint64_t worst = 0, sum = 0;
  for (std::int64_t usual = 1; usual <= 90; ++usual) {
    Table t = monotone(needs(static_cast<std::uint64_t>(usual), 59, usual, 8));
    ASSERT_TRUE(Search(1, 100, {59, 0}, t.oracle()).run());
    worst = std::max(worst, t.asked);
    sum += t.asked;
  }
  EXPECT_LE(worst * 20, 59u * 100);
  EXPECT_LE(sum * 40, 59u * 100 * 90);
}

TEST(PlanSearch, WhereNoneKeepsItSaysSoAfterFewQuestions) {
  Table t{[](std::int64_t, std::uint32_t) { return false; }, 0, {}};
  Search search(1, 1000, {59, 0}, t.oracle());
  EXPECT_EQ(search.run(), std::nullopt);
  EXPECT_LE(t.asked, 15u) << "one replication, in doubling steps";
  EXPECT_EQ(search.standing(1000), Standing::broken);
}

TEST(PlanSearch, WhereAllKeepTheSmallestIsTheAnswerAndHasStoodTheWholeTrial) {
  Table t{[](std::int64_t, std::uint32_t) { return true; }, 0, {}};
  Search search(1, 1000, {59, 0}, t.oracle());
  EXPECT_EQ(search.run(), 1);
  EXPECT_EQ(search.records().at(1).asked(), 59u);
  EXPECT_EQ(t.asked, 59u + 2 * 8) << "and the two above it on eight replications each";
}

TEST(PlanSearch, OfOneCandidateThereIsOneAnswerOrNone) {
  Table t = monotone(std::vector<std::int64_t>(59, 7));
  EXPECT_EQ(Search(7, 7, {59, 0}, t.oracle()).run(), 7);
  EXPECT_EQ(Search(6, 6, {59, 0}, t.oracle()).run(), std::nullopt);
  EXPECT_EQ(Search(8, 7, {59, 0}, t.oracle()).run(), std::nullopt) << "an empty space";
}

/// Five keep by luck of the numbers, six do not, seven and more do: five is the least, and it is said that six are
/// worse.
TEST(PlanSearch, ABumpBesideTheAnswerIsFoundAndTold) {
  for (std::int64_t gap : {1, 2}) {
    Table t{[=](std::int64_t c, std::uint32_t) { return c == 5 || c > 5 + gap; }, 0, {}};
    Search search(1, 64, {59, 0}, t.oracle());
    EXPECT_EQ(search.run(), 5) << gap;
    EXPECT_EQ(search.run(), exhaustive(t, 64, {59, 0}));
    ASSERT_FALSE(search.bumps().empty());
    EXPECT_EQ(search.bumps().front().kept, 5);
    EXPECT_EQ(search.bumps().front().broken, 6);
  }
}

/// A chain of them, each two below the next: all are gone down.
TEST(PlanSearch, BumpsBelowBumpsAreGoneDownOneAfterTheOther) {
  Table t{[](std::int64_t c, std::uint32_t) { return c >= 31 || (c >= 11 && c % 2 == 1); }, 0, {}};
  EXPECT_EQ(Search(1, 64, {59, 0}, t.oracle()).run(), 11);
}

/// One that breaks above the answer on an ordinary day only is looked for on the hardest days; here the same days are
/// hard for all.
TEST(PlanSearch, ALargerFleetThatBreaksOnAHardDayIsSeen) {
  Table t{[](std::int64_t c, std::uint32_t r) { return c >= (r == 40 ? 9 : 4) && !(c == 10 && r == 40); }, 0, {}};
  Search search(1, 64, {59, 0}, t.oracle());
  EXPECT_EQ(search.run(), 9);
  ASSERT_EQ(search.bumps().size(), 1u);
  EXPECT_EQ(search.bumps()[0].broken, 10);
}

/// What each replication needs shakes by one from candidate to candidate. Whatever comes of it has kept its whole
/// trial, and neither of the two below it has.
TEST(PlanSearch, UnderNoiseTheAnswerKeepsAndItsTwoNeighboursBelowDoNot) {
  int equal = 0;
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    const auto need = needs(seed, 59, 20, 10);
    const auto shake = [seed](std::int64_t c, std::uint32_t r) {
      return static_cast<std::int64_t>(Seeds{seed, r}.stream("shake/" + std::to_string(c)).next() % 3) - 1;
    };
    Table t{[&](std::int64_t c, std::uint32_t r) { return c + shake(c, r) >= need[r]; }, 0, {}};
    const auto answer = Search(1, 64, {59, 0}, t.oracle()).run();
    ASSERT_TRUE(answer);
    EXPECT_TRUE(passes(t, *answer, {59, 0}));
    EXPECT_FALSE(passes(t, *answer - 1, {59, 0}));
    EXPECT_FALSE(passes(t, *answer - 2, {59, 0}));
    equal += answer == exhaustive(t, 64, {59, 0}) ? 1 : 0;
  }
  EXPECT_EQ(equal, 200);
}

TEST(PlanSearch, GoesOnAboveACandidateThatWasRefusedElsewhere) {
  Table t = monotone(std::vector<std::int64_t>(59, 7));
  Search search(1, 64, {59, 0}, t.oracle());
  EXPECT_EQ(search.run(), 7);
  const std::uint64_t before = t.asked;
  EXPECT_EQ(search.from(8), 8);
  EXPECT_LE(t.asked - before, 59u + 8) << "what was known of eight and nine is not asked again";
  EXPECT_EQ(search.from(65), std::nullopt);
}

/// Interrupted by its oracle, it still knows what it knew.
TEST(PlanSearch, KeepsWhatIsKnownWhenTheOracleThrows) {
  Table t = monotone(std::vector<std::int64_t>(59, 7));
  const Oracle inner = t.oracle();
  Search search(1, 64, {59, 0}, [&](std::int64_t c, std::span<const std::uint32_t> r) {
    if (t.asked > 20) throw 1;
    return inner(c, r);
  });
  EXPECT_THROW(search.run(), int);
  EXPECT_EQ(search.standing(6), Standing::broken);
  EXPECT_EQ(search.standing(7), Standing::open);
  EXPECT_GT(search.records().at(7).asked(), 0u);
}

/// 1 + 2 + 4 + 8: the fourth part is where `enough` is reached, though the first replication has said it all.
TEST(PlanSearch, ATrialIsHeldInDoublingPartsUntilItIsKnownAndEnough) {
  Table t{[](std::int64_t, std::uint32_t) { return false; }, 0, {}};
  EXPECT_EQ(hold(3, {59, 0}, 100, 1, t.oracle()).asked(), 1u);
  t.pairs.clear();
  EXPECT_EQ(hold(3, {59, 0}, 100, 15, t.oracle()).asked(), 15u);
  EXPECT_EQ(t.pairs.begin()->second, 100u);
  Table good{[](std::int64_t, std::uint32_t) { return true; }, 0, {}};
  const Record whole = hold(3, {59, 0}, 0, 1, good.oracle());
  EXPECT_EQ(whole.asked(), 59u);
  EXPECT_EQ(whole.in({59, 0}), Standing::kept);
}

}  // namespace
}  // namespace headroom::plan
