// SPDX-License-Identifier: GPL-3.0-or-later
/// A run kept in memory holds what its trace holds.
#include "gui/run/live_data.h"

#include "gui/run/chunk_memory.h"
#include "tests/gui/live_run.h"

#include <algorithm>
#include <array>
#include <cmath>

#include <gtest/gtest.h>

namespace headroom::gui {
namespace {

/// Both as they are: NaN is NaN.
bool same(const std::vector<double>& a, const std::vector<double>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](double x, double y) { return x == y || (std::isnan(x) && std::isnan(y)); });
}

TEST(LiveData, ARunInMemoryIsItsTraceSeriesBySeriesAndRowByRow) {
  RunSession session;
  session.start(prepareSmall(), {.running = true});
  ASSERT_TRUE(waitFor([&] { return ended(session); }));
  const auto live = session.data(), trace = openTrace(RealTrace::file());
  const Announcement& a = trace->announcement();
  EXPECT_EQ(live->edges(), trace->edges());
  std::size_t found = 0;
  for (std::size_t s = 0; s < live->announcement().series.size(); ++s) {
    const Series& mine = live->announcement().series[s];
    const auto its = std::find_if(a.series.begin(), a.series.end(), [&](auto& x) { return x.name == mine.name; });
    if (its == a.series.end()) {
      EXPECT_EQ(live->announcement().width(mine), 0u) << "a trace leaves out what has no numbers: " << mine.name;
      continue;
    }
    ++found;
    EXPECT_TRUE(same(live->series(s), trace->series(static_cast<std::size_t>(its - a.series.begin())))) << mine.name;
  }
  EXPECT_EQ(found, a.series.size());
  ASSERT_EQ(live->announcement().tables.size(), a.tables.size());
  for (std::size_t t = 0; t < a.tables.size(); ++t) {
    ASSERT_EQ(live->rows(t), trace->rows(t)) << a.tables[t].name;
    for (std::size_t c = 0; c < a.tables[t].columns.size(); ++c)
      EXPECT_TRUE(same(live->column(t, c), trace->column(t, c)))
          << a.tables[t].name << "." << a.tables[t].columns[c].name;
  }
  EXPECT_GT(live->rows(0), 10u) << "events";
  EXPECT_EQ(live->head().fingerprint, trace->head().fingerprint);
  EXPECT_EQ(live->head().start, trace->head().start);
  EXPECT_EQ(live->head().status, "complete");
}

TEST(LiveData, BeforeTheFirstBucketThereAreNoEdgesAndEmptyColumns) {
  LiveRecorder recorder({});
  recorder.announce(
      {Duration::seconds(1), Duration::seconds(9), {}, {{"a", "1", "", {}, Cell::mean, {}}}, {{"t", "t", "", {{}}}}});
  const auto run = recorder.snapshot();
  EXPECT_EQ(run->buckets(), 0u);
  EXPECT_TRUE(run->series(0).empty());
  EXPECT_EQ(run->rows(0), 0u);
}

/// More than a chunk holds, so that what was handed out and what is written share one.
TEST(LiveData, WhatWasHandedOutDoesNotGrow) {
  LiveRecorder recorder({});
  recorder.announce({Duration::seconds(1),
                     Duration::hours(1),
                     {{"x", "", {"p", "q"}, {}}},
                     {{"a", "1", "", {0}, Cell::mean, {}}},
                     {}});
  std::vector<std::shared_ptr<const RunData>> seen;
  for (int k = 0; k < 300; ++k) {
    const std::vector<double> values{1.0 * k, -1.0 * k};
    recorder.bucket(Instant::at(Duration::seconds(k)), Instant::at(Duration::seconds(k + 1)), values);
    seen.push_back(recorder.snapshot());
  }
  for (std::size_t k = 0; k < seen.size(); ++k) {
    ASSERT_EQ(seen[k]->buckets(), k + 1);
    const auto values = seen[k]->series(0);
    ASSERT_EQ(values.size(), 2 * (k + 1));
    EXPECT_EQ(values.back(), -1.0 * static_cast<double>(k));
    EXPECT_EQ(values[2 * (k / 2)], static_cast<double>(k / 2));
    EXPECT_EQ(seen[k]->edges().back(), static_cast<double>(k + 1));
  }
}

/// 120,000 rows of 40 bytes are two whole chunks of 2 MiB and many smaller ones before them.
std::shared_ptr<const RunData> longTable(double factor) {
  LiveRecorder recorder({});
  const Column column{"n", "1", "", ColumnType::f8, {}};
  recorder.announce(
      {Duration::seconds(1), Duration::hours(1), {}, {}, {{"t", "t", "", std::vector<Column>(5, column)}}});
  for (int k = 0; k < 120'000; ++k) {
    const double n = factor * k;
    recorder.row(0, std::vector<double>{n, n + 1, n + 2, n + 3, n + 4});
  }
  return recorder.snapshot();
}

/// What is told of a bucket may stay for long, change now and then or always; +0 and -0 are two numbers.
TEST(LiveData, NumbersOfBucketsThatStayAndThatChangeComeBack) {
  LiveRecorder recorder({});
  recorder.announce({Duration::seconds(1),
                     Duration::hours(1),
                     {{"x", "", {"p", "q", "r"}, {}}},
                     {{"a", "1", "", {0}, Cell::mean, {}}, {"b", "1", "", {}, Cell::mean, {}}},
                     {}});
  std::vector<double> expected, alone;
  std::vector<std::shared_ptr<const RunData>> seen;
  for (int k = 0; k < 400; ++k) {
    const std::vector<double> values{k < 70 ? 0.0 : -0.0, k % 45 < 44 ? 8.0 : NAN, 1.0 * (k / 33), 0.1 * k};
    recorder.bucket(Instant::at(Duration::seconds(k)), Instant::at(Duration::seconds(k + 1)), values);
    seen.push_back(recorder.snapshot());
    expected.insert(expected.end(), values.begin(), values.begin() + 3);
    alone.push_back(values[3]);
  }
  for (std::size_t k = 0; k < seen.size(); ++k) {
    const auto so = static_cast<std::ptrdiff_t>(k + 1);
    ASSERT_TRUE(same(seen[k]->series(0), {expected.begin(), expected.begin() + 3 * so})) << k;
    ASSERT_TRUE(same(seen[k]->series(1), {alone.begin(), alone.begin() + so})) << k;
  }
  const auto all = seen.back()->series(0);
  EXPECT_FALSE(std::signbit(all[3 * 69]));
  EXPECT_TRUE(std::signbit(all[3 * 70]));
}

/// Rows of everything that is written in its own way: small whole numbers, large, negative, none; the same for long;
/// numbers that follow from others. What is written how changes every 5,000 rows.
std::vector<double> motleyRow(int n, const std::vector<double>& weights) {
  const double kind = n % 256, large = n * 4503599627.0;
  const std::array<double, 6> bins{1.0 * (n % 1000), -1.0 * n, 7, large, n % 3 ? 1.0 * n : NAN, 2147483646.0 + n % 3};
  const int phase = n / 5000;
  return {bins[static_cast<std::size_t>(phase % 6)],
          phase % 2 ? 0.25
          : n % 5   ? 1e-9 * n
                    : NAN,
          phase % 3 ? 2147483647.0 - n % 4 : large, kind, weights[static_cast<std::size_t>(kind)]};
}

Table motleyTable() {
  const auto column = [](const char* name, ColumnType type) { return Column{name, "1", "", type, {}}; };
  Table t{"t",
          "t",
          "",
          {column("time", ColumnType::f8), column("service", ColumnType::i4), column("bin", ColumnType::i4),
           column("from", ColumnType::f8), column("count", ColumnType::i8), column("kind", ColumnType::u1),
           column("weight", ColumnType::f8)},
          true,
          2};
  for (int k = 0; k < 256; ++k) t.columns.back().follows.push_back(std::sqrt(k));
  return t;
}

/// One to 140 rows at once, 200,000 in all: they begin and end anywhere in blocks and chunks, and what stays changes
/// now and then.
TEST(LiveData, RowsThatComeTogetherAreTheRowsThatComeOneByOne) {
  constexpr std::size_t columns = 7, most = 140;
  const Table table = motleyTable();
  struct OneByOne : LiveRecorder {
    using LiveRecorder::LiveRecorder;
    void rows(std::size_t t, std::span<const double> stays, const Cells& others) override {
      Listener::rows(t, stays, others);
    }
  };
  LiveRecorder together({});
  OneByOne single{RunHead()};
  for (Listener* l : {static_cast<Listener*>(&together), static_cast<Listener*>(&single)})
    l->announce({Duration::seconds(1), Duration::hours(1), {}, {}, {table}});
  std::vector<std::vector<double>> expected(columns);
  std::array<double, 5 * most> cells{};
  int n = 0;
  for (int call = 0; n < 200'000; ++call) {
    const std::vector<double> stays{call / 3 * 0.1, call % 2 - 1.0};
    const std::size_t rows = 1 + static_cast<std::size_t>(call) % most;
    for (std::size_t r = 0; r < rows; ++r, ++n) {
      const std::vector<double> row = motleyRow(n, table.columns.back().follows);
      for (std::size_t c = 0; c < 5; ++c) cells[c * most + r] = row[c];
      for (std::size_t c = 0; c < columns; ++c) expected[c].push_back(c < 2 ? stays[c] : row[c - 2]);
    }
    for (Listener* l : {static_cast<Listener*>(&together), static_cast<Listener*>(&single)})
      l->rows(0, stays, {cells.data(), 5, rows, most});
    const std::size_t so = call % 97 == 0 ? together.snapshot()->rows(0) : static_cast<std::size_t>(n);
    ASSERT_EQ(so, static_cast<std::size_t>(n));
  }
  const auto run = together.snapshot();
  together.rows(0, std::vector<double>{1e9, 7}, {cells.data(), 5, 40, most});  // it goes on
  for (const std::size_t first : {0u, 1u, 31u, 32u, 511u, 1024u, 77'777u, 199'900u})
    for (const std::size_t count : {0u, 1u, 2u, 69u, 600u, 90'000u})
      for (std::size_t c = 0; c < columns && first + count <= run->rows(0); ++c) {
        const auto begin = expected[c].begin() + static_cast<std::ptrdiff_t>(first);
        EXPECT_TRUE(same(run->cells(0, c, first, count), {begin, begin + static_cast<std::ptrdiff_t>(count)}))
            << "column " << c << " from " << first << ", " << count;
      }
  for (std::size_t c = 0; c < columns; ++c) {
    EXPECT_TRUE(same(run->column(0, c), expected[c])) << c;
    EXPECT_TRUE(same(single.snapshot()->column(0, c), expected[c])) << c;
  }
}

TEST(LiveData, MemoryOfARunThatIsOverServesTheNextAndNeverOneThatIsLookedAt) {
  const auto first = longTable(1);
  const auto second = longTable(-1);  // the first is looked at
  longTable(7);                       // this is not
  const auto third = longTable(3);
  for (const auto& [run, factor] : {std::pair(first, 1), {second, -1}, {third, 3}}) {
    const std::vector<double> all = run->column(0, 4);
    ASSERT_EQ(all.size(), 120'000u);
    for (int k = 0; k < 120'000; ++k) ASSERT_EQ(all[static_cast<std::size_t>(k)], factor * k + 4);
  }
}

TEST(ChunkMemory, AWholeChunkIsUsedAgain) {
  const std::byte* const place = newChunk(bytesInChunk).get();
  EXPECT_EQ(newChunk(bytesInChunk).get(), place);
}

}  // namespace
}  // namespace headroom::gui
