#include "scenarios/batch/run_queue.h"

#include "analysis/stats/mean.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace headroom::batch {

void RunQueue::Sum::add(double x) {
  if (std::isnan(x)) return;
  ++n;
  const double before = x - mean;
  mean += before / n;
  squares += before * (x - mean);
}

RunQueue::RunQueue(const sweep::Design& design, std::function<bool(RunId)> mine)
    : rule_(design.replication), mine_(std::move(mine)), cells_(design.cells.size()) {
  open_ = cells();
  for (std::uint32_t c = 0; c < cells(); ++c) {
    Cell& cell = cells_[c];
    cell.runs.assign(rule_.max, State::open);
    for (std::uint32_t r = 0; r < rule_.max; ++r)
      if (!mine_({c, r})) cell.runs[r] = State::ended;
    cell.watched.resize(rule_.fixed() ? 0 : rule_.max);
    cell.needed = rule_.min;
    cell.sums.resize(rule_.figures.size());
    advance(cell);
  }
}

std::vector<double> RunQueue::watchedOf(const RunRecord& record) const {
  std::vector<double> values;
  if (!record.sound()) return values;
  for (const std::string& f : rule_.figures) {
    const auto it = std::find(record.names->begin(), record.names->end(), f);
    values.push_back(it == record.names->end() ? std::numeric_limits<double>::quiet_NaN()
                                               : record.values[static_cast<std::size_t>(it - record.names->begin())]);
  }
  return values;
}

void RunQueue::done(const RunRecord& record) {
  Cell& cell = cells_[record.id.cell];
  if (!rule_.fixed()) cell.watched[record.id.replica] = watchedOf(record);
  cell.runs[record.id.replica] = State::ended;
  advance(cell);
}

void RunQueue::again(RunId id) {
  cells_[id.cell].runs[id.replica] = State::open;
  untouched_ = std::min(untouched_, id.cell);
}

/// The rule is asked at every replica in turn, so that it stops at the same one whatever else has ended already.
void RunQueue::advance(Cell& cell) {
  while (!cell.over && cell.prefix < rule_.max && cell.runs[cell.prefix] == State::ended) {
    if (!rule_.fixed() && !cell.watched[cell.prefix].empty())
      for (std::size_t i = 0; i < cell.sums.size(); ++i) cell.sums[i].add(cell.watched[cell.prefix][i]);
    ++cell.prefix;
    if (cell.prefix < rule_.min) continue;
    cell.over = cell.prefix == rule_.max || (!rule_.fixed() && reached(cell));
    cell.needed = cell.over ? cell.prefix : cell.prefix + 1;
    if (cell.over) --open_;
  }
}

/// Half-width at most γ/(1 + γ) of the mean: then the mean is within γ of the truth, at the interval's level (Law,
/// Simulation Modeling and Analysis, 9.4.1).
bool RunQueue::reached(const Cell& cell) const {
  const double share = rule_.precision / (1 + rule_.precision);
  return std::all_of(cell.sums.begin(), cell.sums.end(), [share](const Sum& s) {
    if (s.n < 2) return false;
    const double freedom = static_cast<double>(s.n) - 1;
    const double halfWidth = stats::studentQuantile(0.975, freedom) * std::sqrt(s.squares / freedom / s.n);
    return halfWidth <= share * std::abs(s.mean);
  });
}

std::optional<RunId> RunQueue::firstOpen(std::uint32_t c, std::uint32_t until) const {
  const Cell& cell = cells_[c];
  if (cell.over) return std::nullopt;
  for (std::uint32_t r = cell.prefix; r < until; ++r)
    if (cell.runs[r] == State::open) return RunId{c, r};
  return std::nullopt;
}

std::optional<RunId> RunQueue::begin(std::optional<RunId> id) {
  if (id) cells_[id->cell].runs[id->replica] = State::begun;
  return id;
}

std::optional<RunId> RunQueue::next(std::optional<std::uint32_t> lastCell) {
  if (lastCell)
    if (const auto id = firstOpen(*lastCell, cells_[*lastCell].needed)) return begin(id);
  const auto begunIn = [](const Cell& c) {
    return std::any_of(c.runs.begin() + c.prefix, c.runs.begin() + c.needed, [](State s) { return s == State::begun; });
  };
  // A cell that nobody works at, so that each is compiled once; then help with another.
  for (const bool help : {false, true})
    for (std::uint32_t c = help ? 0 : untouched_; c < cells(); ++c) {
      const auto id = firstOpen(c, cells_[c].needed);
      if (!id) {
        if (c == untouched_ && !help) ++untouched_;
        continue;
      }
      if (help || !begunIn(cells_[c])) return begin(id);
    }
  // Nothing is known to be wanted: what may come to be.
  if (!rule_.fixed())
    for (std::uint32_t c = 0; c < cells(); ++c)
      if (const auto id = firstOpen(c, rule_.max)) return begin(id);
  return std::nullopt;
}

std::optional<std::uint32_t> RunQueue::replicas(std::uint32_t cell) const {
  return cells_[cell].over ? std::optional(cells_[cell].prefix) : std::nullopt;
}

std::uint64_t RunQueue::wanted() const {
  std::uint64_t n = 0;
  for (std::uint32_t c = 0; c < cells(); ++c)
    for (std::uint32_t r = 0; r < cells_[c].needed; ++r) n += mine_({c, r});
  return n;
}

std::uint64_t RunQueue::possible() const {
  std::uint64_t n = 0;
  for (const Cell& c : cells_)
    if (!c.over) n += static_cast<std::uint64_t>(std::count(c.runs.begin(), c.runs.end(), State::open));
  return std::max<std::uint64_t>(n, 1);
}

std::uint64_t RunQueue::ended() const {
  std::uint64_t n = 0;
  for (std::uint32_t c = 0; c < cells(); ++c)
    for (std::uint32_t r = 0; r < cells_[c].needed; ++r) n += mine_({c, r}) && cells_[c].runs[r] == State::ended;
  return n;
}

}  // namespace headroom::batch
