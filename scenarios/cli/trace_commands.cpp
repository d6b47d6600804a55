#include "analysis/trace/copy.h"
#include "analysis/trace/export.h"
#include "analysis/trace/openmetrics.h"
#include "analysis/trace/target.h"
#include "analysis/trace/trace.h"
#include "scenarios/cli/commands.h"
#include "scenarios/cli/input.h"
#include "scenarios/json_text.h"
#include "scenarios/run/trace_chart.h"

#include <filesystem>
#include <iostream>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace headroom::cli {
namespace {

using Json = nlohmann::ordered_json;

Json infoOf(const Trace& trace, const std::string& file) {
  Json json{{"schema", 1},
            {"file", file},
            {"title", trace.title()},
            {"status", trace.status()},
            {"fingerprint", trace.fingerprint()},
            {"start", trace.start()},
            {"seed", trace.seed()},
            {"duration_s", trace.announcement().duration.inSeconds()},
            {"sample_s", trace.announcement().sample.inSeconds()},
            {"buckets", trace.buckets()}};
  for (const Axis& a : trace.announcement().axes)
    json["axes"][a.name] = a.labels.empty() ? Json(a.values) : Json(a.labels);
  json["series"] = Json::array();
  for (const Series& s : trace.announcement().series)
    json["series"].push_back({{"name", s.name}, {"unit", s.unit}, {"sentence", s.sentence}});
  for (std::size_t t = 0; t < trace.announcement().tables.size(); ++t)
    json["tables"][trace.announcement().tables[t].name] = trace.rows(t);
  return json;
}

}  // namespace

int info(const std::string& file, bool asJson) {
  const auto opened = openOrExplain(file);
  if (!opened) return 2;
  const Trace& trace = *opened;
  const Json json = infoOf(trace, file);
  if (asJson) {
    fmt::print("{}", jsonText(json));
    return 0;
  }
  fmt::print(
      "{}\n  status        {}\n  begins        {}\n  length        {} s in {} buckets of {} s\n  seed          {}\n  "
      "fingerprint   {}\n",
      trace.title(), trace.status(), trace.start(), trace.announcement().duration.inSeconds(), trace.buckets(),
      trace.announcement().sample.inSeconds(), trace.seed(),
      trace.fingerprint().empty() ? "none" : trace.fingerprint());
  for (const auto& [name, rows] : json["tables"].items())
    fmt::print("  {:<13} {} rows\n", name, rows.get<std::size_t>());
  fmt::print("  series\n");
  for (const Series& s : trace.announcement().series) fmt::print("    {:<24} {:<8} {}\n", s.name, s.unit, s.sentence);
  fmt::print("\n{}", chartOf(trace));
  return 0;
}

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
