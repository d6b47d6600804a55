/// A running hash of what happened, in the order it happened: two runs with the same one did the same.
///
/// Promises: another time, kind, entity or order of events gives another value, but for accidents of about 2^-64; the
/// same bits on every machine. 1 to 2 ns an event, one word of state. Not for security: collisions can be constructed.
#pragma once

#include "sim/random.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

namespace headroom {

class Fingerprint {
 public:
  /// The event becomes one word outside the chain from event to event; kind and entity have a great factor each, so
  /// that no small change of one undoes a small change of another or of the time. In the chain stand one exclusive or,
  /// one multiplication and one rotation: a bijection of the state, so nothing that was folded is lost.
  void fold(std::int64_t timeNs, std::uint32_t kind, std::uint64_t entity) {
    const std::uint64_t x =
        static_cast<std::uint64_t>(timeNs) + kind * 0xA0761D6478BD642Fu + entity * 0xE7037ED1A0B428DBu;
    value_ = ((value_ << 27 | value_ >> 37) ^ x) * 0x94D049BB133111EBu;
  }
  /// An event that ends what began at another time.
  void fold(std::int64_t timeNs, std::uint32_t kind, std::uint64_t entity, std::int64_t begunNs) {
    fold(timeNs, kind, entity + static_cast<std::uint64_t>(begunNs) * 0xD1B54A32D192ED03u);
  }
  std::uint64_t value() const { return mixed(value_); }
  bool operator==(const Fingerprint&) const = default;

 private:
  std::uint64_t value_ = 0x2545F4914F6CDD1Du;
};

/// One hash of many, whatever their order.
inline std::uint64_t hashOf(std::vector<std::uint64_t> values) {
  std::sort(values.begin(), values.end());
  std::uint64_t h = values.size();
  for (const std::uint64_t v : values) h = mixed(h * 0x9E3779B97F4A7C15u ^ v);
  return h;
}

/// 16 lowercase hexadecimal digits.
inline std::string hex16(std::uint64_t x) {
  std::string text(16, '0');
  for (std::size_t i = 16; i-- > 0; x >>= 4) text[i] = "0123456789abcdef"[x & 15];
  return text;
}

}  // namespace headroom
