// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/compare/sweep_view.h"

#include "analysis/stats/mean.h"
#include "scenarios/compare/compare.h"

#include <algorithm>
#include <cmath>
#include <span>

namespace headroom::gui {
namespace {

const double unknown = std::nan("");

double nearestRank(const std::vector<double>& sorted, double q) {
  if (sorted.empty()) return unknown;
  const auto rank = static_cast<std::size_t>(std::ceil(q * static_cast<double>(sorted.size())));
  return sorted[std::clamp<std::size_t>(rank, 1, sorted.size()) - 1];
}

std::span<const double> runsOf(const SweepResult& sweep, const SweepFigure& figure, std::size_t cell) {
  return std::span(figure.values).subspan(cell * sweep.replicas, sweep.replicas);
}

CellValue valueOf(std::span<const double> runs) {
  std::vector<double> known;
  for (const double x : runs)
    if (!std::isnan(x)) known.push_back(x);
  const stats::MeanInterval mean = stats::meanInterval(known);
  std::sort(known.begin(), known.end());
  return {mean.mean, nearestRank(known, 0.05), nearestRank(known, 0.95), mean.halfWidth};
}

bool anyOf(const std::string& path, std::initializer_list<const char*> words) {
  return std::any_of(words.begin(), words.end(), [&](const char* w) { return path.find(w) != std::string::npos; });
}

/// The other dimensions' values in words.
std::string nameBeside(const SweepResult& sweep, std::size_t cell, std::size_t dimension) {
  std::string name;
  for (const SweepAxis& a : sweep.axes)
    if (a.dimension != dimension)
      name += (name.empty() ? "" : ", ") + a.name + "=" + valueText(a, sweep.indexOf(cell, a.dimension));
  return name;
}

std::string firstOf(const SweepResult& sweep, std::initializer_list<const char*> words) {
  for (const char* word : words)
    for (const SweepFigure& f : sweep.figures)
      if (f.path.find(word) != std::string::npos) return f.path;
  return {};
}

}  // namespace

std::vector<CellValue> cellValues(const SweepResult& sweep, const SweepFigure& figure) {
  std::vector<CellValue> values;
  for (std::size_t c = 0; c < sweep.cells(); ++c) values.push_back(valueOf(runsOf(sweep, figure, c)));
  return values;
}

bool lessIsBetter(const std::string& path) {
  return !anyOf(path, {"availability", "attainment", "headroom", "served", "rated", "good"});
}

std::vector<bool> paretoFront(const std::vector<double>& x, const std::vector<double>& y, bool lessX, bool lessY) {
  const auto better = [](double a, double b, bool less) { return less ? a < b : a > b; };
  std::vector<bool> front(x.size());
  for (std::size_t i = 0; i < x.size(); ++i) {
    front[i] = !std::isnan(x[i]) && !std::isnan(y[i]);
    for (std::size_t j = 0; j < x.size() && front[i]; ++j) {
      const bool worse = better(x[i], x[j], lessX) || better(y[i], y[j], lessY) || std::isnan(x[j]) || std::isnan(y[j]);
      if (!worse && (better(x[j], x[i], lessX) || better(y[j], y[i], lessY))) front[i] = false;
    }
  }
  return front;
}

HeatGrid heatGrid(const SweepResult& sweep, const std::vector<CellValue>& cells, std::size_t rowsOf,
                  std::size_t columnsOf) {
  HeatGrid grid{sweep.shape.at(rowsOf), sweep.shape.at(columnsOf), {}};
  std::vector<double> sums(grid.rows * grid.columns), counts(sums.size());
  for (std::size_t c = 0; c < cells.size(); ++c) {
    if (std::isnan(cells[c].mean)) continue;
    const std::size_t at = sweep.indexOf(c, rowsOf) * grid.columns + sweep.indexOf(c, columnsOf);
    sums[at] += cells[c].mean;
    ++counts[at];
  }
  for (std::size_t i = 0; i < sums.size(); ++i) grid.values.push_back(counts[i] > 0 ? sums[i] / counts[i] : unknown);
  return grid;
}

std::vector<SweepLine> linesAlong(const SweepResult& sweep, const std::vector<CellValue>& cells,
                                  std::size_t dimension) {
  std::vector<SweepLine> lines;
  for (std::size_t c = 0; c < cells.size(); ++c) {
    const std::string name = nameBeside(sweep, c, dimension);
    auto line = std::find_if(lines.begin(), lines.end(), [&](const SweepLine& l) { return l.name == name; });
    if (line == lines.end()) {
      lines.push_back({name, std::vector<CellValue>(sweep.shape.at(dimension), {unknown, unknown, unknown, unknown})});
      line = std::prev(lines.end());
    }
    line->values[sweep.indexOf(c, dimension)] = cells[c];
  }
  return lines;
}

std::vector<PairedFigure> pairedFigures(const SweepResult& sweep, std::size_t base, std::size_t other) {
  std::vector<ComparedMeasure> measures;
  std::vector<Operand> operands{{"A", {}}, {"B", {}}};
  std::vector<PairedFigure> figures;
  const auto take = [&](const SweepFigure* f, const std::string& name) {
    if (!f) return;
    measures.push_back({f->path, name, "less", "more", false});
    figures.push_back({f->path, f->unit});
    for (const auto& [operand, cell] : {std::pair{0u, base}, {1u, other}}) {
      const auto runs = runsOf(sweep, *f, cell);
      operands[operand].values.emplace_back(runs.begin(), runs.end());
    }
  };
  for (const ComparedMeasure& m : measuresOf({})) take(sweep.find(m.path), m.name);
  for (const SweepFigure& f : sweep.figures)
    if (f.path.starts_with("slo.") && f.path.ends_with("attainment")) take(&f, f.path);
  if (figures.empty()) return figures;
  const ComparisonTable table = compareOperands(measures, operands);
  for (std::size_t i = 0; i < figures.size(); ++i) {
    const MeasuredDifference& d = table.comparisons.at(0).measures.at(i);
    figures[i].base = d.base.mean;
    figures[i].other = d.other.mean;
    figures[i].difference = d.paired.difference.mean;
    figures[i].halfWidth = d.paired.difference.halfWidth;
    figures[i].told = d.told;
  }
  return figures;
}

std::string firstCost(const SweepResult& sweep) { return firstOf(sweep, {"cost_usd.total", "cost", "workers.mean"}); }
std::string firstGood(const SweepResult& sweep) {
  return firstOf(sweep, {"attainment", "availability", "latency_s.p99"});
}

std::vector<double> roundTicks(double low, double high, std::size_t wanted) {
  if (!(high > low)) {
    const double room = low == 0 ? 1 : std::abs(low) * 0.1;
    low -= room;
    high += room;
  }
  const double rough = (high - low) / static_cast<double>(std::max<std::size_t>(1, wanted));
  const double power = std::pow(10, std::floor(std::log10(rough)));
  double step = 10 * power;
  for (const double m : {5.0, 2.0, 1.0})
    if (m * power >= rough * 0.999) step = m * power;
  std::vector<double> ticks;
  const double first = std::floor(low / step + 1e-9);
  for (double i = first; ticks.empty() || ticks.back() < high - step * 1e-9; ++i) ticks.push_back(i * step);
  return ticks;
}

}  // namespace headroom::gui
