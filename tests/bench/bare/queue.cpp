#include "tests/bench/bare/chance.h"
#include "tests/bench/bare/loops.h"
#include "tests/bench/bare/winners.h"

namespace headroom::bare {

double queue(std::uint32_t servers, double load, std::uint64_t customers, std::uint64_t seed) {
  Random random(seed);
  Winners busy(servers);
  std::vector<std::uint64_t> waiting(1024);
  std::uint64_t head = 0, tail = 0, waited = 0, begun = 0, made = 0;
  std::vector<std::uint32_t> idle;
  for (std::uint32_t s = servers; s--;) idle.push_back(s);
  const double unit = 0x1p30, gap = unit / (load * servers);
  const auto length = [&](double mean) {
    return static_cast<std::uint64_t>(static_cast<std::int64_t>(exponential(random) * mean));
  };
  std::uint64_t arrival = length(gap);
  while (begun < customers) {
    const std::uint64_t end = busy.time();
    if (arrival < end) {
      const std::uint64_t now = arrival;
      arrival = ++made < customers ? now + length(gap) : UINT64_MAX;
      if (!idle.empty()) {
        busy.set(idle.back(), now + length(unit));
        idle.pop_back();
        ++begun;
        continue;
      }
      if (tail - head == waiting.size()) {
        std::vector<std::uint64_t> more(waiting.size() * 2);
        for (std::uint64_t i = head; i < tail; ++i) more[i & (more.size() - 1)] = waiting[i & (waiting.size() - 1)];
        waiting.swap(more);
      }
      waiting[tail++ & (waiting.size() - 1)] = now;
    } else {
      const std::uint32_t server = busy.slot();
      if (head != tail) {
        waited += end - waiting[head++ & (waiting.size() - 1)];
        busy.set(server, end + length(unit));
        ++begun;
      } else {
        busy.clear(server);
        idle.push_back(server);
      }
    }
  }
  return static_cast<double>(waited) / unit / static_cast<double>(customers);
}

}  // namespace headroom::bare
