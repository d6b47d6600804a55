// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/run/chunk_memory.h"

#include "sim/huge_pages.h"

#include <iterator>
#include <map>
#include <mutex>
#include <new>

namespace headroom::gui {
namespace {

constexpr std::size_t mostKept = (std::size_t{64} << 20) / sizeof(double);

class Spare {
 public:
  double* take(std::size_t numbers) {
    {
      const std::lock_guard lock(mutex_);
      const auto after = chunks_.upper_bound(numbers);
      if (after != chunks_.begin() && std::prev(after)->first == numbers) {  // the one that was used last
        kept_ -= numbers;
        return chunks_.extract(std::prev(after)).mapped();
      }
    }
    return static_cast<double*>(allocatePages(numbers * sizeof(double)));
  }

  void keep(double* p, std::size_t numbers) noexcept {
    if (!kept(p, numbers)) freePages(p, numbers * sizeof(double));
  }

 private:
  bool kept(double* p, std::size_t numbers) noexcept try {
    const std::lock_guard lock(mutex_);
    while (kept_ + numbers > mostKept) {  // larger ones make room: there are few of the small, and all runs want them
      if (chunks_.empty() || std::prev(chunks_.end())->first <= numbers) return false;
      const auto largest = chunks_.extract(std::prev(chunks_.end()));
      kept_ -= largest.key();
      freePages(largest.mapped(), largest.key() * sizeof(double));
    }
    chunks_.emplace(numbers, p);
    kept_ += numbers;
    return true;
  } catch (const std::bad_alloc&) {
    return false;
  }

  std::mutex mutex_;
  std::multimap<std::size_t, double*> chunks_;  // by how many numbers they hold
  std::size_t kept_ = 0;
};

/// Not destroyed: a run may be let go of when everything else is.
Spare& spare() {
  static auto* const one = new Spare;
  return *one;
}

}  // namespace

std::shared_ptr<double[]> newChunk(std::size_t numbers) {
  return {spare().take(numbers), [numbers](double* p) { spare().keep(p, numbers); }};
}

}  // namespace headroom::gui
