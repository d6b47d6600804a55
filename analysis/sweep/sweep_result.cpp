#include "analysis/sweep/sweep_result.h"

#include "analysis/sweep/read_sweep_file.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <numeric>

namespace headroom {

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
  if (axis.numbers.empty()) return axis.texts.at(i);
  char text[32];
  std::snprintf(text, sizeof text, "%.6g", axis.numbers.at(i));
  return text;
}

SweepResult readSweepResult(const std::string& path) {
  SweepTable table = readSweepFile(path);
  SweepResult r{table.title, table.version, table.seed, table.axes, table.shape, table.replicas, {}};
  r.figures.push_back({"events", {}, table.events});
  for (std::size_t f = 0; f < table.figures.size(); ++f) {
    std::vector<double> values(table.runs(), std::nan(""));
    table.fill(f, values);
    r.figures.push_back({table.figures[f], unitOfFigure(table.figures[f]), std::move(values)});
  }
  return r;
}

}  // namespace headroom
