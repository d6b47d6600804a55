/// Streams: who they depend on, and that what they give is uniform and independent in the ways a run uses them.
#include "sim/random.h"

#include <array>
#include <cmath>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace headroom {
namespace {

/// Chi-square of counts against equal shares, as a distance from its mean in standard deviations (√(2·df)); for the
/// hundreds of degrees of freedom used here 6 of them are passed with probability below 1e-7.
double excess(const std::vector<std::uint64_t>& counts, std::uint64_t n) {
  const double wanted = static_cast<double>(n) / static_cast<double>(counts.size());
  double chi2 = 0;
  for (const auto c : counts) chi2 += (static_cast<double>(c) - wanted) * (static_cast<double>(c) - wanted) / wanted;
  const auto df = static_cast<double>(counts.size() - 1);
  return std::fabs(chi2 - df) / std::sqrt(2 * df);
}

constexpr std::uint64_t n = 1 << 20;

/// Pairs (draw(i), draw of its partner) in a 32 × 32 grid, by their highest and by their lowest bits.
template <class Pair>
void expectIndependent(Pair&& pair, const char* what) {
  std::vector<std::uint64_t> high(1024), low(1024);
  for (std::uint64_t i = 0; i < n; ++i) {
    const auto [a, b] = pair(i);
    ++high[(a >> 59) * 32 + (b >> 59)];
    ++low[(a & 31) * 32 + (b & 31)];
  }
  EXPECT_LT(excess(high, n), 6) << what;
  EXPECT_LT(excess(low, n), 6) << what;
}

using Two = std::array<std::uint64_t, 2>;

TEST(Seeds, AStreamDependsOnSeedReplicaAndNameAndOnNothingElse) {
  std::set<std::uint64_t> firsts;
  for (const std::uint64_t seed : {0u, 1u, 2u})
    for (const std::uint64_t replica : {0u, 1u, 2u})
      for (const char* name : {"", "a", "b", "ab", "ba", "web/arrivals", "web/arrivalt"}) {
        const Seeds seeds{seed, replica};
        EXPECT_EQ(seeds.stream(name).next(), seeds.stream(std::string(name)).next());
        firsts.insert(seeds.stream(name).next());
        firsts.insert(seeds.numbered(name).at(0).next());
      }
  EXPECT_EQ(firsts.size(), 2u * 3 * 3 * 7);  // a coincidence among 126 words of 64 bits: 4e-16
}

/// Two neighbours in seed, replica or name give streams as independent as any two.
TEST(Seeds, NeighboursAreIndependent) {
  const auto first = [](std::uint64_t seed, std::uint64_t replica) { return Seeds{seed, replica}.stream("x").next(); };
  expectIndependent([&](std::uint64_t i) { return Two{first(i, 0), first(i + 1, 0)}; }, "seed");
  expectIndependent([&](std::uint64_t i) { return Two{first(1, i), first(1, i + 1)}; }, "replica");
  expectIndependent([&](std::uint64_t i) { return Two{first(i, 7), first(7, i)}; }, "seed against replica");
}

/// The state (1, 2, 3, 4) gives 41943041 first: rotl(1 + 4, 23) + 1. Authors' reference sequence of xoshiro256++.
TEST(Stream, IsXoshiro256PlusPlus) {
  struct Same {
    std::uint64_t s[4];
  } const state{{1, 2, 3, 4}};
  static_assert(sizeof(Same) == sizeof(Stream));
  auto stream = std::bit_cast<Stream>(state);
  for (const std::uint64_t wanted : {41943041ull, 58720359ull, 3588806011781223ull, 3591011842654386ull,
                                     9228616714210784205ull, 9973669472204895162ull})
    EXPECT_EQ(stream.next(), wanted);
}

/// SplitMix64 from 1234567, as in the reference implementation's published sequence.
TEST(Generator, IsSplitMix64) {
  Generator g(1234567);
  for (const std::uint64_t wanted : {6457827717110365317ull, 3203168211198807973ull, 9817491932198370423ull})
    EXPECT_EQ(g.next(), wanted);
}

TEST(Stream, ACopyGoesOnAloneFromTheSamePlace) {
  Stream a = Seeds{3, 1}.stream("copy");
  a.next();
  Stream b = a;
  for (int i = 0; i < 100; ++i) EXPECT_EQ(a.next(), b.next());
  a.next();
  EXPECT_NE(a.next(), b.next());
}

TEST(Stream, ConsecutiveDrawsAreIndependent) {
  Stream g = Seeds{1, 0}.stream("pairs");
  expectIndependent([&](std::uint64_t) { return Two{g.next(), g.next()}; }, "sequence");
}

/// Everything a model may put side by side: neighbours in number, in turn, in key, and strides of both.
TEST(NumberedStream, ThingsTheirDrawsAndTheirNeighboursAreIndependent) {
  const NumberedStream s = Seeds{1, 0}.numbered("work"), other = Seeds{1, 0}.numbered("errors");
  const auto draw = [](const NumberedStream& of, std::uint64_t thing, int k) {
    Generator g = of.at(thing);
    for (; k > 0; --k) g.next();
    return g.next();
  };
  expectIndependent([&](std::uint64_t i) { return Two{draw(s, i, 0), draw(s, i + 1, 0)}; }, "next number");
  expectIndependent([&](std::uint64_t i) { return Two{draw(s, i, 0), draw(s, i, 1)}; }, "next draw");
  expectIndependent([&](std::uint64_t i) { return Two{draw(s, i, 1), draw(s, i + 1, 0)}; }, "diagonal");
  expectIndependent([&](std::uint64_t i) { return Two{draw(s, i, 0), draw(other, i, 0)}; }, "other name");
  expectIndependent([&](std::uint64_t i) { return Two{draw(s, i << 32, 0), draw(s, (i << 32) + 1, 0)}; }, "high bits");
  expectIndependent([&](std::uint64_t i) { return Two{draw(s, 1000 * i, 0), draw(s, 1000 * i, 3)}; }, "stride");
}

/// Sums over blocks of k draws of one thing have variance k/12: nothing is hidden between the draws of a thing.
TEST(NumberedStream, SumsOverManyDrawsOfAThingScatterAsTheyShould) {
  const NumberedStream s = Seeds{9, 0}.numbered("sums");
  constexpr int things = 20'000, draws = 64;
  double square = 0;
  for (int i = 0; i < things; ++i) {
    Generator g = s.at(static_cast<std::uint64_t>(i));
    double sum = 0;
    for (int k = 0; k < draws; ++k) sum += uniform(g) - 0.5;
    square += sum * sum;
  }
  // The variance of a sample variance of n normals is 2/n of its square.
  EXPECT_NEAR(square / things / (draws / 12.0), 1, 5 * std::sqrt(2.0 / things));
}

/// A generator that says what it is told.
struct Fixed {
  std::uint64_t word;
  std::uint64_t next() { return word; }
};

TEST(Uniform, StaysInsideItsIntervalAtBothEnds) {
  Fixed least{0}, greatest{~std::uint64_t{0}};
  EXPECT_EQ(uniform(least), 0);
  EXPECT_LT(uniform(greatest), 1);
  EXPECT_GT(uniformOpen(least), 0);
  EXPECT_LT(uniformOpen(greatest), 1);
  EXPECT_EQ(1 - uniformOpen(greatest), uniformOpen(least)) << "symmetric about one half";
}

TEST(Chance, ZeroIsNeverOneIsAlwaysAndBothTakeOneDraw) {
  Fixed least{0}, greatest{~std::uint64_t{0}};
  EXPECT_FALSE(chance(least, 0));
  EXPECT_TRUE(chance(greatest, 1));
  Stream a(5), b(5);
  chance(a, 0);
  b.next();
  EXPECT_EQ(a.next(), b.next());
}

/// For n = 3·2^62 a plain multiply-shift would give some numbers twice as often: here three quarters of the range are
/// hit with the same probability.
TEST(Below, IsUnbiasedWhereAPlainMultiplicationIsNot) {
  Stream g(11);
  const std::uint64_t range = 3ull << 62;
  std::vector<std::uint64_t> counts(3), byMod(3);
  for (std::uint64_t i = 0; i < n; ++i) {
    const std::uint64_t x = below(g, range);
    ASSERT_LT(x, range);
    ++counts[x >> 62];
    ++byMod[x % 3];  // plain: the multiples of 3 would have half of all
  }
  // Two degrees of freedom: chi-square beyond 2 + 2·15 has probability e^-16.
  EXPECT_LT(excess(counts, n), 15);
  EXPECT_LT(excess(byMod, n), 15);
}

TEST(Below, OfOneIsZeroAndSmallRangesAreEven) {
  Stream g(12);
  EXPECT_EQ(below(g, 1), 0u);
  std::vector<std::uint64_t> counts(1000);
  for (std::uint64_t i = 0; i < n; ++i) ++counts[below(g, 1000)];
  EXPECT_LT(excess(counts, n), 6);
}

}  // namespace
}  // namespace headroom
