#include "analysis/trace/copy.h"
#include "analysis/trace/export.h"
#include "analysis/trace/openmetrics.h"
#include "analysis/trace/target.h"
#include "analysis/trace/trace.h"
#include "scenarios/cli/commands.h"
#include "scenarios/cli/input.h"

#include <filesystem>
#include <iostream>

#include <fmt/format.h>

namespace headroom::cli {
int exportTrace(const std::string& file, const std::string& table, const std::string& format) {
  const auto opened = openOrExplain(file);
  if (!opened) return 2;
  const Trace& trace = *opened;
  const TextForm form = format == "jsonl" ? TextForm::jsonl : TextForm::csv;
  if (format == "openmetrics") {
    if (!table.empty()) {
      fmt::print(stderr, "headroom: error: OpenMetrics holds series, no tables\n  try --as jsonl\n");
      return 2;
    }
    exportOpenMetrics(trace, std::cout);
    return 0;
  }
  if (table.empty()) {
    exportSeries(trace, form, std::cout);
    return 0;
  }
  const std::size_t number = trace.table(table);
  if (number == SIZE_MAX) {
    std::string all;
    for (const Table& t : trace.announcement().tables) all += " " + t.name;
    fmt::print(stderr, "headroom: error: the trace has no table `{}`; it has{}\n", table, all);
    return 2;
  }
  exportTable(trace, number, form, std::cout);
  return 0;
}

int recover(const std::string& part, std::string target, bool force) {
  if (!std::filesystem::exists(part)) {
    fmt::print(stderr, "headroom: error: there is no file {}\n", part);
    return 2;
  }
  if (target.empty()) target = part.ends_with(".part") ? part.substr(0, part.size() - 5) : part + ".recovered.h5";
  if (const auto issue = checkTarget(target, true, force)) {
    explain({*issue}, {});
    return 2;
  }
  const std::size_t buckets = recoverTrace(part, target);
  fmt::print("{}: {} buckets recovered from {}, which was left as it is\n", target, buckets, part);
  return 0;
}

}  // namespace headroom::cli
