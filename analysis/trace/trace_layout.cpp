#include "analysis/trace/trace_layout.h"

#include "analysis/trace/scales.h"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include <hdf5_hl.h>

namespace headroom {
namespace {

constexpr std::size_t seriesChunk = 2048;  // values: a hundred series of 64 KiB each would be a fifth of the memory
constexpr std::size_t tableChunk = 4096;
constexpr std::size_t smallestChunk = 16;  // rows

const char* methodOf(Cell cell) {
  switch (cell) {
    case Cell::mean: return "time: mean";
    case Cell::sum: return "time: sum";
    case Cell::minimum: return "time: minimum";
    case Cell::maximum: return "time: maximum";
    case Cell::point: return "time: point";
  }
  return "time: mean";
}

void describe(hid_t at, const std::string& sentence, const std::string& unit) {
  h5::setText(at, "long_name", sentence);
  if (!unit.empty()) h5::setText(at, "units", unit);
}

/// CF wants the codes in the variable's own type, and words without spaces.
void setFlags(hid_t at, ColumnType type, const std::vector<std::string>& flags) {
  if (flags.empty()) return;
  std::vector<std::int64_t> codes;
  std::string words;
  for (std::size_t i = 0; i < flags.size(); ++i) {
    codes.push_back(static_cast<std::int64_t>(i));
    std::string word = flags[i];
    std::replace(word.begin(), word.end(), ' ', '_');
    words += (i ? " " : "") + word;
  }
  switch (type) {
    case ColumnType::u1: {
      const std::vector<std::uint8_t> c(codes.begin(), codes.end());
      h5::setNumbers(at, "flag_values", H5T_NATIVE_UINT8, c.size(), c.data());
      break;
    }
    case ColumnType::u2: {
      const std::vector<std::uint16_t> c(codes.begin(), codes.end());
      h5::setNumbers(at, "flag_values", H5T_NATIVE_UINT16, c.size(), c.data());
      break;
    }
    case ColumnType::i4: {
      const std::vector<std::int32_t> c(codes.begin(), codes.end());
      h5::setNumbers(at, "flag_values", H5T_NATIVE_INT32, c.size(), c.data());
      break;
    }
    case ColumnType::i8: h5::setNumbers(at, "flag_values", H5T_NATIVE_INT64, codes.size(), codes.data()); break;
    case ColumnType::f8: {
      const std::vector<double> c(codes.begin(), codes.end());
      h5::setNumbers(at, "flag_values", H5T_NATIVE_DOUBLE, c.size(), c.data());
      break;
    }
  }
  h5::setText(at, "flag_meanings", words);
}

void setMissing(hid_t at) {
  const auto missing = missingOf<double>();
  h5::setNumbers(at, "_FillValue", H5T_NATIVE_DOUBLE, 1, &missing);
}

/// Everything that is made while laying out one file.
class Architect {
 public:
  Architect(hid_t file, const Announcement& a, const Provenance& p) : file_(file), a_(a), p_(p) {}

  TraceLayout build() {
    describeFile();
    describeTime();
    for (const Series& s : a_.series) describeSeries(s);
    for (const Table& t : a_.tables) describeTable(t);
    scales_.finish();
    return std::move(layout_);
  }

 private:
  void describeFile() {
    h5::setText(file_, "Conventions", "CF-1.8");
    h5::setText(file_, "title", p_.scenario);
    h5::setText(file_, "source", "headroom " + p_.version);
    h5::setText(file_, "headroom_format", "trace");
    h5::setWhole(file_, "headroom_format_version", 1);
    h5::setText(file_, "status", "running");
    h5::setWhole(file_, "complete", 0);
    h5::setText(file_, "version", p_.version);
    h5::setWhole(file_, "seed", static_cast<std::int64_t>(p_.seed));
    h5::setWhole(file_, "replica", p_.replica);
    h5::setText(file_, "start", p_.start);
    h5::setNumber(file_, "sample_interval_s", a_.sample.inSeconds());
    h5::setNumber(file_, "duration_s", a_.duration.inSeconds());
    const h5::Id group = h5::createGroup(file_, "provenance");
    for (const auto& [name, text] : p_.texts) h5::createText(group, name, text);
  }

  /// As many rows as fit into a chunk, no more than the run will have buckets.
  std::size_t chunkRows(std::size_t width) const {
    const auto buckets = static_cast<std::size_t>(a_.sample.ns() > 0 ? a_.duration.ns() / a_.sample.ns() + 1 : 1);
    return std::max<std::size_t>(1, std::min(std::max(buckets, smallestChunk), seriesChunk / width));
  }

  Growing grow(hid_t at, const std::string& name, ColumnType type, std::vector<hsize_t> rest) {
    Growing::Shape shape{type, std::move(rest), 1, true};
    shape.chunkRows = chunkRows(shape.width());
    return Growing(at, name, std::move(shape));
  }

  void describeTime() {
    Growing time = grow(file_, "time", ColumnType::f8, {});
    describe(time.dataset(), "Begin of the bucket", cfEpoch(p_.start));
    h5::setText(time.dataset(), "calendar", "proleptic_gregorian");
    h5::setText(time.dataset(), "standard_name", "time");
    h5::setText(time.dataset(), "axis", "T");
    h5::setText(time.dataset(), "bounds", "time_bounds");
    h5::checked(H5DSset_scale(time.dataset(), "time"), "make the time axis");
    bounds_ = dimensionOnly("bounds", 2);
    Growing bounds = grow(file_, "time_bounds", ColumnType::f8, {2});
    h5::setText(bounds.dataset(), "long_name", "Begin and end of the bucket");
    scales_.attach(bounds.dataset(), {time.dataset(), bounds_});
    // Time last: who sees a time sees its values.
    layout_.times.push_back(std::move(bounds));
    layout_.times.push_back(std::move(time));
  }

  hid_t time() const { return layout_.times.back().dataset(); }

  h5::Id dimensionOnly(const std::string& name, hsize_t n) {
    const std::vector<float> nothing(n, 0);
    h5::Id scale = h5::createFixed(file_, name, H5T_NATIVE_FLOAT, {&n, 1}, nothing.data());
    char mark[64];
    std::snprintf(mark, sizeof mark, "This is a netCDF dimension but not a netCDF variable.%10llu",
                  static_cast<unsigned long long>(n));
    h5::checked(H5DSset_scale(scale, mark), "make the axis " + name);
    return scale;
  }

  h5::Id makeAxis(const Axis& axis) {
    const hsize_t n = axis.size();
    h5::Id scale = axis.labels.empty()
                       ? h5::createFixed(file_, axis.name, H5T_NATIVE_DOUBLE, {&n, 1}, axis.values.data())
                       : h5::createTexts(file_, axis.name, axis.labels);
    h5::setText(scale, "long_name", axis.sentence);
    if (axis.labels.empty()) h5::setText(scale, "units", "1");
    h5::checked(H5DSset_scale(scale, axis.name.c_str()), "make the axis " + axis.name);
    return scale;
  }

  hid_t axis(std::uint16_t number) {
    if (axes_.empty())
      for (const Axis& x : a_.axes) axes_.push_back(x.size() ? makeAxis(x) : h5::Id());
    return axes_[number];
  }

  /// A series without values (no demand, no service) is not in the file.
  void describeSeries(const Series& s) {
    const std::size_t width = a_.width(s);
    if (width) {
      std::vector<hsize_t> rest;
      for (const std::uint16_t x : s.axes) rest.push_back(a_.axes[x].size());
      const ColumnType type = s.flags.empty() ? ColumnType::f8 : ColumnType::u1;
      for (const std::uint16_t x : s.axes) axis(x);  // before the series: readers list in the order of making
      Growing g = grow(file_, s.name, type, std::move(rest));
      describe(g.dataset(), s.sentence, s.unit);
      h5::setText(g.dataset(), "cell_methods", methodOf(s.cell));
      if (type == ColumnType::f8) setMissing(g.dataset());
      setFlags(g.dataset(), type, s.flags);
      std::vector<hid_t> axes{time()};
      for (const std::uint16_t x : s.axes) axes.push_back(axis(x));
      scales_.attach(g.dataset(), axes);
      layout_.series.push_back(std::move(g));
      layout_.offsets.push_back(layout_.width);
    }
    layout_.width += width;
  }

  void describeTable(const Table& t) {
    const h5::Id group = h5::createGroup(file_, t.name);
    h5::setText(group, "long_name", t.sentence);
    TraceLayout::Rows rows;
    rows.number.emplace_back(group, t.row, Growing::Shape{ColumnType::i8, {}, tableChunk, t.compress});
    const hid_t number = rows.number[0].dataset();
    describe(number, "Number of the row", "1");
    h5::checked(H5DSset_scale(number, t.row.c_str()), "make the axis " + t.row);
    for (const Column& c : t.columns) {
      Growing g(group, c.name, Growing::Shape{c.type, {}, tableChunk, t.compress});
      const bool instant = c.name == "time" && c.unit == "s";
      describe(g.dataset(), c.sentence, instant ? cfEpoch(p_.start) : c.unit);
      if (instant) h5::setText(g.dataset(), "calendar", "proleptic_gregorian");
      if (c.type == ColumnType::f8) setMissing(g.dataset());
      setFlags(g.dataset(), c.type, c.flags);
      scales_.attach(g.dataset(), {number});
      rows.columns.push_back(std::move(g));
    }
    layout_.tables.push_back(std::move(rows));
  }

  hid_t file_;
  const Announcement& a_;
  const Provenance& p_;
  TraceLayout layout_;
  std::vector<h5::Id> axes_;
  h5::Id bounds_;
  Scales scales_;
};

}  // namespace

void TraceLayout::Rows::wait(std::span<const double> row) {
  waiting.resize(rowsTogether * columns.size());
  for (std::size_t c = 0; c < row.size(); ++c) waiting[c * rowsTogether + waits] = row[c];
  ++waits;
}

void TraceLayout::Rows::drain() { push({}, {waiting.data(), columns.size(), std::exchange(waits, 0), rowsTogether}); }

void TraceLayout::Rows::push(std::span<const double> stays, const Cells& others) {
  if (others.rows == 0) return;
  for (std::size_t c = 0; c < stays.size(); ++c) columns[c].repeat(stays[c], others.rows);
  for (std::size_t c = 0; c < others.columns; ++c) columns[stays.size() + c].push(others.column(c));
  std::array<double, rowsTogether> numbers{};
  for (std::size_t done = 0; done < others.rows;) {
    const std::size_t now = std::min(others.rows - done, numbers.size());
    for (std::size_t i = 0; i < now; ++i) numbers.at(i) = static_cast<double>(rows++);
    number[0].push({numbers.data(), now});
    done += now;
  }
}

std::string cfEpoch(const std::string& iso) {
  if (iso.size() < 19) return "seconds since " + iso;
  std::string text = iso.substr(0, 19);
  text[10] = ' ';
  const std::string zone = iso.substr(19);
  return "seconds since " + text + (zone.empty() || zone == "Z" || zone == "+00:00" ? "" : " " + zone);
}

TraceLayout layOut(hid_t file, const Announcement& a, const Provenance& p) { return Architect(file, a, p).build(); }

void layOutEnd(hid_t file, const TraceEnd& end) {
  const h5::Id group = h5::createGroup(file, "summary");
  std::set<std::string> taken{"json"};
  for (const auto& [path, value] : end.summary) {
    std::string name = path;
    std::replace(name.begin(), name.end(), '.', '_');
    std::replace(name.begin(), name.end(), '/', '_');
    if (taken.insert(name).second) h5::createFixed(group, name, H5T_NATIVE_DOUBLE, {}, &value);
  }
  h5::createText(group, "json", end.summaryJson);
  h5::setText(file, "fingerprint", end.fingerprint);
  h5::setText(file, "status", end.status);
  h5::setWhole(file, "complete", end.status == "complete" ? 1 : 0);
}

}  // namespace headroom
