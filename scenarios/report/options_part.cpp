#include "analysis/stats/many.h"
#include "analysis/stats/paired.h"
#include "scenarios/report/study_report.h"
#include "scenarios/report/sweep_report.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace headroom {
namespace {

using namespace report;

struct Option {
  std::size_t number = 0;
  const StudyOption* is = nullptr;
  std::size_t calm = 0;  // cells; of those with a zone lost the one that served least
  std::optional<std::size_t> lost;
  stats::MeanInterval month;
  KeptRuns keptCalm, keptLost;
  stats::Paired against;  // a month, of the scenario as it is
  double chance = 0;

  /// What is risked: with a zone lost, where that was run.
  const KeptRuns& risk() const { return lost ? keptLost : keptCalm; }
};

std::optional<std::size_t> worstZone(const StudyFacts& f, std::size_t option) {
  std::optional<std::size_t> worst;
  for (const std::size_t cell : f.zoneCells(option))
    if (!worst || f.sweep.mean(cell, "availability").mean < f.sweep.mean(*worst, "availability").mean) worst = cell;
  return worst;
}

std::vector<Option> optionsOf(const StudyFacts& f) {
  std::vector<Option> all;
  const auto none = f.study.loss(StudyLoss::Kind::none);
  for (std::size_t o = 0; o < f.study.options.size(); ++o) {
    const auto calm = f.study.cell(o, *none);
    if (!f.study.options[o].impossible.empty() || !calm) continue;
    Option option{o, &f.study.options[o], *calm, worstZone(f, o), {}, {}, {}, {}, 0};
    const auto month = f.sweep.perMonth(option.calm, "cost_usd.total");
    option.month = stats::meanInterval(month);
    option.keptCalm = f.sweep.kept(option.calm);
    if (option.lost) option.keptLost = f.anyZone(o);
    option.against = stats::paired(f.sweep.perMonth(*f.study.cell(0, *none), "cost_usd.total"), month);
    all.push_back(option);
  }
  std::vector<double> chances;
  for (const Option& o : all) chances.push_back(o.number ? o.against.chance : std::nan(""));
  const std::vector<double> corrected = stats::holm(chances);
  for (std::size_t i = 0; i < all.size(); ++i) all[i].chance = corrected[i];
  return all;
}

const char* riskWord(const KeptRuns& runs) {
  switch (shownBy(runs)) {
    case Shown::holds: return "low";
    case Shown::fails: return "high";
    case Shown::undecided: return "not shown";
    case Shown::unknown: break;
  }
  return "unknown";
}

/// Of those whose risk is low the cheapest; where none is, the one that is kept most often, of equal ones the cheapest.
const Option* recommended(const std::vector<Option>& options) {
  const Option* best = nullptr;
  const auto key = [](const Option& o) {
    const bool low = shownBy(o.risk()) == Shown::holds;
    const double share = o.risk().share();
    return std::tuple(!low, low || std::isnan(share) ? 0 : -share, o.month.mean);
  };
  for (const Option& o : options)
    if (o.risk().known && (!best || key(o) < key(*best))) best = &o;
  return best;
}

Value againstOf(const Option& o) {
  if (!o.number) return word("–");
  if (std::isnan(o.against.difference.mean)) return word("unknown");
  const bool none = !(std::abs(o.against.difference.mean) > 0);
  if (none || !(o.chance <= 0.05)) return {none ? "the same" : "not distinguishable", o.against.relative.mean, "1"};
  Value v = estimated(std::abs(o.against.relative.mean), o.against.relative.halfWidth, Measure::share);
  v.text += o.against.relative.mean < 0 ? " cheaper" : " dearer";
  v.number = o.against.relative.mean;
  return v;
}

std::string lossOf(const StudyFacts& f) {
  return f.study.loss(StudyLoss::Kind::one) ? "any one zone lost " + f.study.lossText : "no zone lost";
}

TableBlock riskTable(const StudyFacts& f, const std::vector<Option>& options, const Option* best) {
  TableBlock t{"options",
               fmt::format("Cost and risk under the same chance, cheapest first; kept with {}. Bounds at 95 %, of each "
                           "option by itself; risk "
                           "is low where 95 % is shown with 95 % confidence, high where it is shown not to be",
                           lossOf(f)),
               {{"Option", false},
                {"A month", true},
                {"Against as is", true},
                {"Kept", true},
                {"Bounds", true},
                {"Risk", false}},
               {}};
  for (const Option& o : options)
    t.rows.push_back({word((&o == best ? "▶ " : "") + o.is->name), estimateOf(o.month, Measure::money), againstOf(o),
                      o.risk().text(), o.risk().interval(), word(riskWord(o.risk()))});
  return t;
}

TableBlock serviceTable(const StudyFacts& f, const std::vector<Option>& options) {
  TableBlock t{"service",
               fmt::format("What users see, means over the replications, with {}: that of which least is served; "
                           "calm: without",
                           lossOf(f)),
               {{"Option", false},
                {"Kept, calm", true},
                {"Served", true},
                {"p99", true},
                {"Recovery", true},
                {"Unused, calm", true}},
               {}};
  for (const Option& o : options) {
    const std::size_t cell = o.lost.value_or(o.calm);
    t.rows.push_back({word(o.is->name), o.keptCalm.text(),
                      estimateOf(f.sweep.mean(cell, "availability"), Measure::share),
                      estimateOf(f.sweep.mean(cell, "latency_s.p99"), Measure::seconds),
                      o.lost ? recoveryOf(f.sweep, cell) : word("–"),
                      estimateOf(f.sweep.mean(o.calm, "capacity.unused_share"), Measure::share)});
  }
  return t;
}

Paragraph reasonFor(const StudyFacts& f, const Option& o) {
  const std::string cost = estimateOf(o.month, Measure::money).text + " a month";
  const std::string kept = fmt::format("kept in {} ({})", o.risk().text().text, o.risk().interval().text);
  if (shownBy(o.risk()) == Shown::holds)
    return {fmt::format("Recommended: {}, {}. It is the cheapest of which it is shown that its objectives hold with {} "
                        "with a probability of 95 % or more: {}.",
                        o.is->name, cost, lossOf(f), kept),
            Tone::good};
  return {
      fmt::format("None of them is shown to hold with {} with a probability of 95 % or more. Closest is {}, {}: {}.",
                  lossOf(f), o.is->name, cost, kept),
      Tone::warning};
}

}  // namespace

Section optionsPart(const StudyFacts& f) {
  Section s{"options", "Options", 2, {}};
  std::vector<Option> options = optionsOf(f);
  std::stable_sort(options.begin(), options.end(),
                   [](const Option& a, const Option& b) { return a.month.mean < b.month.mean; });
  const Option* best = f.sweep.judged() ? recommended(options) : nullptr;
  if (best) s.blocks.emplace_back(reasonFor(f, *best));
  s.blocks.emplace_back(riskTable(f, options, best));
  s.blocks.emplace_back(serviceTable(f, options));
  Facts what;
  for (const Option& o : options) what.rows.push_back({"option_" + o.is->name, o.is->name, word(o.is->how)});
  s.blocks.emplace_back(std::move(what));
  std::vector<std::size_t> cells;
  std::vector<std::string> names;
  for (const Option& o : options) cells.push_back(o.lost.value_or(o.calm)), names.push_back(o.is->name);
  if (auto front = frontOf(f.sweep, cells, names)) {
    front->caption += fmt::format(" With {}, that of which least is served.", lossOf(f));
    s.blocks.emplace_back(std::move(*front));
  }
  Bullets cannot;
  for (const StudyOption& o : f.study.options)
    if (!o.impossible.empty()) cannot.items.push_back(o.name + " cannot be run here: " + o.impossible);
  if (!cannot.items.empty()) s.blocks.emplace_back(std::move(cannot));
  if (f.study.scenario.options.empty())
    s.blocks.emplace_back(Paragraph{
        "These are the strategies of `headroom strategies`; what is planned (static, scale-up, chunks, predictive) is "
        "planned by a perfect forecast, which is in its favour. `options: [STAGE, …]` in the scenario names stages of "
        "its own to stand here instead."});
  return s;
}

}  // namespace headroom
