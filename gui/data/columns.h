// SPDX-License-Identifier: GPL-3.0-or-later
/// Columns of a run cut along its axes: one number a bucket. NaN marks what does not exist.
#pragma once

#include "gui/data/run_data.h"

#include <functional>
#include <string>
#include <vector>

namespace headroom::gui {

using Values = std::vector<double>;

/// The place of a label on an axis; SIZE_MAX: none.
std::size_t labelOf(const RunData&, const std::string& axis, const std::string& label);
const Axis* axisOf(const RunData&, const std::string& name);

/// The part of a series that belongs to entry `first` of its outer axis, one column for each entry of its inner axes:
/// of (service, zone) the columns of a service's zones. Empty if the run has no such series.
std::vector<Values> columnsOf(const RunData&, const std::string& series, std::size_t first);
/// Of a series over one axis the column of one entry, of a series without axes the only one. Empty: no such series.
Values columnOf(const RunData&, const std::string& series, std::size_t entry = 0);

/// Bucket by bucket; unknown values count nothing, and all unknown is unknown.
Values sumOf(const std::vector<Values>& columns);

}  // namespace headroom::gui
