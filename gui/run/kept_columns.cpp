// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/run/kept_columns.h"

#include "gui/run/chunk_memory.h"

#include <algorithm>
#include <cstring>

namespace headroom::gui {
namespace {

constexpr std::size_t rowsInFirstChunk = 512, runsInFirstChunk = 32;
constexpr std::size_t bytesInChunk = numbersInChunk * sizeof(double);

bool isWhole(ColumnType t) { return t == ColumnType::i4 || t == ColumnType::u2 || t == ColumnType::u1; }

ChunkedColumns emptyRuns(std::size_t staying) { return {std::vector<KeptColumn>(1 + staying), runsInFirstChunk}; }

ChunkedColumns emptyRows(const Table& t) {
  std::vector<KeptColumn> columns;
  for (std::size_t c = t.staying; c < t.columns.size(); ++c) columns.push_back({1, isWhole(t.columns[c].type)});
  return {columns, rowsInFirstChunk};
}

template <class T>
void put(std::byte* to, double from) {
  const auto number = static_cast<T>(from);
  std::memcpy(to, &number, sizeof number);
}

template <class T>
void put(std::byte* to, const double* from, std::size_t width, std::size_t stride, std::size_t n) {
  for (std::size_t i = 0; i < width; ++i)
    for (std::size_t r = 0; r < n; ++r) put<T>(to + (r * width + i) * sizeof(T), from[r * stride + i]);
}

template <class T>
void get(double* to, const std::byte* from, std::size_t n) {
  for (std::size_t i = 0; i < n; ++i) {
    T number;
    std::memcpy(&number, from + i * sizeof number, sizeof number);
    to[i] = static_cast<double>(number);
  }
}

}  // namespace

ChunkedColumns::ChunkedColumns(const std::vector<KeptColumn>& columns, std::size_t entriesInFirstChunk)
    : inFirst_(entriesInFirstChunk) {
  Shape shape;
  for (const KeptColumn& c : columns) {
    shape.columns.push_back({c.width, shape.bytes, c.whole});
    shape.bytes += c.width * shape.columns.back().bytes();
  }
  shape_ = std::make_shared<const Shape>(std::move(shape));
}

/// An even number of entries, so that numbers after those of four bytes begin at a multiple of eight.
void ChunkedColumns::grow() {
  const std::size_t inEntry = std::max<std::size_t>(1, shape_->bytes);
  const std::size_t most = std::max<std::size_t>(2, bytesInChunk / inEntry / 2 * 2);
  const std::size_t room = std::min(most, std::max(inFirst_, size_));
  const std::size_t bytes = room == most ? std::max(bytesInChunk, room * inEntry) : room * inEntry;
  chunks_.push_back({size_, room, newChunk((bytes + sizeof(double) - 1) / sizeof(double))});
}

void ChunkedColumns::append(const double* first, std::size_t stride, std::size_t n) {
  while (n > 0) {
    if (chunks_.empty() || size_ == chunks_.back().first + chunks_.back().room) grow();
    const Chunk& chunk = chunks_.back();
    const std::size_t now = std::min(n, chunk.first + chunk.room - size_);
    fill(chunk, first, stride, now);
    size_ += now;
    first += now * stride;
    n -= now;
  }
}

/// In a chunk the numbers of a column lie together, so that readers copy runs of them.
void ChunkedColumns::fill(const Chunk& chunk, const double* from, std::size_t stride, std::size_t n) {
  const std::size_t place = size_ - chunk.first;
  for (const Place& c : shape_->columns) {
    std::byte* const to = chunk.begin(c) + place * c.width * c.bytes();
    if (c.whole)
      put<std::int32_t>(to, from, c.width, stride, n);
    else
      put<double>(to, from, c.width, stride, n);
    from += c.width;
  }
}

std::vector<double> ChunkedColumns::cells(std::size_t column, std::size_t first, std::size_t n) const {
  const Place& c = shape_->columns.at(column);
  std::vector<double> all(n * c.width);
  double* to = all.data();
  const auto after = std::upper_bound(chunks_.begin(), chunks_.end(), first,
                                      [](std::size_t entry, const Chunk& chunk) { return entry < chunk.first; });
  for (auto chunk = n > 0 ? std::prev(after) : after; n > 0; ++chunk) {
    const std::size_t skipped = first - chunk->first, now = std::min(n, chunk->room - skipped);
    const std::byte* const from = chunk->begin(c) + skipped * c.width * c.bytes();
    if (c.whole)
      get<std::int32_t>(to, from, now * c.width);
    else
      get<double>(to, from, now * c.width);
    to += now * c.width;
    first += now;
    n -= now;
  }
  return all;
}

KeptRows::KeptRows(const Table& t)
    : staying_(t.staying), others_(t.columns.size() - t.staying), runs_(emptyRuns(t.staying)), rows_(emptyRows(t)) {}

void KeptRows::append(std::span<const double> stays, std::span<const double> others) {
  if (!std::equal(stays.begin(), stays.end(), stays_.begin(), stays_.end())) {
    stays_.assign(stays.begin(), stays.end());
    std::vector<double> run{static_cast<double>(size())};
    run.insert(run.end(), stays.begin(), stays.end());
    runs_.append(run.data(), run.size(), 1);
  }
  rows_.append(others.data(), others_, others.size() / others_);
}

/// Which of the runs holds the row: the last one that begins at it or before.
std::size_t KeptRows::runOf(std::size_t row) const {
  std::size_t low = 0, high = runs_.size();
  while (high - low > 1) {
    const std::size_t middle = low + (high - low) / 2;
    (runs_.cells(0, middle, 1)[0] <= static_cast<double>(row) ? low : high) = middle;
  }
  return low;
}

std::vector<double> KeptRows::cells(std::size_t c, std::size_t first, std::size_t n) const {
  if (c >= staying_) return rows_.cells(c - staying_, first, n);
  std::vector<double> all;
  if (n == 0) return all;
  const std::size_t run = runOf(first), runs = runOf(first + n - 1) + 1 - run;
  const std::vector<double> begins = runs_.cells(0, run, runs), stays = runs_.cells(1 + c, run, runs);
  for (std::size_t r = 0; r < runs; ++r)
    all.resize(r + 1 < runs ? static_cast<std::size_t>(begins[r + 1]) - first : n, stays[r]);
  return all;
}

}  // namespace headroom::gui
