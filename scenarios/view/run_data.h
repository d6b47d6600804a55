/// What the window shows of a run, wherever it comes from: a trace in a file, or a run that goes on in this process.
///
/// The words are those of sim/probe.h: everything was announced before there was a number. What stands here does not
/// change: a run that goes on hands out a new object for each state it lets itself be seen in. Any thread may read it.
#pragma once

#include "sim/probe.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace headroom::view {

/// What a run says of itself. Empty: not known (yet).
struct RunHead {
  std::string file;  // as it was named
  std::string title, status, start, fingerprint;
  std::string summaryJson;  // only of a run that has ended
  std::uint64_t seed = 0;
};

class RunData {
 public:
  virtual ~RunData() = default;
  virtual const RunHead& head() const = 0;
  virtual const Announcement& announcement() const = 0;
  /// Bucket k covers [edges[k], edges[k + 1]) seconds since the start of the run; empty: there is no bucket yet.
  virtual const std::vector<double>& edges() const = 0;
  /// Values of a series of the announcement, bucket by bucket. NaN: does not exist.
  virtual std::vector<double> series(std::size_t index) const = 0;
  virtual std::size_t rows(std::size_t table) const = 0;
  /// Of a column the numbers of rows [first, first + n).
  virtual std::vector<double> cells(std::size_t table, std::size_t column, std::size_t first, std::size_t n) const = 0;

  std::vector<double> column(std::size_t table, std::size_t column) const {
    return cells(table, column, 0, rows(table));
  }
  std::size_t buckets() const { return edges().empty() ? 0 : edges().size() - 1; }
};

/// A trace; what it holds is read when it is asked for. Failure if it cannot be read.
std::shared_ptr<const RunData> openTrace(const std::string& file);

}  // namespace headroom::view
