// SPDX-License-Identifier: GPL-3.0-or-later
/// Numbers of a run that goes on, column by column: what was written stays where it is, and copies share it.
///
/// Promises: a copy keeps the entries that there were, though the first goes on; it costs a few pointers and one for
/// each further 2 MiB. Of two copies only one may be appended to. Numbers come back as they went in.
#pragma once

#include "sim/probe.h"

#include <cstddef>
#include <memory>
#include <span>
#include <vector>

namespace headroom::gui {

/// Of a column: how many numbers an entry has in it, and whether they are whole and fit into four bytes.
struct KeptColumn {
  std::size_t width = 1;
  bool whole = false;
};

/// Entries in chunks. Each holds as many as all before it, up to 2 MiB: in small pages, each asked of the system, what
/// a short run leaves took a seventh of its time.
class ChunkedColumns {
 public:
  ChunkedColumns() = default;
  ChunkedColumns(const std::vector<KeptColumn>&, std::size_t entriesInFirstChunk);
  std::size_t size() const { return size_; }
  /// `n` entries, each with all columns' numbers, one column after the other; `stride` numbers from one to the next.
  void append(const double* first, std::size_t stride, std::size_t n);
  /// Of a column the numbers of entries [first, first + n), which there must be, entry by entry.
  std::vector<double> cells(std::size_t column, std::size_t first, std::size_t n) const;

 private:
  struct Place {
    std::size_t width, offset;  // offset in an entry [bytes]
    bool whole;
    std::size_t bytes() const { return whole ? sizeof(std::int32_t) : sizeof(double); }
  };
  struct Shape {
    std::vector<Place> columns;
    std::size_t bytes = 0;  // of an entry
  };
  struct Chunk {
    std::size_t first, room;  // number of its first entry; entries it can hold
    std::shared_ptr<double[]> memory;
    std::byte* begin(const Place& p) const { return reinterpret_cast<std::byte*>(memory.get()) + p.offset * room; }
  };
  void grow();
  void fill(const Chunk&, const double* from, std::size_t stride, std::size_t n);

  std::shared_ptr<const Shape> shape_;
  std::size_t inFirst_ = 2, size_ = 0;
  std::vector<Chunk> chunks_;
};

/// The rows of a table. What a run writes of latencies is nearly all it leaves, and writing that to memory nearly all
/// that keeping it costs: columns that stay are held once for all their rows, and whole numbers take half the place.
class KeptRows {
 public:
  explicit KeptRows(const Table&);
  std::size_t size() const { return rows_.size(); }
  /// A number a column.
  void append(std::span<const double> row) { append(row.first(staying_), row.subspan(staying_)); }
  /// Rows on end: what stays in them, and the numbers of the other columns, row by row.
  void append(std::span<const double> stays, std::span<const double> others);
  std::vector<double> cells(std::size_t column, std::size_t first, std::size_t n) const;

 private:
  std::size_t runOf(std::size_t row) const;

  std::size_t staying_, others_;  // columns: the first so many, and the rest
  std::vector<double> stays_;     // newest numbers of the first
  ChunkedColumns runs_;           // number of the first row, then what stays from there on
  ChunkedColumns rows_;           // the other columns
};

}  // namespace headroom::gui
