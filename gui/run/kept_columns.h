// SPDX-License-Identifier: GPL-3.0-or-later
/// Numbers of a run that goes on, column by column: what was written stays where it is, and copies share it.
///
/// Promises: a copy keeps the entries that there were, though the first goes on; it costs a few pointers, one for each
/// further 2 MiB, and the newest entries, of which there are fewer than a block has. Of two copies only one may be
/// appended to. Numbers come back as they went in.
#pragma once

#include "sim/probe.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace headroom::gui {

/// Of a column: how many numbers an entry has in it; whether they are whole; whether they are kept at all.
struct KeptColumn {
  std::size_t width = 1;
  bool whole = false;
  bool kept = true;
};

/// How 32 numbers are written: one for all, in four bytes each, or as they are.
enum class KeptForm : std::uint32_t { same, i4, f8 };

/// Entries in blocks of 32, and in a block each number of an entry in the least that holds it: one for all 32,
/// four bytes, or eight. To write what a run leaves to memory is nearly all that keeping it costs.
class KeptColumns {
 public:
  static constexpr std::size_t inBlock = 32;
  KeptColumns() = default;
  explicit KeptColumns(const std::vector<KeptColumn>&);
  std::size_t size() const { return blocks_ * inBlock + waits_; }
  /// Of an entry all columns' numbers, one column after the other. What is as it was before costs a look.
  void append(std::span<const double> entry);
  /// Entries on end; a column here for each number of an entry.
  void append(const Cells&);
  /// Of a column that is kept the numbers of entries [first, first + n), which there must be, entry by entry.
  std::vector<double> cells(std::size_t column, std::size_t first, std::size_t n) const;

 private:
  /// A number of an entry.
  struct Number {
    std::size_t place;  // in the entry
    bool whole;
  };
  struct Column {
    std::size_t place, width;  // in the entry
    std::size_t number;        // of its first one, of those that are kept
  };
  struct Shape {
    std::size_t width = 0;  // of an entry
    std::vector<Column> columns;
    std::vector<Number> numbers;     // that are kept
    std::size_t mostBytes() const {  // that a block can take
      return numbers.size() * (inBlock * sizeof(double) + sizeof(std::uint32_t));
    }
  };
  /// Numbers from its begin on; from its end down where they are, of each block the same count of places.
  struct Chunk {
    std::size_t first;  // number of its first block
    std::size_t bytes;
    std::shared_ptr<std::byte[]> memory;
    std::byte* places(std::size_t block, std::size_t numbers) const {
      return memory.get() + bytes - (block - first + 1) * numbers * sizeof(std::uint32_t);
    }
  };
  void catchUp(std::size_t place);
  void wait(const Cells&, std::size_t first, std::size_t n);
  void settle();
  void settle(const Cells&, std::size_t first);
  template <class F>
  void layDown(F&& write);
  void grow();
  const Chunk& chunkOf(std::size_t block) const;
  void read(double* to, const Column&, std::size_t block, std::size_t skipped, std::size_t n) const;

  std::shared_ptr<const Shape> shape_;
  std::size_t blocks_ = 0, used_ = 0;  // used: of the last chunk, from its begin on [bytes]
  std::vector<Chunk> chunks_;
  std::size_t waits_ = 0;              // entries that are in no block yet …
  std::vector<double> waiting_;        // … and of each number places for a block of them,
  std::vector<std::size_t> caughtUp_;  // of which so many have been filled: since then it has been the newest
  std::vector<double> newest_;         // entry
};

/// The rows of a table. Columns that stay are held once for all their rows, and those that follow from the one before
/// them not at all.
class KeptRows {
 public:
  /// The table must outlive it.
  explicit KeptRows(const Table&);
  std::size_t size() const { return rows_.size(); }
  /// A number a column.
  void append(std::span<const double> row);
  /// Rows on end: what stays in them, and the cells of the other columns.
  void append(std::span<const double> stays, const Cells& others);
  std::vector<double> cells(std::size_t column, std::size_t first, std::size_t n) const;

 private:
  void begin(std::span<const double> stays);
  std::size_t runOf(std::size_t row) const;
  std::vector<double> stayingCells(std::size_t column, std::size_t first, std::size_t n) const;

  const Table* table_;
  std::vector<double> run_;  // of the newest run of rows the number of the first, and what stays in them
  KeptColumns runs_;
  KeptColumns rows_;  // the other columns
};

}  // namespace headroom::gui
