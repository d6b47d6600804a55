#include "analysis/trace/trace.h"

#include "analysis/trace/growing.h"
#include "analysis/trace/h5.h"
#include "analysis/trace/part_file.h"
#include "sim/issue.h"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <limits>
#include <sstream>

#include <hdf5_hl.h>

namespace headroom {
namespace {

constexpr double newestVersion = 1;

/// A killed writer leaves the file marked as being written: then only the reader of growing files may open it.
h5::Id openAnyhow(const std::string& path) {
  h5::prepareLibrary();
  if (!std::filesystem::exists(path)) throw Failure("there is no file " + path);
  try {
    return h5::openFile(path, h5::Open::read);
  } catch (const Failure&) {}
  try {
    return h5::openFile(path, h5::Open::readGrowing);
  } catch (const Failure&) {
    if (isBeingWritten(path))
      throw Failure("cannot read " + path + " yet: its run has just begun; try again in a second");
    throw Failure("cannot read " + path + ": it is no HDF5 file, or a run was killed before it wrote anything");
  }
}

std::vector<std::string> flagsOf(hid_t dataset) {
  std::istringstream in(h5::text(dataset, "flag_meanings"));
  std::vector<std::string> words;
  for (std::string word; in >> word;) words.push_back(word);
  return words;
}

ColumnType columnTypeOf(hid_t dataset) {
  const h5::Id type(H5Dget_type(dataset), H5Tclose);
  const std::size_t size = H5Tget_size(type);
  if (H5Tget_class(type) == H5T_FLOAT) return ColumnType::f8;
  return size == 8 ? ColumnType::i8 : size == 4 ? ColumnType::i4 : size == 2 ? ColumnType::u2 : ColumnType::u1;
}

Cell cellNamed(const std::string& methods) {
  if (methods.ends_with("sum")) return Cell::sum;
  if (methods.ends_with("minimum")) return Cell::minimum;
  if (methods.ends_with("maximum")) return Cell::maximum;
  if (methods.ends_with("point")) return Cell::point;
  return Cell::mean;
}

bool isDataset(hid_t at, const std::string& name) {
  H5O_info_t info;
  return H5Oget_info_by_name2(at, name.c_str(), &info, H5O_INFO_BASIC, H5P_DEFAULT) >= 0 &&
         info.type == H5O_TYPE_DATASET;
}

template <class T>
std::vector<double> markUnknown(std::vector<double> values) {
  const auto unknown = static_cast<double>(missingOf<T>());
  for (double& v : values)
    if (v == unknown) v = missingOf<double>();
  return values;
}

std::vector<double> withUnknowns(ColumnType type, std::vector<double> values) {
  switch (type) {
    case ColumnType::i8: return markUnknown<std::int64_t>(std::move(values));
    case ColumnType::i4: return markUnknown<std::int32_t>(std::move(values));
    case ColumnType::u2: return markUnknown<std::uint16_t>(std::move(values));
    case ColumnType::u1: return markUnknown<std::uint8_t>(std::move(values));
    case ColumnType::f8: break;
  }
  return values;
}

bool compressed(hid_t dataset) {
  const h5::Id list(H5Dget_create_plist(dataset), H5Pclose);
  return H5Pget_nfilters(list) > 0;
}

/// Instants are stored with the run's start, as CF has it; announced they were seconds.
std::string announcedUnit(hid_t column) {
  const std::string unit = h5::text(column, "units");
  return unit.starts_with("seconds since ") ? "s" : unit;
}

/// The axis attached to dimension d, by the name of its scale.
std::string scaleName(hid_t dataset, unsigned d) {
  std::string name;
  H5DSiterate_scales(
      dataset, d, nullptr,
      [](hid_t, unsigned, hid_t scale, void* to) -> herr_t {
        char text[512] = "";
        H5DSget_scale_name(scale, text, sizeof text);
        *static_cast<std::string*>(to) = text;
        return 1;
      },
      &name);
  return name;
}

}  // namespace

bool isTrace(const std::string& path) {
  try {
    const h5::Id file = openAnyhow(path);
    return h5::text(file, "headroom_format") == "trace";
  } catch (const Failure&) {
    return false;
  }
}

Trace::Trace(const std::string& path) : file_(openAnyhow(path)) {
  if (h5::text(file_, "headroom_format") != "trace") throw Failure(path + " is an HDF5 file, but no Headroom trace");
  const double version = h5::number(file_, "headroom_format_version", 0);
  if (version < 1 || version > newestVersion)
    throw Failure(path + " has trace format " + std::to_string(static_cast<int>(version)) + "; this program reads 1");
  status_ = h5::text(file_, "status", "running");
  fingerprint_ = h5::text(file_, "fingerprint");
  announcement_.sample = Duration::fromSeconds(h5::number(file_, "sample_interval_s", 0));
  announcement_.duration = Duration::fromSeconds(h5::number(file_, "duration_s", 0));
  const h5::Id bounds = h5::openDataset(file_, "time_bounds");
  const std::vector<hsize_t> extent = h5::shape(bounds);
  if (extent.size() != 2) throw Failure(path + " is no Headroom trace: its buckets have no bounds");
  buckets_ = extent[0];
  readAxes();
  for (const std::string& name : h5::names(file_)) {
    if (name == "provenance" || name == "summary") continue;
    if (isDataset(file_, name)) {
      readSeries(name);
    } else {
      readTable(name);
    }
  }
}

void Trace::readAxes() {
  for (const std::string& name : h5::names(file_)) {
    if (!isDataset(file_, name) || name == "time" || name == "bounds") continue;
    const h5::Id dataset = h5::openDataset(file_, name);
    if (H5DSis_scale(dataset) <= 0 || h5::shape(dataset).size() != 1) continue;
    Axis axis;
    axis.name = name;
    axis.sentence = h5::text(dataset, "long_name");
    const h5::Id type(H5Dget_type(dataset), H5Tclose);
    if (H5Tget_class(type) == H5T_STRING) {
      axis.labels = h5::texts(dataset);
    } else {
      axis.values = h5::rows(dataset, 0, h5::shape(dataset)[0]);
    }
    announcement_.axes.push_back(std::move(axis));
  }
}

void Trace::readSeries(const std::string& name) {
  if (name == "time" || name == "time_bounds") return;
  const h5::Id dataset = h5::openDataset(file_, name);
  if (H5DSis_scale(dataset) > 0 || scaleName(dataset, 0) != "time") return;
  Series s;
  s.name = name;
  s.unit = h5::text(dataset, "units");
  s.sentence = h5::text(dataset, "long_name");
  s.cell = cellNamed(h5::text(dataset, "cell_methods"));
  s.flags = flagsOf(dataset);
  const std::vector<hsize_t> shape = h5::shape(dataset);
  for (unsigned d = 1; d < shape.size(); ++d) {
    const std::string axis = scaleName(dataset, d);
    const auto it = std::find_if(announcement_.axes.begin(), announcement_.axes.end(),
                                 [&](const Axis& a) { return a.name == axis; });
    if (it == announcement_.axes.end())
      throw Failure("the series " + name + " has an axis `" + axis + "` that is not there");
    s.axes.push_back(static_cast<std::uint16_t>(it - announcement_.axes.begin()));
  }
  buckets_ = std::min<std::size_t>(buckets_, shape[0]);
  announcement_.series.push_back(std::move(s));
}

void Trace::readTable(const std::string& name) {
  const h5::Id group = h5::openGroup(file_, name);
  Table t;
  t.name = name;
  t.sentence = h5::text(group, "long_name");
  for (const std::string& column : h5::names(group)) {
    const h5::Id dataset = h5::openDataset(group, column);
    if (H5DSis_scale(dataset) > 0) {
      t.row = column;
      continue;
    }
    if (scaleName(dataset, 0).empty()) continue;
    t.columns.push_back(
        {column, announcedUnit(dataset), h5::text(dataset, "long_name"), columnTypeOf(dataset), flagsOf(dataset)});
    t.compress = compressed(dataset);
  }
  if (!t.row.empty()) announcement_.tables.push_back(std::move(t));
}

std::string Trace::title() const { return h5::text(file_, "title"); }
std::string Trace::start() const { return h5::text(file_, "start"); }
std::string Trace::version() const { return h5::text(file_, "version"); }
std::uint64_t Trace::seed() const { return static_cast<std::uint64_t>(h5::whole(file_, "seed", 0)); }
std::uint32_t Trace::replica() const { return static_cast<std::uint32_t>(h5::number(file_, "replica", 0)); }

std::vector<double> Trace::bounds(std::size_t first, std::size_t n) const {
  return h5::rows(h5::openDataset(file_, "time_bounds"), first, std::min(n, buckets_ - std::min(first, buckets_)));
}

std::vector<double> Trace::series(const std::string& name, std::size_t first, std::size_t n) const {
  const h5::Id dataset = h5::openDataset(file_, name);
  return withUnknowns(columnTypeOf(dataset),
                      h5::rows(dataset, first, std::min(n, buckets_ - std::min(first, buckets_))));
}

const Series* Trace::find(const std::string& name) const {
  for (const Series& s : announcement_.series)
    if (s.name == name) return &s;
  return nullptr;
}

std::size_t Trace::rows(std::size_t table) const {
  const Table& t = announcement_.tables[table];
  const h5::Id group = h5::openGroup(file_, t.name);
  std::size_t least = h5::shape(h5::openDataset(group, t.row))[0];
  for (const Column& c : t.columns) least = std::min<std::size_t>(least, h5::shape(h5::openDataset(group, c.name))[0]);
  return least;
}

std::vector<double> Trace::column(std::size_t table, std::size_t column, std::size_t first, std::size_t n) const {
  const Table& t = announcement_.tables[table];
  const h5::Id group = h5::openGroup(file_, t.name);
  const std::size_t all = rows(table);
  const h5::Id dataset = h5::openDataset(group, t.columns[column].name);
  return withUnknowns(t.columns[column].type, h5::rows(dataset, first, std::min(n, all - std::min(first, all))));
}

std::size_t Trace::table(const std::string& name) const {
  for (std::size_t i = 0; i < announcement_.tables.size(); ++i)
    if (announcement_.tables[i].name == name) return i;
  return SIZE_MAX;
}

std::vector<std::pair<std::string, std::string>> Trace::texts() const {
  std::vector<std::pair<std::string, std::string>> all;
  if (!h5::exists(file_, "provenance")) return all;
  const h5::Id group = h5::openGroup(file_, "provenance");
  for (const std::string& name : h5::names(group))
    all.emplace_back(name, h5::texts(h5::openDataset(group, name)).at(0));
  return all;
}

std::string Trace::text(const std::string& name) const {
  for (const auto& [key, value] : texts())
    if (key == name) return value;
  return {};
}

std::string Trace::summaryJson() const {
  if (!h5::exists(file_, "summary")) return {};
  const h5::Id group = h5::openGroup(file_, "summary");
  return h5::exists(group, "json") ? h5::texts(h5::openDataset(group, "json")).at(0) : std::string();
}

}  // namespace headroom
