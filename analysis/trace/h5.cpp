#include "analysis/trace/h5.h"

#include "sim/issue.h"

#include <hdf5_hl.h>

namespace headroom::h5 {
namespace {

Id textType() {
  Id type(H5Tcopy(H5T_C_S1), H5Tclose);
  H5Tset_size(type, H5T_VARIABLE);
  H5Tset_cset(type, H5T_CSET_UTF8);
  return type;
}

Id space(std::span<const hsize_t> shape) {
  return shape.empty() ? Id(H5Screate(H5S_SCALAR), H5Sclose)
                       : Id(H5Screate_simple(static_cast<int>(shape.size()), shape.data(), nullptr), H5Sclose);
}

Id newCreation(bool groups) {
  Id list(H5Pcreate(groups ? H5P_GROUP_CREATE : H5P_DATASET_CREATE), H5Pclose);
  if (groups) H5Pset_link_creation_order(list, H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED);
  H5Pset_attr_creation_order(list, H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED);
  H5Pset_obj_track_times(list, false);  // the time of day is no part of a trace
  return list;
}

/// Texts pass through two buffers, which the library clears whole at each write: 4 KiB, not its 1 MiB.
hid_t smallTransfer() {
  static const hid_t list = [] {
    const hid_t made = H5Pcreate(H5P_DATASET_XFER);
    H5Pset_buffer(made, std::size_t{4} << 10, nullptr, nullptr);
    return made;
  }();
  return list;
}

/// A writer goes forward: the library's own cache of what it wrote would grow to 32 MiB in a long run, for nothing.
void keepCacheSmall(hid_t access) {
  H5AC_cache_config_t config;
  config.version = H5AC__CURR_CACHE_CONFIG_VERSION;
  if (H5Pget_mdc_config(access, &config) < 0) return;
  config.set_initial_size = true;
  config.initial_size = config.max_size = config.min_size = std::size_t{256} << 10;
  H5Pset_mdc_config(access, &config);
}

/// The only value of an attribute.
template <class T>
T single(hid_t at, const std::string& name, hid_t type, T otherwise) {
  if (!hasAttribute(at, name)) return otherwise;
  const Id attribute(checked(H5Aopen(at, name.c_str(), H5P_DEFAULT), "read the attribute " + name), H5Aclose);
  const Id where(H5Aget_space(attribute), H5Sclose);
  if (H5Sget_simple_extent_npoints(where) != 1) return otherwise;
  T x = otherwise;
  return H5Aread(attribute, type, &x) < 0 ? otherwise : x;
}

/// Whose a growing trace is, part_file.h says. The library's own lock would end a run because somebody reads its trace.
void writeWithoutLock(hid_t access) { H5Pset_file_locking(access, false, true); }

}  // namespace

std::string systemReason() {
  std::string reason;
  H5Ewalk2(
      H5E_DEFAULT, H5E_WALK_UPWARD,
      [](unsigned, const H5E_error2_t* error, void* to) -> herr_t {
        const std::string text = error->desc ? error->desc : "";
        constexpr std::string_view mark = "error message = '";
        const std::size_t at = text.find(mark);
        if (at == std::string::npos) return 0;
        const std::size_t begin = at + mark.size();
        *static_cast<std::string*>(to) = text.substr(begin, text.find('\'', begin) - begin);
        return 1;
      },
      &reason);
  return reason;
}

hid_t checked(hid_t result, const std::string& what) {
  if (result >= 0) return result;
  const std::string reason = systemReason();
  throw Failure("cannot " + what + (reason.empty() ? "" : ": " + reason));
}

void prepareLibrary() {
  static const bool once = [] {
    H5dont_atexit();
    H5open();
    H5PLset_loading_state(0);  // a foreign file must not choose code for us to load
    return true;
  }();
  (void)once;
  H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);  // each thread has its own switch
}

Id createFile(const std::string& path) {
  Id creating(H5Pcreate(H5P_FILE_CREATE), H5Pclose), access(H5Pcreate(H5P_FILE_ACCESS), H5Pclose);
  H5Pset_link_creation_order(creating, H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED);
  H5Pset_attr_creation_order(creating, H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED);
  H5Pset_obj_track_times(creating, false);
  H5Pset_libver_bounds(access, H5F_LIBVER_V110, H5F_LIBVER_V110);
  keepCacheSmall(access);
  writeWithoutLock(access);
  return {checked(H5Fcreate(path.c_str(), H5F_ACC_EXCL, creating, access), "create " + path), H5Fclose};
}

Id openFile(const std::string& path, Open how) {
  Id access(H5Pcreate(H5P_FILE_ACCESS), H5Pclose);
  H5Pset_libver_bounds(access, H5F_LIBVER_V110, H5F_LIBVER_V110);
  // A trace has some 200 datasets, which are read forward: room for a chunk of each, not the library's 1 MiB.
  H5Pset_cache(access, 0, 31, std::size_t{128} << 10, 1.0);
  keepCacheSmall(access);
  if (how == Open::modify) writeWithoutLock(access);
  const unsigned flags = how == Open::modify        ? H5F_ACC_RDWR
                         : how == Open::readGrowing ? H5F_ACC_RDONLY | H5F_ACC_SWMR_READ
                                                    : H5F_ACC_RDONLY;
  return {checked(H5Fopen(path.c_str(), flags, access), "open " + path + " as HDF5"), H5Fclose};
}

Id createGroup(hid_t at, const std::string& name) {
  const Id list = newCreation(true);
  return {checked(H5Gcreate2(at, name.c_str(), H5P_DEFAULT, list, H5P_DEFAULT), "make the group " + name), H5Gclose};
}

Id openGroup(hid_t at, const std::string& name) {
  return {checked(H5Gopen2(at, name.c_str(), H5P_DEFAULT), "find the group " + name), H5Gclose};
}
Id openDataset(hid_t at, const std::string& name) {
  return {checked(H5Dopen2(at, name.c_str(), H5P_DEFAULT), "find " + name), H5Dclose};
}

Id createGrowing(hid_t at, const std::string& name, hid_t type, std::span<const hsize_t> rest, hsize_t chunkRows,
                 bool compress, const void* fill) {
  std::vector<hsize_t> now{0}, most{H5S_UNLIMITED}, chunk{chunkRows};
  for (const hsize_t n : rest)
    for (auto* v : {&now, &most, &chunk}) v->push_back(n);
  const Id list = newCreation(false);
  H5Pset_chunk(list, static_cast<int>(chunk.size()), chunk.data());
  if (compress) {
    H5Pset_shuffle(list);
    H5Pset_deflate(list, 1);
  }
  if (fill) H5Pset_fill_value(list, type, fill);
  const Id where(H5Screate_simple(static_cast<int>(now.size()), now.data(), most.data()), H5Sclose);
  return {
      checked(H5Dcreate2(at, name.c_str(), type, where, H5P_DEFAULT, list, H5P_DEFAULT), "make the dataset " + name),
      H5Dclose};
}

Id createFixed(hid_t at, const std::string& name, hid_t type, std::span<const hsize_t> shape, const void* data) {
  static const hid_t list = H5Pcopy(newCreation(false));  // for the life of the program: a trace has hundreds of these
  const Id where = space(shape);
  Id dataset(
      checked(H5Dcreate2(at, name.c_str(), type, where, H5P_DEFAULT, list, H5P_DEFAULT), "make the dataset " + name),
      H5Dclose);
  checked(H5Dwrite(dataset, type, H5S_ALL, H5S_ALL, smallTransfer(), data), "write " + name);
  return dataset;
}

void createText(hid_t at, const std::string& name, const std::string& text) {
  const Id type = textType();
  const char* p = text.c_str();
  createFixed(at, name, type, {}, &p);
}

Id createTexts(hid_t at, const std::string& name, const std::vector<std::string>& texts) {
  const Id type = textType();
  std::vector<const char*> pointers;
  for (const std::string& t : texts) pointers.push_back(t.c_str());
  const hsize_t n = texts.size();
  return createFixed(at, name, type, {&n, 1}, pointers.data());
}

namespace {

void setAttribute(hid_t at, const std::string& name, hid_t type, hid_t where, const void* data) {
  if (H5Aexists(at, name.c_str()) > 0) H5Adelete(at, name.c_str());
  const Id attribute(
      checked(H5Acreate2(at, name.c_str(), type, where, H5P_DEFAULT, H5P_DEFAULT), "make the attribute " + name),
      H5Aclose);
  checked(H5Awrite(attribute, type, data), "write the attribute " + name);
}

}  // namespace

void setNumbers(hid_t at, const std::string& name, hid_t type, std::size_t n, const void* data) {
  if (n != 1) return setList(at, name, type, n, data);
  setAttribute(at, name, type, space({}), data);
}

void setList(hid_t at, const std::string& name, hid_t type, std::size_t n, const void* data) {
  const hsize_t size = n;
  setAttribute(at, name, type, space({&size, 1}), data);
}

void setText(hid_t at, const std::string& name, const std::string& text) {
  const Id type = textType();
  const char* p = text.c_str();
  setNumbers(at, name, type, 1, &p);
}

void setNumber(hid_t at, const std::string& name, double x) { setNumbers(at, name, H5T_NATIVE_DOUBLE, 1, &x); }
void setWhole(hid_t at, const std::string& name, std::int64_t x) { setNumbers(at, name, H5T_NATIVE_INT64, 1, &x); }

bool hasAttribute(hid_t at, const std::string& name) { return H5Aexists(at, name.c_str()) > 0; }

std::string text(hid_t at, const std::string& name, const std::string& otherwise) {
  if (!hasAttribute(at, name)) return otherwise;
  const Id attribute(checked(H5Aopen(at, name.c_str(), H5P_DEFAULT), "read the attribute " + name), H5Aclose);
  const Id stored(H5Aget_type(attribute), H5Tclose);
  if (H5Tget_class(stored) != H5T_STRING || H5Tis_variable_str(stored) <= 0) return otherwise;
  const Id type = textType();
  char* p = nullptr;
  checked(H5Aread(attribute, type, &p), "read the attribute " + name);
  std::string result = p ? p : "";
  H5free_memory(p);
  return result;
}

double number(hid_t at, const std::string& name, double otherwise) {
  return single(at, name, H5T_NATIVE_DOUBLE, otherwise);
}

std::int64_t whole(hid_t at, const std::string& name, std::int64_t otherwise) {
  return single(at, name, H5T_NATIVE_INT64, otherwise);
}

std::vector<std::string> names(hid_t at) {
  H5G_info_t info;
  checked(H5Gget_info(at, &info), "list a group");
  std::vector<std::string> found;
  for (hsize_t i = 0; i < info.nlinks; ++i) {
    char name[512];
    if (H5Lget_name_by_idx(at, ".", H5_INDEX_CRT_ORDER, H5_ITER_INC, i, name, sizeof name, H5P_DEFAULT) < 0)
      checked(H5Lget_name_by_idx(at, ".", H5_INDEX_NAME, H5_ITER_INC, i, name, sizeof name, H5P_DEFAULT),
              "list a group");
    found.emplace_back(name);
  }
  return found;
}

bool exists(hid_t at, const std::string& name) { return H5Lexists(at, name.c_str(), H5P_DEFAULT) > 0; }

std::vector<hsize_t> shape(hid_t dataset) {
  const Id where(checked(H5Dget_space(dataset), "read a shape"), H5Sclose);
  std::vector<hsize_t> dims(static_cast<std::size_t>(checked(H5Sget_simple_extent_ndims(where), "read a shape")));
  H5Sget_simple_extent_dims(where, dims.data(), nullptr);
  return dims;
}

std::vector<double> rows(hid_t dataset, hsize_t first, hsize_t n) {
  const std::vector<hsize_t> dims = shape(dataset);
  std::vector<hsize_t> start(dims.size(), 0), count = dims;
  hsize_t all = 1;
  if (!dims.empty()) {
    start[0] = first;
    count[0] = first < dims[0] ? std::min(n, dims[0] - first) : 0;
  }
  for (const hsize_t c : count) all *= c;
  if (all > (hsize_t{1} << 32)) throw Failure("cannot hold a series of more than 2^32 values");
  std::vector<double> values(all);
  if (!all) return values;
  const Id file(H5Dget_space(dataset), H5Sclose);
  if (!dims.empty()) H5Sselect_hyperslab(file, H5S_SELECT_SET, start.data(), nullptr, count.data(), nullptr);
  const Id memory = dims.empty() ? space({}) : space(count);
  checked(H5Dread(dataset, H5T_NATIVE_DOUBLE, memory, file, H5P_DEFAULT, values.data()), "read a series");
  return values;
}

std::vector<std::string> texts(hid_t dataset) {
  const Id stored(H5Dget_type(dataset), H5Tclose);
  if (H5Tget_class(stored) != H5T_STRING || H5Tis_variable_str(stored) <= 0)
    throw Failure("cannot read text: it is of another type");
  const std::vector<hsize_t> dims = shape(dataset);
  hsize_t n = 1;
  for (const hsize_t d : dims) n *= d;
  const Id type = textType(), where = space(dims);
  std::vector<char*> pointers(n, nullptr);
  checked(H5Dread(dataset, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, pointers.data()), "read text");
  std::vector<std::string> result;
  for (char* p : pointers) {
    result.emplace_back(p ? p : "");
    H5free_memory(p);
  }
  return result;
}

}  // namespace headroom::h5
