/// Writes everything that a run shows to one self-describing file.
///
/// Promises: while running the file is `TARGET.part`, readable by others (HDF5's single writer, many readers) and
/// flushed at least once a second of wall time; after finish() it is closed, fsynced and renamed, so that the target
/// name never holds an incomplete file. A writer that is destroyed without finish() leaves the `.part` for `headroom
/// recover`. After any failed write (a full disk) a Failure is thrown, nothing more is written, and no file bears the
/// target name. Memory is bounded: a chunk of each series and column. README.md beside this file has the layout.
#pragma once

#include "analysis/trace/h5_id.h"
#include "sim/probe.h"

#include <chrono>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace headroom {

/// Where a trace comes from; all of it is stored.
struct Provenance {
  std::string scenario;  // its name
  std::string start;     // of the run: ISO 8601, UTC, `Z`
  std::string version;   // of the program
  std::uint64_t seed = 1;
  std::uint32_t replica = 0;
  /// Further texts by name: "scenario" (the file as it was), "resolved", "command", "tzdata", …
  std::vector<std::pair<std::string, std::string>> texts;
};

/// How a trace ended, and what it amounts to.
struct TraceEnd {
  std::string status = "complete";  // complete, interrupted, recovered
  std::string fingerprint;
  std::string summaryJson;
  std::vector<std::pair<std::string, double>> summary;  // by JSON path
};

class TraceWriter : public Listener {
 public:
  TraceWriter(std::string target, Provenance provenance);
  ~TraceWriter() override;
  TraceWriter(const TraceWriter&) = delete;
  TraceWriter& operator=(const TraceWriter&) = delete;

  void announce(const Announcement&) override;
  void bucket(Instant begin, Instant end, std::span<const double> values) override;
  void row(std::size_t table, std::span<const double> cells) override;

  /// Completes and names the file. The announcement must have been made.
  void finish(const TraceEnd&);

 private:
  /// Rows of one dataset on their way to the disk.
  struct Growing {
    h5::Id dataset;
    std::size_t width = 1;  // doubles a row
    std::size_t chunkRows = 1;
    std::vector<double> rows;
    std::uint64_t written = 0;  // whole chunks and what was flushed of the present one
    std::uint64_t begun = 0;    // first row of `rows`
  };
  struct TableRows {
    std::vector<Growing> columns;  // the last: the row's number
    std::uint64_t rows = 0;
  };

  void describeFile(const Announcement&);
  void describeAxes(const Announcement&);
  void describeTime(const Announcement&);
  void describeSeries(const Announcement&);
  void describeTable(const Table&);
  void attach(std::int64_t dataset, std::int64_t scale, unsigned dimension);
  void push(Growing&, const double* values);
  void write(Growing&);
  void flushSometimes();
  void flushAll();
  template <class F>
  void guarded(F&& f);

  std::string target_, part_;
  Provenance provenance_;
  h5::Id file_;
  std::vector<h5::Id> axes_;
  h5::Id timeDataset_, boundsScale_;
  Growing time_, bounds_;
  std::vector<Growing> series_;
  std::vector<TableRows> tables_;
  std::chrono::steady_clock::time_point flushed_;
  std::uint64_t sinceFlush_ = 0;
  bool failed_ = false;
};

}  // namespace headroom
