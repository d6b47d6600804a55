/// The journal of a sweep: what it is, then every run that has ended, in the order of ending.
///
/// `DIR/sweep.journal`, or `DIR/shard-I-of-N.journal` of a part. It is the truth: results are written from it. What the
/// sweep was begun as stands in its head, so going on with another one is refused.
#pragma once

#include "scenarios/batch/log_file.h"
#include "scenarios/batch/run_record.h"
#include "scenarios/sweep/design.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace headroom::batch {

/// Which part of a sweep is run here; shards count from 1.
struct Shard {
  std::uint32_t index = 1, of = 1;
  bool whole() const { return of == 1; }
};

std::string journalPath(const std::string& directory, const Shard&);

/// A journal as it was read.
struct JournalContent {
  sweep::Design design;
  std::vector<RunRecord> runs;
  std::uint64_t end = 0;
  bool torn = false;
  std::map<std::vector<std::string>, std::uint32_t> names;  // each with its number
};

/// Nothing: the file holds not even a head (its writer was killed at once). Failure if it is damaged or of another
/// version.
std::optional<JournalContent> readJournal(const std::string& path);

/// Why a sweep cannot be gone on with as another one, which would mix the two; empty: they are the same.
std::string differenceOf(const sweep::Design& begun, const sweep::Design& now);

class Journal {
 public:
  /// A new one; its head is on disk when this returns.
  static Journal create(const std::string& path, const sweep::Design&);
  /// Goes on with one that was read.
  static Journal goOn(const std::string& path, const JournalContent&);

  void append(const RunRecord&);
  void sync() { file_.sync(); }

 private:
  explicit Journal(LogFile file) : file_(std::move(file)) {}

  LogFile file_;
  std::map<std::vector<std::string>, std::uint32_t> names_;
};

}  // namespace headroom::batch
