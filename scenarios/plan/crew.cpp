#include "scenarios/plan/crew.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <system_error>
#include <thread>
#include <vector>

namespace headroom::plan {

void inParallel(std::size_t n, unsigned threads, const std::function<void(std::size_t)>& work) {
  std::atomic<std::size_t> next{0};
  std::exception_ptr trouble;
  std::mutex mutex;
  const auto labour = [&] {
    try {
      for (std::size_t i = next++; i < n; i = next++) work(i);
    } catch (...) {
      const std::lock_guard lock(mutex);
      if (!trouble) trouble = std::current_exception();
      next = n;
    }
  };
  std::vector<std::thread> crew;
  try {
    for (std::size_t i = 1; i < std::min<std::size_t>(threads, n); ++i) crew.emplace_back(labour);
  } catch (const std::system_error&) {}  // the machine gives no more threads: those there are do the work
  labour();
  for (std::thread& t : crew) t.join();
  if (trouble) std::rethrow_exception(trouble);
}

}  // namespace headroom::plan
