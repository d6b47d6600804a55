#include "analysis/trace/growing.h"

#include "analysis/trace/chunk_filter.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>

namespace headroom {
namespace {

constexpr std::uint32_t noFilters = 0b11;  // of shuffle and deflate

ChunkFilter& filter() {
  thread_local ChunkFilter one;
  return one;
}

template <class T>
T cellOf(double x) {
  if constexpr (std::is_same_v<T, double>) {
    return x;
  } else {
    constexpr double least = static_cast<double>(std::numeric_limits<T>::min());
    constexpr double most = static_cast<double>(std::numeric_limits<T>::max());
    if (x > least && x < most) return static_cast<T>(std::nearbyint(x));
    if (std::isnan(x)) return missingOf<T>();
    return x <= least ? std::numeric_limits<T>::min() : std::numeric_limits<T>::max();
  }
}

template <class F>
auto typed(ColumnType type, F&& f) {
  switch (type) {
    case ColumnType::i8: return f(std::int64_t{});
    case ColumnType::i4: return f(std::int32_t{});
    case ColumnType::u2: return f(std::uint16_t{});
    case ColumnType::u1: return f(std::uint8_t{});
    case ColumnType::f8: break;
  }
  return f(double{});
}

std::size_t sizeOf(ColumnType type) {
  return typed(type, [](auto zero) { return sizeof zero; });
}

/// The machine's own byte order, in the file too: chunks that are written past the library are not converted.
hid_t typeOf(ColumnType type) {
  switch (type) {
    case ColumnType::i8: return H5T_NATIVE_INT64;
    case ColumnType::i4: return H5T_NATIVE_INT32;
    case ColumnType::u2: return H5T_NATIVE_UINT16;
    case ColumnType::u1: return H5T_NATIVE_UINT8;
    case ColumnType::f8: break;
  }
  return H5T_NATIVE_DOUBLE;
}

void put(ColumnType type, std::byte* to, std::span<const double> from) {
  typed(type, [&](auto zero) {
    using T = decltype(zero);
    for (std::size_t i = 0; i < from.size(); ++i) {
      const T cell = cellOf<T>(from[i]);
      std::memcpy(to + i * sizeof cell, &cell, sizeof cell);
    }
  });
}

void putAll(ColumnType type, std::byte* to, double number, std::size_t n) {
  typed(type, [&](auto zero) {
    const auto cell = cellOf<decltype(zero)>(number);
    for (std::size_t i = 0; i < n; ++i) std::memcpy(to + i * sizeof cell, &cell, sizeof cell);
  });
}

h5::Id make(hid_t at, const std::string& name, const Growing::Shape& s) {
  return typed(s.type, [&](auto zero) {
    const auto fill = missingOf<decltype(zero)>();
    return h5::createGrowing(at, name, typeOf(s.type), s.rest, s.chunkRows, s.compress, &fill);
  });
}

}  // namespace

template <class T>
T missingOf() {
  if constexpr (std::is_floating_point_v<T>) return std::numeric_limits<T>::quiet_NaN();
  return std::is_signed_v<T> ? std::numeric_limits<T>::min() : std::numeric_limits<T>::max();
}
template double missingOf<double>();
template std::int64_t missingOf<std::int64_t>();
template std::int32_t missingOf<std::int32_t>();
template std::uint16_t missingOf<std::uint16_t>();
template std::uint8_t missingOf<std::uint8_t>();

std::size_t Growing::Shape::width() const {
  std::size_t n = 1;
  for (const hsize_t d : rest) n *= d;
  return n;
}

Growing::Growing(hid_t at, const std::string& name, Shape shape)
    : shape_(std::move(shape)),
      width_(shape_.width()),
      bytes_(sizeOf(shape_.type)),
      dataset_(make(at, name, shape_)),
      buffer_(shape_.chunkRows * width_ * bytes_) {}

void Growing::push(std::span<const double> rows) {
  while (!rows.empty()) {
    const std::size_t now = std::min(rows.size() / width_, shape_.chunkRows - buffered_);
    put(shape_.type, next(), rows.first(now * width_));
    rows = rows.subspan(now * width_);
    pushed(now);
  }
}

void Growing::repeat(double number, std::size_t n) {
  while (n > 0) {
    const std::size_t now = std::min(n, shape_.chunkRows - buffered_);
    putAll(shape_.type, next(), number, now * width_);
    n -= now;
    pushed(now);
  }
}

/// A chunk that is full is written, and the next one begins.
void Growing::pushed(std::size_t rows) {
  buffered_ += rows;
  if (buffered_ < shape_.chunkRows) return;
  writeBuffered();
  first_ += buffered_;
  buffered_ = shown_ = 0;
}

void Growing::extend() {
  const std::uint64_t rows = first_ + buffered_;
  if (rows <= extent_) return;
  std::vector<hsize_t> size{rows};
  size.insert(size.end(), shape_.rest.begin(), shape_.rest.end());
  h5::checked(H5Dset_extent(dataset_, size.data()), "make the trace longer");
  extent_ = rows;
}

/// Compressed where that helps. An uncompressed chunk always has the full size and a compressed one never: HDF5 1.10
/// forgets to note how a chunk is stored when it overwrites one of the same size.
void Growing::writeBuffered() {
  extend();
  if (buffered_ < shape_.chunkRows) clearTail();
  const auto packed = shape_.compress ? filter().shuffledAndDeflated(buffer_, bytes_) : std::span<const std::byte>();
  if (packed.empty()) {
    writeChunk(buffer_, shape_.compress ? noFilters : 0);
  } else {
    writeChunk(packed, 0);
    if (shown_) wasted_ += buffer_.size();
  }
}

void Growing::writeChunk(std::span<const std::byte> bytes, std::uint32_t skippedFilters) {
  std::vector<hsize_t> at(1 + shape_.rest.size(), 0);
  at[0] = first_;
  h5::checked(H5Dwrite_chunk(dataset_, H5P_DEFAULT, skippedFilters, at.data(), bytes.size(), bytes.data()),
              "write the trace");
}

/// A chunk that is not whole shows "does not exist" behind its rows.
void Growing::clearTail() {
  typed(shape_.type, [&](auto zero) {
    const auto unknown = missingOf<decltype(zero)>();
    for (std::size_t i = buffered_ * width_ * bytes_; i < buffer_.size(); i += bytes_)
      std::memcpy(buffer_.data() + i, &unknown, sizeof unknown);
  });
}

void Growing::commit() {
  if (shown_ == buffered_) return;
  extend();
  if (!shown_) clearTail();
  writeChunk(buffer_, shape_.compress ? noFilters : 0);
  shown_ = buffered_;
}

void Growing::finish() {
  if (buffered_) writeBuffered();
}

}  // namespace headroom
