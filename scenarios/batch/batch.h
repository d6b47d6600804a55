/// Does the runs of a sweep on all cores, keeps a journal of them, and says what it all amounts to.
///
/// Promises: whatever ends the program, what was reported as done is in the journal and is not done again; nothing is
/// there twice. Results do not depend on the number of processes, on shards, or on how often it was ended and gone on
/// with. A run that fails is one record; the others go on.
#pragma once

#include "scenarios/batch/journal.h"
#include "scenarios/batch/outcome.h"
#include "scenarios/sweep/plan.h"

#include <cstdint>
#include <functional>
#include <string>

namespace headroom::batch {

/// Where a batch is, some times a second.
struct BatchState {
  std::uint32_t cells = 0, cellsDone = 0;
  std::uint64_t runs = 0, runsDone = 0;  // known to be wanted; safe in the journal
  std::uint64_t runsBefore = 0;          // of the latter, done by earlier programs
  double running = 0;                    // shares of the runs that go on now
  std::uint64_t events = 0, failures = 0;
};

struct BatchOptions {
  std::string directory;  // it is there
  unsigned processes = 1;
  Shard shard;
  bool retryFailed = false;
  std::function<bool(const BatchState&)> watch;  // false: stop
};

struct BatchEnd {
  bool interrupted = false;
  std::uint64_t ran = 0;    // runs that were done now
  std::uint64_t found = 0;  // and by earlier programs
};

/// Runs what the journal does not have yet; `earlier` is what was read of it, if anything. Failure if the journal or a
/// trace cannot be written.
BatchEnd runBatch(const sweep::Plan&, const BatchOptions&, const std::optional<JournalContent>& earlier, Outcome&);

}  // namespace headroom::batch
