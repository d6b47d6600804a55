#include "sim/agenda.h"

#include <algorithm>
#include <random>
#include <tuple>

#include <gtest/gtest.h>

using namespace headroom;

namespace {

Instant ns(std::int64_t n) { return Instant::atNs(n); }

TEST(Agenda, AtOneInstantRanksComeInTheWrittenOrder) {
  Agenda agenda({.completionLanes = 1, .timeoutLanes = 1, .arrivalStreams = 1});
  const auto slot = agenda.openSlots(1);
  const Instant t = ns(1000);
  agenda.note(Rank::control, t, {6, 0, 0});
  agenda.setStream(0, t);
  agenda.note(Rank::arrival, t, {5, 0, 0});
  agenda.set(agenda.timeoutLane(0), t);
  agenda.set(agenda.completionLane(0), t);
  agenda.startSlot(slot, t);
  agenda.note(Rank::fault, t, {2, 0, 0});
  agenda.note(Rank::close, t, {1, 0, 0});

  std::vector<std::string> seen;
  for (auto next = agenda.next(); next.now == t; next = agenda.next()) {
    if (Agenda::isSlot(next.source)) {
      seen.push_back("slot");
      agenda.clearSlot(Agenda::slotOf(next.source));
    } else if (const Rank rank = agenda.notesOf(next.source); rank != Rank::completion) {
      seen.push_back("note " + std::to_string(agenda.take(rank).kind));
    } else if (agenda.isArrivalStream(next.source)) {
      seen.push_back("arrival");
      agenda.clearStream(agenda.streamOf(next.source));
    } else {
      seen.push_back(agenda.isCompletionLane(next.source) ? "lane" : "time-out");
      agenda.clear(next.source);
    }
  }
  EXPECT_EQ(seen,
            (std::vector<std::string>{"note 1", "note 2", "slot", "lane", "time-out", "arrival", "note 5", "note 6"}));
}

// The model: a plain list, searched for the least (time, source). Due times span 40 days, so that the epoch moves
// hundreds of times and far ones wait aside.
TEST(Agenda, AgreesWithASortedListOverWeeks) {
  std::mt19937_64 random(7);
  Agenda agenda;
  constexpr std::uint32_t slots = 37;
  agenda.openSlots(slots);
  std::vector<std::int64_t> due(slots, INT64_MAX);
  std::int64_t now = 0;
  const auto later = [&] {
    constexpr std::int64_t scales[] = {1, 1000, 1'000'000'000, 3'600'000'000'000, 72'000'000'000'000};
    return now + static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(scales[random() % 5] * 3 + 1));
  };
  for (std::uint32_t s = 0; s < slots; ++s) agenda.startSlot(s, ns(due[s] = later()));
  for (int i = 0; i < 200'000; ++i) {
    const auto least = std::min_element(due.begin(), due.end());
    const auto next = agenda.next();
    if (*least == INT64_MAX) {
      ASSERT_EQ(next.now, Instant::max());
      for (std::uint32_t s = 0; s < slots; ++s) agenda.setSlot(s, ns(due[s] = later()));
      continue;
    }
    ASSERT_EQ(next.now.ns(), *least) << "event " << i;
    const auto slot = Agenda::slotOf(next.source);
    ASSERT_EQ(slot, static_cast<std::uint32_t>(least - due.begin()));
    now = *least;
    if (random() % 4) {
      agenda.setSlot(slot, ns(due[slot] = later()));
    } else {
      agenda.clearSlot(slot);
      due[slot] = INT64_MAX;
    }
    const auto other = static_cast<std::uint32_t>(random() % slots);
    if (due[other] != INT64_MAX && random() % 3 == 0) {
      agenda.clearSlot(other);
      due[other] = INT64_MAX;
    } else if (due[other] == INT64_MAX && random() % 2) {
      agenda.startSlot(other, ns(due[other] = later()));
    }
  }
}

TEST(Agenda, ACopyGoesOnByItself) {
  Agenda agenda;
  agenda.openSlots(2);
  agenda.startSlot(0, ns(5));
  agenda.startSlot(1, ns(9));
  Agenda copy = agenda;
  agenda.clearSlot(0);
  EXPECT_EQ(agenda.next().now.ns(), 9);
  EXPECT_EQ(copy.next().now.ns(), 5);
}

TEST(Agenda, ASourceLeftLyingIsNoticed) {
  Agenda agenda;
  agenda.openSlots(1);
  agenda.startSlot(0, ns(5));
  EXPECT_THROW(for (;;) agenda.next(), std::logic_error);
}

TEST(NoteQueue, CancelForgetsAndLeavesTheOrderOfTheOthers) {
  std::mt19937_64 random(3);
  NoteQueue queue;
  std::vector<std::tuple<std::int64_t, std::uint32_t, NoteHandle>> wanted;
  for (std::uint32_t i = 0; i < 1000; ++i) {
    const auto due = static_cast<std::int64_t>(random() % 50);
    wanted.emplace_back(due, i, queue.push(ns(due), {0, i, 0}));
  }
  std::vector<std::tuple<std::int64_t, std::uint32_t, NoteHandle>> kept;
  for (auto& w : wanted) {
    if (random() % 2) {
      kept.push_back(w);
    } else {
      EXPECT_TRUE(queue.cancel(std::get<2>(w)));
      EXPECT_FALSE(queue.cancel(std::get<2>(w))) << "a handle is harmless after its note is gone";
    }
  }
  std::sort(kept.begin(), kept.end(), [](auto& a, auto& b) {
    return std::tie(std::get<0>(a), std::get<1>(a)) < std::tie(std::get<0>(b), std::get<1>(b));
  });
  for (auto& k : kept) {
    ASSERT_EQ(queue.due().ns(), std::get<0>(k));
    ASSERT_EQ(queue.pop().a, std::get<1>(k));
  }
  EXPECT_TRUE(queue.empty());
}

}  // namespace
