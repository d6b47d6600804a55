// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/run/save_trace.h"

#include "analysis/trace/trace_writer.h"
#include "scenarios/run/provenance.h"

#include <cmath>

namespace headroom::gui {
namespace {

Instant instantAt(double seconds) { return Instant::at(Duration::fromSeconds(seconds)); }

void writeBuckets(const RunData& run, TraceWriter& to) {
  const Announcement& a = run.announcement();
  std::vector<std::vector<double>> series;
  std::vector<std::size_t> widths;
  for (std::size_t s = 0; s < a.series.size(); ++s) {
    series.push_back(run.series(s));
    widths.push_back(a.width(a.series[s]));
  }
  std::vector<double> values;
  for (std::size_t k = 0; k < run.buckets(); ++k) {
    values.clear();
    for (std::size_t s = 0; s < series.size(); ++s) {
      const double* const first = series[s].data() + k * widths[s];
      values.insert(values.end(), first, first + widths[s]);
    }
    to.bucket(instantAt(run.edges()[k]), instantAt(run.edges()[k + 1]), values);
  }
}

void writeRows(const RunData& run, TraceWriter& to) {
  const std::vector<Table>& tables = run.announcement().tables;
  for (std::size_t t = 0; t < tables.size(); ++t) {
    std::vector<std::vector<double>> columns;
    for (std::size_t c = 0; c < tables[t].columns.size(); ++c) columns.push_back(run.column(t, c));
    std::vector<double> cells(columns.size());
    for (std::size_t r = 0; r < run.rows(t); ++r) {
      for (std::size_t c = 0; c < cells.size(); ++c) cells[c] = columns[c][r];
      to.row(t, cells);
    }
  }
}

TraceEnd endOf(const RunData& run, const RunOutcome* outcome) {
  TraceEnd end{"interrupted", run.head().fingerprint, {}, {}};
  if (!outcome) return end;
  end.status = "complete";
  end.fingerprint = outcome->result.fingerprint;
  end.summaryJson = jsonOf(outcome->title, outcome->result, outcome->verdicts, false);
  for (const auto& f : outcome->result.summary.figures) end.summary.emplace_back(f.path, f.value);
  return end;
}

}  // namespace

void saveTrace(const RunData& run, const Prepared& prepared, const RunOutcome* outcome, const std::string& file) {
  const Recipe& r = prepared.recipe;
  const Origin origin{r.file, r.stage, r.sets, prepared.seed(), r.replica};
  TraceWriter writer(file, provenanceOf(prepared.loaded, prepared.blueprint->calendar, origin), std::chrono::hours(1));
  writer.announce(run.announcement());
  writeBuckets(run, writer);
  writeRows(run, writer);
  writer.finish(endOf(run, outcome));
}

}  // namespace headroom::gui
