/// So many pieces of work on so many threads; which thread does what is not said.
#pragma once

#include <cstddef>
#include <functional>

namespace headroom::plan {

/// Calls `work` for 0 … n − 1. The first thing that is thrown is thrown again when all threads have ended; nobody
/// begins another piece after it.
void inParallel(std::size_t n, unsigned threads, const std::function<void(std::size_t)>& work);

}  // namespace headroom::plan
