// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/world/event_rows.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <string>

namespace headroom::gui {
namespace {

std::optional<WorkerEvent::Kind> kindOf(const std::string& word) {
  static const std::map<std::string, WorkerEvent::Kind> kinds{{"launch", WorkerEvent::launch},
                                                              {"launch_failed", WorkerEvent::gone},
                                                              {"in_service", WorkerEvent::inService},
                                                              {"draining", WorkerEvent::draining},
                                                              {"terminated", WorkerEvent::gone},
                                                              {"lost", WorkerEvent::lost},
                                                              {"unhealthy", WorkerEvent::unhealthy},
                                                              {"healthy", WorkerEvent::healthy},
                                                              {"warm", WorkerEvent::warm},
                                                              {"warm_start", WorkerEvent::warmStart}};
  const auto it = kinds.find(word);
  return it == kinds.end() ? std::nullopt : std::optional(it->second);
}

}  // namespace

std::vector<WorkerEvent> workerEventsOf(const RunData& run) {
  const auto& tables = run.announcement().tables;
  const auto table = std::find_if(tables.begin(), tables.end(), [](const Table& t) { return t.name == "events"; });
  if (table == tables.end()) return {};
  const auto number = static_cast<std::size_t>(table - tables.begin());
  std::map<std::string, std::vector<double>> cells;
  std::vector<std::string> words;
  for (std::size_t c = 0; c < table->columns.size(); ++c) {
    const std::string& name = table->columns[c].name;
    if (name == "kind") words = table->columns[c].flags;
    if (name == "time" || name == "kind" || name == "service" || name == "zone" || name == "worker")
      cells[name] = run.column(number, c);
  }
  if (cells.size() < 5) return {};
  std::vector<WorkerEvent> events;
  for (std::size_t r = 0; r < cells["time"].size(); ++r) {
    const double code = cells["kind"][r], service = cells["service"][r], zone = cells["zone"][r],
                 worker = cells["worker"][r];
    if (!isPlace(service) || !isPlace(zone) || !isPlace(worker)) continue;
    if (!(code >= 0 && code < static_cast<double>(words.size()))) continue;
    const auto kind = kindOf(words[static_cast<std::size_t>(code)]);
    if (kind)
      events.push_back({cells["time"][r], *kind, static_cast<std::size_t>(service), static_cast<std::size_t>(zone),
                        std::lround(worker)});
  }
  std::stable_sort(events.begin(), events.end(), [](const auto& a, const auto& b) { return a.at < b.at; });
  return events;
}

}  // namespace headroom::gui
