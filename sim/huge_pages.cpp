#include "sim/huge_pages.h"

#include <new>

#ifdef __linux__
#include <sys/mman.h>
#endif

namespace headroom {
namespace {

constexpr std::size_t hugePage = std::size_t{2} << 20;

}  // namespace

void* allocatePages(std::size_t bytes) {
  if (bytes < hugePage) return ::operator new(bytes);
  void* p = ::operator new(bytes, std::align_val_t(hugePage));
#ifdef __linux__
  // Whole pages only: the last part may share its page with others. A wish; what comes of it changes nothing but speed.
  ::madvise(p, bytes / hugePage * hugePage, MADV_HUGEPAGE);
#endif
  return p;
}

void freePages(void* p, std::size_t bytes) noexcept {
  if (bytes < hugePage) {
    ::operator delete(p);
  } else {
    ::operator delete(p, std::align_val_t(hugePage));
  }
}

}  // namespace headroom
