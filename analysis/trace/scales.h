/// Which axis belongs to which dimension, as HDF5's dimension scales say it and netCDF reads it.
///
/// Promises: the same two attributes as H5DSattach_scale writes (HDF5 Dimension Scale Specification 1.0, 2005), each of
/// them once. The library's own function reads and writes an axis' whole list anew for every dataset, which was a third
/// of the time that laying out a trace took.
#pragma once

#include "analysis/trace/h5.h"

#include <vector>

namespace headroom {

class Scales {
 public:
  /// Every dimension of a dataset has its axis, the first one first. Handles must stay open until finish().
  void attach(hid_t dataset, const std::vector<hid_t>& axes);
  /// Writes into each axis who uses it.
  void finish();

 private:
  struct Use {
    hobj_ref_t dataset;
    std::uint32_t dimension;
  };
  struct Axis {
    hid_t dataset;
    std::vector<Use> uses;
  };
  std::vector<Use>& usesOf(hid_t axis);
  std::vector<Axis> axes_;
};

}  // namespace headroom
