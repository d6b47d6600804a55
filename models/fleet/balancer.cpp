#include "models/fleet/balancer.h"

namespace headroom {

void Balancer::reserve(std::uint32_t workers) {
  if (workers <= outstanding_.size()) return;
  outstanding_.resize(workers, 0);
  place_.resize(workers, out);
  const std::uint32_t words = (workers + 63) / 64;
  if (words == words_) return;
  const std::size_t levels = population_.empty() ? 1 : population_.size();
  std::vector<std::uint64_t> wider(levels * words, 0);
  for (std::size_t l = 0; l < population_.size(); ++l)
    for (std::size_t i = 0; i < words_; ++i) wider[l * words + i] = levels_[l * words_ + i];
  levels_.swap(wider);
  population_.resize(levels, 0);
  depth_ = static_cast<std::uint32_t>(levels);
  words_ = words;
}

void Balancer::deepen(std::uint32_t level) {
  population_.resize(std::size_t{level} * 2, 0);
  depth_ = level * 2;
  levels_.resize(population_.size() * words_, 0);
}

std::uint32_t Balancer::takeOther(Stream& random) {
  const std::uint32_t w = pick(random);
  if (w != nobody) ++outstanding_[w];
  return w;
}

void Balancer::add(std::uint32_t w) {
  reserve(w + 1);
  if (place_[w] != out) return;
  place_[w] = static_cast<std::uint32_t>(list_.size());
  list_.push_back(w);
  ++members_;
  if (!mapped()) return;
  const auto level = static_cast<std::uint32_t>(levelOf(w));
  if (level >= depth_) deepen(level + 1);
  levels_[std::size_t{level} * words_ + (w >> 6)] |= std::uint64_t{1} << (w & 63);
  ++population_[level];
  if (level < low_) low_ = level;
}

void Balancer::remove(std::uint32_t w) {
  if (!member(w)) return;
  const std::uint32_t last = list_.back();
  list_[place_[w]] = last;
  place_[last] = place_[w];
  list_.pop_back();
  place_[w] = out;
  --members_;
  if (!mapped()) return;
  const std::size_t level = levelOf(w);
  levels_[level * words_ + (w >> 6)] &= ~(std::uint64_t{1} << (w & 63));
  --population_[level];
  if (members_ == 0) low_ = 0;
}

}  // namespace headroom
