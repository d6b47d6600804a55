/// First in, first out, growing by doubling; no allocation once warm. A value.
#pragma once

#include "sim/huge_pages.h"

#include <cstddef>
#include <utility>

namespace headroom {

template <class T>
class Ring {
 public:
  bool empty() const { return head_ == tail_; }
  std::size_t size() const { return tail_ - head_; }
  const T& front() const { return items_[head_ & mask_]; }
  /// The one that will be the front after n more; there must be more than n.
  const T& ahead(std::size_t n) const { return items_[(head_ + n) & mask_]; }

  void push(const T& x) {
    if (size() > mask_) [[unlikely]]
      grow();
    items_[tail_++ & mask_] = x;
  }

  T pop() { return items_[head_++ & mask_]; }

 private:
  [[gnu::cold, gnu::noinline]] void grow() {
    LargeVector<T> more(items_.size() * 2);
    const std::size_t n = size();
    for (std::size_t i = 0; i < n; ++i) more[i] = items_[(head_ + i) & mask_];
    items_.swap(more);
    mask_ = items_.size() - 1;
    head_ = 0;
    tail_ = n;
  }

  LargeVector<T> items_ = LargeVector<T>(16);
  std::size_t mask_ = 15, head_ = 0, tail_ = 0;
};

}  // namespace headroom
