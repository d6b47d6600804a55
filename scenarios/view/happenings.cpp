#include "scenarios/view/happenings.h"

#include "scenarios/view/columns.h"
#include "scenarios/view/table_rows.h"

#include <algorithm>
#include <cmath>
#include <map>

#include <fmt/format.h>

namespace headroom::view {
namespace {

std::string placeText(const std::string& service, const std::string& zone) {
  if (zone.empty()) return service;
  return service.empty() ? "zone " + zone : service + " in zone " + zone;
}

bool isShare(const std::string& metric) {
  return metric == "cpu" || metric == "memory" || metric == "disk_io" || metric == "network_io" || metric == "slots" ||
         metric == "error_rate";
}

std::string reasonOf(const TableRows& rows, std::size_t r, const Decision& d, const Clock& clock) {
  std::string text = fmt::format("{}  ", clock.full(d.at));
  if (d.suppressed()) {
    text +=
        fmt::format("stays at {} workers, {} wanted: held by {}", d.before, d.wanted, spaced(rows.word(r, "limit")));
    if (const long count = rows.whole(r, "count"); count > 1)
      text += fmt::format("\n{} times until {}", count, clock.time(rows.number(r, "last"), true));
  } else {
    text += fmt::format("{} → {} workers", d.before, d.after);
    if (d.wanted != d.after) text += fmt::format(", {} wanted: held by {}", d.wanted, spaced(rows.word(r, "limit")));
  }
  const std::string trigger = rows.word(r, "trigger"), metric = rows.word(r, "metric");
  text += "\nbecause of: " + spaced(trigger);
  if (!metric.empty())
    text += fmt::format(", {} {} against {}", spaced(metric), metricText(metric, rows.number(r, "seen")),
                        metricText(metric, rows.number(r, "threshold")));
  if (const double end = rows.number(r, "period_end"); !metric.empty() && end > 0)
    text += fmt::format(" in the period until {}", clock.time(end, true));
  return text + fmt::format("\n{} in service, {} pending, {} in the metric", rows.whole(r, "n_in_service"),
                            rows.whole(r, "n_pending"), rows.whole(r, "n_counted"));
}

}  // namespace

std::string metricText(const std::string& metric, double value) {
  if (std::isnan(value)) return "unknown";
  return isShare(metric) ? fmt::format("{:.1f} %", value * 100) : fmt::format("{:.4g}", value);
}

Happened happenedIn(const RunData& run, const std::vector<std::string>& names, double end) {
  const TableRows events(run, "events");
  Happened all;
  std::vector<FaultSpan>& spans = all.faults;
  std::map<long, std::size_t> open;  // by number of the fault
  for (std::size_t r = 0; r < events.size(); ++r) {
    const std::string kind = events.word(r, "kind");
    const long fault = events.whole(r, "cause");
    const double at = events.number(r, "time");
    if (kind == "fault_begins") {
      const auto number = static_cast<std::size_t>(fault);
      open[fault] = spans.size();
      spans.push_back({number < names.size() ? names[number] : "fault " + std::to_string(fault + 1),
                       placeText(labelAt(run, "service", events.whole(r, "service")),
                                 labelAt(run, "zone", events.whole(r, "zone"))),
                       at, end});
    } else if (kind == "fault_ends" && open.contains(fault)) {
      spans[open[fault]].until = at;
    } else if (kind == "settings_change") {
      all.changes.push_back(at);
    }
  }
  return all;
}

std::vector<Decision> decisionsOf(const RunData& run, std::size_t service, const Clock& clock) {
  const TableRows rows(run, "decisions");
  std::vector<Decision> decisions;
  for (std::size_t r = 0; r < rows.size(); ++r) {
    if (rows.whole(r, "service") != static_cast<long>(service)) continue;
    Decision d{rows.number(r, "time"),
               rows.whole(r, "desired_before"),
               rows.whole(r, "wanted"),
               rows.whole(r, "desired_after"),
               {},
               rows.word(r, "trigger"),
               rows.word(r, "metric"),
               rows.word(r, "limit"),
               rows.number(r, "seen"),
               rows.number(r, "threshold"),
               rows.number(r, "last"),
               std::max(rows.whole(r, "count"), 1L)};
    d.reason = reasonOf(rows, r, d, clock);
    decisions.push_back(std::move(d));
  }
  std::stable_sort(decisions.begin(), decisions.end(), [](const auto& a, const auto& b) { return a.at < b.at; });
  return decisions;
}

}  // namespace headroom::view
