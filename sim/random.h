/// Random numbers that belong to somebody.
///
/// Every consumer draws from a stream with a *name* ("web/arrivals"), derived from the run's seed and replica: adding,
/// removing or changing one consumer moves no other draw. Two kinds:
///   Stream          a sequence: one draw after the other (xoshiro256++; Blackman & Vigna 2019)
///   NumberedStream  a family: at(n) is the generator of the n-th thing, whatever was drawn before it, so that two
///                   policies meet the same customers although they meet them in another order
/// All are values, all integer arithmetic: the same bits on every machine.
#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <string_view>

namespace headroom {

/// SplitMix64's finaliser (Stafford's mix 13): a bijection of 64 bits that passes for random.
constexpr std::uint64_t mixed(std::uint64_t x) {
  x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9u;
  x = (x ^ (x >> 27)) * 0x94D049BB133111EBu;
  return x ^ (x >> 31);
}

/// A short sequence of its own: SplitMix64 (Steele et al. 2014). Two multiplications a number, no warming up.
class Generator {
 public:
  constexpr explicit Generator(std::uint64_t state = 0) : state_(state) {}
  constexpr std::uint64_t next() { return mixed(state_ += 0x9E3779B97F4A7C15u); }

 private:
  std::uint64_t state_;
};

class Stream {
 public:
  constexpr explicit Stream(std::uint64_t seed = 0) {
    Generator g(seed);
    for (auto& word : state_) word = g.next();
  }

  constexpr std::uint64_t next() {
    const std::uint64_t result = std::rotl(state_[0] + state_[3], 23) + state_[0];
    const std::uint64_t t = state_[1] << 17;
    state_[2] ^= state_[0];
    state_[3] ^= state_[1];
    state_[1] ^= state_[2];
    state_[0] ^= state_[3];
    state_[2] ^= t;
    state_[3] = std::rotl(state_[3], 45);
    return result;
  }

 private:
  std::array<std::uint64_t, 4> state_{};
};

class NumberedStream {
 public:
  constexpr explicit NumberedStream(std::uint64_t key = 0) : key_(key) {}
  /// The generator of thing `n`. Draw k of thing n is the mixing of key + n·a + (k+1)·b, with two odd steps that have
  /// nothing to do with each other (1/plastic number and 1/golden ratio): no two (n, k) that occur in a run meet, and
  /// along n as along k the mixed counters are a SplitMix64 sequence. No mixing of its own: 1.5 ns with the first draw.
  constexpr Generator at(std::uint64_t n) const { return Generator(key_ + n * 0xD1B54A32D192ED03u); }

 private:
  std::uint64_t key_;
};

struct Seeds {
  std::uint64_t seed = 1;
  std::uint64_t replica = 0;

  constexpr Stream stream(std::string_view name) const { return Stream(of(name)); }
  constexpr NumberedStream numbered(std::string_view name) const { return NumberedStream(of(name)); }

 private:
  /// FNV-1a over the name, folded with seed and replica.
  constexpr std::uint64_t of(std::string_view name) const {
    std::uint64_t h = 0xCBF29CE484222325u;
    for (const char c : name) h = (h ^ static_cast<unsigned char>(c)) * 0x100000001B3u;
    return mixed(h ^ mixed(seed ^ mixed(replica + 0x9E3779B97F4A7C15u)));
  }
};

/// Uniform on [0, 1), all 2^53 values equally likely. (By way of signed integers: from unsigned ones there is no
/// instruction, and the detour costs 3 ns.)
template <class G>
constexpr double uniform(G& g) {
  return static_cast<double>(static_cast<std::int64_t>(g.next() >> 11)) * 0x1p-53;
}

/// Uniform on (0, 1): the midpoints of 2^52 cells, never 0 and never 1.
template <class G>
constexpr double uniformOpen(G& g) {
  return (static_cast<double>(static_cast<std::int64_t>(g.next() >> 12)) + 0.5) * 0x1p-52;
}

/// Uniform on 0 … n−1, without bias (Lemire 2019); n > 0.
template <class G>
constexpr std::uint64_t below(G& g, std::uint64_t n) {
  __extension__ using Wide128 = unsigned __int128;
  Wide128 product = static_cast<Wide128>(g.next()) * n;
  if (static_cast<std::uint64_t>(product) < n) [[unlikely]] {
    const std::uint64_t least = (0 - n) % n;
    while (static_cast<std::uint64_t>(product) < least) product = static_cast<Wide128>(g.next()) * n;
  }
  return static_cast<std::uint64_t>(product >> 64);
}

/// True with probability p; takes one draw whatever p is, so that another p moves no later draw.
template <class G>
constexpr bool chance(G& g, double p) {
  return uniform(g) < p;
}

}  // namespace headroom
