// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/run/chunk_memory.h"

#include "sim/huge_pages.h"

#include <iterator>
#include <map>
#include <mutex>
#include <new>

namespace headroom::gui {
namespace {

constexpr std::size_t mostKept = std::size_t{64} << 20;

class Spare {
 public:
  std::byte* take(std::size_t bytes) {
    {
      const std::lock_guard lock(mutex_);
      const auto after = chunks_.upper_bound(bytes);
      if (after != chunks_.begin() && std::prev(after)->first == bytes) {  // the one that was used last
        kept_ -= bytes;
        return chunks_.extract(std::prev(after)).mapped();
      }
    }
    return static_cast<std::byte*>(allocatePages(bytes));
  }

  void keep(std::byte* p, std::size_t bytes) noexcept {
    if (!kept(p, bytes)) freePages(p, bytes);
  }

 private:
  bool kept(std::byte* p, std::size_t bytes) noexcept try {
    const std::lock_guard lock(mutex_);
    while (kept_ + bytes > mostKept) {  // larger ones make room: there are few of the small, and all runs want them
      if (chunks_.empty() || std::prev(chunks_.end())->first <= bytes) return false;
      const auto largest = chunks_.extract(std::prev(chunks_.end()));
      kept_ -= largest.key();
      freePages(largest.mapped(), largest.key());
    }
    chunks_.emplace(bytes, p);
    kept_ += bytes;
    return true;
  } catch (const std::bad_alloc&) {
    return false;
  }

  std::mutex mutex_;
  std::multimap<std::size_t, std::byte*> chunks_;  // by how many bytes they are
  std::size_t kept_ = 0;
};

/// Not destroyed: a run may be let go of when everything else is.
Spare& spare() {
  static auto* const one = new Spare;
  return *one;
}

}  // namespace

std::shared_ptr<std::byte[]> newChunk(std::size_t bytes) {
  return {spare().take(bytes), [bytes](std::byte* p) { spare().keep(p, bytes); }};
}

}  // namespace headroom::gui
