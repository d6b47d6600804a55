/// Memory for large arrays that events touch here and there: in huge pages, where the system has them to give.
///
/// The state of ten thousand workers takes tens of MiB, which is more than the processor's table of small pages (4 KiB)
/// reaches; every other touch would then walk the page tables first. Nothing else changes: the arrays are values, and
/// where there are no huge pages they are arrays as others are.
#pragma once

#include <cstddef>
#include <vector>

namespace headroom {

/// Throws std::bad_alloc. From 2 MiB on the memory begins at a multiple of 2 MiB.
void* allocatePages(std::size_t bytes);
/// Of what allocatePages gave for as many bytes.
void freePages(void* p, std::size_t bytes) noexcept;

template <class T>
struct HugePages {
  using value_type = T;
  HugePages() = default;
  template <class U>
  HugePages(const HugePages<U>&) {}
  T* allocate(std::size_t n) { return static_cast<T*>(allocatePages(n * sizeof(T))); }
  void deallocate(T* p, std::size_t n) noexcept { freePages(p, n * sizeof(T)); }
  bool operator==(const HugePages&) const = default;
};

template <class T>
using LargeVector = std::vector<T, HugePages<T>>;

}  // namespace headroom
