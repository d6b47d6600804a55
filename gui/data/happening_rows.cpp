// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/data/happening_rows.h"

#include "gui/data/view.h"

#include <algorithm>
#include <cctype>
#include <cmath>

#include <fmt/format.h>

namespace headroom::gui {
namespace {

HappeningRow rowOf(const Decision& d, const std::string& service, const Clock& clock) {
  HappeningRow row{d.at, kindOf(d), service, {}, d.suppressed(), {}, d.reason};
  const bool read = !d.metric.empty();
  std::string limit = d.limit == "none" ? std::string() : spaced(d.limit);
  if (d.count > 1) limit += fmt::format(", {} times", d.count);
  row.cells = {clock.full(d.at),
               row.kind,
               service,
               fmt::format("{} → {}", d.before, d.after),
               std::to_string(d.wanted),
               limit,
               spaced(d.trigger),
               read ? spaced(d.metric) : std::string(),
               read ? metricText(d.metric, d.seen) : std::string(),
               read ? metricText(d.metric, d.threshold) : std::string()};
  return row;
}

bool concernsFault(const std::string& kind) { return kind.starts_with("fault_"); }

std::string storyOf(const TableRows& rows, std::size_t r, const std::string& kind, const TraceView& view) {
  const long cause = rows.whole(r, "cause"), worker = rows.whole(r, "worker");
  std::string text = worker >= 0 ? fmt::format("worker {}", worker) : std::string();
  const auto add = [&](const std::string& more) { text += (text.empty() ? "" : ", ") + more; };
  if (kind == "settings_change") {
    const auto number = static_cast<std::size_t>(cause);
    add(number < view.changes.size() ? view.changes[number] : fmt::format("change {}", cause + 1));
  } else if (concernsFault(kind)) {
    const auto number = static_cast<std::size_t>(cause);
    add(number < view.faultNames.size() && !view.faultNames[number].empty() ? view.faultNames[number]
                                                                            : fmt::format("fault {}", cause + 1));
  } else if (cause > 0) {
    add(fmt::format("by decision {}", cause));
  }
  return text;
}

bool holds(const std::string& text, const std::string& part) {
  const auto alike = [](unsigned char a, unsigned char b) { return std::tolower(a) == std::tolower(b); };
  return std::search(text.begin(), text.end(), part.begin(), part.end(), alike) != text.end();
}

}  // namespace

const char* kindOf(const Decision& d) { return d.suppressed() ? "held" : d.after > d.before ? "out" : "in"; }

HappeningTable decisionTable(const RunData& run, const TraceView& view) {
  HappeningTable table{
      {"Time", "Kind", "Service", "Workers", "Wanted", "Held by", "Trigger", "Metric", "Seen", "Against"},
      {"out", "in", "held"},
      {}};
  for (std::size_t s = 0; s < std::max<std::size_t>(view.services.size(), 1); ++s)
    for (const Decision& d : decisionsOf(run, s, view.clock))
      table.rows.push_back(rowOf(d, s < view.services.size() ? view.services[s] : "", view.clock));
  std::stable_sort(table.rows.begin(), table.rows.end(), [](const auto& a, const auto& b) { return a.at < b.at; });
  return table;
}

HappeningTable eventTable(const RunData& run, const TraceView& view) {
  HappeningTable table{{"Time", "Kind", "Service", "Zone", "What"}, {}, {}};
  const TableRows rows(run, "events");
  for (std::size_t r = 0; r < rows.size(); ++r) {
    HappeningRow row;
    row.at = rows.number(r, "time");
    row.kind = spaced(rows.word(r, "kind"));
    row.service = labelAt(run, "service", rows.whole(r, "service"));
    row.zone = labelAt(run, "zone", rows.whole(r, "zone"));
    row.cells = {view.clock.full(row.at), row.kind, row.service, row.zone,
                 storyOf(rows, r, rows.word(r, "kind"), view)};
    if (std::find(table.kinds.begin(), table.kinds.end(), row.kind) == table.kinds.end())
      table.kinds.push_back(row.kind);
    table.rows.push_back(std::move(row));
  }
  return table;
}

bool wanted(const HappeningRow& row, const HappeningFilter& f) {
  if (row.at < f.from || row.at > f.until) return false;
  if (!f.kind.empty() && row.kind != f.kind) return false;
  if (!f.service.empty() && row.service != f.service) return false;
  if (!f.zone.empty() && row.zone != f.zone) return false;
  if (f.onlySuppressed && !row.suppressed) return false;
  return f.text.empty() ||
         std::any_of(row.cells.begin(), row.cells.end(), [&](const std::string& c) { return holds(c, f.text); });
}

}  // namespace headroom::gui
