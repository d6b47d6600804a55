/// One dataset that grows by rows while others may read it.
///
/// Promises: rows are buffered until a chunk is whole and written with one call; commit() shows what is there of the
/// present chunk, uncompressed and in place, so that repeating it costs neither deflate nor disk; memory is one chunk.
/// When such a chunk is whole it is written again, compressed: the place it had is lost to the file (HDF5 reuses no
/// space while others read) and counted by wasted().
#pragma once

#include "analysis/trace/h5.h"
#include "sim/probe.h"

#include <cstddef>
#include <cstdint>

namespace headroom {

/// What stands for "does not exist": NaN; the greatest code of unsigned types, the least of signed ones.
template <class T>
T missingOf();

class Growing {
 public:
  struct Shape {
    ColumnType type = ColumnType::f8;
    std::vector<hsize_t> rest;  // dimensions after the first
    std::size_t chunkRows = 1;
    bool compress = true;
    std::size_t width() const;
  };
  Growing(hid_t at, const std::string& name, Shape shape);

  hid_t dataset() const { return dataset_; }
  std::size_t width() const { return width_; }
  /// Appends rows of width() numbers each; integers are rounded, NaN becomes missingOf.
  void push(std::span<const double> rows);
  /// The same for `n` rows of this one number each.
  void repeat(double number, std::size_t n);
  void commit();
  /// Writes the last chunk as the others are.
  void finish();
  std::uint64_t wasted() const { return wasted_; }
  /// After a failure of the library: the handle is not to be closed.
  void abandon() { dataset_.abandon(); }

 private:
  std::byte* next() { return buffer_.data() + buffered_ * width_ * bytes_; }
  void pushed(std::size_t rows);
  void clearTail();
  void writeBuffered();
  void writeChunk(std::span<const std::byte>, std::uint32_t skippedFilters);
  void extend();

  Shape shape_;
  std::size_t width_, bytes_;
  h5::Id dataset_;
  std::vector<std::byte> buffer_;  // one chunk
  std::uint64_t first_ = 0;        // row of the buffer's begin
  std::size_t buffered_ = 0;       // rows in the buffer
  std::size_t shown_ = 0;          // of these, by commit()
  std::uint64_t extent_ = 0;
  std::uint64_t wasted_ = 0;
};

}  // namespace headroom
