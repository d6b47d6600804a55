/// Homes for things that come and go: no allocation once warm, and handles that know when their thing is gone.
///
/// T has `std::uint32_t life, link;` — life counts the users of a place, link chains the free places (and belongs to
/// the model while in use). No reference survives take(): the storage may move. Keep indices; fetch again.
#pragma once

#include "sim/huge_pages.h"

#include <cstdint>

namespace headroom {

struct Handle {
  std::uint32_t index = UINT32_MAX;
  std::uint32_t life = 0;
  bool nobody() const { return index == UINT32_MAX; }
  /// Both in one word, for notes.
  std::uint64_t bits() const { return std::uint64_t{life} << 32 | index; }
};

template <class T>
class Slab {
 public:
  static constexpr std::uint32_t none = UINT32_MAX;

  /// A place for one more; its fields are what the last user left, but for `life`.
  std::uint32_t take() {
    if (free_ == none) return grow();
    const std::uint32_t i = free_;
    free_ = items_[i].link;
    ++inUse_;
    return i;
  }

  void drop(std::uint32_t i) { drop(i, items_[i]); }
  /// The same, of who has looked it up.
  void drop(std::uint32_t i, T& item) {
    ++item.life;
    item.link = free_;
    free_ = i;
    --inUse_;
  }

  T& operator[](std::uint32_t i) { return items_[i]; }
  const T& operator[](std::uint32_t i) const { return items_[i]; }
  Handle handle(std::uint32_t i) const { return {i, items_[i].life}; }
  /// Of a handle that this slab gave, or nobody's.
  bool alive(Handle h) const { return !h.nobody() && items_[h.index].life == h.life; }
  std::size_t inUse() const { return inUse_; }
  std::size_t places() const { return items_.size(); }

 private:
  [[gnu::cold, gnu::noinline]] std::uint32_t grow() {
    items_.emplace_back();
    ++inUse_;
    return static_cast<std::uint32_t>(items_.size() - 1);
  }

  LargeVector<T> items_;
  std::uint32_t free_ = none;
  std::size_t inUse_ = 0;
};

}  // namespace headroom
