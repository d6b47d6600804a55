#include "analysis/sweep/read_sweep_file.h"

#include "analysis/trace/h5.h"
#include "sim/issue.h"

#include <algorithm>
#include <functional>
#include <limits>
#include <memory>
#include <numeric>
#include <set>
#include <sstream>

#include <hdf5_hl.h>

namespace headroom {
namespace {

constexpr double newestFormat = 1;

bool isDataset(hid_t at, const std::string& name) {
  H5O_info_t info;
  h5::checked(H5Oget_info_by_name(at, name.c_str(), &info, H5P_DEFAULT), "look at " + name);
  return info.type == H5O_TYPE_DATASET;
}

bool isText(hid_t dataset) {
  const h5::Id type(H5Dget_type(dataset), H5Tclose);
  return H5Tget_class(type) == H5T_STRING;
}

/// Names of the dimension scales that a dataset has along one of its dimensions.
std::string scaleName(hid_t dataset, unsigned dimension) {
  std::string name;
  H5DSiterate_scales(
      dataset, dimension, nullptr,
      [](hid_t, unsigned, hid_t scale, void* to) -> herr_t {
        char text[512];
        const ssize_t n = H5Iget_name(scale, text, sizeof text);
        if (n > 0) *static_cast<std::string*>(to) = std::string(text).substr(std::string(text).rfind('/') + 1);
        return 1;
      },
      &name);
  return name;
}

h5::Id opened(const std::string& path) {
  h5::prepareLibrary();
  return h5::openFile(path, h5::Open::read);
}

class TableReader {
 public:
  explicit TableReader(const std::string& path) : path_(path), file_(opened(path)) {
    if (h5::text(file_, "headroom_format") != "sweep") throw Failure(path + " is no result of a sweep");
    const double version = h5::number(file_, "headroom_format_version", 0);
    if (version < 1 || version > newestFormat)
      throw Failure(path + " has sweep format " + std::to_string(static_cast<int>(version)) + "; this program reads 1");
  }

  SweepTable table() {
    t_.title = h5::text(file_, "title");
    t_.version = h5::text(file_, "version");
    t_.hash = h5::text(file_, "sweep_hash");
    t_.seed = static_cast<std::uint64_t>(h5::whole(file_, "seed", 1));
    runs();
    axes();
    figures();
    provenance();
    failures();
    return std::move(t_);
  }

 private:
  [[noreturn]] void damaged(const std::string& what) const { throw Failure(path_ + " is damaged: " + what); }

  h5::Id open(const std::string& name) const {
    if (!h5::exists(file_, name) || !isDataset(file_, name)) damaged("it has no " + name);
    return h5::openDataset(file_, name);
  }

  template <class T>
  std::vector<T> valuesOf(const std::string& name, hid_t type) const {
    const h5::Id dataset = open(name);
    if (isText(dataset) || h5::shape(dataset) != shape_) damaged(name + " is not one number a run");
    std::vector<T> values(t_.runs());
    if (!values.empty())
      h5::checked(H5Dread(dataset, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()), "read " + name);
    return values;
  }

  void runs() {
    const h5::Id status = open("status");
    shape_ = h5::shape(status);
    if (isText(status) || shape_.empty()) damaged("status is not one number a run");
    const auto n = std::accumulate(shape_.begin(), shape_.end(), hsize_t{1}, std::multiplies<>());
    if (n > (hsize_t{1} << 32)) damaged("it claims more runs than a sweep has");
    t_.status.resize(n);
    t_.status = valuesOf<std::uint8_t>("status", H5T_NATIVE_UINT8);
    std::istringstream words(h5::text(status, "flag_meanings"));
    for (std::string word; words >> word;) t_.statusWords.push_back(word);
    for (const std::uint8_t s : t_.status)
      if (s >= t_.statusWords.size()) damaged("a status has no meaning");
    t_.shape.assign(shape_.begin(), shape_.end() - 1);
    t_.replicas = shape_.back();
    t_.promises = valuesOf<std::uint8_t>("promises", H5T_NATIVE_UINT8);
    t_.fingerprints = valuesOf<std::uint64_t>("fingerprint", H5T_NATIVE_UINT64);
    t_.events = valuesOf<double>("events", H5T_NATIVE_DOUBLE);
    for (unsigned d = 0; d < t_.shape.size(); ++d) scales_.push_back(scaleName(status, d));
  }

  SweepAxis axis(const std::string& name, std::size_t dimension) {
    const h5::Id dataset = open(name);
    const std::vector<hsize_t> shape = h5::shape(dataset);
    if (shape.size() != 1 || shape[0] != t_.shape[dimension]) damaged("the axis " + name + " has another length");
    SweepAxis a{name, h5::text(dataset, "long_name"), h5::text(dataset, "units"), {}, {}, dimension};
    if (isText(dataset))
      a.texts = h5::texts(dataset);
    else
      a.numbers = h5::rows(dataset, 0, shape[0]);
    taken_.insert(name);
    return a;
  }

  /// Those that give a dimension its name, and those beside them, in the order in which they were made.
  void axes() {
    const h5::Id status = open("status");
    std::istringstream list(h5::text(status, "coordinates"));
    std::set<std::string> beside;
    for (std::string name; list >> name;) beside.insert(name);
    for (const std::string& name : h5::names(file_)) {
      const auto scale = std::find(scales_.begin(), scales_.end(), name);
      if (scale != scales_.end())
        t_.axes.push_back(axis(name, static_cast<std::size_t>(scale - scales_.begin())));
      else if (beside.count(name))
        t_.axes.push_back(axis(name, besideOf(name)));
    }
    for (std::size_t d = 0; d < t_.shape.size(); ++d)
      if (std::none_of(t_.axes.begin(), t_.axes.end(), [&](const SweepAxis& a) { return a.dimension == d; }))
        damaged("a dimension has no axis");
  }

  std::size_t besideOf(const std::string& name) const {
    const std::string scale = scaleName(open(name), 0);
    const auto at = std::find(scales_.begin(), scales_.end(), scale);
    if (at == scales_.end()) damaged("the axis " + name + " belongs to no dimension");
    return static_cast<std::size_t>(at - scales_.begin());
  }

  void figures() {
    taken_.insert({"status", "promises", "fingerprint", "events", "replica"});
    auto values = std::make_shared<std::vector<std::vector<double>>>();
    for (const std::string& name : h5::names(file_)) {
      if (taken_.count(name) || !isDataset(file_, name)) continue;
      t_.figures.push_back(h5::text(open(name), "long_name", name));
      values->push_back(valuesOf<double>(name, H5T_NATIVE_DOUBLE));
    }
    t_.fill = [values](std::size_t figure, std::span<double> into) {
      std::copy((*values)[figure].begin(), (*values)[figure].end(), into.begin());
    };
  }

  void provenance() {
    if (!h5::exists(file_, "provenance")) return;
    const h5::Id group = h5::openGroup(file_, "provenance");
    for (const std::string& name : h5::names(group)) {
      const std::vector<std::string> texts = h5::texts(h5::openDataset(group, name));
      t_.texts.emplace_back(name, texts.empty() ? "" : texts[0]);
    }
  }

  void failures() {
    if (!h5::exists(file_, "failures")) return;
    const h5::Id group = h5::openGroup(file_, "failures");
    const auto words = [&](const char* name) { return h5::texts(h5::openDataset(group, name)); };
    const auto numbers = [&](const char* name) {
      return h5::rows(h5::openDataset(group, name), 0, std::numeric_limits<hsize_t>::max());
    };
    const auto cell = words("cell"), status = words("status"), reason = words("reason"), log = words("log");
    const auto index = numbers("index"), replica = numbers("replica");
    for (const std::size_t n : {status.size(), reason.size(), log.size(), index.size(), replica.size()})
      if (n != cell.size()) damaged("the columns of its failures differ in length");
    for (std::size_t i = 0; i < cell.size(); ++i)
      t_.failures.push_back({cell[i], static_cast<std::int64_t>(index[i]), static_cast<std::int64_t>(replica[i]),
                             status[i], reason[i], log[i]});
  }

  std::string path_;
  h5::Id file_;
  SweepTable t_;
  std::vector<hsize_t> shape_;
  std::vector<std::string> scales_;  // by dimension
  std::set<std::string> taken_;      // names that are no figures
};

}  // namespace

bool isSweep(const std::string& path) {
  try {
    return h5::text(opened(path), "headroom_format") == "sweep";
  } catch (const Failure&) {
    return false;
  }
}

SweepTable readSweepFile(const std::string& path) { return TableReader(path).table(); }

}  // namespace headroom
