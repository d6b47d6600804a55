/// Copies of traces, through the same reader and writer as everything else.
#pragma once

#include "analysis/trace/trace_writer.h"

#include <cstddef>
#include <string>

namespace headroom {

class Trace;

/// Shows all of a trace again, in order: rows come before the end of the bucket in which they happened; rows of tables
/// without a `time` come last. Whoever listened to the run and whoever listens now is shown the same numbers.
void replay(const Trace&, Listener&);

/// Where a trace came from, as it was given to its writer.
Provenance provenanceOf(const Trace&);

/// Writes what can be read of `part` to `target` as a trace with the status `recovered`; `part` is not touched.
/// Returns the number of buckets. Reading happens in a child process: a torn file (a machine that lost power) can make
/// HDF5 crash or spin, which ends as a Failure here.
std::size_t recoverTrace(const std::string& part, const std::string& target);

/// Writes a closed `.part` anew beside it, without the space that showing it live has cost; returns the new file's
/// name, or nothing if that failed (the old one still serves).
std::string copyTight(const std::string& part, const TraceEnd&);

}  // namespace headroom
