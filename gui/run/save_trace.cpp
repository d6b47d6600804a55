// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/run/save_trace.h"

#include "analysis/trace/trace_writer.h"
#include "gui/data/hdf5_use.h"
#include "scenarios/run/provenance.h"

#include <cmath>

namespace headroom::gui {
namespace {

constexpr std::size_t bucketsBetweenWords = 10'000;

Instant instantAt(double seconds) { return Instant::at(Duration::fromSeconds(seconds)); }

void writeBuckets(const RunData& run, TraceWriter& to, const std::function<void(double)>& tell) {
  const Announcement& a = run.announcement();
  std::vector<std::vector<double>> series;
  std::vector<std::size_t> widths;
  for (std::size_t s = 0; s < a.series.size(); ++s) {
    series.push_back(run.series(s));
    widths.push_back(a.width(a.series[s]));
  }
  std::vector<double> values;
  for (std::size_t k = 0; k < run.buckets(); ++k) {
    if (k % bucketsBetweenWords == 0) tell(static_cast<double>(k) / static_cast<double>(run.buckets()));
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

void saveTrace(const RunSoFar& run, const std::string& file, const std::function<void(double)>& tell) {
  const Prepared& p = *run.prepared;
  const Recipe& r = p.recipe;
  const Origin origin{r.file, r.stage, r.sets, p.seed(), r.replica};
  const auto use = hdf5Use();
  TraceWriter writer(file, provenanceOf(p.loaded, p.blueprint->calendar, origin), std::chrono::hours(1));
  writer.announce(run.data->announcement());
  writeBuckets(*run.data, writer, tell);
  writeRows(*run.data, writer);
  writer.finish(endOf(*run.data, run.outcome.get()));
}

}  // namespace headroom::gui
