/// The little of HDF5 that traces need, with owners for its handles and sentences for its errors.
///
/// Everything here throws Failure when the library says no; the library's own printing is silenced and its exit handler
/// is not installed (after a failed write it may crash). Strings are variable-length UTF-8: fixed ones make netCDF
/// tools fall over.
#pragma once

#include "analysis/trace/h5_id.h"

#include <span>
#include <string>
#include <vector>

#include <hdf5.h>

namespace headroom::h5 {

/// Throws Failure("cannot " + what) if `result` is negative; gives it back otherwise.
hid_t checked(hid_t result, const std::string& what);

void prepareLibrary();

enum class Open { read, readGrowing, modify };
Id createFile(const std::string& path);
Id openFile(const std::string& path, Open how);
Id createGroup(hid_t at, const std::string& name);
Id openGroup(hid_t at, const std::string& name);
Id openDataset(hid_t at, const std::string& name);

/// A growing dataset: the first dimension starts at 0 and has no limit; chunks hold `chunkRows` rows.
Id createGrowing(hid_t at, const std::string& name, hid_t type, std::span<const hsize_t> rest, hsize_t chunkRows,
                 bool compress, const void* fill);
Id createFixed(hid_t at, const std::string& name, hid_t type, std::span<const hsize_t> shape, const void* data);
void createText(hid_t at, const std::string& name, const std::string& text);
Id createTexts(hid_t at, const std::string& name, const std::vector<std::string>& texts);

void setText(hid_t at, const std::string& name, const std::string& text);
void setNumber(hid_t at, const std::string& name, double x);
void setWhole(hid_t at, const std::string& name, std::int64_t x);
/// One number is a scalar, several a list; setList makes a list of one as well.
void setNumbers(hid_t at, const std::string& name, hid_t type, std::size_t n, const void* data);
void setList(hid_t at, const std::string& name, hid_t type, std::size_t n, const void* data);

bool hasAttribute(hid_t at, const std::string& name);
std::string text(hid_t at, const std::string& name, const std::string& otherwise = {});
double number(hid_t at, const std::string& name, double otherwise);
/// All 64 bits, which a double does not hold.
std::int64_t whole(hid_t at, const std::string& name, std::int64_t otherwise);

/// Names of the links below a group, in the order they were made.
std::vector<std::string> names(hid_t at);
bool exists(hid_t at, const std::string& name);
std::vector<hsize_t> shape(hid_t dataset);
/// Rows [first, first + n) of a numeric dataset as doubles.
std::vector<double> rows(hid_t dataset, hsize_t first, hsize_t n);
std::vector<std::string> texts(hid_t dataset);

}  // namespace headroom::h5
