/// Where the models and whoever watches them meet: the models announce what can be seen, then show numbers.
///
///   announce(…) once ─▶ bucket(…) at the end of every interval, row(…) whenever something happens ─▶ ends()
///
/// Promises: everything is announced before the first number; buckets come in order, without a gap, the last one may be
/// shorter; rows of a table come in order of time. While running only numbers pass: words (kinds, reasons, names) are
/// codes whose meanings were announced. A listener must not change the run: fingerprint and summary never depend on
/// one. Left out: threads. A listener is called by the thread that runs the model.
#pragma once

#include "sim/time.h"

#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace headroom {

/// A dimension beside time. Either its labels are words (zones, services, demands) or its values are numbers
/// (quantiles).
struct Axis {
  std::string name;
  std::string sentence;
  std::vector<std::string> labels;
  std::vector<double> values;
  std::size_t size() const { return labels.empty() ? values.size() : labels.size(); }
};

/// How a bucket's number came from what happened in it (CF cell_methods).
enum class Cell : std::uint8_t { mean, sum, minimum, maximum, point };

/// One quantity over time × axes; its values of one bucket lie together, last axis fastest.
struct Series {
  std::string name;                 // "requests_served"
  std::string unit;                 // UDUNITS: "s-1", "1", "s", "USD h-1"
  std::string sentence;             // what it is
  std::vector<std::uint16_t> axes;  // indices into Announcement::axes, outermost first
  Cell cell = Cell::mean;
  std::vector<std::string> flags;  // if not empty: the values are codes 0…n−1 and these are their words
};

enum class ColumnType : std::uint8_t { f8, i8, i4, u2, u1 };

struct Column {
  std::string name, unit, sentence;
  ColumnType type = ColumnType::f8;
  std::vector<std::string> flags;    // as in Series
  std::vector<double> follows = {};  // if not empty: the number that stands at the place the column before it tells
};

/// Rows of numbers, one for each thing that happened.
struct Table {
  std::string name;  // "events"
  std::string row;   // what one row is, singular: "event"; the name of the dimension
  std::string sentence;
  std::vector<Column> columns;
  bool compress = true;
  std::size_t staying = 0;  // so many columns, from the first on, have the same numbers in all rows of one call
};

/// Everything a run can show.
struct Announcement {
  Duration sample;    // length of a bucket; the last may be shorter
  Duration duration;  // of the run
  std::vector<Axis> axes;
  std::vector<Series> series;
  std::vector<Table> tables;
  /// Number of doubles that a series has in a bucket.
  std::size_t width(const Series& s) const {
    std::size_t n = 1;
    for (auto a : s.axes) n *= axes[a].size();
    return n;
  }
};

/// Cells of rows on end, column by column.
struct Cells {
  const double* first;
  std::size_t columns, rows;
  std::size_t stride;  // numbers from a column's begin to the next one's
  std::span<const double> column(std::size_t c) const { return {first + c * stride, rows}; }
};

/// Who listens gets rows by row(), or many at once by rows(); never the same by both.
class Listener {
 public:
  virtual ~Listener() = default;
  virtual void announce(const Announcement&) = 0;
  /// `values`: every series' numbers, one series after the other in the order announced. NaN = does not exist.
  virtual void bucket(Instant begin, Instant end, std::span<const double> values) = 0;
  /// `cells`: one number a column of table `table`; integers up to 2^53 are exact.
  virtual void row(std::size_t table, std::span<const double> cells) = 0;
  /// Rows on end: all begin with `stays` (Table::staying numbers), the rest of them is `others`. For who can take many
  /// rows at once for less.
  virtual void rows(std::size_t table, std::span<const double> stays, const Cells& others);
};

}  // namespace headroom
