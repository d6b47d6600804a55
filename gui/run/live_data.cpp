// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/run/live_data.h"

#include "gui/run/chunk_memory.h"

#include <algorithm>
#include <mutex>

namespace headroom::gui {
namespace {

constexpr std::size_t bucketsInFirstChunk = 32, rowsInFirstChunk = 512;

class LiveData : public RunData {
 public:
  LiveData(RunHead head, std::shared_ptr<const Announcement> announced, double begin, ChunkedColumns buckets,
           std::vector<ChunkedColumns> tables)
      : head_(std::move(head)),
        announced_(std::move(announced)),
        begin_(begin),
        buckets_(std::move(buckets)),
        tables_(std::move(tables)) {}

  const RunHead& head() const override { return head_; }
  const Announcement& announcement() const override { return *announced_; }
  /// Put together by the first who asks.
  const std::vector<double>& edges() const override {
    std::call_once(asked_, [this] {
      if (buckets_.size() == 0) return;
      edges_ = buckets_.column(0);
      edges_.insert(edges_.begin(), begin_);
    });
    return edges_;
  }
  std::vector<double> series(std::size_t index) const override { return buckets_.column(index + 1); }
  std::size_t rows(std::size_t table) const override { return tables_.at(table).size(); }
  std::vector<double> column(std::size_t table, std::size_t column) const override {
    return tables_.at(table).column(column);
  }

 private:
  RunHead head_;
  std::shared_ptr<const Announcement> announced_;
  double begin_;
  ChunkedColumns buckets_;
  std::vector<ChunkedColumns> tables_;
  mutable std::once_flag asked_;
  mutable std::vector<double> edges_;
};

}  // namespace

ChunkedColumns::ChunkedColumns(const std::vector<std::size_t>& widths, std::size_t entriesInFirstChunk)
    : inFirst_(entriesInFirstChunk) {
  std::vector<std::size_t> offsets{0};
  for (const std::size_t w : widths) offsets.push_back(offsets.back() + w);
  offsets_ = std::make_shared<const std::vector<std::size_t>>(std::move(offsets));
}

void ChunkedColumns::grow() {
  const std::size_t inEntry = std::max<std::size_t>(1, offsets_->back());
  const std::size_t most = std::max<std::size_t>(1, numbersInChunk / inEntry);
  const std::size_t room = std::min(most, std::max(inFirst_, size_));
  chunks_.push_back({size_, room, newChunk(room == most ? std::max(numbersInChunk, room * inEntry) : room * inEntry)});
}

/// In a chunk the numbers of a column lie together, so that readers copy runs of them.
void ChunkedColumns::append(std::span<const double> entry) {
  if (chunks_.empty() || size_ == chunks_.back().first + chunks_.back().room) grow();
  const std::vector<std::size_t>& at = *offsets_;
  const Chunk& chunk = chunks_.back();
  const std::size_t place = size_ - chunk.first;
  double* const numbers = chunk.numbers.get();
  ++size_;
  if (at.back() + 1 ==
      at.size()) {  // a table, whose columns are one number wide: a run has up to a million rows a second
    double* to = numbers + place;
    for (const double x : entry) {
      *to = x;
      to += chunk.room;
    }
    return;
  }
  for (std::size_t c = 0; c + 1 < at.size(); ++c) {
    const std::size_t width = at[c + 1] - at[c];
    double* const to = numbers + at[c] * chunk.room + place * width;
    for (std::size_t i = 0; i < width; ++i) to[i] = entry[at[c] + i];  // a few: not worth a call
  }
}

std::vector<double> ChunkedColumns::column(std::size_t c) const {
  const std::size_t offset = offsets_->at(c), width = offsets_->at(c + 1) - offset;
  std::vector<double> all(size_ * width);
  for (const Chunk& chunk : chunks_) {
    const std::size_t n = std::min(chunk.room, size_ - chunk.first);
    std::copy_n(chunk.numbers.get() + offset * chunk.room, n * width, all.data() + chunk.first * width);
  }
  return all;
}

void LiveRecorder::announce(const Announcement& a) {
  announced_ = std::make_shared<const Announcement>(a);
  std::vector<std::size_t> widths{1};
  for (const Series& s : a.series) widths.push_back(a.width(s));
  buckets_ = ChunkedColumns(widths, bucketsInFirstChunk);
  tables_.clear();
  for (const Table& t : a.tables) tables_.emplace_back(std::vector<std::size_t>(t.columns.size(), 1), rowsInFirstChunk);
}

void LiveRecorder::bucket(Instant begin, Instant end, std::span<const double> values) {
  if (buckets_.size() == 0) begin_ = begin.inSeconds();
  entry_.assign(1, end.inSeconds());
  entry_.insert(entry_.end(), values.begin(), values.end());
  buckets_.append(entry_);
}

std::shared_ptr<const RunData> LiveRecorder::snapshot() const {
  return std::make_shared<LiveData>(head, announced_, begin_, buckets_, tables_);
}

}  // namespace headroom::gui
