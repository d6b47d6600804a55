#include "models/fleet/balancer.h"

#include <algorithm>

namespace headroom {

void Balancer::reserve(std::uint32_t workers) {
  if (workers <= seats_.size()) return;
  seats_.resize(workers);
  const std::uint32_t words = (workers + 63) / 64;
  if (words != words_) layOut(words, std::max(depth_, 1u));
}

void Balancer::deepen(std::uint32_t level) { layOut(words_, level * 2); }

/// Room for as many levels of as many words, what is there kept.
void Balancer::layOut(std::uint32_t words, std::uint32_t levels) {
  const bool wide = words > narrowWords;
  const std::uint32_t hintWords = wide ? (words + 63) / 64 : 0, stride = 1 + words + hintWords;
  std::vector<std::uint64_t> wider(std::size_t{levels} * stride, 0);
  for (std::size_t l = 0; l < depth_; ++l) {
    const std::uint64_t* was = &levels_[l * stride_];
    std::copy(was, was + 1 + words_, &wider[l * stride]);
  }
  for (std::size_t l = 0; l < levels; ++l) std::fill_n(&wider[l * stride] + 1 + words, hintWords, ~std::uint64_t{0});
  levels_.swap(wider);
  wide_ = wide;
  words_ = words;
  hintWords_ = hintWords;
  stride_ = stride;
  depth_ = levels;
}

/// The next word after `after`, round the end, that has members. Hints that turn out wrong are taken back on the way;
/// there must be a member.
std::uint32_t Balancer::nextWord(std::uint64_t* level, std::uint32_t after) const {
  const std::uint64_t* map = level + 1;
  std::uint64_t* hints = level + 1 + words_;
  std::uint32_t place = (after + 1) >> 6;
  std::uint64_t left = place < hintWords_ ? hints[place] & (~std::uint64_t{0} << ((after + 1) & 63)) : 0;
  for (;;) {
    while (!left) {
      place = place + 1 >= hintWords_ ? 0 : place + 1;
      left = hints[place];
    }
    const std::uint32_t word = (place << 6) + static_cast<std::uint32_t>(std::countr_zero(left));
    if (word < words_ && map[word]) return word;
    hints[place] &= ~(left & -left);
    left &= left - 1;
  }
}

std::uint32_t Balancer::takeOther(Stream& random) {
  const std::uint32_t w = pick(random);
  if (w != nobody) ++seats_[w].outstanding;
  return w;
}

void Balancer::add(std::uint32_t w) {
  reserve(w + 1);
  if (seats_[w].place != out) return;
  seats_[w].place = static_cast<std::uint32_t>(list_.size());
  list_.push_back(w);
  ++members_;
  if (!mapped()) return;
  if (levelled()) {
    if (members_ == 1) return;
    if (members_ == 2) {
      ranked_ = true;
      low_ = levelOf(list_[0]);
      enter(list_[0]);
    }
  }
  enter(w);
}

/// Member `w` into the row of its level.
void Balancer::enter(std::uint32_t w) {
  const std::uint32_t level = levelOf(w);
  if (level >= depth_) deepen(level + 1);
  std::uint64_t* to = row(level);
  ++to[0];
  to[1 + (w >> 6)] |= std::uint64_t{1} << (w & 63);
  if (wide_) mark(to, w >> 6);
  if (level < low_) low_ = level;
}

void Balancer::remove(std::uint32_t w) {
  if (!member(w)) return;
  const std::uint32_t last = list_.back();
  list_[seats_[w].place] = last;
  seats_[last].place = seats_[w].place;
  list_.pop_back();
  seats_[w].place = out;
  --members_;
  if (!mapped() || (levelled() && !ranked_)) return;
  leave(w);
  if (levelled() && members_ == 1) {
    leave(list_[0]);
    ranked_ = false;
  }
}

void Balancer::leave(std::uint32_t w) {
  std::uint64_t* from = row(levelOf(w));
  --from[0];
  from[1 + (w >> 6)] &= ~(std::uint64_t{1} << (w & 63));
}

}  // namespace headroom
