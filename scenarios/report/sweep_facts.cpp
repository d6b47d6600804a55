#include "scenarios/report/sweep_facts.h"

#include "analysis/measures/money.h"
#include "analysis/stats/binomial.h"
#include "scenarios/quote.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace headroom {
namespace {

constexpr double notKnown = std::numeric_limits<double>::quiet_NaN();
constexpr double statedAt = 0.95, chanceWanted = 0.95;  // of what is stated, and of the chance it is stated about

/// "slo.NAME.attainment" → NAME; empty: it is another figure.
std::string objectiveOf(const std::string& path) {
  const std::string head = "slo.", tail = ".attainment";
  if (!path.starts_with(head) || !path.ends_with(tail)) return {};
  return path.substr(head.size(), path.size() - head.size() - tail.size());
}

}  // namespace

// ---- how often -----------------------------------------------------------------------------------------------------

double KeptRuns::share() const { return known ? static_cast<double>(kept) / static_cast<double>(known) : notKnown; }
double KeptRuns::lower() const { return known ? stats::binomialInterval(kept, known, statedAt).lower : notKnown; }
double KeptRuns::upper() const { return known ? stats::binomialInterval(kept, known, statedAt).upper : notKnown; }

report::Value KeptRuns::text() const {
  return {known ? fmt::format("{} of {}", kept, known) : "unknown", share(), "1"};
}

report::Value KeptRuns::interval() const {
  if (!known) return report::word("unknown");
  return report::word(fmt::format("{:.1f} to {:.1f} %", 100 * lower(), 100 * upper()));
}

Shown shownBy(const KeptRuns& runs) {
  if (!runs.known) return Shown::unknown;
  if (stats::lowerBound(runs.kept, runs.known, statedAt) >= chanceWanted) return Shown::holds;
  return stats::upperBound(runs.kept, runs.known, statedAt) < chanceWanted ? Shown::fails : Shown::undecided;
}

KeptRuns keptOf(const std::vector<double>& runs) {
  KeptRuns kept;
  for (const double run : runs) {
    if (std::isnan(run)) continue;
    ++kept.known;
    kept.kept += run > 0;
  }
  return kept;
}

report::Value estimateOf(const stats::MeanInterval& m, report::Measure measure) {
  return report::estimated(m.mean, m.n > 1 ? m.halfWidth : notKnown, measure);
}

// ---- the sweep -----------------------------------------------------------------------------------------------------

SweepFacts::SweepFacts(const SweepTable& table) : table_(table) {
  for (std::size_t f = 0; f < table.figures.size(); ++f) {
    values_.emplace_back(table.runs(), notKnown);
    table.fill(f, values_.back());
    if (const std::string name = objectiveOf(table.figures[f]); !name.empty()) objectives_.push_back(name);
  }
  addCells();
}

/// A cell that was left out has no run.
void SweepFacts::addCells() {
  const auto is = [&](std::size_t run, const char* word) { return table_.statusWords[table_.status[run]] == word; };
  const std::size_t grid = table_.replicas ? table_.runs() / table_.replicas : 0;
  for (std::size_t index = 0; index < grid; ++index) {
    const std::size_t first = index * table_.replicas;
    if (is(first, "left_out")) continue;
    Cell cell;
    cell.index = index;
    for (const SweepAxis& axis : table_.axes) {
      std::size_t rest = index;
      for (std::size_t d = table_.shape.size(); --d > axis.dimension;) rest /= table_.shape[d];
      cell.values.push_back(rest % table_.shape[axis.dimension]);
      const std::size_t value = cell.values.back();
      cell.label += (cell.label.empty() ? "" : ", ") + axis.name + "=" +
                    quoteForMessage(axis.numbers.empty() ? axis.texts[value] : fmt::format("{}", axis.numbers[value]));
    }
    for (std::size_t r = 0; r < table_.replicas; ++r) {
      if (is(first + r, "not_needed")) continue;
      ++cell.wanted;
      cell.failed += !is(first + r, "done");
      cell.broken += table_.promises[first + r] == 0;
    }
    cells_.push_back(std::move(cell));
  }
}

bool SweepFacts::has(const std::string& path) const {
  return std::find(table_.figures.begin(), table_.figures.end(), path) != table_.figures.end();
}

std::vector<double> SweepFacts::figure(std::size_t cell, const std::string& path) const {
  const auto at = std::find(table_.figures.begin(), table_.figures.end(), path);
  if (at == table_.figures.end()) return std::vector<double>(table_.replicas, notKnown);
  const auto& all = values_[static_cast<std::size_t>(at - table_.figures.begin())];
  const auto first = all.begin() + static_cast<std::ptrdiff_t>(cells_[cell].index * table_.replicas);
  return {first, first + static_cast<std::ptrdiff_t>(table_.replicas)};
}

stats::MeanInterval SweepFacts::mean(std::size_t cell, const std::string& path) const {
  return stats::meanInterval(figure(cell, path));
}

std::vector<double> SweepFacts::perMonth(std::size_t cell, const std::string& path) const {
  std::vector<double> money = figure(cell, path);
  const std::vector<double> seconds = figure(cell, "measured_s");
  for (std::size_t r = 0; r < money.size(); ++r) money[r] *= measures::hoursOfMonth * 3600 / seconds[r];
  return money;
}

stats::MeanInterval SweepFacts::month(std::size_t cell) const {
  return stats::meanInterval(perMonth(cell, "cost_usd.total"));
}

std::vector<double> SweepFacts::keptRuns(std::size_t cell) const {
  std::vector<double> kept(table_.replicas, notKnown);
  if (objectives_.empty()) {
    for (std::size_t r = 0; r < kept.size(); ++r)
      if (const auto p = table_.promises[cells_[cell].index * table_.replicas + r]; p <= 1) kept[r] = p;
    return kept;
  }
  const std::vector<double> least = margins(cell);
  for (std::size_t r = 0; r < kept.size(); ++r)
    if (!std::isnan(least[r])) kept[r] = least[r] >= 0;
  return kept;
}

KeptRuns SweepFacts::kept(std::size_t cell) const { return keptOf(keptRuns(cell)); }

std::vector<double> SweepFacts::margins(std::size_t cell) const {
  if (objectives_.empty()) return figure(cell, "availability");
  std::vector<double> least(table_.replicas, notKnown);
  for (const std::string& name : objectives_) {
    const auto attained = figure(cell, "slo." + name + ".attainment"), target = figure(cell, "slo." + name + ".target");
    for (std::size_t r = 0; r < least.size(); ++r)
      if (const double margin = attained[r] - target[r]; !std::isnan(margin) && !(margin >= least[r]))
        least[r] = margin;
  }
  return least;
}

bool SweepFacts::judged() const {
  for (std::size_t c = 0; c < cells_.size(); ++c)
    if (kept(c).known) return true;
  return false;
}

std::uint64_t SweepFacts::runs() const {
  std::uint64_t n = 0;
  for (const Cell& c : cells_) n += c.wanted;
  return n;
}

double SweepFacts::events() const {
  double sum = 0;
  for (const double e : table_.events)
    if (!std::isnan(e)) sum += e;
  return sum;
}

}  // namespace headroom
