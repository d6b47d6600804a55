/// Reads a trace: a finished one, an interrupted one, or the `.part` of a run that still goes on or was killed.
///
/// Datasets and groups that somebody has added to a trace are passed over. Lengths are taken from the shortest of the
/// series, so that a `.part` never shows values that were not written. Throws Failure with a sentence for anything that
/// is no Headroom trace of a version this program knows.
#pragma once

#include "analysis/trace/h5_id.h"
#include "sim/probe.h"

#include <string>
#include <utility>
#include <vector>

namespace headroom {

class Trace {
 public:
  explicit Trace(const std::string& path);

  /// Axes, series and tables as they were announced.
  const Announcement& announcement() const { return announcement_; }
  std::size_t buckets() const { return buckets_; }
  const std::string& status() const { return status_; }  // complete, interrupted, recovered, running
  const std::string& fingerprint() const { return fingerprint_; }
  std::string title() const;
  std::string start() const;
  std::string version() const;  // of the program that wrote it
  std::uint64_t seed() const;
  std::uint32_t replica() const;

  /// Begin and end of buckets [first, first + n), interleaved [s].
  std::vector<double> bounds(std::size_t first, std::size_t n) const;
  /// Values of buckets [first, first + n), bucket by bucket.
  std::vector<double> series(const std::string& name, std::size_t first = 0, std::size_t n = SIZE_MAX) const;
  const Series* find(const std::string& name) const;
  std::size_t rows(std::size_t table) const;
  std::vector<double> column(std::size_t table, std::size_t column, std::size_t first = 0,
                             std::size_t n = SIZE_MAX) const;
  /// Number of a table; SIZE_MAX: none.
  std::size_t table(const std::string& name) const;
  /// Texts of the group `provenance` by name.
  std::vector<std::pair<std::string, std::string>> texts() const;
  std::string text(const std::string& name) const;
  std::string summaryJson() const;

 private:
  void readAxes();
  void readSeries(const std::string& name);
  void readTable(const std::string& name);

  h5::Id file_;
  Announcement announcement_;
  std::size_t buckets_ = 0;
  std::string status_, fingerprint_;
};

/// True if `path` is an HDF5 file with the mark of a Headroom trace.
bool isTrace(const std::string& path);

}  // namespace headroom
