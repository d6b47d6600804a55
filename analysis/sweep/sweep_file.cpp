#include "analysis/sweep/sweep_file.h"

#include "analysis/trace/h5.h"
#include "analysis/trace/scales.h"

#include <algorithm>
#include <limits>
#include <optional>
#include <set>

#include <hdf5_hl.h>

namespace headroom {
namespace {

h5::Id createInMemory() {
  const h5::Id creating(H5Pcreate(H5P_FILE_CREATE), H5Pclose), access(H5Pcreate(H5P_FILE_ACCESS), H5Pclose);
  H5Pset_link_creation_order(creating, H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED);
  H5Pset_attr_creation_order(creating, H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED);
  H5Pset_obj_track_times(creating, false);
  // A superblock of 1.10 would say that the file is being written, and so it would in its image.
  H5Pset_libver_bounds(access, H5F_LIBVER_V18, H5F_LIBVER_V18);
  H5Pset_fapl_core(access, std::size_t{1} << 20, false);
  return {h5::checked(H5Fcreate("sweep.h5", H5F_ACC_TRUNC, creating, access), "make a file in memory"), H5Fclose};
}

/// The driver's own memory: H5Fget_file_image of 1.10 changes a byte of the superblock and not its checksum.
std::vector<char> imageOf(hid_t file) {
  h5::checked(H5Fflush(file, H5F_SCOPE_GLOBAL), "write the sweep");
  const ssize_t size = H5Fget_file_image(file, nullptr, 0);
  void* at = nullptr;
  h5::checked(size, "write the sweep");
  h5::checked(H5Fget_vfd_handle(file, H5P_DEFAULT, &at), "write the sweep");
  const char* bytes = *static_cast<char**>(at);
  return {bytes, bytes + size};
}

class Architect {
 public:
  explicit Architect(const SweepTable& t) : t_(t) {}

  std::vector<char> build() {
    h5::prepareLibrary();
    file_ = createInMemory();
    describeFile();
    describeAxes();
    describeRuns();
    for (std::size_t i = 0; i < t_.figures.size(); ++i) describeFigure(i);
    scales_.finish();
    describeFailures();
    return imageOf(file_);
  }

 private:
  void describeFile() {
    h5::setText(file_, "Conventions", "CF-1.8");
    h5::setText(file_, "title", t_.title);
    h5::setText(file_, "source", "headroom " + t_.version);
    h5::setText(file_, "headroom_format", "sweep");
    h5::setWhole(file_, "headroom_format_version", 1);
    h5::setText(file_, "version", t_.version);
    h5::setWhole(file_, "seed", static_cast<std::int64_t>(t_.seed));
    h5::setText(file_, "sweep_hash", t_.hash);
    const h5::Id group = h5::createGroup(file_, "provenance");
    for (const auto& [name, text] : t_.texts) h5::createText(group, name, text);
  }

  void describe(hid_t at, const std::string& sentence, const std::string& unit) {
    h5::setText(at, "long_name", sentence);
    if (!unit.empty()) h5::setText(at, "units", unit);
  }

  h5::Id values(const SweepAxis& axis) {
    const hsize_t n = axis.numbers.empty() ? axis.texts.size() : axis.numbers.size();
    h5::Id made = axis.numbers.empty()
                      ? h5::createTexts(file_, axis.name, axis.texts)
                      : h5::createFixed(file_, axis.name, H5T_NATIVE_DOUBLE, {&n, 1}, axis.numbers.data());
    describe(made, axis.sentence, axis.numbers.empty() ? "" : axis.unit);
    taken_.insert(axis.name);
    return made;
  }

  void describeAxes() {
    scaleOf_.resize(t_.shape.size());
    for (const SweepAxis& axis : t_.axes) {
      h5::Id made = values(axis);
      if (!scaleOf_[axis.dimension]) {
        h5::checked(H5DSset_scale(made, axis.name.c_str()), "make the axis " + axis.name);
        scaleOf_[axis.dimension] = made;
      } else {
        scales_.attach(made, {*scaleOf_[axis.dimension]});
        beside_ += (beside_.empty() ? "" : " ") + axis.name;
      }
      open_.push_back(std::move(made));
    }
    std::vector<std::int32_t> numbers(t_.replicas);
    for (std::size_t i = 0; i < numbers.size(); ++i) numbers[i] = static_cast<std::int32_t>(i);
    const hsize_t n = t_.replicas;
    h5::Id replica = h5::createFixed(file_, "replica", H5T_NATIVE_INT32, {&n, 1}, numbers.data());
    describe(replica, "Replica: equal numbers have the same chance in all cells", "1");
    h5::checked(H5DSset_scale(replica, "replica"), "make the axis replica");
    for (const auto& scale : scaleOf_) runAxes_.push_back(*scale);
    runAxes_.push_back(replica);
    open_.push_back(std::move(replica));
    for (const std::size_t size : t_.shape) runShape_.push_back(size);
    runShape_.push_back(n);
  }

  /// A variable over the axes and the replicas.
  h5::Id perRun(const std::string& name, hid_t type, const void* data) {
    h5::Id made = h5::createFixed(file_, name, type, runShape_, data);
    taken_.insert(name);
    if (!beside_.empty()) h5::setText(made, "coordinates", beside_);
    scales_.attach(made, runAxes_);
    return made;
  }

  void describeRuns() {
    h5::Id status = perRun("status", H5T_NATIVE_UINT8, t_.status.data());
    describe(status, "How the run ended", "");
    std::vector<std::uint8_t> codes(t_.statusWords.size());
    std::string words;
    for (std::size_t i = 0; i < codes.size(); ++i) {
      codes[i] = static_cast<std::uint8_t>(i);
      words += (i ? " " : "") + t_.statusWords[i];
    }
    h5::setList(status, "flag_values", H5T_NATIVE_UINT8, codes.size(), codes.data());
    h5::setText(status, "flag_meanings", words);
    open_.push_back(std::move(status));

    h5::Id promises = perRun("promises", H5T_NATIVE_UINT8, t_.promises.data());
    describe(promises, "Whether what the scenario expects was met", "");
    const std::uint8_t both[] = {0, 1, 255};
    h5::setList(promises, "flag_values", H5T_NATIVE_UINT8, 3, both);
    h5::setText(promises, "flag_meanings", "broken kept none");
    open_.push_back(std::move(promises));

    h5::Id prints = perRun("fingerprint", H5T_NATIVE_UINT64, t_.fingerprints.data());
    describe(prints, "Fingerprint of the run, as a number; 0: there is none", "1");
    open_.push_back(std::move(prints));
    h5::Id events = perRun("events", H5T_NATIVE_DOUBLE, t_.events.data());
    describe(events, "Events of the run", "1");
    setMissing(events);
    open_.push_back(std::move(events));
  }

  static void setMissing(hid_t at) {
    const double missing = std::numeric_limits<double>::quiet_NaN();
    h5::setNumbers(at, "_FillValue", H5T_NATIVE_DOUBLE, 1, &missing);
  }

  /// "services.web.latency_s.p99" → services_web_latency_s_p99; an axis of that name goes before.
  std::string nameOf(const std::string& figure) const {
    std::string name = figure;
    std::replace(name.begin(), name.end(), '.', '_');
    while (taken_.count(name)) name += "_";
    return name;
  }

  void describeFigure(std::size_t i) {
    buffer_.assign(t_.runs(), std::numeric_limits<double>::quiet_NaN());
    t_.fill(i, buffer_);
    h5::Id made = perRun(nameOf(t_.figures[i]), H5T_NATIVE_DOUBLE, buffer_.data());
    describe(made, t_.figures[i], unitOfFigure(t_.figures[i]));
    setMissing(made);
    open_.push_back(std::move(made));
  }

  template <class Value>
  void column(hid_t group, const std::string& name, const std::string& sentence, Scales& scales, hid_t row,
              Value value) {
    using T = std::decay_t<decltype(value(t_.failures.front()))>;
    std::vector<T> values;
    for (const SweepFailure& f : t_.failures) values.push_back(value(f));
    const hsize_t n = values.size();
    h5::Id made;
    if constexpr (std::is_same_v<T, std::string>)
      made = h5::createTexts(group, name, values);
    else
      made = h5::createFixed(group, name, H5T_NATIVE_INT64, {&n, 1}, values.data());
    h5::setText(made, "long_name", sentence);
    scales.attach(made, {row});
    open_.push_back(std::move(made));
  }

  void describeFailures() {
    if (t_.failures.empty()) return;
    const h5::Id group = h5::createGroup(file_, "failures");
    std::vector<std::int64_t> numbers(t_.failures.size());
    for (std::size_t i = 0; i < numbers.size(); ++i) numbers[i] = static_cast<std::int64_t>(i);
    const hsize_t n = numbers.size();
    const h5::Id row = h5::createFixed(group, "failure", H5T_NATIVE_INT64, {&n, 1}, numbers.data());
    h5::checked(H5DSset_scale(row, "failure"), "make the table of failures");
    Scales scales;
    using F = SweepFailure;
    column(group, "cell", "The cell", scales, row, [](const F& f) { return f.cell; });
    column(group, "index", "Its place in the grid", scales, row, [](const F& f) { return f.index; });
    column(group, "replica", "Which replica", scales, row, [](const F& f) { return f.replica; });
    column(group, "status", "How it ended", scales, row, [](const F& f) { return f.status; });
    column(group, "reason", "Why", scales, row, [](const F& f) { return f.reason; });
    column(group, "log", "The end of what it said", scales, row, [](const F& f) { return f.log; });
    scales.finish();
  }

  const SweepTable& t_;
  h5::Id file_;
  Scales scales_;
  std::vector<h5::Id> open_;  // until the scales are finished
  std::vector<std::optional<hid_t>> scaleOf_;
  std::vector<hid_t> runAxes_;
  std::vector<hsize_t> runShape_;
  std::vector<double> buffer_;
  std::string beside_;
  std::set<std::string> taken_;
};

}  // namespace

std::string unitOfFigure(const std::string& figure) {
  const auto has = [&](std::string_view mark) {
    const auto at = figure.find(mark);
    return at != std::string::npos && (at + mark.size() == figure.size() || figure[at + mark.size()] == '.');
  };
  return has("_s") ? "s" : has("_usd") ? "USD" : has("_rps") ? "s-1" : has("_per_h") ? "h-1" : "1";
}

std::vector<char> sweepFile(const SweepTable& table) { return Architect(table).build(); }

}  // namespace headroom
