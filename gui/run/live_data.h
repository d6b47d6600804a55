// SPDX-License-Identifier: GPL-3.0-or-later
/// A run that goes on, kept in memory: who listens to it writes, and hands out what is there so far as RunData.
///
/// Promises: what was handed out never changes, though the writer goes on; both share what is stored. A snapshot costs
/// a few pointers for the buckets, for each table, and for each further 2 MiB of them. Only the thread that runs the
/// model may write and take snapshots; whoever gets one through a lock may read it from any thread.
#pragma once

#include "gui/data/view.h"

#include <memory>
#include <span>
#include <vector>

namespace headroom::gui {

/// Entries of several columns, in chunks that are never moved. A copy shares them, and keeps the entries that there
/// were. Each chunk holds as many as all before it, up to 2 MiB: in small pages, each asked of the system, what a short
/// run leaves took a seventh of its time.
class ChunkedColumns {
 public:
  ChunkedColumns() = default;
  /// `widths`: numbers that an entry has in each column.
  ChunkedColumns(const std::vector<std::size_t>& widths, std::size_t entriesInFirstChunk);
  std::size_t size() const { return size_; }
  /// All columns' numbers, one column after the other. Of two copies only one may be appended to.
  void append(std::span<const double> entry);
  /// Entry by entry.
  std::vector<double> column(std::size_t) const;

 private:
  struct Chunk {
    std::size_t first, room;  // number of its first entry; entries it can hold
    std::shared_ptr<double[]> numbers;
  };
  void grow();

  std::shared_ptr<const std::vector<std::size_t>> offsets_;  // of the columns in an entry; the last: its length
  std::size_t inFirst_ = 1, size_ = 0;
  std::vector<Chunk> chunks_;
};

class LiveRecorder : public Listener {
 public:
  explicit LiveRecorder(RunHead h) : head(std::move(h)) {}

  void announce(const Announcement&) override;
  void bucket(Instant begin, Instant end, std::span<const double> values) override;
  void row(std::size_t table, std::span<const double> cells) override { tables_[table].append(cells); }

  std::size_t buckets() const { return buckets_.size(); }
  std::size_t rows(std::size_t table) const { return tables_[table].size(); }
  /// Everything so far; it must have been announced.
  std::shared_ptr<const RunData> snapshot() const;

  RunHead head;  // of the snapshots to come

 private:
  std::shared_ptr<const Announcement> announced_;
  double begin_ = 0;        // of the first bucket
  ChunkedColumns buckets_;  // first the end of the bucket, then the series
  std::vector<ChunkedColumns> tables_;
  std::vector<double> entry_;
};

}  // namespace headroom::gui
