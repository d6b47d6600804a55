/// Columns of a run cut along its axes: one number a bucket. NaN marks what does not exist.
#pragma once

#include "scenarios/view/run_data.h"

#include <map>
#include <string>
#include <vector>

namespace headroom::view {

using Values = std::vector<double>;

/// The place of a label on an axis; SIZE_MAX: none.
std::size_t labelOf(const RunData&, const std::string& axis, const std::string& label);
const Axis* axisOf(const RunData&, const std::string& name);

/// Cuts series of a run; reads each of them once. The run must outlive it.
class Columns {
 public:
  explicit Columns(const RunData& run) : run_(run) {}

  const RunData& run() const { return run_; }
  /// The part of a series that belongs to entry `first` of its outer axis, one column for each entry of its inner axes:
  /// of (service, zone) the columns of a service's zones. Empty if the run has no such series.
  std::vector<Values> of(const std::string& series, std::size_t first);
  /// Of a series over one axis the column of one entry, of a series without axes the only one, of two axes that of
  /// entry `inner` of the second. Empty: no such series.
  Values one(const std::string& series, std::size_t entry = 0, std::size_t inner = 0);

 private:
  struct Whole {
    Values values;  // bucket by bucket
    std::size_t width = 0, inner = 0;
  };
  const Whole& whole(const std::string& series);

  const RunData& run_;
  std::map<std::string, Whole> read_;
};

/// Bucket by bucket; unknown values count nothing, and all unknown is unknown.
Values sumOf(const std::vector<Values>& columns);

}  // namespace headroom::view
