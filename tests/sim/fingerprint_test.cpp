/// The running hash: sensitive to everything it is told, and to nothing else.
#include "sim/fingerprint.h"

#include <set>

#include <gtest/gtest.h>

namespace headroom {
namespace {

std::uint64_t of(std::int64_t time, std::uint32_t kind, std::uint64_t entity) {
  Fingerprint f;
  f.fold(time, kind, entity);
  return f.value();
}

/// 64 × 64 × 64 neighbouring events have 64³ values (an accident: 2e-9). Packing the kind into the low bits of the time
/// would fail here: kinds go beyond 8.
TEST(Fingerprint, NeighboursInTimeKindAndEntityAllDiffer) {
  std::set<std::uint64_t> values;
  for (std::int64_t t = 0; t < 64; ++t)
    for (std::uint32_t kind = 0; kind < 64; ++kind)
      for (std::uint64_t entity = 0; entity < 64; ++entity) values.insert(of(t, kind, entity));
  EXPECT_EQ(values.size(), 64u * 64 * 64);
}

TEST(Fingerprint, OrderAndNumberOfEventsCount) {
  Fingerprint ab, ba, aab, none;
  ab.fold(1, 2, 3);
  ab.fold(4, 5, 6);
  ba.fold(4, 5, 6);
  ba.fold(1, 2, 3);
  aab.fold(1, 2, 3);
  aab.fold(1, 2, 3);
  aab.fold(4, 5, 6);
  EXPECT_NE(ab, ba);
  EXPECT_NE(ab, aab);
  none.fold(0, 0, 0);
  EXPECT_NE(none, Fingerprint{}) << "an event of zeros is an event";
}

/// One changed event stays visible however many equal ones follow: every step is a bijection of the state.
TEST(Fingerprint, AnEarlyDifferenceIsNeverForgotten) {
  Fingerprint a, b;
  a.fold(1, 0, 0);
  b.fold(2, 0, 0);
  for (int i = 0; i < 1'000'000; ++i) {
    a.fold(i, 1, 7);
    b.fold(i, 1, 7);
  }
  EXPECT_NE(a, b);
}

/// A flipped bit of time, kind or entity flips each bit of the value about half of the time.
TEST(Fingerprint, EveryBitOfAnEventReachesEveryBitOfTheValue) {
  for (int bit = 0; bit < 48; ++bit) {
    int flips = 0;
    for (std::int64_t t = 0; t < 1000; ++t)
      flips += std::popcount(of(t * 1'000'003, 3, 5) ^ of((t * 1'000'003) ^ (std::int64_t{1} << bit), 3, 5));
    EXPECT_NEAR(flips, 32'000, 5 * 126) << bit;  // 64,000 bits, each with probability ½: deviation 126
  }
}

TEST(HashOf, IsOfTheSetNotOfTheOrderAndCountsRepetitions) {
  EXPECT_EQ(hashOf({3, 1, 2}), hashOf({1, 2, 3}));
  EXPECT_NE(hashOf({1, 2}), hashOf({1, 2, 2}));
  EXPECT_NE(hashOf({}), hashOf({0}));
  EXPECT_NE(hashOf({1}), hashOf({2}));
}

TEST(Hex16, HasSixteenLowerCaseDigits) {
  EXPECT_EQ(hex16(0), "0000000000000000");
  EXPECT_EQ(hex16(0x0123456789abcdefu), "0123456789abcdef");
  EXPECT_EQ(hex16(~std::uint64_t{0}), "ffffffffffffffff");
}

/// The values are part of what a stored run promises: a change of the hash is a change of every golden file.
TEST(Fingerprint, ValuesArePinned) {
  Fingerprint f;
  for (int i = 0; i < 1000; ++i)
    f.fold(i * 1'000'000'007LL, static_cast<std::uint32_t>(i % 50), static_cast<std::uint64_t>(i / 7));
  EXPECT_EQ(hex16(f.value()), "a88c6512cbaa9251");
}

}  // namespace
}  // namespace headroom
