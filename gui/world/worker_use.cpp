// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/world/worker_use.h"

#include "gui/world/event_rows.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

namespace headroom::gui {
WorkerUse::WorkerUse(const RunData& run) : run_(&run) {
  const auto& tables = run.announcement().tables;
  const auto table = std::find_if(tables.begin(), tables.end(), [](const Table& t) { return t.name == "worker_use"; });
  if (table == tables.end()) return;
  table_ = static_cast<std::size_t>(table - tables.begin());
  static constexpr std::array<const char*, cells> names{"time", "service", "worker", "slots", "cpu", "queued"};
  for (std::size_t i = 0; i < cells; ++i) {
    const auto column =
        std::find_if(table->columns.begin(), table->columns.end(), [&](const Column& c) { return c.name == names[i]; });
    if (column == table->columns.end()) return;
    columns_[i] = static_cast<std::size_t>(column - table->columns.begin());
  }
  rows_ = run.rows(table_);
}

/// The first row that is not before it; rows come in order of time.
std::size_t WorkerUse::firstFrom(double at) const {
  std::size_t low = 0, high = rows_;
  while (low < high) {
    const std::size_t middle = low + (high - low) / 2;
    run_->cells(table_, columns_[time], middle, 1)[0] < at ? low = middle + 1 : high = middle;
  }
  return low;
}

std::map<std::pair<std::size_t, long>, OwnUse> WorkerUse::in(double begin, double end) const {
  std::map<std::pair<std::size_t, long>, OwnUse> found;
  if (silent()) return found;
  const double halfway = (end - begin) / 2;  // of rows that say they are of this bucket, whatever the last digit
  const std::size_t first = firstFrom(begin - halfway), n = firstFrom(begin + halfway) - first;
  std::array<std::vector<double>, cells> read;
  for (std::size_t i = 0; i < cells; ++i) read[i] = run_->cells(table_, columns_[i], first, n);
  for (std::size_t r = 0; r < n; ++r) {
    if (!isPlace(read[service][r]) || !isPlace(read[worker][r])) continue;
    const double load = std::isnan(read[cpu][r]) ? read[slots][r] : read[cpu][r];
    found[{static_cast<std::size_t>(read[service][r]), std::lround(read[worker][r])}] = {load, read[queued][r]};
  }
  return found;
}

}  // namespace headroom::gui
