#include "scenarios/report/sweep_report.h"

#include "analysis/stats/binomial.h"
#include "analysis/text/escape.h"
#include "scenarios/compare/compare.h"
#include "scenarios/run/result_json.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include <fmt/format.h>

namespace headroom {
namespace {

using namespace report;

constexpr std::size_t mostCells = 60, mostNames = 24, mostPoints = 600;  // of a page, of a figure

std::string plural(std::uint64_t n, const std::string& what) {
  return fmt::format("{} {}{}", n, what, n == 1 ? "" : "s");
}

std::string monthText(const SweepFacts& f, std::size_t cell) {
  return estimateOf(f.month(cell), Measure::money).text + " a month";
}

std::string labelOf(const SweepFacts& f, std::size_t cell) {
  return f.cells()[cell].label.empty() ? "the scenario" : f.cells()[cell].label;
}

/// What is judged where there are no objectives is availability.
std::string servedPath(const SweepFacts& f) {
  return f.objectives().empty() ? "availability" : "slo." + f.objectives()[0] + ".attainment";
}
std::string servedName(const SweepFacts& f) { return f.objectives().empty() ? "served" : f.objectives()[0]; }

/// Those that keep their objectives most often come first, of these the cheapest.
std::vector<std::size_t> rankingOf(const SweepFacts& f) {
  std::vector<std::size_t> order(f.cells().size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::vector<std::pair<double, double>> keys;
  for (std::size_t c = 0; c < order.size(); ++c) {
    const double share = f.judged() ? f.kept(c).share() : 0, cost = f.month(c).mean;
    keys.emplace_back(std::isnan(share) ? 1 : -share, std::isnan(cost) ? std::numeric_limits<double>::max() : cost);
  }
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return keys[a] < keys[b]; });
  return order;
}

std::string wordOn(const SweepAxis& axis, std::size_t value) {
  if (axis.numbers.empty()) return axis.texts[value];
  return fmt::format("{:.6g}{}", axis.numbers[value], axis.unit.empty() || axis.unit == "1" ? "" : " " + axis.unit);
}

std::vector<std::string> wordsOf(const SweepAxis& axis) {
  std::vector<std::string> words;
  const std::size_t values = axis.numbers.empty() ? axis.texts.size() : axis.numbers.size();
  for (std::size_t v = 0; v < values; ++v) words.push_back(wordOn(axis, v));
  return words;
}

/// The value of a cell along an axis.
Value valueOn(const SweepFacts& f, std::size_t cell, std::size_t axis) {
  const SweepAxis& a = f.table().axes[axis];
  const std::size_t value = f.cells()[cell].values[axis];
  Value v = word(wordOn(a, value));
  if (!a.numbers.empty()) v.number = a.numbers[value], v.unit = a.unit;
  return v;
}

Section sweepVerdict(const SweepFacts& f, const std::vector<std::size_t>& ranking) {
  Section s{"verdict", "Verdict", 2, {}};
  if (ranking.empty()) {
    s.blocks.emplace_back(Paragraph{"The sweep has no cell.", Tone::warning});
    return s;
  }
  const std::size_t best = ranking[0];
  const KeptRuns kept = f.kept(best);
  const std::string cost = monthText(f, best);
  if (!f.judged()) {
    s.blocks.emplace_back(
        Paragraph{fmt::format("The cheapest of {} is {}: {}. The scenario sets no objective and "
                              "promises nothing to judge them by.",
                              plural(f.cells().size(), "cell"), labelOf(f, best), cost)});
    return s;
  }
  const std::string what = f.objectives().empty() ? "the scenario's promises" : "the objectives";
  const auto best95 =
      std::find_if(ranking.begin(), ranking.end(), [&](std::size_t c) { return shownBy(f.kept(c)) == Shown::holds; });
  if (best95 != ranking.end()) {
    std::size_t cheapest = *best95;
    for (const std::size_t c : ranking)
      if (shownBy(f.kept(c)) == Shown::holds && f.month(c).mean < f.month(cheapest).mean) cheapest = c;
    const KeptRuns k = f.kept(cheapest);
    s.blocks.emplace_back(
        Paragraph{fmt::format("{} is the cheapest cell that keeps {} with a probability of 95 % or more: in {} runs "
                              "({} at 95 % confidence), {}.",
                              labelOf(f, cheapest), what, k.text().text, k.interval().text, monthText(f, cheapest)),
                  Tone::good});
    return s;
  }
  const bool undecided = shownBy(kept) == Shown::undecided;
  s.blocks.emplace_back(Paragraph{
      fmt::format("No cell shows that it keeps {} with a probability of 95 % or more. Most often does {}: in {} runs "
                  "({} at 95 % confidence), {}.{}",
                  what, labelOf(f, best), kept.text().text, kept.interval().text, cost,
                  undecided
                      ? fmt::format(" With {} it takes {} runs to show it.",
                                    kept.known == kept.kept ? "no failure" : plural(kept.known - kept.kept, "failure"),
                                    stats::replicationsFor(0.95, 0.95, kept.known - kept.kept))
                      : ""),
      undecided ? Tone::warning : Tone::bad});
  return s;
}

Section ranked(const SweepFacts& f, const std::vector<std::size_t>& ranking) {
  Section s{"cells", "Cells, best first", 2, {}};
  TableBlock t{
      "cells",
      "Those that keep their objectives most often come first, of equal ones the cheapest; ± and the bounds at "
      "95 %. A month is 730 h of hours like the mean of the run",
      {},
      {}};
  for (const SweepAxis& a : f.table().axes) t.columns.push_back({a.name, !a.numbers.empty()});
  for (const std::string& name :
       {std::string("Kept"), std::string("Bounds"), servedName(f), std::string("p99"), std::string("A month")})
    t.columns.push_back({name});
  for (std::size_t i = 0; i < std::min(ranking.size(), mostCells); ++i) {
    const std::size_t c = ranking[i];
    const KeptRuns kept = f.kept(c);
    std::vector<Value> row;
    for (std::size_t a = 0; a < f.table().axes.size(); ++a) row.push_back(valueOn(f, c, a));
    for (Value& v : std::vector<Value>{
             kept.text(), kept.interval(), estimateOf(f.mean(c, servedPath(f)), Measure::share),
             estimateOf(f.mean(c, "latency_s.p99"), Measure::seconds), estimateOf(f.month(c), Measure::money)})
      row.push_back(std::move(v));
    t.rows.push_back(std::move(row));
  }
  s.blocks.emplace_back(std::move(t));
  if (ranking.size() > mostCells)
    s.blocks.emplace_back(Paragraph{fmt::format("{} more are in the file.", ranking.size() - mostCells)});
  std::vector<std::string> names;
  for (std::size_t c = 0; c < f.cells().size(); ++c) {
    std::string name;
    for (std::size_t a = 0; a < f.table().axes.size(); ++a) name += (a ? ", " : "") + valueOn(f, c, a).text;
    names.push_back(name);
  }
  std::vector<std::size_t> all(names.size());
  std::iota(all.begin(), all.end(), std::size_t{0});
  if (auto front = frontOf(f, all, names)) s.blocks.emplace_back(std::move(*front));
  return s;
}

// ---- along the axes ------------------------------------------------------------------------------------------------

/// Every run of the cells with a value of an axis.
std::vector<double> alongAxis(const SweepFacts& f, std::size_t axis, std::size_t value, const std::string& path) {
  std::vector<double> all;
  for (std::size_t c = 0; c < f.cells().size(); ++c) {
    if (f.cells()[c].values[axis] != value) continue;
    for (const double x : f.figure(c, path)) all.push_back(x);
  }
  return all;
}

double monthAlong(const SweepFacts& f, std::size_t axis, std::size_t value) {
  std::vector<double> all;
  for (std::size_t c = 0; c < f.cells().size(); ++c)
    if (f.cells()[c].values[axis] == value)
      for (const double usd : f.perMonth(c, "cost_usd.total")) all.push_back(usd);
  return stats::meanInterval(all).mean;
}

KeptRuns keptAlong(const SweepFacts& f, std::size_t axis, std::size_t value) {
  KeptRuns sum;
  for (std::size_t c = 0; c < f.cells().size(); ++c) {
    if (f.cells()[c].values[axis] != value) continue;
    const KeptRuns kept = f.kept(c);
    sum.kept += kept.kept, sum.known += kept.known;
  }
  return sum;
}

/// At most so many of them that a page stays small, evenly; and the sentence that says so.
std::string thinned(std::vector<PlotPoint>& points) {
  const std::size_t all = points.size(), step = (all + mostPoints - 1) / mostPoints;
  if (step < 2) return {};
  for (std::size_t i = 0; i * step < all; ++i)
    if (i) points[i] = std::move(points[i * step]);
  points.resize((all + step - 1) / step);
  return fmt::format(" {} of {} points are drawn.", points.size(), all);
}

Chart lineAlong(const SweepFacts& f, std::size_t axis) {
  const SweepAxis& a = f.table().axes[axis];
  Plot p;
  p.title = "Along " + a.name;
  p.x = {a.name, a.unit == "1" ? "" : a.unit, a.numbers.empty() ? a.texts : std::vector<std::string>{}};
  p.y = {servedName(f), "%"};
  PlotSeries line{"mean", {}, 0, !a.numbers.empty()};
  const std::vector<std::string> words = wordsOf(a);
  for (std::size_t v = 0; v < words.size(); ++v) {
    const auto m = stats::meanInterval(alongAxis(f, axis, v, servedPath(f)));
    line.points.push_back({a.numbers.empty() ? static_cast<double>(v) : a.numbers[v], 100 * m.mean, std::nan(""),
                           a.name + " " + words[v] + ": " + share(m.mean).text});
  }
  const std::string left = thinned(line.points);
  p.series.push_back(std::move(line));
  return {std::move(p),
          fmt::format("{} along {}, the mean of all cells with that value.{}", servedName(f), a.name, left)};
}

Section alongPart(const SweepFacts& f, std::size_t axis) {
  const SweepAxis& a = f.table().axes[axis];
  Section s{fmt::format("axis-{}", axis + 1), a.name, 3, {}};
  TableBlock t{fmt::format("axis-{}", axis + 1),
               (a.sentence.empty() ? a.name : a.sentence) + ": all runs of the cells with each value",
               {{a.name, false}, {"Kept", true}, {servedName(f), true}, {"p99", true}, {"A month", true}},
               {}};
  const std::vector<std::string> words = wordsOf(a);
  const auto mean = [&](std::size_t v, const char* path) {
    return stats::meanInterval(alongAxis(f, axis, v, path)).mean;
  };
  for (std::size_t v = 0; v < std::min(words.size(), mostCells); ++v)
    t.rows.push_back({word(words[v]), keptAlong(f, axis, v).text(), share(mean(v, servedPath(f).c_str())),
                      seconds(mean(v, "latency_s.p99")), money(monthAlong(f, axis, v))});
  s.blocks.emplace_back(std::move(t));
  if (words.size() > 2) s.blocks.emplace_back(lineAlong(f, axis));
  return s;
}

/// The first axis of a dimension.
std::size_t axisOf(const SweepTable& t, std::size_t dimension) {
  for (std::size_t a = 0; a < t.axes.size(); ++a)
    if (t.axes[a].dimension == dimension) return a;
  return 0;
}

/// Of the cells with a value of each of two axes.
double heatAt(const SweepFacts& f, std::size_t x, std::size_t column, std::size_t y, std::size_t row, bool byKept) {
  KeptRuns kept;
  std::vector<double> served;
  for (std::size_t c = 0; c < f.cells().size(); ++c) {
    if (f.cells()[c].values[x] != column || f.cells()[c].values[y] != row) continue;
    const KeptRuns k = f.kept(c);
    kept.kept += k.kept, kept.known += k.known;
    for (const double s : f.figure(c, servedPath(f))) served.push_back(s);
  }
  return byKept ? kept.share() : stats::meanInterval(served).mean;
}

/// Of the first two dimensions; the others are summed up. Where all cells are kept as often, how well they do.
Chart heatOf(const SweepFacts& f) {
  const std::size_t x = axisOf(f.table(), 1), y = axisOf(f.table(), 0);
  std::vector<double> shares;
  for (std::size_t c = 0; c < f.cells().size(); ++c) shares.push_back(f.kept(c).share());
  const bool byKept =
      f.judged() && std::any_of(shares.begin(), shares.end(), [&](double s) { return s < shares[0] || s > shares[0]; });
  HeatMap m;
  m.xTitle = f.table().axes[x].name, m.yTitle = f.table().axes[y].name;
  m.title = fmt::format("{} by {} and {}", byKept ? "Runs that kept" : servedName(f), m.yTitle, m.xTitle);
  m.xWords = wordsOf(f.table().axes[x]), m.yWords = wordsOf(f.table().axes[y]);
  for (std::size_t row = 0; row < m.yWords.size(); ++row)
    for (std::size_t column = 0; column < m.xWords.size(); ++column) {
      const double value = heatAt(f, x, column, y, row, byKept);
      m.shade.push_back(value);
      m.texts.push_back(std::isnan(value) ? "" : share(value).text);
    }
  double least = 1, most = 0;
  for (const double v : m.shade)
    if (!std::isnan(v)) least = std::min(least, v), most = std::max(most, v);
  for (double& v : m.shade) v = most > least ? (v - least) / (most - least) : v * 0.3;
  return {std::move(m),
          fmt::format("{} by {} (across) and {} (down){}; empty: no such cell.",
                      byKept ? "Share of the runs that kept their objectives" : "Mean of " + servedName(f),
                      f.table().axes[x].name, f.table().axes[y].name,
                      f.table().shape.size() > 2 ? ", over all values of the other axes" : "")};
}

std::vector<Section> sensitivity(const SweepFacts& f) {
  std::vector<Section> all;
  const SweepTable& t = f.table();
  if (t.axes.empty() || f.cells().size() < 2) return all;
  all.push_back({"sensitivity", "What each axis does", 2, {}});
  if (t.shape.size() >= 2 && t.shape[0] <= 40 && t.shape[1] <= 40) all.back().blocks.emplace_back(heatOf(f));
  for (std::size_t a = 0; a < t.axes.size(); ++a) all.push_back(alongPart(f, a));
  return all;
}

// ---- pairs ---------------------------------------------------------------------------------------------------------

Section pairs(const SweepFacts& f, const std::vector<std::size_t>& ranking) {
  Section s{"differences", "Against the first cell", 2, {}};
  std::vector<std::vector<std::string>> objectives(1, f.objectives());
  std::vector<ComparedMeasure> measures = measuresOf(objectives);
  std::vector<Operand> operands;
  const auto operandOf = [&](std::size_t c) {
    Operand o{labelOf(f, c), {}};
    for (const ComparedMeasure& m : measures)
      o.values.push_back(f.figure(c, m.path.starts_with("slo.") ? m.path + ".attainment" : m.path));
    return o;
  };
  operands.push_back(operandOf(0));
  for (std::size_t i = 0; i < ranking.size() && operands.size() <= mostNames; ++i)
    if (ranking[i] != 0) operands.push_back(operandOf(ranking[i]));
  if (operands.size() < 2 || f.table().replicas < 2) return s;
  const ComparisonTable table = compareOperands(measures, operands);
  TableBlock t{"differences",
               fmt::format("Replication by replication under the same chance, against {}; t-intervals at 95 %, what is "
                           "told from chance decided for all of them together (Holm)",
                           operands[0].name),
               {{"Cell", false}, {"Is", false}},
               {}};
  for (const ComparedPair& pair : table.comparisons) t.rows.push_back({word(pair.name), word(verdictOf(table, pair))});
  s.blocks.emplace_back(std::move(t));
  return s;
}

// ---- the rest ------------------------------------------------------------------------------------------------------

std::vector<std::string> sweepWarnings(const SweepFacts& f, std::size_t comparisons) {
  std::vector<std::string> all;
  std::uint64_t failed = 0, broken = 0, least = std::numeric_limits<std::uint64_t>::max();
  for (const SweepFacts::Cell& c : f.cells()) {
    failed += c.failed, broken += c.broken;
    least = std::min<std::uint64_t>(least, c.wanted);
  }
  if (failed) all.push_back(fmt::format("{} of {} runs failed; their cells rest on the others.", failed, f.runs()));
  if (broken) all.push_back(fmt::format("{} runs did not keep what their scenario promises (`expect:`).", broken));
  if (f.judged() && least < stats::replicationsFor(0.95, 0.95))
    all.push_back(
        fmt::format("{} a cell: too few to state a probability of 95 % with 95 % confidence; {} without a "
                    "failure would do.",
                    plural(least, "run"), stats::replicationsFor(0.95, 0.95)));
  if (least < 2) all.emplace_back("One run a cell: no figure has an interval, and nothing is told from chance.");
  if (comparisons > 20)
    all.push_back(
        fmt::format("The best of {} cells looks better than it is: of so many one is lucky. Run it again with "
                    "another seed before it is believed.",
                    comparisons));
  return all;
}

Section sweepAssumptions(const SweepFacts& f, const std::string& file) {
  Section s{"assumptions", "Budget of runs, and how to repeat it", 2, {}};
  const SweepTable& t = f.table();
  Facts facts;
  facts.rows.push_back({"cells", "Cells", count(static_cast<double>(f.cells().size()))});
  facts.rows.push_back({"runs", "Runs", count(static_cast<double>(f.runs()))});
  facts.rows.push_back({"events", "Events simulated", count(f.events())});
  facts.rows.push_back({"seed", "Seed of all cells", word(std::to_string(t.seed))});
  facts.rows.push_back({"hash", "Hash of all that decides the runs", word(t.hash)});
  facts.rows.push_back({"version", "Made by", word("headroom " + t.version)});
  facts.rows.push_back({"file", "File", word(file)});
  s.blocks.emplace_back(std::move(facts));
  s.blocks.emplace_back(Paragraph{
      "Replication r of every cell meets the same customers and the same faults, so differences between cells are of "
      "what was varied."});
  for (const auto& [name, text] : t.texts)
    if (name == "sweep" && !text.empty()) s.blocks.emplace_back(report::Listing{"The sweep as it was written", text});
  return s;
}

}  // namespace

Section failuresPart(const SweepFacts& f) {
  Section s{"failures", "Runs that failed", 2, {}};
  const auto& failures = f.table().failures;
  if (failures.empty()) return s;
  TableBlock t{"failures",
               fmt::format("{} of {}; seed {}", plural(failures.size(), "run"), f.runs(), f.table().seed),
               {{"Cell", false}, {"Replication", true}, {"How", false}, {"Why", false}},
               {}};
  for (std::size_t i = 0; i < std::min(failures.size(), mostCells); ++i)
    t.rows.push_back({word(failures[i].cell), count(static_cast<double>(failures[i].replica)), word(failures[i].status),
                      word(failures[i].reason)});
  s.blocks.emplace_back(std::move(t));
  if (failures.size() > mostCells)
    s.blocks.emplace_back(Paragraph{fmt::format("{} more are in the file.", failures.size() - mostCells)});
  return s;
}

namespace {

struct FrontPoint {
  double cost, served, half;
};

/// (cost, served) of those than which no other is both cheaper and better, the cheapest first; equal ones once.
std::vector<std::pair<double, double>> frontIn(const std::vector<FrontPoint>& points) {
  std::vector<std::pair<double, double>> sorted, front;
  for (const FrontPoint& p : points)
    if (std::isfinite(p.cost) && std::isfinite(p.served)) sorted.emplace_back(p.cost, -p.served);
  std::sort(sorted.begin(), sorted.end());
  for (const auto& [cost, negative] : sorted)
    if (front.empty() || -negative > front.back().second) front.emplace_back(cost, -negative);
  return front;
}

}  // namespace

std::optional<Chart> frontOf(const SweepFacts& f, const std::vector<std::size_t>& cells,
                             const std::vector<std::string>& names) {
  std::vector<FrontPoint> points;
  for (const std::size_t c : cells) {
    const auto served = f.mean(c, servedPath(f));
    points.push_back({f.month(c).mean, 100 * served.mean, 100 * served.halfWidth});
  }
  PlotSeries others{"others", {}, 6, false}, front{"no other is both cheaper and better", {}, 0, true};
  const std::vector<std::pair<double, double>> best = frontIn(points);
  for (std::size_t i = 0; i < points.size(); ++i) {
    if (!std::isfinite(points[i].cost) || !std::isfinite(points[i].served)) continue;
    const bool beaten = !std::binary_search(best.begin(), best.end(), std::pair(points[i].cost, points[i].served));
    const std::string reading =
        fmt::format("{}: {}, {}", names[i], money(points[i].cost).text, share(points[i].served / 100).text);
    PlotPoint point{points[i].cost, points[i].served, points[i].half, reading};
    point.full = !beaten;
    if (points.size() <= mostNames || (!beaten && best.size() <= mostNames)) point.beside = names[i];
    (beaten ? others : front).points.push_back(std::move(point));
  }
  if (others.points.size() + front.points.size() < 2) return std::nullopt;
  std::stable_sort(front.points.begin(), front.points.end(),
                   [](const PlotPoint& a, const PlotPoint& b) { return a.x < b.x; });
  Plot p;
  p.title = "Cost against " + servedName(f);
  p.description = fmt::format("{} of {} cells are on the front.", front.points.size(), points.size());
  const std::string left = thinned(front.points) + thinned(others.points);
  p.x = {"cost a month", "USD"};
  p.y = {servedName(f), "%"};
  p.series.push_back(std::move(front));
  if (!others.points.empty()) p.series.push_back(std::move(others));
  return Chart{
      std::move(p),
      fmt::format("Cost a month (730 h like the runs) against {}, means with 95 % intervals. Filled and joined: no "
                  "other is both cheaper and better.{}",
                  servedName(f) == "served" ? "the share served" : "attainment of " + servedName(f), left)};
}

Document reportOf(const SweepFacts& f, const std::string& file) {
  Document d;
  d.kind = "sweep";
  d.title = f.table().title;
  d.subtitle = fmt::format("{}, {}; a report of a sweep", plural(f.cells().size(), "cell"), plural(f.runs(), "run"));
  d.program = "headroom " + programVersion();
  const std::vector<std::size_t> ranking = rankingOf(f);
  const auto add = [&](Section s) {
    if (!s.blocks.empty() || s.id == "sensitivity") d.sections.push_back(std::move(s));
  };
  add(sweepVerdict(f, ranking));
  if (ranking.empty()) return d;
  add(ranked(f, ranking));
  for (Section& s : sensitivity(f)) add(std::move(s));
  add(pairs(f, ranking));
  add(failuresPart(f));
  add(sweepAssumptions(f, file));
  if (std::vector<std::string> weak = sweepWarnings(f, ranking.size()); !weak.empty())
    add({"weak", "Where this is weak", 2, {Bullets{std::move(weak), Tone::warning}}});
  return d;
}

}  // namespace headroom
