#include "analysis/trace/trace_writer.h"

#include "analysis/trace/h5.h"
#include "sim/issue.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <fcntl.h>
#include <filesystem>
#include <limits>
#include <unistd.h>

#include <hdf5_hl.h>

namespace headroom {
namespace {

constexpr double missing = std::numeric_limits<double>::quiet_NaN();
constexpr std::size_t chunkValues = 4096;

hid_t fileType(ColumnType type) {
  switch (type) {
    case ColumnType::f8: return H5T_IEEE_F64LE;
    case ColumnType::i8: return H5T_STD_I64LE;
    case ColumnType::i4: return H5T_STD_I32LE;
    case ColumnType::u2: return H5T_STD_U16LE;
    case ColumnType::u1: return H5T_STD_U8LE;
  }
  return H5T_IEEE_F64LE;
}

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
  h5::setText(at, "units", unit);
}

void setFlags(hid_t at, const std::vector<std::string>& flags) {
  if (flags.empty()) return;
  std::vector<std::uint8_t> codes;
  std::string words;
  for (std::size_t i = 0; i < flags.size(); ++i) {
    codes.push_back(static_cast<std::uint8_t>(i));
    words += (i ? " " : "") + flags[i];
  }
  h5::setNumbers(at, "flag_values", H5T_NATIVE_UINT8, codes.size(), codes.data());
  h5::setText(at, "flag_meanings", words);
}

void syncFile(const std::string& path, int flags) {
  const int fd = open(path.c_str(), flags);
  const bool fine = fd >= 0 && fsync(fd) == 0;
  if (fd >= 0) close(fd);
  if (!fine) throw Failure("cannot bring " + path + " safely to disk");
}

/// "2026-11-27T00:00:00Z" as CF likes it.
std::string epochOf(const std::string& iso) {
  std::string text = iso.substr(0, 19);
  std::replace(text.begin(), text.end(), 'T', ' ');
  return "seconds since " + text;
}

}  // namespace

TraceWriter::TraceWriter(std::string target, Provenance provenance)
    : target_(std::move(target)), part_(target_ + ".part"), provenance_(std::move(provenance)) {
  h5::prepareLibrary();
}

/// After a failed write, and when the run was left, handles are given up and the `.part` stays as it was last flushed.
TraceWriter::~TraceWriter() {
  if (!failed_) return;
  for (Growing& g : series_) g.dataset.abandon();
  for (TableRows& t : tables_)
    for (Growing& g : t.columns) g.dataset.abandon();
  for (h5::Id& axis : axes_) axis.abandon();
  for (h5::Id* id : {&time_.dataset, &bounds_.dataset, &timeDataset_, &boundsScale_, &file_}) id->abandon();
}

template <class F>
void TraceWriter::guarded(F&& f) {
  if (failed_) throw Failure("the trace has failed before");
  try {
    f();
  } catch (const Failure& e) {
    failed_ = true;
    throw Failure(std::string(e.what()) + "; what was flushed is in " + part_ + " (headroom recover)");
  }
}

// ---- what there will be --------------------------------------------------------------------------------------------

void TraceWriter::announce(const Announcement& a) {
  guarded([&] {
    file_ = h5::createFile(part_);
    describeFile(a);
    describeTime(a);
    describeAxes(a);
    describeSeries(a);
    for (const Table& t : a.tables) describeTable(t);
    h5::checked(H5Fstart_swmr_write(file_), "let others read while writing");
    flushed_ = std::chrono::steady_clock::now();
  });
}

void TraceWriter::describeFile(const Announcement& a) {
  h5::setText(file_, "Conventions", "CF-1.8");
  h5::setText(file_, "title", provenance_.scenario);
  h5::setText(file_, "source", "headroom " + provenance_.version);
  h5::setText(file_, "headroom_format", "trace");
  h5::setWhole(file_, "headroom_format_version", 1);
  h5::setText(file_, "status", "running");
  h5::setWhole(file_, "seed", static_cast<std::int64_t>(provenance_.seed));
  h5::setWhole(file_, "replica", provenance_.replica);
  h5::setText(file_, "start", provenance_.start);
  h5::setNumber(file_, "sample_interval_s", a.sample.inSeconds());
  h5::setNumber(file_, "duration_s", a.duration.inSeconds());
  const h5::Id group = h5::createGroup(file_, "provenance");
  for (const auto& [name, text] : provenance_.texts) h5::createText(group, name, text);
}

void TraceWriter::describeTime(const Announcement&) {
  time_.chunkRows = chunkValues;
  time_.dataset = h5::createGrowing(file_, "time", H5T_IEEE_F64LE, {}, chunkValues, true, nullptr);
  describe(time_.dataset, "Begin of the bucket", epochOf(provenance_.start));
  h5::setText(time_.dataset, "calendar", "proleptic_gregorian");
  h5::setText(time_.dataset, "standard_name", "time");
  h5::setText(time_.dataset, "axis", "T");
  h5::setText(time_.dataset, "bounds", "time_bounds");
  h5::checked(H5DSset_scale(time_.dataset, "time"), "make the time axis");
  const hsize_t two = 2;
  const float unused[2] = {0, 0};
  boundsScale_ = h5::createFixed(file_, "bounds", H5T_NATIVE_FLOAT, {&two, 1}, unused);
  h5::checked(H5DSset_scale(boundsScale_, "This is a netCDF dimension but not a netCDF variable.         2"),
              "make an axis");
  bounds_.width = 2;
  bounds_.chunkRows = chunkValues / 2;
  bounds_.dataset =
      h5::createGrowing(file_, "time_bounds", H5T_IEEE_F64LE, {&two, 1}, bounds_.chunkRows, true, nullptr);
  attach(bounds_.dataset, time_.dataset, 0);
  attach(bounds_.dataset, boundsScale_, 1);
}

void TraceWriter::describeAxes(const Announcement& a) {
  for (const Axis& axis : a.axes) {
    const hsize_t n = axis.size();
    axes_.push_back(axis.labels.empty()
                        ? h5::createFixed(file_, axis.name, H5T_NATIVE_DOUBLE, {&n, 1}, axis.values.data())
                        : h5::createTexts(file_, axis.name, axis.labels));
    h5::setText(axes_.back(), "long_name", axis.sentence);
    h5::checked(H5DSset_scale(axes_.back(), axis.name.c_str()), "make the axis " + axis.name);
  }
}

void TraceWriter::attach(hid_t dataset, hid_t scale, unsigned dimension) {
  h5::checked(H5DSattach_scale(dataset, scale, dimension), "attach an axis");
}

void TraceWriter::describeSeries(const Announcement& a) {
  for (const Series& s : a.series) {
    Growing g;
    g.width = a.width(s);
    g.chunkRows = std::max<std::size_t>(1, chunkValues / std::max<std::size_t>(g.width, 1));
    std::vector<hsize_t> rest;
    for (const std::uint16_t axis : s.axes) rest.push_back(a.axes[axis].size());
    const bool codes = !s.flags.empty();
    g.dataset = h5::createGrowing(file_, s.name, codes ? H5T_STD_U8LE : H5T_IEEE_F64LE, rest, g.chunkRows, true,
                                  codes ? nullptr : &missing);
    describe(g.dataset, s.sentence, s.unit);
    h5::setText(g.dataset, "cell_methods", methodOf(s.cell));
    if (!codes) h5::setNumber(g.dataset, "_FillValue", missing);
    setFlags(g.dataset, s.flags);
    attach(g.dataset, time_.dataset, 0);
    for (std::size_t d = 0; d < s.axes.size(); ++d) attach(g.dataset, axes_[s.axes[d]], static_cast<unsigned>(d + 1));
    series_.push_back(std::move(g));
  }
}

void TraceWriter::describeTable(const Table& t) {
  const h5::Id group = h5::createGroup(file_, t.name);
  h5::setText(group, "long_name", t.sentence);
  TableRows rows;
  Growing number;
  number.chunkRows = chunkValues;
  number.dataset = h5::createGrowing(group, t.row, H5T_STD_I64LE, {}, chunkValues, true, nullptr);
  describe(number.dataset, "Number of the " + t.row, "1");
  h5::checked(H5DSset_scale(number.dataset, t.row.c_str()), "make the axis " + t.row);
  for (const Column& c : t.columns) {
    Growing g;
    g.chunkRows = chunkValues;
    g.dataset = h5::createGrowing(group, c.name, fileType(c.type), {}, chunkValues, t.compress,
                                  c.type == ColumnType::f8 ? &missing : nullptr);
    // The times of rows are seconds since the start, not dates: netCDF readers would decode "s" on a name like time.
    describe(g.dataset, c.sentence, c.unit);
    setFlags(g.dataset, c.flags);
    attach(g.dataset, number.dataset, 0);
    rows.columns.push_back(std::move(g));
  }
  rows.columns.push_back(std::move(number));
  tables_.push_back(std::move(rows));
}

// ---- numbers -------------------------------------------------------------------------------------------------------

void TraceWriter::bucket(Instant begin, Instant end, std::span<const double> values) {
  guarded([&] {
    const double times[2] = {begin.inSeconds(), end.inSeconds()};
    const double* next = values.data();
    for (Growing& g : series_) {
      push(g, next);
      next += g.width;
    }
    push(bounds_, times);
    push(time_, times);
    sinceFlush_ += values.size();
    flushSometimes();
  });
}

void TraceWriter::row(std::size_t table, std::span<const double> cells) {
  guarded([&] {
    TableRows& t = tables_[table];
    for (std::size_t i = 0; i < cells.size(); ++i) push(t.columns[i], &cells[i]);
    const auto number = static_cast<double>(t.rows++);
    push(t.columns.back(), &number);
    sinceFlush_ += cells.size();
  });
}

void TraceWriter::push(Growing& g, const double* values) {
  g.rows.insert(g.rows.end(), values, values + g.width);
  if (g.rows.size() < g.chunkRows * g.width) return;
  write(g);
  g.begun += g.rows.size() / g.width;
  g.rows.clear();
}

/// Writes what is there of the present chunk; rows() stays, because a chunk is written whole in the end.
void TraceWriter::write(Growing& g) {
  const std::size_t n = g.rows.size() / g.width;
  if (n && g.begun + n > g.written) h5::writeRows(g.dataset, H5T_NATIVE_DOUBLE, g.begun, n, g.rows.data());
  g.written = std::max<std::uint64_t>(g.written, g.begun + n);
}

void TraceWriter::flushSometimes() {
  if (sinceFlush_ < 20'000) return;
  sinceFlush_ = 0;
  if (std::chrono::steady_clock::now() - flushed_ >= std::chrono::seconds(1)) flushAll();
}

/// Time last: a reader that sees a time sees its values.
void TraceWriter::flushAll() {
  for (TableRows& t : tables_)
    for (Growing& g : t.columns) write(g);
  for (Growing& g : series_) write(g);
  write(bounds_);
  write(time_);
  h5::checked(H5Fflush(file_, H5F_SCOPE_GLOBAL), "flush the trace (is the disk full?)");
  flushed_ = std::chrono::steady_clock::now();
}

// ---- the end -------------------------------------------------------------------------------------------------------

void TraceWriter::finish(const TraceEnd& end) {
  guarded([&] {
    flushAll();
    series_.clear();
    tables_.clear();
    axes_.clear();
    time_.dataset = {};
    bounds_.dataset = {};
    boundsScale_ = {};
    file_ = {};
    file_ = h5::openFile(part_, h5::Open::modify);
    const h5::Id group = h5::createGroup(file_, "summary");
    for (const auto& [path, value] : end.summary) {
      std::string name = path;
      std::replace(name.begin(), name.end(), '.', '_');
      if (!h5::exists(group, name)) h5::createFixed(group, name, H5T_NATIVE_DOUBLE, {}, &value);
    }
    h5::createText(group, "json", end.summaryJson);
    h5::setText(file_, "fingerprint", end.fingerprint);
    h5::setText(file_, "status", end.status);
    h5::checked(H5Fflush(file_, H5F_SCOPE_GLOBAL), "flush the trace (is the disk full?)");
    file_ = {};
    syncFile(part_, O_RDWR);
    if (std::rename(part_.c_str(), target_.c_str()) != 0) throw Failure("cannot rename " + part_ + " to " + target_);
    const auto directory = std::filesystem::absolute(target_).parent_path();
    syncFile(directory.string(), O_RDONLY | O_DIRECTORY);
  });
}

}  // namespace headroom
