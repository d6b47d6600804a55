// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/data/hand_over.h"

#include "sim/issue.h"

#include <cmath>
#include <cstring>
#include <span>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <nlohmann/json.hpp>

namespace headroom::gui {
namespace {

using Json = nlohmann::json;

constexpr std::size_t mostValues = std::size_t{1} << 34;  // more than memory holds: a number to refuse
constexpr double farthest = 1e11;                         // s; about three thousand years

std::size_t padded(std::size_t bytes) { return (bytes + 7) / 8 * 8; }

void writeAll(int file, const void* from, std::size_t bytes) {
  const char* at = static_cast<const char*>(from);
  while (bytes > 0) {
    const ssize_t n = write(file, at, bytes);
    if (n <= 0) throw Failure("what was read cannot be handed over");
    at += n;
    bytes -= static_cast<std::size_t>(n);
  }
}

void writeAll(int file, std::span<const double> values) { writeAll(file, values.data(), values.size_bytes()); }

Json jsonOf(const Axis& a) {
  return {{"name", a.name}, {"sentence", a.sentence}, {"labels", a.labels}, {"values", a.values}};
}

Json jsonOf(const Series& s) {
  return {{"name", s.name}, {"unit", s.unit}, {"sentence", s.sentence}, {"axes", s.axes}, {"flags", s.flags}};
}

Json jsonOf(const Table& t, std::size_t rows) {
  Json json{{"name", t.name}, {"row", t.row}, {"rows", rows}, {"columns", Json::array()}};
  for (const Column& c : t.columns)
    json["columns"].push_back({{"name", c.name}, {"unit", c.unit}, {"sentence", c.sentence}, {"flags", c.flags}});
  return json;
}

Json headOf(const RunData& run) {
  const RunHead& h = run.head();
  Json json{{"file", h.file},
            {"title", h.title},
            {"status", h.status},
            {"start", h.start},
            {"fingerprint", h.fingerprint},
            {"summary", h.summaryJson},
            {"seed", h.seed},
            {"buckets", run.buckets()}};
  for (const Axis& a : run.announcement().axes) json["axes"].push_back(jsonOf(a));
  for (const Series& s : run.announcement().series) json["series"].push_back(jsonOf(s));
  for (std::size_t t = 0; t < run.announcement().tables.size(); ++t)
    json["tables"].push_back(jsonOf(run.announcement().tables[t], run.rows(t)));
  return json;
}

/// Bytes that stay where they are while somebody looks at them.
class Mapped {
 public:
  explicit Mapped(int file) {
    struct stat about {};
    if (fstat(file, &about) != 0 || about.st_size < 16) throw Failure("nothing was handed over");
    size_ = static_cast<std::size_t>(about.st_size);
    at_ = mmap(nullptr, size_, PROT_READ, MAP_PRIVATE, file, 0);
    if (at_ == MAP_FAILED) throw Failure("what was handed over cannot be looked at");
  }
  ~Mapped() { munmap(at_, size_); }
  Mapped(const Mapped&) = delete;
  Mapped& operator=(const Mapped&) = delete;
  const char* data() const { return static_cast<const char*>(at_); }
  std::size_t size() const { return size_; }

 private:
  void* at_ = nullptr;
  std::size_t size_ = 0;
};

class TakenRun : public RunData {
 public:
  explicit TakenRun(int file) : bytes_(file) {
    std::uint64_t length = 0;
    std::memcpy(&length, bytes_.data(), sizeof length);
    if (length > bytes_.size() - 8) throw Failure("what was handed over is cut off");
    const Json json = Json::parse(bytes_.data() + 8, bytes_.data() + 8 + length);
    at_ = padded(8 + length);
    read(json);
  }
  const RunHead& head() const override { return head_; }
  const Announcement& announcement() const override { return said_; }
  const std::vector<double>& edges() const override { return edges_; }
  std::vector<double> series(std::size_t index) const override { return copy(series_.at(index)); }
  std::size_t rows(std::size_t table) const override { return rows_.at(table); }
  std::vector<double> cells(std::size_t table, std::size_t column, std::size_t first, std::size_t n) const override {
    const Place& all = columns_.at(table).at(column);
    if (first > all.n || n > all.n - first) throw Failure("rows were asked for that there are not");
    return copy({all.from + first * sizeof(double), n});
  }

 private:
  struct Place {
    std::size_t from = 0, n = 0;
  };
  /// The next `n × width` doubles.
  Place take(std::size_t n, std::size_t width) {
    if (width != 0 && n > mostValues / width) throw Failure("more was announced than there can be");
    const std::size_t bytes = n * width * sizeof(double);
    if (at_ > bytes_.size() || bytes > bytes_.size() - at_) throw Failure("less was handed over than announced");
    const Place place{at_, n * width};
    at_ += bytes;
    return place;
  }
  std::vector<double> copy(Place p) const {
    std::vector<double> values(p.n);
    if (p.n > 0) std::memcpy(values.data(), bytes_.data() + p.from, p.n * sizeof(double));
    return values;
  }
  void read(const Json& json);
  void readSeries(const Json&, std::size_t buckets);
  void readTable(const Json&);

  Mapped bytes_;
  std::size_t at_ = 0;
  RunHead head_;
  Announcement said_;
  std::vector<double> edges_;
  std::vector<Place> series_;
  std::vector<std::size_t> rows_;
  std::vector<std::vector<Place>> columns_;
};

void TakenRun::read(const Json& json) {
  head_ = {json.at("file"),        json.at("title"),   json.at("status"), json.at("start"),
           json.at("fingerprint"), json.at("summary"), json.at("seed")};
  const std::size_t buckets = json.at("buckets");
  if (buckets > mostValues) throw Failure("more was announced than there can be");
  if (buckets > 0) edges_ = copy(take(buckets + 1, 1));
  for (std::size_t k = 0; k < buckets; ++k)
    if (!(edges_[k] < edges_[k + 1]) || std::abs(edges_[k]) > farthest || !(edges_[k + 1] <= farthest))
      throw Failure("the trace's buckets are not one after the other: it is damaged");
  for (const Json& a : json.value("axes", Json::array()))
    said_.axes.push_back({a.at("name"), a.at("sentence"), a.at("labels"), a.at("values")});
  for (const Json& s : json.value("series", Json::array())) readSeries(s, buckets);
  for (const Json& t : json.value("tables", Json::array())) readTable(t);
}

void TakenRun::readSeries(const Json& json, std::size_t buckets) {
  Series s{json.at("name"), json.at("unit"), json.at("sentence"), json.at("axes"), Cell::mean, json.at("flags")};
  std::size_t width = 1;
  for (const auto axis : s.axes) {
    if (axis >= said_.axes.size()) throw Failure("a series names an axis that there is not");
    const std::size_t size = said_.axes[axis].size();
    if (size != 0 && width > mostValues / size) throw Failure("more was announced than there can be");
    width *= size;
  }
  series_.push_back(take(buckets, width));
  said_.series.push_back(std::move(s));
}

void TakenRun::readTable(const Json& json) {
  Table t{json.at("name"), json.at("row"), {}, {}, false};
  rows_.push_back(json.at("rows").get<std::size_t>());
  columns_.emplace_back();
  for (const Json& c : json.at("columns")) {
    t.columns.push_back({c.at("name"), c.at("unit"), c.at("sentence"), ColumnType::f8, c.at("flags")});
    columns_.back().push_back(take(rows_.back(), 1));
  }
  said_.tables.push_back(std::move(t));
}

}  // namespace

void handOver(const RunData& run, int file) {
  std::string json = headOf(run).dump(-1, ' ', false, Json::error_handler_t::replace);
  json.resize(padded(8 + json.size()) - 8, ' ');
  const std::uint64_t length = json.size();
  writeAll(file, &length, sizeof length);
  writeAll(file, json.data(), json.size());
  writeAll(file, run.edges());
  const Announcement& said = run.announcement();
  for (std::size_t s = 0; s < said.series.size(); ++s) {
    std::vector<double> values = run.series(s);
    values.resize(run.buckets() * said.width(said.series[s]), std::nan(""));
    writeAll(file, values);
  }
  for (std::size_t t = 0; t < said.tables.size(); ++t)
    for (std::size_t c = 0; c < said.tables[t].columns.size(); ++c) {
      std::vector<double> cells = run.column(t, c);
      cells.resize(run.rows(t), std::nan(""));
      writeAll(file, cells);
    }
}

std::shared_ptr<const RunData> takeOver(int file) {
  try {
    return std::make_shared<TakenRun>(file);
  } catch (const Json::exception&) {
    throw Failure("what was handed over is no run");
  }
}

}  // namespace headroom::gui
