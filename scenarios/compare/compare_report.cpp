#include "scenarios/compare/compare_report.h"

#include "scenarios/report/run_report.h"
#include "scenarios/report/scene.h"
#include "scenarios/run/result_json.h"

#include <algorithm>
#include <cmath>
#include <filesystem>

#include <fmt/format.h>

namespace headroom {
namespace {

using namespace report;

Value valueOf(const ComparedMeasure& m, const stats::MeanInterval& v) {
  const double half = v.n > 1 ? v.halfWidth : std::nan("");
  if (m.share) return estimated(v.mean, half, Measure::share);
  if (m.path.starts_with("cost_usd")) return estimated(v.mean, half, Measure::money);
  if (m.path.starts_with("latency_s")) return estimated(v.mean, half, Measure::seconds);
  return number(v.mean);
}

const stats::MeanInterval& differenceOf(const ComparedMeasure& m, const MeasuredDifference& d) {
  return m.share ? d.paired.difference : d.paired.relative;
}

/// In points of a share, else in per cent of the base.
Value differenceValue(const ComparedMeasure& m, const MeasuredDifference& d) {
  const stats::MeanInterval& x = differenceOf(m, d);
  Value v = estimated(x.mean, x.n > 1 ? x.halfWidth : std::nan(""), Measure::share);
  if (m.share && v.text.ends_with(" %")) v.text.replace(v.text.size() - 1, 1, "points");
  return v;
}

TableBlock tableOf(const ComparisonTable& t, const ComparedPair& c) {
  TableBlock table{"differences",
                   fmt::format("{} against {}", c.name, t.base),
                   {{"", false}, {"A", true}, {"B", true}, {"B − A", true}, {"", false}},
                   {}};
  for (std::size_t i = 0; i < t.measures.size(); ++i) {
    const MeasuredDifference& d = c.measures[i];
    const char* told = std::isnan(d.chance) || d.told ? "" : "not distinguishable";
    table.rows.push_back({word(t.measures[i].name), valueOf(t.measures[i], d.base), valueOf(t.measures[i], d.other),
                          differenceValue(t.measures[i], d), word(told)});
  }
  return table;
}

}  // namespace

Plot differencesOf(const ComparisonTable& t) {
  Plot p;
  p.title = "Differences from " + t.base;
  p.description = "Points of a share, else per cent of the base.";
  for (const ComparedMeasure& m : t.measures) p.x.words.push_back(m.name);
  p.y = {"difference", "%, points", {}, true};
  const double step = 0.12, middle = static_cast<double>(t.comparisons.size() - 1) / 2;
  for (std::size_t c = 0; c < t.comparisons.size(); ++c) {
    const ComparedPair& pair = t.comparisons[c];
    PlotSeries series{pair.name, {}, static_cast<int>(c), false};
    for (std::size_t i = 0; i < t.measures.size(); ++i) {
      const stats::MeanInterval& d = differenceOf(t.measures[i], pair.measures[i]);
      const double beside = step * (static_cast<double>(c) - middle);
      PlotPoint point{static_cast<double>(i) + beside, 100 * d.mean, d.n > 1 ? 100 * d.halfWidth : std::nan(""),
                      fmt::format("{}, {}: {}", pair.name, t.measures[i].name,
                                  differenceValue(t.measures[i], pair.measures[i]).text)};
      point.full = pair.measures[i].told;
      series.points.push_back(std::move(point));
    }
    p.series.push_back(std::move(series));
  }
  return p;
}

Drawing overlayOf(const std::vector<RunFacts>& runs) {
  Drawing d;
  d.title = "Runs over one another";
  for (const RunFacts& f : runs) d.until = std::max(d.until, f.duration());
  d.clocks = clocksOf(runs[0].history.calendar, d.until);
  struct Wanted {
    const char *title, *unit, *series;
    bool logarithmic;
  };
  for (const Wanted& w : {Wanted{"Requests served", "1/s", "requests_served", false},
                          Wanted{"Latency of requests, 99 %", "s", "request_latency[0.99]", true},
                          Wanted{"Workers in service", "", "workers_in_service[{};sum]", false},
                          Wanted{"Cost", "USD/h", "cost_rate[{}]", false}}) {
    Panel panel{w.title, w.unit, {}, w.logarithmic};
    for (std::size_t i = 0; i < runs.size(); ++i) {
      const RunFacts& f = runs[i];
      std::string series = w.series;
      if (const auto at = series.find("{}"); at != std::string::npos) series.replace(at, 2, f.serviceName(f.entry()));
      const std::string label = std::filesystem::path(f.file).stem().string();
      for (FigureLine& line : linesFor(f, {{series, label, static_cast<int>(i)}}, 0, f.duration()))
        panel.lines.push_back(std::move(line));
    }
    if (!panel.lines.empty()) d.panels.push_back(std::move(panel));
  }
  d.bands = faultBands(runs[0].history);
  return d;
}

Document reportOf(const ComparisonTable& t, std::optional<std::uint64_t> seed, const std::optional<Drawing>& overlay) {
  Document d;
  d.kind = "comparison";
  d.title = t.comparisons.size() == 1 ? t.comparisons[0].name + " against " + t.base
                                      : fmt::format("{} against {}", t.comparisons.size(), t.base);
  d.subtitle = t.replications > 1
                   ? fmt::format("{} paired replications under common random numbers, seed {}; {:.0f} % t-intervals",
                                 t.replications, seed.value_or(0), t.level * 100)
                   : std::string("one run each: differences without intervals, which may be chance");
  d.program = "headroom " + programVersion();
  Section verdict{"verdict", "Verdict", 2, {}};
  if (t.replications > 1)
    for (const ComparedPair& c : t.comparisons)
      verdict.blocks.emplace_back(Paragraph{fmt::format("{} is {}.", c.name, verdictOf(t, c))});
  else
    verdict.blocks.emplace_back(Paragraph{"One run each: what differs may be chance.", Tone::warning});
  verdict.blocks.emplace_back(
      Chart{differencesOf(t), fmt::format("Differences from {}, in points of shares, else in per cent, with intervals. "
                                          "Filled: told from chance, all of them together (Holm).",
                                          t.base)});
  d.sections.push_back(std::move(verdict));
  if (overlay)
    d.sections.push_back({"runs",
                          "Over time",
                          2,
                          {Picture{*overlay,
                                   "What was served, the slowest per cent, workers and money, each run from its "
                                   "own start. Shaded: faults of the first."}}});
  Section tables{"tables", "In numbers", 2, {}};
  for (const ComparedPair& c : t.comparisons) tables.blocks.emplace_back(tableOf(t, c));
  d.sections.push_back(std::move(tables));
  return d;
}

}  // namespace headroom
