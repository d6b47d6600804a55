// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/compare/compare_view.h"

#include "gui/data/ticks.h"
#include "scenarios/compare/compare.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include <fmt/format.h>

namespace headroom::gui {
namespace {

using Views = std::vector<std::shared_ptr<const TraceView>>;

struct Found {
  const Plot* plot = nullptr;
  const Curve* curve = nullptr;
};

Found find(const TraceView& v, const ComparedCurve& wanted) {
  for (const Plot& p : v.plots)
    for (const auto* curves : {&p.stack, &p.lines})
      for (const Curve& c : *curves)
        if (p.id == wanted.plot && c.name == wanted.curve && c.label == wanted.label) return {&p, &c};
  return {};
}

Curve lineOf(const std::string& name, const std::string& label, std::vector<double> values, std::size_t run) {
  Curve c{name, std::move(values)};
  c.label = label;
  c.tone = static_cast<int>(run);
  return c;
}

std::vector<double> minus(std::vector<double> x, const std::vector<double>& y) {
  for (std::size_t k = 0; k < x.size(); ++k) x[k] -= y[k];
  return x;
}

/// What never happened in a run has no curve there, and is zero.
std::vector<double> valuesIn(const TraceView& v, const ComparedCurve& wanted, const std::vector<double>& onto) {
  const Found found = find(v, wanted);
  if (found.curve) return meansOver(onto, v.edges, found.curve->values);
  return std::vector<double>(onto.size() - 1, 0);
}

void addFaults(std::vector<FaultSpan>& to, const std::vector<FaultSpan>& more) {
  for (const FaultSpan& f : more)
    if (std::none_of(to.begin(), to.end(), [&](const FaultSpan& g) {
          return g.name == f.name && g.where == f.where && g.from == f.from && g.until == f.until;
        }))
      to.push_back(f);
}

/// Of all runs, and of those after the first by how much they differ from it.
std::pair<Plot, Plot> plotsOf(const Views& runs, const ComparedCurve& c) {
  Plot all{c.text, "", Plot::Scale::linear}, apart{"Difference: " + c.text, "", Plot::Scale::linear};
  all.id = c.text;
  apart.id = "difference " + c.text;
  apart.difference = true;
  std::vector<double> first;
  for (std::size_t r = 0; r < runs.size(); ++r) {
    if (const Found found = find(*runs[r], c); found.plot) {
      all.unit = apart.unit = found.plot->unit;
      all.scale = found.plot->scale;
    }
    std::vector<double> values = valuesIn(*runs[r], c, runs[0]->edges);
    all.lines.push_back(lineOf("run " + letterOf(r), letterOf(r), values, r));
    if (r % 2 == 1) all.lines.back().stroke = Curve::Stroke::dashed;  // for those who see no colours
    if (r == 0) {
      first = std::move(values);
      continue;
    }
    apart.lines.push_back(lineOf("run " + letterOf(r), letterOf(r) + " − A", minus(std::move(values), first), r));
    if (runs.size() > 2) apart.lines.back().stroke = all.lines.back().stroke;
  }
  if (all.scale == Plot::Scale::share) apart.scale = all.scale;
  return {std::move(all), std::move(apart)};
}

std::string signedText(double x, const std::string& unit, int digits) {
  return fmt::format("{}{:.{}f} {}", x < 0 ? "−" : "+", std::abs(x), digits, unit);
}

std::string differenceText(const ComparedMeasure& m, double base, double other) {
  if (std::isnan(base) || std::isnan(other)) return "–";
  if (base == other) return "same";
  if (m.share) return signedText((other - base) * 100, "points", 2);
  return base == 0 ? "–" : signedText((other / base - 1) * 100, "%", 1);
}

std::string figureText(const ComparedMeasure& m, double x) {
  if (std::isnan(x)) return "–";
  if (m.share) return fmt::format("{:.4g} %", x * 100);
  if (m.path.starts_with("latency")) return secondsText(x);
  return m.path.starts_with("cost") ? fmt::format("{:.4g} USD", x) : fmt::format("{:.4g}", x);
}

}  // namespace

std::string letterOf(std::size_t run) {
  return run < 26 ? std::string(1, static_cast<char>('A' + run)) : std::to_string(run + 1);
}

std::vector<double> meansOver(const std::vector<double>& onto, const std::vector<double>& edges,
                              const std::vector<double>& values) {
  if (onto.empty()) return {};
  std::vector<double> means(onto.size() - 1, std::numeric_limits<double>::quiet_NaN());
  std::size_t k = 0;
  for (std::size_t i = 0; i < means.size(); ++i) {
    double sum = 0, length = 0;
    while (k > 0 && edges[k] > onto[i]) --k;
    for (; k + 1 < edges.size() && k < values.size() && edges[k] < onto[i + 1]; ++k) {
      const double both = std::min(edges[k + 1], onto[i + 1]) - std::max(edges[k], onto[i]);
      if (both <= 0 || std::isnan(values[k])) continue;
      sum += values[k] * both;
      length += both;
    }
    if (length > 0) means[i] = sum / length;
  }
  return means;
}

std::vector<ComparedCurve> curvesOf(const Views& runs) {
  std::vector<ComparedCurve> all;
  for (const auto& run : runs)
    for (const Plot& p : run->plots)
      for (const auto* curves : {&p.stack, &p.lines})
        for (const Curve& c : *curves) {
          ComparedCurve one{p.id, c.name, c.label, p.title + ": " + wordsOf(c)};
          if (std::find(all.begin(), all.end(), one) == all.end()) all.push_back(std::move(one));
        }
  return all;
}

bool isTelling(const ComparedCurve& c) {
  return c.curve == "requests_served" || c.curve == "requests_timed_out" || c.curve == "requests_failed" ||
         c.curve == "p99" || (c.curve == "workers_in_service" && c.plot == "workers");
}

TraceView compareView(const Views& runs, const std::vector<ComparedCurve>& curves, bool differences) {
  TraceView v = *runs.at(0);
  v.decisions.clear();
  v.plots.clear();
  for (std::size_t r = 1; r < runs.size(); ++r) addFaults(v.faults, runs[r]->faults);
  for (const ComparedCurve& c : curves) {
    auto [all, apart] = plotsOf(runs, c);
    v.plots.push_back(std::move(all));
    if (differences) v.plots.push_back(std::move(apart));
  }
  return v;
}

std::vector<ComparedFigure> comparedFigures(const std::vector<std::string>& summaries) {
  std::vector<std::vector<std::string>> objectives;
  for (const std::string& json : summaries) objectives.push_back(objectivesIn(json));
  const std::vector<ComparedMeasure> measures = measuresOf(objectives);
  std::vector<std::vector<double>> values;
  for (const std::string& json : summaries) values.push_back(headroom::valuesOf(measures, json));
  std::vector<ComparedFigure> figures;
  for (std::size_t m = 0; m < measures.size(); ++m) {
    ComparedFigure f{measures[m].name, {}, {}};
    for (std::size_t r = 0; r < summaries.size(); ++r) {
      f.values.push_back(figureText(measures[m], values[r][m]));
      if (r > 0) f.differences.push_back(differenceText(measures[m], values[0][m], values[r][m]));
    }
    figures.push_back(std::move(f));
  }
  return figures;
}

}  // namespace headroom::gui
