#include "scenarios/view/columns.h"

#include <algorithm>
#include <cmath>

namespace headroom::view {

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

const Columns::Whole& Columns::whole(const std::string& name) {
  const auto [it, fresh] = read_.try_emplace(name);
  if (!fresh) return it->second;
  const Announcement& said = run_.announcement();
  const auto series =
      std::find_if(said.series.begin(), said.series.end(), [&](const Series& s) { return s.name == name; });
  if (series == said.series.end()) return it->second;
  const std::size_t outer = series->axes.empty() ? 1 : said.axes[series->axes[0]].size();
  it->second.width = said.width(*series);
  it->second.inner = outer > 0 ? it->second.width / outer : 0;
  it->second.values = run_.series(static_cast<std::size_t>(series - said.series.begin()));
  it->second.values.resize(run_.buckets() * it->second.width, std::nan(""));
  return it->second;
}

std::vector<Values> Columns::of(const std::string& name, std::size_t first) {
  const std::size_t inner = whole(name).inner;
  std::vector<Values> columns;
  for (std::size_t i = 0; i < inner; ++i)
    if (Values column = one(name, first, i); !column.empty()) columns.push_back(std::move(column));
  return columns;
}

Values Columns::one(const std::string& name, std::size_t entry, std::size_t inner) {
  const Whole& w = whole(name);
  const std::size_t at = entry * w.inner + inner;
  if (inner >= w.inner || at >= w.width) return {};
  Values column(run_.buckets());
  for (std::size_t k = 0; k < column.size(); ++k) column[k] = w.values[k * w.width + at];
  return column;
}

Values sumOf(const std::vector<Values>& columns) {
  if (columns.empty()) return {};
  Values sum(columns[0].size(), std::nan(""));
  for (const Values& column : columns)
    for (std::size_t k = 0; k < sum.size(); ++k)
      if (!std::isnan(column[k])) sum[k] = std::isnan(sum[k]) ? column[k] : sum[k] + column[k];
  return sum;
}

}  // namespace headroom::view
