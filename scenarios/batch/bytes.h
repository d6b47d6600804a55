/// Numbers and texts as bytes, little-endian on every machine; reading beyond the end is a Failure.
#pragma once

#include "sim/issue.h"

#include <bit>
#include <cstdint>
#include <string>
#include <string_view>

namespace headroom::batch {

class ByteWriter {
 public:
  template <class T>
  void whole(T x) {
    for (std::size_t i = 0; i < sizeof x; ++i) bytes_ += static_cast<char>(x >> (8 * i));
  }
  void number(double x) { whole(std::bit_cast<std::uint64_t>(x)); }
  void text(std::string_view s) {
    whole(static_cast<std::uint32_t>(s.size()));
    bytes_ += s;
  }
  std::string take() { return std::move(bytes_); }

 private:
  std::string bytes_;
};

class ByteReader {
 public:
  explicit ByteReader(std::string_view bytes) : rest_(bytes) {}
  template <class T>
  T whole() {
    T x = 0;
    const std::string_view b = raw(sizeof x);
    for (std::size_t i = 0; i < sizeof x; ++i)
      x = static_cast<T>(x | static_cast<T>(T{static_cast<unsigned char>(b[i])} << (8 * i)));
    return x;
  }
  double number() { return std::bit_cast<double>(whole<std::uint64_t>()); }
  std::string text() { return std::string(raw(whole<std::uint32_t>())); }
  bool atEnd() const { return rest_.empty(); }

 private:
  std::string_view raw(std::size_t n) {
    if (n > rest_.size()) throw Failure("a record ends too early");
    const std::string_view b = rest_.substr(0, n);
    rest_.remove_prefix(n);
    return b;
  }
  std::string_view rest_;
};

}  // namespace headroom::batch
