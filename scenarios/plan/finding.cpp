#include "scenarios/plan/finding.h"

#include <algorithm>
#include <cmath>

namespace headroom::plan {
namespace {

bool isWorse(const Constraint& c, double a, double b) { return c.least ? a < b : a > b; }

}  // namespace

Finding findingOf(const Task& task, const Days& days, const Fleet& fleet,
                  const std::vector<std::uint32_t>& replications) {
  Finding f;
  f.workers = fleet.workers;
  f.days = static_cast<std::uint32_t>(replications.size());
  for (const std::uint32_t r : replications) f.broken += days.of(fleet, r).kept() ? 0 : 1;
  const auto breakOf = [&](std::size_t c, std::size_t z) {
    Break b{c, z < task.zones.size() ? task.zones[z] : std::string(), 0, std::nan(""), std::nan("")};
    double sum = 0, known = 0;
    for (const std::uint32_t r : replications) {
      const Outcome& o = days.of(fleet, r).runs[z].constraints[c];
      if (o.met) continue;
      ++b.days;
      if (std::isnan(o.got)) continue;
      sum += o.got;
      ++known;
      if (std::isnan(b.worst) || isWorse(task.constraints[c], o.got, b.worst)) b.worst = o.got;
    }
    if (known > 0) b.mean = sum / known;
    return b;
  };
  for (std::size_t c = 0; c < task.constraints.size(); ++c)
    for (std::size_t z = 0; z <= task.zones.size(); ++z)
      if (const Break b = breakOf(c, z); b.days) f.breaks.push_back(b);
  std::stable_sort(f.breaks.begin(), f.breaks.end(), [](const Break& x, const Break& y) { return x.days > y.days; });
  return f;
}

}  // namespace headroom::plan
