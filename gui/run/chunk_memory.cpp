// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/run/chunk_memory.h"

#include "sim/huge_pages.h"

#include <mutex>
#include <vector>

namespace headroom::gui {
namespace {

double* allocated(std::size_t numbers) { return static_cast<double*>(allocatePages(numbers * sizeof(double))); }
void freed(double* p, std::size_t numbers) { freePages(p, numbers * sizeof(double)); }

class Spare {
 public:
  double* take() {
    {
      const std::lock_guard lock(mutex_);
      if (!chunks_.empty()) {
        double* const p = chunks_.back();
        chunks_.pop_back();
        return p;
      }
    }
    return allocated(numbersInChunk);
  }

  void keep(double* p) {
    {
      const std::lock_guard lock(mutex_);
      if (chunks_.size() < most) return chunks_.push_back(p);
    }
    freed(p, numbersInChunk);
  }

 private:
  static constexpr std::size_t most = 32;
  std::mutex mutex_;
  std::vector<double*> chunks_;
};

/// Not destroyed: a run may be let go of when everything else is.
Spare& spare() {
  static auto* const one = new Spare;
  return *one;
}

}  // namespace

std::shared_ptr<double[]> newChunk(std::size_t numbers) {
  if (numbers == numbersInChunk) return {spare().take(), [](double* p) { spare().keep(p); }};
  return {allocated(numbers), [numbers](double* p) { freed(p, numbers); }};
}

}  // namespace headroom::gui
