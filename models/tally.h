/// Counts of what happened to calls or requests, and how long it took.
#pragma once

#include "models/call.h"

#include <array>
#include <cstdint>

namespace headroom {

struct Tally {
  std::uint64_t offered = 0;
  std::array<std::uint64_t, outcomeCount> ended{};
  std::uint64_t late = 0;      // finished after the caller had gone
  std::uint64_t retries = 0;   // attempts after the first
  std::uint64_t wastedNs = 0;  // slot-time given to calls that did not end served

  std::uint64_t of(Outcome o) const { return ended[static_cast<std::size_t>(o)]; }
  void end(Outcome o) { ++ended[static_cast<std::size_t>(o)]; }
  std::uint64_t allEnded() const { return ended[0] + ended[1] + ended[2] + ended[3]; }
  void add(const Tally& o) {
    offered += o.offered;
    for (std::size_t i = 0; i < ended.size(); ++i) ended[i] += o.ended[i];
    late += o.late;
    retries += o.retries;
    wastedNs += o.wastedNs;
  }
  void subtract(const Tally& o) {
    offered -= o.offered;
    for (std::size_t i = 0; i < ended.size(); ++i) ended[i] -= o.ended[i];
    late -= o.late;
    retries -= o.retries;
    wastedNs -= o.wastedNs;
  }
};

/// A sum of nanoseconds that does not overflow and loses nothing a double can hold.
struct LongSum {
  std::uint64_t low = 0;
  double high = 0;  // in ns
  void add(std::uint64_t ns) { low += ns; }
  void add(const LongSum& o) { high += o.high + static_cast<double>(o.low); }
  void carry() {
    high += static_cast<double>(low);
    low = 0;
  }
  double seconds() const { return (high + static_cast<double>(low)) / 1e9; }
};

/// An integral over time of a level that moves by whole steps: in wrapping integers, exact.
struct LevelArea {
  std::uint64_t level = 0, area = 0;
  void up(std::int64_t now) {
    ++level;
    area -= static_cast<std::uint64_t>(now);
  }
  void down(std::int64_t now) {
    --level;
    area += static_cast<std::uint64_t>(now);
  }
  /// ∫ level dt since time 0 [level·ns], modulo 2^64: differences of two readings are right while they stay below that.
  std::uint64_t until(std::int64_t now) const { return area + level * static_cast<std::uint64_t>(now); }
};

}  // namespace headroom
