// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/data/columns.h"

#include <algorithm>
#include <cmath>

namespace headroom::gui {

const Axis* axisOf(const RunData& run, const std::string& name) {
  for (const Axis& axis : run.announcement().axes)
    if (axis.name == name) return &axis;
  return nullptr;
}

std::size_t labelOf(const RunData& run, const std::string& name, const std::string& label) {
  const Axis* axis = axisOf(run, name);
  if (!axis) return SIZE_MAX;
  const auto it = std::find(axis->labels.begin(), axis->labels.end(), label);
  return it == axis->labels.end() ? SIZE_MAX : static_cast<std::size_t>(it - axis->labels.begin());
}

std::vector<Values> columnsOf(const RunData& run, const std::string& name, std::size_t first) {
  const std::vector<Series>& all = run.announcement().series;
  const auto series = std::find_if(all.begin(), all.end(), [&](const Series& s) { return s.name == name; });
  if (series == all.end()) return {};
  const std::size_t width = run.announcement().width(*series),
                    outer = series->axes.empty() ? 1 : run.announcement().axes[series->axes[0]].size();
  if (first >= outer) return {};
  const std::size_t inner = width / outer;
  const Values values = run.series(static_cast<std::size_t>(series - all.begin()));
  std::vector<Values> columns(inner, Values(run.buckets()));
  for (std::size_t k = 0; k < run.buckets(); ++k)
    for (std::size_t i = 0; i < inner; ++i) columns[i][k] = values[k * width + first * inner + i];
  return columns;
}

Values columnOf(const RunData& run, const std::string& name, std::size_t entry) {
  auto columns = columnsOf(run, name, entry);
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
