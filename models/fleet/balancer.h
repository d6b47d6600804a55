/// Which worker gets the next call.
///
/// Workers are small numbers. A *member* may be picked; outstanding calls are counted for everybody. Least outstanding
/// keeps one bitmap of members per outstanding level and the lowest level in use, and takes the first member at or
/// after a pointer that moves on: ties go round. Round robin is the same with one level. Costs a few ns at any fleet
/// size. Left out: weights, slow start.
#pragma once

#include "models/fleet/service_spec.h"
#include "sim/random.h"

#include <bit>
#include <cstdint>
#include <vector>

namespace headroom {

class Balancer {
 public:
  static constexpr std::uint32_t nobody = UINT32_MAX;
  using Policy = BalancerSpec::Policy;

  explicit Balancer(Policy policy = Policy::leastOutstanding) : policy_(policy) {}

  std::size_t members() const { return members_; }
  bool member(std::uint32_t w) const { return w < place_.size() && place_[w] != out; }
  std::uint32_t outstanding(std::uint32_t w) const { return outstanding_[w]; }

  /// The member that gets the next call; `nobody` if there is none. `random` is drawn from by the random policies only.
  std::uint32_t pick(Stream& random) {
    if (members_ == 0) [[unlikely]]
      return nobody;
    switch (policy_) {
      case Policy::leastOutstanding:
        while (population_[low_] == 0) ++low_;
        return rotate(&levels_[std::size_t{low_} * words_]);
      case Policy::roundRobin: return rotate(levels_.data());
      case Policy::lowestIndex: return lowest();
      case Policy::random: return list_[below(random, members_)];
      case Policy::powerOfTwo: return betterOfTwo(random);
    }
    return nobody;
  }

  /// The same, and counts the call there.
  std::uint32_t take(Stream& random) {
    if (!levelled() || members_ == 0) return takeOther(random);
    while (population_[low_] == 0) ++low_;
    if (low_ + 1 == depth_) [[unlikely]]
      deepen(low_ + 1);
    std::uint64_t* level = &levels_[std::size_t{low_} * words_];
    const std::uint32_t w = rotate(level), word = w >> 6;
    const std::uint64_t bit = std::uint64_t{1} << (w & 63);
    level[word] ^= bit;
    level[words_ + word] ^= bit;
    --population_[low_];
    ++population_[low_ + 1];
    ++outstanding_[w];
    return w;
  }

  /// `w` has one call more, one less.
  void took(std::uint32_t w) { move(w, outstanding_[w] + 1); }
  void gave(std::uint32_t w) { move(w, outstanding_[w] - 1); }

  void add(std::uint32_t w);
  void remove(std::uint32_t w);
  /// Forgets the calls of `w`, which must not be a member.
  void reset(std::uint32_t w) {
    if (w < outstanding_.size()) outstanding_[w] = 0;
  }
  void reserve(std::uint32_t workers);

 private:
  static constexpr std::uint32_t out = UINT32_MAX;

  bool levelled() const { return policy_ == Policy::leastOutstanding; }
  bool mapped() const { return policy_ == Policy::roundRobin || policy_ == Policy::lowestIndex || levelled(); }
  std::size_t levelOf(std::uint32_t w) const { return levelled() ? outstanding_[w] : 0; }

  std::uint32_t rotate(const std::uint64_t* map) {
    std::uint32_t word = pointer_ >> 6;
    std::uint64_t bits = map[word] & (~std::uint64_t{0} << (pointer_ & 63));
    while (!bits) {
      word = word + 1 == words_ ? 0 : word + 1;
      bits = map[word];
    }
    const std::uint32_t w = (word << 6) + static_cast<std::uint32_t>(std::countr_zero(bits));
    pointer_ = w + 1 == words_ * 64 ? 0 : w + 1;
    return w;
  }

  std::uint32_t lowest() const {
    std::uint32_t word = 0;
    while (!levels_[word]) ++word;
    return (word << 6) + static_cast<std::uint32_t>(std::countr_zero(levels_[word]));
  }

  std::uint32_t betterOfTwo(Stream& random) const {
    if (members_ == 1) return list_[0];
    const auto i = below(random, members_);
    auto j = below(random, members_ - 1);
    if (j >= i) ++j;
    const std::uint32_t a = list_[i], b = list_[j];
    return outstanding_[b] < outstanding_[a] ? b : a;
  }

  void move(std::uint32_t w, std::uint32_t to) {
    const std::uint32_t from = outstanding_[w];
    outstanding_[w] = to;
    if (!levelled() || place_[w] == out) return;
    if (to >= depth_) [[unlikely]]
      deepen(to);
    const std::uint64_t bit = std::uint64_t{1} << (w & 63);
    levels_[std::size_t{from} * words_ + (w >> 6)] ^= bit;
    levels_[std::size_t{to} * words_ + (w >> 6)] ^= bit;
    --population_[from];
    ++population_[to];
    if (to < low_) low_ = to;
  }

  [[gnu::noinline]] std::uint32_t takeOther(Stream& random);
  [[gnu::cold, gnu::noinline]] void deepen(std::uint32_t level);

  Policy policy_;
  std::uint32_t words_ = 0, pointer_ = 0, low_ = 0, depth_ = 0;
  std::uint32_t members_ = 0;
  std::vector<std::uint64_t> levels_;      // bitmaps of members, one a level, `words_` words each
  std::vector<std::uint32_t> population_;  // members a level
  std::vector<std::uint32_t> outstanding_;
  std::vector<std::uint32_t> list_, place_;  // members in no particular order; place_[w] = out: not a member
};

}  // namespace headroom
