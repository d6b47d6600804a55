/// A trace as plain text for other tools. Names and words in it may hold anything: a spreadsheet takes none for a
/// formula, and JSON stays JSON.
#pragma once

#include "analysis/trace/trace.h"

#include <ostream>
#include <string>

namespace headroom {

/// Comma-separated values under a line of names, unknown ones empty; or one JSON object a line, unknown ones null.
enum class TextForm { csv, jsonl };

/// A line a bucket, one value a series and label: "slots[web;a]".
void exportSeries(const Trace&, TextForm, std::ostream&);
/// A line a row; codes as words.
void exportTable(const Trace&, std::size_t table, TextForm, std::ostream&);

}  // namespace headroom
