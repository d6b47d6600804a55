// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/run/kept_columns.h"

#include "gui/run/chunk_memory.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <limits>

namespace headroom::gui {
namespace {

constexpr std::size_t leastChunk = 4096;

/// Where they are in their chunk, by multiples of eight bytes, and how: the two lowest bits.
std::uint32_t placeOf(std::size_t offset, KeptForm form) {
  return static_cast<std::uint32_t>(offset / 8 << 2) | static_cast<std::uint32_t>(form);
}

using Block = std::span<const double, KeptColumns::inBlock>;

std::uint64_t bitsOf(double x) { return std::bit_cast<std::uint64_t>(x); }

/// The last one is looked at first: of most columns it tells.
bool allOne(Block numbers) {
  for (std::size_t i = numbers.size() - 1; i > 0; --i)
    if (bitsOf(numbers[i]) != bitsOf(numbers[0])) return false;
  return true;
}

using Ints = std::array<std::uint32_t, KeptColumns::inBlock>;

/// Of whole numbers: whether all are from 0 to 2^31 - 1; these it lays down. To add 2^52 to such a number leaves the
/// number in the lowest bits, behind those of 2^52; what is negative, greater or NaN changes higher ones.
bool areInts(Block numbers, Ints& ints) {
  std::uint64_t all = 0;
  for (std::size_t i = 0; i < ints.size(); ++i) {
    const std::uint64_t bits = bitsOf(numbers[i] + 0x1p52);
    all |= bits;
    ints[i] = static_cast<std::uint32_t>(bits);
  }
  return all - bitsOf(0x1p52) <= std::numeric_limits<std::int32_t>::max();
}

std::byte* put(std::byte* to, const void* from, std::size_t bytes) {
  std::memcpy(to, from, bytes);
  return to + bytes;
}

/// In the least that holds them; `to` becomes where the next are written.
KeptForm write(std::byte*& to, Block numbers, bool whole) {
  Ints ints;
  if (allOne(numbers)) {
    to = put(to, numbers.data(), sizeof(double));
    return KeptForm::same;
  }
  if (whole && areInts(numbers, ints)) {
    to = put(to, ints.data(), sizeof ints);
    return KeptForm::i4;
  }
  to = put(to, numbers.data(), numbers.size_bytes());
  return KeptForm::f8;
}

template <class T>
T numberAt(const std::byte* from, std::size_t i = 0) {
  T number;
  std::memcpy(&number, from + i * sizeof number, sizeof number);
  return number;
}

template <class T>
void get(double* to, std::size_t stride, const std::byte* from, std::size_t n) {
  for (std::size_t i = 0; i < n; ++i) to[i * stride] = static_cast<double>(numberAt<T>(from, i));
}

/// `n` numbers of a block, those before them passed over.
void decode(double* to, std::size_t stride, KeptForm form, const std::byte* from, std::size_t skipped, std::size_t n) {
  switch (form) {
    case KeptForm::same:
      for (std::size_t i = 0; i < n; ++i) to[i * stride] = numberAt<double>(from);
      return;
    case KeptForm::i4: return get<std::int32_t>(to, stride, from + skipped * sizeof(std::int32_t), n);
    case KeptForm::f8: return get<double>(to, stride, from + skipped * sizeof(double), n);
  }
}

bool isWhole(ColumnType t) { return t != ColumnType::f8; }

std::vector<KeptColumn> changing(const Table& t) {
  std::vector<KeptColumn> columns;
  for (std::size_t c = t.staying; c < t.columns.size(); ++c)
    columns.push_back({1, isWhole(t.columns[c].type), t.columns[c].follows.empty()});
  return columns;
}

}  // namespace

KeptColumns::KeptColumns(const std::vector<KeptColumn>& columns) {
  Shape shape;
  for (const KeptColumn& c : columns) {
    shape.columns.push_back({shape.width, c.width, shape.numbers.size()});
    for (std::size_t i = 0; i < c.width && c.kept; ++i) shape.numbers.push_back({shape.width + i, c.whole});
    shape.width += c.width;
  }
  waiting_.resize(shape.width * inBlock);
  caughtUp_.resize(shape.width);
  shape_ = std::make_shared<const Shape>(std::move(shape));
}

void KeptColumns::append(std::span<const double> entry) {
  if (size() == 0) newest_.assign(entry.begin(), entry.end());
  double* const newest = newest_.data();
  for (std::size_t place = 0; place < entry.size(); ++place)
    if (const double now = entry[place]; bitsOf(now) != bitsOf(newest[place])) {
      if (caughtUp_[place] < waits_) catchUp(place);
      waiting_[place * inBlock + waits_] = newest[place] = now;
      caughtUp_[place] = waits_ + 1;
    }
  if (++waits_ == inBlock) settle();
}

void KeptColumns::append(const Cells& entries) {
  newest_.resize(shape_->width);
  for (std::size_t done = 0; done < entries.rows;) {
    const std::size_t now = std::min(entries.rows - done, inBlock - waits_);
    if (now == inBlock)
      settle(entries, done);
    else
      wait(entries, done, now);
    done += now;
  }
}

void KeptColumns::wait(const Cells& entries, std::size_t first, std::size_t n) {
  for (const Number& number : shape_->numbers) {
    catchUp(number.place);
    const auto cells = entries.column(number.place).subspan(first, n);
    std::copy(cells.begin(), cells.end(), &waiting_[number.place * inBlock + waits_]);
    caughtUp_[number.place] += n;
    newest_[number.place] = cells.back();
  }
  waits_ += n;
  if (waits_ == inBlock) settle();
}

void KeptColumns::catchUp(std::size_t place) {
  std::size_t& until = caughtUp_[place];
  for (; until < waits_; ++until) waiting_[place * inBlock + until] = newest_[place];
}

/// A block of those that wait.
void KeptColumns::settle() {
  layDown([&](std::byte*& to, const Number& number) {
    std::size_t& filled = caughtUp_[number.place];
    if (filled == 0) {
      to = put(to, &newest_[number.place], sizeof(double));
      return KeptForm::same;
    }
    catchUp(number.place);
    filled = 0;
    return write(to, Block(&waiting_[number.place * inBlock], inBlock), number.whole);
  });
  waits_ = 0;
}

/// A block as it has come; none may wait.
void KeptColumns::settle(const Cells& entries, std::size_t first) {
  layDown([&](std::byte*& to, const Number& number) {
    const Block cells = entries.column(number.place).subspan(first).first<inBlock>();
    newest_[number.place] = cells.back();
    return write(to, cells, number.whole);
  });
}

/// `write(to, number)` writes those of a number, moves `to` behind them, and says how they are written.
template <class F>
void KeptColumns::layDown(F&& write) {
  const std::size_t n = shape_->numbers.size();
  if (chunks_.empty() ||
      chunks_.back().memory.get() + used_ + shape_->mostBytes() > chunks_.back().places(blocks_ - 1, n))
    grow();
  const Chunk& chunk = chunks_.back();
  std::byte *to = chunk.memory.get() + used_, *place = chunk.places(blocks_, n);
  for (const Number& number : shape_->numbers) {
    const auto offset = static_cast<std::size_t>(to - chunk.memory.get());
    const std::uint32_t where = placeOf(offset, write(to, number));
    place = put(place, &where, sizeof where);
  }
  used_ = static_cast<std::size_t>(to - chunk.memory.get());
  ++blocks_;
}

/// Each twice the one before it, up to 2 MiB: in small pages, each asked of the system, what a short run leaves took a
/// seventh of its time. Powers of two, so that chunks of one table serve another.
void KeptColumns::grow() {
  const std::size_t least = std::bit_ceil(std::max(leastChunk, shape_->mostBytes()));
  const std::size_t bytes = chunks_.empty() ? least : std::max(least, std::min(bytesInChunk, 2 * chunks_.back().bytes));
  chunks_.push_back({blocks_, bytes, newChunk(bytes)});
  used_ = 0;
}

const KeptColumns::Chunk& KeptColumns::chunkOf(std::size_t block) const {
  return *std::prev(std::upper_bound(chunks_.begin(), chunks_.end(), block,
                                     [](std::size_t b, const Chunk& chunk) { return b < chunk.first; }));
}

void KeptColumns::read(double* to, const Column& c, std::size_t block, std::size_t skipped, std::size_t n) const {
  const Chunk& chunk = chunkOf(block);
  const std::byte* const places = chunk.places(block, shape_->numbers.size());
  for (std::size_t i = 0; i < c.width; ++i) {
    const auto where = numberAt<std::uint32_t>(places, c.number + i);
    const std::byte* const from = chunk.memory.get() + std::size_t{where >> 2} * 8;
    decode(to + i, c.width, static_cast<KeptForm>(where & 3), from, skipped, n);
  }
}

std::vector<double> KeptColumns::cells(std::size_t column, std::size_t first, std::size_t n) const {
  const Column& c = shape_->columns.at(column);
  std::vector<double> all(n * c.width);
  double* to = all.data();
  while (n > 0 && first < blocks_ * inBlock) {
    const std::size_t skipped = first % inBlock, now = std::min(n, inBlock - skipped);
    read(to, c, first / inBlock, skipped, now);
    to += now * c.width;
    first += now;
    n -= now;
  }
  for (; n > 0; --n, ++first)
    for (std::size_t i = c.place; i < c.place + c.width; ++i)
      *to++ = first % inBlock < caughtUp_.at(i) ? waiting_.at(i * inBlock + first % inBlock) : newest_.at(i);
  return all;
}

KeptRows::KeptRows(const Table& t) : table_(&t), runs_(std::vector<KeptColumn>(1 + t.staying)), rows_(changing(t)) {}

void KeptRows::append(std::span<const double> row) {
  const std::size_t staying = table_->staying;
  append(row.first(staying), {row.data() + staying, row.size() - staying, 1, 1});
}

void KeptRows::append(std::span<const double> stays, const Cells& others) {
  if (run_.empty() || !std::equal(stays.begin(), stays.end(), run_.begin() + 1)) begin(stays);
  rows_.append(others);
}

/// A run of rows that all begin so.
void KeptRows::begin(std::span<const double> stays) {
  run_.assign(1, static_cast<double>(size()));
  run_.insert(run_.end(), stays.begin(), stays.end());
  runs_.append(run_);
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

std::vector<double> KeptRows::stayingCells(std::size_t column, std::size_t first, std::size_t n) const {
  std::vector<double> all;
  if (n == 0) return all;
  const std::size_t run = runOf(first), runs = runOf(first + n - 1) + 1 - run;
  const std::vector<double> begins = runs_.cells(0, run, runs), stays = runs_.cells(1 + column, run, runs);
  for (std::size_t r = 0; r < runs; ++r)
    all.resize(r + 1 < runs ? static_cast<std::size_t>(begins[r + 1]) - first : n, stays[r]);
  return all;
}

std::vector<double> KeptRows::cells(std::size_t column, std::size_t first, std::size_t n) const {
  if (column < table_->staying) return stayingCells(column, first, n);
  const std::vector<double>& follows = table_->columns.at(column).follows;
  if (follows.empty()) return rows_.cells(column - table_->staying, first, n);
  std::vector<double> all = cells(column - 1, first, n);
  for (double& x : all) x = follows.at(static_cast<std::size_t>(x));
  return all;
}

}  // namespace headroom::gui
