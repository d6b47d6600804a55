/// A policy that somebody outside decides for: what the run asks, what it does with the answer, and that it stays a
/// value.
#include "models/scaling/outside.h"
#include "tests/models/clockwork.h"

#include <gtest/gtest.h>

namespace headroom {
namespace {

/// Wants one worker more with each question, up to four, and remembers what it was asked.
struct Counting : Outside {
  std::int64_t wanted(std::uint32_t service, const Question& q) override {
    EXPECT_EQ(service, 0u);
    questions.push_back(q);
    return std::min<std::int64_t>(4, q.seen.desired + 1);
  }
  std::vector<Question> questions;
};

ScenarioSpec decidedOutside() {
  ScenarioSpec spec = clockwork(600, 0.1);
  ServiceSpec& web = spec.services[0];
  web.fleet.max = 3;
  ExternalPolicy policy;
  policy.metric = MetricKind::requests;
  policy.command = {"nobody"};
  web.scaling.push_back({"mine", policy});
  return spec;
}

// A request every second: 60 a minute. The first minute is over at 60 s and usable at 120 s.
TEST(ExternalPolicy, IsAskedOnceForEveryPeriodAndItsAnswerIsKeptWithinTheLimits) {
  World world(compile(decidedOutside()), 1);
  Counting outside;
  Heard heard;
  world.run({.listener = &heard, .outside = &outside});
  ASSERT_EQ(outside.questions.size(), 8u) << "usable at 2, 3 … 9 minutes";
  const Question& first = outside.questions[0];
  EXPECT_EQ(first.number, 1u);
  EXPECT_EQ(first.seen.now, Instant::at(Duration::minutes(2)));
  EXPECT_EQ(first.seen.newest.end, Instant::at(Duration::minutes(1)));
  EXPECT_EQ(first.seen.newest.value, 60);
  EXPECT_EQ(first.seen.desired, 1);
  EXPECT_EQ(first.seen.max, 3);
  EXPECT_EQ(outside.questions[7].number, 8u);
  EXPECT_EQ(outside.questions[7].seen.desired, 3) << "four are more than there may be";
  const auto& answers = heard.rows[answerTable];
  ASSERT_EQ(answers.size(), 8u);
  EXPECT_EQ(answers[0], (std::vector<double>{120, 0, 0, 1, 2}));
  EXPECT_EQ(answers[7], (std::vector<double>{540, 0, 0, 8, 4}));
  const auto& decisions = heard.rows[decisionTable];
  ASSERT_EQ(decisions.size(), 3u) << "to two, to three, and one row for all that wanted more";
  EXPECT_EQ(decisions[2][19], 6) << "refused six times";
}

TEST(ExternalPolicy, CopiesEndAlikeIfEachHasSomebodyOfItsOwn) {
  const auto blueprint = compile(decidedOutside());
  Counting one, other;
  World whole(blueprint, 1);
  whole.run({.outside = &one});
  World begun(blueprint, 1);
  while (begun.now() < Instant::at(Duration::seconds(200))) begun.run({.outside = &other}, 10);
  World copy = begun;
  Counting ofCopy;
  copy.run({.outside = &ofCopy});
  begun.run({.outside = &other});
  EXPECT_EQ(copy.fingerprint(), whole.fingerprint());
  EXPECT_EQ(begun.fingerprint(), whole.fingerprint());
  ASSERT_FALSE(ofCopy.questions.empty());
  EXPECT_GT(ofCopy.questions[0].number, 1u) << "the copy knows what has been asked before";
}

TEST(ExternalPolicy, WithoutAnybodyToAskTheRunFails) {
  World world(compile(decidedOutside()), 1);
  EXPECT_THROW(world.run({}), Failure);
}

TEST(ExternalPolicy, OtherScenariosHaveNoTableOfAnswers) {
  EXPECT_EQ(announcementOf(*compile(clockwork(60, 0.1))).tables.size(), std::size_t(answerTable));
  EXPECT_EQ(announcementOf(*compile(decidedOutside())).tables.size(), std::size_t(tableCount));
}

}  // namespace
}  // namespace headroom
