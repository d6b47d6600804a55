/// The fastest event list we know for slots that have at most one pending event each: a winner tree of single words,
/// time << bits | slot.
#pragma once

#include <cstdint>
#include <vector>

namespace headroom::bare {

class Winners {
 public:
  static constexpr std::uint64_t never = ~std::uint64_t{0};

  explicit Winners(std::uint32_t slots) {
    while (leaves_ < slots) leaves_ *= 2, ++bits_;
    node_.assign(std::size_t{2} * leaves_, never);
  }
  std::uint64_t time() const { return node_[1] >> bits_; }
  std::uint32_t slot() const { return static_cast<std::uint32_t>(node_[1]) & (leaves_ - 1); }
  void set(std::uint32_t slot, std::uint64_t time) { put(slot, time << bits_ | slot); }
  void clear(std::uint32_t slot) { put(slot, never); }

 private:
  void put(std::uint32_t slot, std::uint64_t key) {
    std::uint64_t* node = node_.data();
    std::uint32_t i = leaves_ + slot;
    node[i] = key;
    while (i > 1) {
      const std::uint64_t other = node[i ^ 1];
      key = other < key ? other : key;
      i >>= 1;
      node[i] = key;
    }
  }

  std::uint32_t leaves_ = 2, bits_ = 1;
  std::vector<std::uint64_t> node_;
};

}  // namespace headroom::bare
