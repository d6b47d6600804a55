/// A processor shared equally among the calls of one worker.
///
///   attained service V grows at rate share(n) = rate(n)/n while n calls run;  a call that brings work x leaves at V +
///   x rate(n) = min(n, cores), or X(n) of the Universal Scalability Law
///
/// Exact for any law of work, in integers: 2^-32 fixed point, at most a nanosecond lost an event. V returns to 0 when
/// the worker is idle. One pending completion a worker; cost O(log n) an event. A change of pace takes effect at once.
#pragma once

#include <cstdint>
#include <vector>

namespace headroom {

__extension__ using Wide = unsigned __int128;

/// share(n) and its inverse for n = 1 … size, as 32.32 fixed point; beyond the table the last rate() goes on being
/// divided.
struct SharingTable {
  std::vector<std::uint64_t> share, cost;
  double best = 1;  // greatest rate(n)

  /// rate(n) for n = 1 … rates.size()
  static SharingTable of(const std::vector<double>& rates);
};

class Sharing {
 public:
  bool idle() const { return heap_.empty(); }
  std::size_t running() const { return heap_.size(); }

  /// Brings V up to `now`, at the pace (16.16 fixed point; 65,536 = normal, more is slower) that has held since.
  void advance(std::int64_t now, const SharingTable& table, std::uint64_t pace);
  void enter(std::uint32_t call, std::int64_t work);
  /// The call with the least left; only when due.
  std::uint32_t leave();
  /// When it is due, if nothing changes.
  std::int64_t due(const SharingTable& table, std::uint64_t pace) const;
  /// Takes out a certain call, with the work it had left; −1 if it is not here.
  std::int64_t withdraw(std::uint32_t call);
  std::vector<std::uint32_t> calls() const;

 private:
  struct Entry {
    std::uint64_t tag;
    std::uint64_t serial;
    std::uint32_t call;
  };
  static bool later(const Entry& a, const Entry& b) { return a.tag != b.tag ? a.tag > b.tag : a.serial > b.serial; }

  std::vector<Entry> heap_;
  std::uint64_t attained_ = 0, serial_ = 0;
  std::int64_t since_ = 0;
};

}  // namespace headroom
