/// What is still to come, for sources that have at most one pending event each: a winner tree over packed words.
///
/// key = time << 20 | source: one compare of one word settles time and tie (the smaller source number first). Leaf i of
/// a tree holds the key of one source; every inner node holds the least of its four children, so the next event is node
/// 1. Four, because a node's children then lie in one cache line and there are half as many levels. Cost: set and clear
/// O(log n), start O(1) on average, all without a branch that data could mispredict often. Sizes quadruple; leaves
/// never move, so a source keeps its number for life.
#pragma once

#include "sim/huge_pages.h"

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>

namespace headroom {

class SourceTree {
 public:
  static constexpr std::uint64_t never = ~std::uint64_t{0};

  explicit SourceTree(std::uint32_t leaves = 1) { rebuild(leaves, {}); }

  std::uint64_t top() const { return node_[1]; }
  /// The least key of the 64th of the tree that a leaf stands in; there must be 64 leaves at least.
  std::uint64_t topNear(std::uint32_t leaf) const {
    return node_[(std::size_t{leaves_} + leaf) >> (std::countr_zero(leaves_) - 6)];
  }
  /// Tells the memory that this leaf will be set or cleared soon.
  void fetch(std::uint32_t leaf) const {
    const std::size_t i = std::size_t{leaves_} + leaf;
    __builtin_prefetch(node_.data() + i);
    __builtin_prefetch(node_.data() + (i >> 2));
  }
  std::uint64_t at(std::uint32_t leaf) const { return node_[leaves_ + leaf]; }
  std::uint32_t leaves() const { return leaves_; }

  /// Replaces the key of a leaf, whatever it was.
  void set(std::uint32_t leaf, std::uint64_t key) {
    std::uint64_t* node = node_.data();
    std::size_t i = std::size_t{leaves_} + leaf;
    node[i] = key;
    while (i > 1) {
      const std::uint64_t a = node[i ^ 1], b = node[i ^ 2], c = node[i ^ 3];
      const std::uint64_t ab = a < b ? a : b;
      key = key < c ? key : c;
      key = ab < key ? ab : key;
      i >>= 2;
      node[i] = key;
    }
  }

  /// Fills a leaf that was empty: climbs only while the key wins.
  void start(std::uint32_t leaf, std::uint64_t key) {
    std::uint64_t* node = node_.data();
    for (std::size_t i = std::size_t{leaves_} + leaf; i && key < node[i]; i >>= 2) node[i] = key;
  }

  void clear(std::uint32_t leaf) { set(leaf, never); }

  /// Room for at least `leaves`; what is in the tree stays.
  void grow(std::uint32_t leaves) {
    if (leaves > leaves_) rebuild(leaves, LargeVector<std::uint64_t>(node_.begin() + leaves_, node_.end()));
  }

  /// Moves all keys that are not `never` down by `delta` (all of them must be at least that).
  void subtract(std::uint64_t delta) {
    for (auto& key : node_)
      if (key != never) key -= delta;
  }

 private:
  void rebuild(std::uint32_t leaves, const LargeVector<std::uint64_t>& old) {
    leaves_ = 1;
    while (leaves_ < leaves) leaves_ *= 4;
    node_.assign(std::size_t{2} * leaves_, never);
    for (std::size_t i = 0; i < old.size(); ++i) node_[leaves_ + i] = old[i];
    for (std::size_t level = leaves_ / 4; level; level /= 4)
      for (std::size_t i = level; i < 2 * level; ++i)
        node_[i] = std::min({node_[4 * i], node_[4 * i + 1], node_[4 * i + 2], node_[4 * i + 3]});
  }

  std::uint32_t leaves_ = 1;
  LargeVector<std::uint64_t> node_;
};

}  // namespace headroom
