#include "scenarios/lab/replay_output.h"

#include "models/calendar.h"
#include "scenarios/run/result_json.h"
#include "scenarios/units.h"

#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace headroom::lab {
namespace {

using Json = nlohmann::ordered_json;

/// Seconds since 1970 are written as an instant, smaller ones as a duration.
std::string timeText(Instant t) {
  static const Calendar calendar("1970-01-01T00:00:00Z", "UTC");
  if (t.ns() >= 946'684'800'000'000'000) return calendar.iso(t);
  return writeDuration(t.sinceStart());
}

std::string rounded(double x) { return writeNumber(std::round(x * 1000) / 1000); }

std::string seenText(const Evaluated& e) {
  if (!e.seen) return e.metric.empty() ? "-" : e.metric + " missing";
  return e.metric + " " + (e.share ? rounded(*e.seen * 100) + " %" : rounded(*e.seen));
}

using Row = std::array<std::string, 6>;

Row rowCells(const Evaluated& e) {
  return {timeText(e.first) + (e.count > 1 ? fmt::format(" to {} ({})", timeText(e.last), e.count) : ""),
          e.before == e.after ? std::to_string(e.after) : fmt::format("{} → {}", e.before, e.after),
          std::to_string(e.wanted),
          seenText(e),
          e.limit == "none" ? "" : e.limit,
          e.why};
}

/// Characters, where UTF-8 takes several bytes for one.
std::size_t columnsOf(const std::string& s) {
  return static_cast<std::size_t>(
      std::count_if(s.begin(), s.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

Json number(std::optional<double> x) {
  if (!x || !std::isfinite(*x)) return nullptr;
  const bool whole = std::floor(*x) == *x && std::abs(*x) < 1e15;
  return whole ? Json(static_cast<std::int64_t>(*x)) : Json(*x);
}

Json valueOf(const Figure& f) { return f.flag && f.value ? Json(*f.value != 0) : number(f.value); }

}  // namespace

std::string tableOf(const PolicyFile& file, const std::vector<Evaluated>& all) {
  std::vector<Row> rows{{"time", "desired", "wanted", "seen", "limit", "why"}};
  for (const Evaluated& e : all) rows.push_back(rowCells(e));
  std::array<std::size_t, 6> widths{};
  for (const Row& row : rows)
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], columnsOf(row[i]));
  std::string text = fmt::format("{}{}\n\n", file.name.empty() ? "" : file.name + ": ", file.kind);
  for (const Row& row : rows) {
    std::string line = " ";
    for (std::size_t i = 0; i < row.size(); ++i)
      line += " " + row[i] + std::string(widths[i] - columnsOf(row[i]) + 1, ' ');
    line.erase(line.find_last_not_of(' ') + 1);
    text += line + "\n";
  }
  if (all.empty()) text += "  it would have done nothing, and wanted nothing\n";
  return text;
}

std::string jsonOf(const PolicyFile& file, const std::vector<Evaluated>& all) {
  Json json{{"schema", 1}, {"version", programVersion()}, {"name", file.name}, {"policy", file.kind}};
  json["decisions"] = Json::array();
  for (const Evaluated& e : all) {
    Json row{{"time_s", number(e.first.inSeconds())},
             {"last_s", number(e.last.inSeconds())},
             {"count", e.count},
             {"before", e.before},
             {"wanted", e.wanted},
             {"after", e.after},
             {"metric", e.metric.empty() ? Json(nullptr) : Json(e.metric)},
             {"seen", number(e.seen)},
             {"limit", e.limit},
             {"reason", e.reason},
             {"why", e.why}};
    for (const Figure& f : e.figures) row[f.name] = valueOf(f);
    json["decisions"].push_back(std::move(row));
  }
  return json.dump(2) + "\n";
}

}  // namespace headroom::lab
