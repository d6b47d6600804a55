// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/columns.h"

#include <algorithm>
#include <cmath>

namespace headroom::gui {

const Axis* axisOf(const Trace& trace, const std::string& name) {
  for (const Axis& axis : trace.announcement().axes)
    if (axis.name == name) return &axis;
  return nullptr;
}

std::size_t labelOf(const Trace& trace, const std::string& name, const std::string& label) {
  const Axis* axis = axisOf(trace, name);
  if (!axis) return SIZE_MAX;
  const auto it = std::find(axis->labels.begin(), axis->labels.end(), label);
  return it == axis->labels.end() ? SIZE_MAX : static_cast<std::size_t>(it - axis->labels.begin());
}

std::vector<Values> columnsOf(const Trace& trace, const std::string& name, std::size_t first) {
  const Series* series = trace.find(name);
  if (!series) return {};
  const std::size_t width = trace.announcement().width(*series),
                    outer = series->axes.empty() ? 1 : trace.announcement().axes[series->axes[0]].size();
  if (first >= outer) return {};
  const std::size_t inner = width / outer;
  const Values all = trace.series(name, 0, trace.buckets());
  std::vector<Values> columns(inner, Values(trace.buckets()));
  for (std::size_t k = 0; k < trace.buckets(); ++k)
    for (std::size_t i = 0; i < inner; ++i) columns[i][k] = all[k * width + first * inner + i];
  return columns;
}

Values columnOf(const Trace& trace, const std::string& name, std::size_t entry) {
  auto columns = columnsOf(trace, name, entry);
  return columns.empty() ? Values() : std::move(columns[0]);
}

Values sumOf(const std::vector<Values>& columns) {
  if (columns.empty()) return {};
  Values sum(columns[0].size(), std::nan(""));
  for (const Values& column : columns)
    for (std::size_t k = 0; k < sum.size(); ++k)
      if (!std::isnan(column[k])) sum[k] = std::isnan(sum[k]) ? column[k] : sum[k] + column[k];
  return sum;
}

}  // namespace headroom::gui
