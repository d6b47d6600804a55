#include "tests/bench/bare/chance.h"
#include "tests/bench/bare/loops.h"
#include "tests/bench/bare/winners.h"

#include <numbers>

namespace headroom::bare {
namespace {

constexpr std::uint32_t queueRoom = 64;

/// 64 bins a power of two of nanoseconds.
class Bins {
 public:
  void add(std::uint64_t x) {
    x |= 64;
    const auto octave = static_cast<unsigned>(std::bit_width(x)) - 7;
    ++count_[(std::size_t{octave} << 6) + static_cast<std::size_t>(x >> octave) - 64];
  }
  void moveTo(Bins& other) {
    for (std::size_t i = 0; i < count_.size(); ++i) other.count_[i] += count_[i];
    std::fill(count_.begin(), count_.end(), 0);
  }
  double quantile(double q) const {
    std::uint64_t all = 0, sum = 0;
    for (const std::uint64_t n : count_) all += n;
    for (std::size_t i = 0; i < count_.size(); ++i)
      if ((sum += count_[i]) > static_cast<std::uint64_t>(q * static_cast<double>(all)))
        return std::ldexp(static_cast<double>((i & 63) + 64) + 0.5, static_cast<int>(i >> 6)) * 1e-9;
    return 0;
  }

 private:
  std::vector<std::uint64_t> count_ = std::vector<std::uint64_t>(48 * 64);
};

struct alignas(64) Worker {
  std::uint32_t head = 0, tail = 0;  // of its queue
  std::uint32_t busy = 0, outstanding = 0, idle = 0;
  std::uint64_t area = 0, served = 0;
};

/// Which worker has the fewest calls: a bitmap of workers for each number of calls.
class Fewest {
 public:
  Fewest(std::uint32_t workers, std::uint32_t most)
      : workers_(workers), words_((workers + 63) / 64), map_(std::size_t{most + 2} * words_), population_(most + 2) {
    for (std::uint32_t w = 0; w < workers; ++w) map_[w >> 6] |= std::uint64_t{1} << (w & 63);
    population_[0] = workers;
  }
  std::uint32_t pick() {
    while (!population_[least_]) ++least_;
    const std::uint64_t* level = &map_[std::size_t{least_} * words_];
    std::uint32_t word = next_ >> 6;
    std::uint64_t bits = level[word] & ~std::uint64_t{0} << (next_ & 63);
    while (!bits) {
      word = word + 1 == words_ ? 0 : word + 1;
      bits = level[word];
    }
    const std::uint32_t w = (word << 6) + static_cast<std::uint32_t>(std::countr_zero(bits));
    next_ = w + 1 == workers_ ? 0 : w + 1;
    return w;
  }
  void move(std::uint32_t w, std::uint32_t from, std::uint32_t to) {
    const std::uint64_t bit = std::uint64_t{1} << (w & 63);
    map_[std::size_t{from} * words_ + (w >> 6)] ^= bit;
    map_[std::size_t{to} * words_ + (w >> 6)] ^= bit;
    --population_[from];
    ++population_[to];
    least_ = to < least_ ? to : least_;
  }

 private:
  std::uint32_t workers_, words_, least_ = 0, next_ = 0;
  std::vector<std::uint64_t> map_;
  std::vector<std::uint32_t> population_;
};

}  // namespace

ClusterFigures cluster(std::uint32_t workers, std::uint32_t slots, double load, std::uint64_t requests,
                       std::uint64_t seed) {
  constexpr double work = 0.05;
  constexpr std::uint64_t minute = 60'000'000'000;
  Random random(seed);
  const Lognormal law(work * 1e9, 0.53294);
  Winners ends(workers * slots);
  Fewest fewest(workers, slots + queueRoom);
  std::vector<Worker> all(workers);
  std::vector<std::uint64_t> arrived(std::size_t{workers} * slots), queues(std::size_t{workers} * queueRoom);
  std::vector<std::uint32_t> idle(std::size_t{workers} * slots), owner(std::size_t{workers} * slots);
  for (std::uint32_t w = 0; w < workers; ++w) {
    all[w].idle = slots;
    for (std::uint32_t k = 0; k < slots; ++k) {
      idle[std::size_t{w} * slots + k] = w * slots + (slots - 1 - k);
      owner[std::size_t{w} * slots + k] = w;
    }
  }
  Bins total, last;
  std::uint64_t latencies = 0, made = 0, nextMinute = minute;
  double shown = 0;
  ClusterFigures figures;
  const auto gapAt = [&](double t) {
    return 1e9 / (workers * slots / work * load * (1 + 0.25 * std::sin(2 * std::numbers::pi * t / 86400)));
  };
  double meanGap = gapAt(0);
  const auto gap = [&] { return static_cast<std::uint64_t>(static_cast<std::int64_t>(exponential(random) * meanGap)); };
  const auto time = [&] { return static_cast<std::uint64_t>(static_cast<std::int64_t>(law(random))); };
  std::uint64_t arrival = gap();
  while (made < requests) {
    const std::uint64_t end = ends.time();
    if (end <= arrival && end <= nextMinute) {
      const std::uint32_t slot = ends.slot(), w = owner[slot];
      Worker& worker = all[w];
      last.add(end - arrived[slot]);
      latencies += end - arrived[slot];
      ++worker.served;
      if (worker.head != worker.tail) {
        arrived[slot] = queues[std::size_t{w} * queueRoom + (worker.head++ & (queueRoom - 1))];
        ends.set(slot, end + time());
      } else {
        ends.clear(slot);
        worker.area += end;
        --worker.busy;
        idle[std::size_t{w} * slots + worker.idle++] = slot;
      }
      fewest.move(w, worker.outstanding, worker.outstanding - 1);
      --worker.outstanding;
    } else if (nextMinute < arrival) [[unlikely]] {
      for (Worker& worker : all) {
        const std::uint64_t area = worker.area + worker.busy * nextMinute;
        shown += static_cast<double>(area) / (static_cast<double>(minute) * slots);
        worker.area = -(worker.busy * nextMinute);
        figures.served += worker.served;
        worker.served = 0;
      }
      shown += last.quantile(0.99);
      last.moveTo(total);
      meanGap = gapAt(static_cast<double>(nextMinute) * 1e-9);
      arrival = nextMinute + gap();
      nextMinute += minute;
    } else {
      ++made;
      const std::uint32_t w = fewest.pick();
      Worker& worker = all[w];
      if (worker.idle) {
        const std::uint32_t slot = idle[std::size_t{w} * slots + --worker.idle];
        arrived[slot] = arrival;
        worker.area -= arrival;
        ++worker.busy;
        ends.set(slot, arrival + time());
      } else if (worker.tail - worker.head < queueRoom) {
        queues[std::size_t{w} * queueRoom + (worker.tail++ & (queueRoom - 1))] = arrival;
      } else {
        ++figures.rejected;
        arrival += gap();
        continue;
      }
      fewest.move(w, worker.outstanding, worker.outstanding + 1);
      ++worker.outstanding;
      arrival += gap();
    }
  }
  last.moveTo(total);
  for (const Worker& worker : all) figures.served += worker.served;
  figures.meanLatency = static_cast<double>(latencies) * 1e-9 / static_cast<double>(figures.served);
  figures.p99 = total.quantile(0.99) + 0 * shown;
  return figures;
}

}  // namespace headroom::bare
