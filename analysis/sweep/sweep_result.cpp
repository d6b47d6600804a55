#include "analysis/sweep/sweep_result.h"

#include "analysis/trace/h5.h"
#include "sim/issue.h"

#include <algorithm>
#include <filesystem>
#include <numeric>

#include <fmt/format.h>
#include <hdf5_hl.h>

namespace headroom {
namespace {

constexpr double newestVersion = 1;

h5::Id open(const std::string& path) {
  h5::prepareLibrary();
  if (!std::filesystem::exists(path)) throw Failure("there is no file " + path);
  return h5::openFile(path, h5::Open::read);
}

bool holdsTexts(hid_t dataset) {
  const h5::Id type(H5Dget_type(dataset), H5Tclose);
  return H5Tget_class(type) == H5T_STRING;
}

SweepAxis axisOf(hid_t dataset, const std::string& name, std::size_t dimension) {
  SweepAxis axis;
  axis.name = name;
  axis.sentence = h5::text(dataset, "long_name");
  axis.unit = h5::text(dataset, "units");
  axis.dimension = dimension;
  if (holdsTexts(dataset))
    axis.texts = h5::texts(dataset);
  else
    axis.numbers = h5::rows(dataset, 0, h5::shape(dataset).at(0));
  return axis;
}

class Reader {
 public:
  explicit Reader(const std::string& path) : file_(open(path)) {
    if (h5::text(file_, "headroom_format") != "sweep") throw Failure(path + " is not the result of a sweep");
    if (h5::number(file_, "headroom_format_version", 0) > newestVersion)
      throw Failure(path + " is of a newer version of Headroom");
    result_.title = h5::text(file_, "title");
    result_.version = h5::text(file_, "version");
    result_.seed = static_cast<std::uint64_t>(h5::whole(file_, "seed", 1));
  }

  SweepResult read() {
    const std::vector<std::string> names = h5::names(file_);
    const auto replica = std::find(names.begin(), names.end(), "replica");
    for (auto it = names.begin(); it != replica; ++it)
      if (*it != "provenance") readAxis(*it);
    const h5::Id replicas = h5::openDataset(file_, "replica");
    result_.replicas = h5::shape(replicas).at(0);
    for (auto it = replica; it != names.end(); ++it) readFigure(*it);
    return std::move(result_);
  }

 private:
  /// An axis of its own is a dimension; one beside it is attached to it.
  void readAxis(const std::string& name) {
    h5::Id dataset = h5::openDataset(file_, name);
    std::size_t dimension = scales_.size();
    if (H5DSis_scale(dataset) <= 0) {
      for (dimension = 0; dimension < scales_.size(); ++dimension)
        if (H5DSis_attached(dataset, scales_[dimension], 0) > 0) break;
      if (dimension == scales_.size()) return;  // somebody has added it
    }
    result_.axes.push_back(axisOf(dataset, name, dimension));
    if (dimension < scales_.size()) return;
    result_.shape.push_back(h5::shape(dataset).at(0));
    scales_.push_back(std::move(dataset));
  }

  /// Figures are what is f8 over all axes and has a path as its name in full; the count of events is one too.
  void readFigure(const std::string& name) {
    if (name == "replica" || name == "status" || name == "promises" || name == "fingerprint" || name == "failures")
      return;
    const h5::Id dataset = h5::openDataset(file_, name);
    std::vector<hsize_t> wanted(result_.shape.begin(), result_.shape.end());
    wanted.push_back(result_.replicas);
    if (h5::shape(dataset) != wanted) return;
    const std::string path = name == "events" ? name : h5::text(dataset, "long_name");
    std::vector<double> values = h5::rows(dataset, 0, wanted[0]);
    if (values.size() != result_.cells() * result_.replicas) throw Failure("the figure " + name + " is not whole");
    result_.figures.push_back({path, h5::text(dataset, "units"), std::move(values)});
  }

  h5::Id file_;
  std::vector<h5::Id> scales_;
  SweepResult result_;
};

}  // namespace

std::size_t SweepResult::cells() const {
  return std::accumulate(shape.begin(), shape.end(), std::size_t{1}, std::multiplies<>());
}

std::size_t SweepResult::indexOf(std::size_t cell, std::size_t dimension) const {
  for (std::size_t d = shape.size(); d-- > dimension + 1;) cell /= shape[d];
  return cell % shape.at(dimension);
}

std::string SweepResult::nameOf(std::size_t cell) const {
  std::string name;
  for (const SweepAxis& a : axes)
    name += (name.empty() ? "" : ", ") + a.name + "=" + valueText(a, indexOf(cell, a.dimension));
  return name;
}

const SweepFigure* SweepResult::find(const std::string& path) const {
  const auto it = std::find_if(figures.begin(), figures.end(), [&](const SweepFigure& f) { return f.path == path; });
  return it == figures.end() ? nullptr : &*it;
}

std::string valueText(const SweepAxis& axis, std::size_t i) {
  return axis.numbers.empty() ? axis.texts.at(i) : fmt::format("{:.6g}", axis.numbers.at(i));
}

bool isSweepResult(const std::string& path) {
  try {
    return h5::text(open(path), "headroom_format") == "sweep";
  } catch (const Failure&) {
    return false;
  }
}

SweepResult readSweepResult(const std::string& path) { return Reader(path).read(); }

}  // namespace headroom
