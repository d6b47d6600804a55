/// Writes everything that a run shows to one self-describing file.
///
/// Promises:
/// - While running the file is `TARGET.part`, readable by other processes once `showEvery` of wall time has passed
///   (HDF5's single writer, many readers). What was shown to the writer is there after as long again, or after a
///   hundred times what that costs, if it is longer.
/// - finish() closes, fsyncs and renames: the target name never holds an incomplete file. Of a file that others may
///   have open it completes a copy. A run that was interrupted is finished with the status `interrupted`.
/// - A writer destroyed without finish() leaves the `.part`, and so does a killed process: `headroom recover`. The
///   next run moves it aside and never overwrites it.
/// - After a failed write (a full disk) a Failure says why, nothing more is written, no file bears the target name.
/// - The same run gives the same contents, and the same bytes if it ended before it was shown. Memory: one chunk
///   (16 KiB a series, 32 KiB a column), however long the run.
///
/// One thread at a time uses HDF5. README.md beside this file has the layout.
#pragma once

#include "sim/probe.h"

#include <chrono>
#include <cstdint>
#include <memory>
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
  TraceWriter(std::string target, Provenance provenance,
              std::chrono::milliseconds showEvery = std::chrono::milliseconds(1000));
  ~TraceWriter() override;
  TraceWriter(const TraceWriter&) = delete;
  TraceWriter& operator=(const TraceWriter&) = delete;

  void announce(const Announcement&) override;
  void bucket(Instant begin, Instant end, std::span<const double> values) override;
  void row(std::size_t table, std::span<const double> cells) override;
  void rows(std::size_t table, std::span<const double> stays, const Cells& others) override;

  /// Completes and names the file. The announcement must have been made.
  void finish(const TraceEnd&);

  /// Where the `.part` of an earlier run went, if there was one.
  const std::string& movedAside() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace headroom
