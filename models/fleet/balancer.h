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
  bool member(std::uint32_t w) const { return w < seats_.size() && seats_[w].place != out; }
  std::uint32_t outstanding(std::uint32_t w) const { return seats_[w].outstanding; }

  /// The member that gets the next call; `nobody` if there is none. `random` is drawn from by the random policies only.
  std::uint32_t pick(Stream& random) {
    if (members_ == 0) [[unlikely]]
      return nobody;
    switch (policy_) {
      case Policy::leastOutstanding: return ranked_ ? rotate(lowest()) : onlyOne();
      case Policy::roundRobin: return rotate(row(0));
      case Policy::lowestIndex: return first();
      case Policy::random: return list_[below(random, members_)];
      case Policy::powerOfTwo: return betterOfTwo(random);
    }
    return nobody;
  }

  /// The same, and counts the call there.
  std::uint32_t take(Stream& random) {
    if (!ranked_) {
      if (members_ != 1 || !levelled()) return takeOther(random);
      ++seats_[list_[0]].outstanding;
      return onlyOne();
    }
    std::uint64_t* from = lowest();
    if (low_ + 1 == depth_) [[unlikely]] {
      deepen(low_ + 1);
      from = row(low_);
    }
    const std::uint32_t w = rotate(from);
    shift(w, from, from + stride_);
    ++seats_[w].outstanding;
    return w;
  }

  /// `w` has one call more, one less.
  void took(std::uint32_t w) {
    const std::uint32_t level = seats_[w].outstanding++;
    if (!ranked_ || seats_[w].place == out) return;
    if (level + 1 == depth_) [[unlikely]]
      deepen(level + 1);
    shift(w, row(level), row(level + 1));
  }
  void gave(std::uint32_t w) {
    const std::uint32_t level = --seats_[w].outstanding;
    if (!ranked_ || seats_[w].place == out) return;
    std::uint64_t* to = row(level);
    shift(w, to + stride_, to);
    low_ = level < low_ ? level : low_;
  }

  void add(std::uint32_t w);
  void remove(std::uint32_t w);
  /// Forgets the calls of `w`, which must not be a member.
  void reset(std::uint32_t w) {
    if (w < seats_.size()) seats_[w].outstanding = 0;
  }
  void reserve(std::uint32_t workers);

 private:
  static constexpr std::uint32_t out = UINT32_MAX;
  static constexpr std::uint32_t narrowWords = 4;  // of 64 workers: so few are walked over

  struct Seat {
    std::uint32_t outstanding = 0;
    std::uint32_t place = out;  // in the list of members; out: not a member
  };

  bool levelled() const { return policy_ == Policy::leastOutstanding; }
  bool mapped() const { return policy_ == Policy::roundRobin || policy_ == Policy::lowestIndex || levelled(); }
  std::uint32_t levelOf(std::uint32_t w) const { return levelled() ? seats_[w].outstanding : 0; }

  std::uint64_t* row(std::uint32_t level) { return &levels_[std::size_t{level} * stride_]; }

  /// The row of the lowest level that has members; there must be some.
  std::uint64_t* lowest() {
    std::uint64_t* level = row(low_);
    const std::uint32_t step = *level == 0;  // one step without a branch: it is a coin's toss
    low_ += step;
    level += step * stride_;
    for (; !*level; level += stride_) ++low_;
    return level;
  }

  /// Member `w` from one level to another.
  void shift(std::uint32_t w, std::uint64_t* from, std::uint64_t* to) {
    const std::uint32_t word = w >> 6;
    const std::uint64_t bit = std::uint64_t{1} << (w & 63);
    --from[0];
    ++to[0];
    from[1 + word] ^= bit;
    to[1 + word] ^= bit;
    if (wide_) [[unlikely]]
      mark(to, word);
  }

  /// The first member of a level at or after the pointer, which moves on. The level must have one.
  std::uint32_t rotate(std::uint64_t* level) {
    const std::uint64_t* map = level + 1;
    if (pointer_ == words_ * 64) pointer_ = 0;
    std::uint32_t word = pointer_ >> 6;
    std::uint64_t bits = map[word] & (~std::uint64_t{0} << (pointer_ & 63));
    if (wide_ && !bits) {
      word = nextWord(level, word);
      bits = map[word];
    }
    while (!bits) {
      word = word + 1 == words_ ? 0 : word + 1;
      bits = map[word];
    }
    const std::uint32_t w = (word << 6) + static_cast<std::uint32_t>(std::countr_zero(bits));
    pointer_ = w + 1;
    return w;
  }

  /// The one member there is: the only one needs no rank.
  std::uint32_t onlyOne() {
    pointer_ = list_[0] + 1;
    return list_[0];
  }

  std::uint32_t first() const {
    std::uint32_t word = 0;
    while (!levels_[1 + word]) ++word;
    return (word << 6) + static_cast<std::uint32_t>(std::countr_zero(levels_[1 + word]));
  }

  std::uint32_t betterOfTwo(Stream& random) const {
    if (members_ == 1) return list_[0];
    const auto i = below(random, members_);
    auto j = below(random, members_ - 1);
    if (j >= i) ++j;
    const std::uint32_t a = list_[i], b = list_[j];
    return seats_[b].outstanding < seats_[a].outstanding ? b : a;
  }

  /// Wide fleets: a bit for each word of a level that may have members, so that no search walks over empty words.
  void mark(std::uint64_t* level, std::uint32_t word) const {
    level[1 + words_ + (word >> 6)] |= std::uint64_t{1} << (word & 63);
  }
  [[gnu::noinline]] std::uint32_t nextWord(std::uint64_t* level, std::uint32_t after) const;
  void layOut(std::uint32_t words, std::uint32_t levels);

  [[gnu::noinline]] std::uint32_t takeOther(Stream& random);
  [[gnu::cold, gnu::noinline]] void deepen(std::uint32_t level);

  void enter(std::uint32_t w);
  void leave(std::uint32_t w);

  Policy policy_;
  bool wide_ = false;
  bool ranked_ = false;  // least outstanding among several: members stand in rows
  std::uint32_t words_ = 0, hintWords_ = 0, stride_ = 0, pointer_ = 0, low_ = 0, depth_ = 0;
  std::uint32_t members_ = 0;
  // A row a level, of `stride_` words: how many members, `words_` words of them as bits, `hintWords_` of hints.
  std::vector<std::uint64_t> levels_;
  std::vector<Seat> seats_;
  std::vector<std::uint32_t> list_;  // members in no particular order
};

}  // namespace headroom
