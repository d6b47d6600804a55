/// A run that is told what happened in it: two services, zones a and b, twelve buckets of 10 s.
#pragma once

#include "gui/data/view.h"

#include <algorithm>
#include <string>
#include <vector>

namespace headroom::gui {

class ToldRun : public RunData {
 public:
  static constexpr std::size_t buckets = 12, services = 2, zones = 2;

  ToldRun() {
    for (std::size_t k = 0; k <= buckets; ++k) edges_.push_back(10.0 * static_cast<double>(k));
    said_.sample = Duration::seconds(10);
    said_.duration = Duration::seconds(120);
    said_.axes = {{"service", "", {"web", "store"}, {}}, {"zone", "", {"a", "b"}, {}}};
    for (const char* name : {"workers_in_service", "workers_warming", "workers_launching", "workers_booting",
                             "workers_starting", "workers_registering", "cpu", "cpu_max"})
      add({name, "1", "", {0, 1}, Cell::mean, {}});
    for (const char* name : {"calls_offered", "calls_served", "calls_failed", "calls_rejected", "calls_timed_out"})
      add({name, "1", "", {0}, Cell::sum, {}});
    add({"zone_state", "1", "", {1}, Cell::point, {"up", "dark", "isolated", "impaired"}});
    Column kind{"kind", "", "", ColumnType::u1, {}};
    kind.flags = {"launch", "launch_failed", "in_service", "draining", "terminated", "lost", "unhealthy", "healthy"};
    const auto column = [](const char* name) { return Column{name, "", "", ColumnType::i4, {}}; };
    said_.tables = {
        {"events", "event", "", {column("time"), kind, column("service"), column("zone"), column("worker")}},
        {"worker_use",
         "worker_bucket",
         "",
         {column("time"), column("service"), column("worker"), column("slots"), column("cpu"), column("queued")}}};
    for (const Table& t : said_.tables) cells_.emplace_back(t.columns.size());
  }

  void event(double at, const std::string& kind, std::size_t service, std::size_t zone, long worker) {
    const auto& words = said_.tables[0].columns[1].flags;
    const auto code = std::find(words.begin(), words.end(), kind) - words.begin();
    add(0, {at, static_cast<double>(code), static_cast<double>(service), static_cast<double>(zone),
            static_cast<double>(worker)});
  }
  /// In order of time.
  void use(std::size_t k, std::size_t service, long worker, double slots, double cpu, double queued) {
    add(1, {edges_[k], static_cast<double>(service), static_cast<double>(worker), slots, cpu, queued});
  }
  /// Of a series over service and zone.
  void bucket(std::size_t k, const std::string& series, std::size_t service, std::size_t zone, double value) {
    values(series)[(k * services + service) * zones + zone] = value;
  }
  /// Of a series over service.
  void bucket(std::size_t k, const std::string& series, std::size_t service, double value) {
    values(series)[k * services + service] = value;
  }
  void zone(std::size_t k, std::size_t zone, const std::string& word) {
    const auto& words = said_.series.back().flags;
    values("zone_state")[k * zones + zone] =
        static_cast<double>(std::find(words.begin(), words.end(), word) - words.begin());
  }

  const RunHead& head() const override { return head_; }
  const Announcement& announcement() const override { return said_; }
  const std::vector<double>& edges() const override { return edges_; }
  std::vector<double> series(std::size_t index) const override { return values_.at(index); }
  std::size_t rows(std::size_t table) const override { return cells_.at(table)[0].size(); }
  std::vector<double> cells(std::size_t table, std::size_t column, std::size_t first, std::size_t n) const override {
    const auto begin = cells_.at(table).at(column).begin() + static_cast<std::ptrdiff_t>(first);
    return {begin, begin + static_cast<std::ptrdiff_t>(n)};
  }

 private:
  void add(std::size_t table, const std::vector<double>& row) {
    for (std::size_t c = 0; c < row.size(); ++c) cells_[table][c].push_back(row[c]);
  }
  void add(Series series) {
    values_.emplace_back(buckets * said_.width(series));
    said_.series.push_back(std::move(series));
  }
  std::vector<double>& values(const std::string& name) {
    const auto at =
        std::find_if(said_.series.begin(), said_.series.end(), [&](const Series& s) { return s.name == name; });
    return values_.at(static_cast<std::size_t>(at - said_.series.begin()));
  }

  RunHead head_;
  Announcement said_;
  std::vector<double> edges_;
  std::vector<std::vector<double>> values_;
  std::vector<std::vector<std::vector<double>>> cells_;  // by table and column
};

}  // namespace headroom::gui
