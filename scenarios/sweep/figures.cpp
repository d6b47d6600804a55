#include "scenarios/sweep/figures.h"

#include "models/simulation.h"
#include "scenarios/run/expect.h"

#include <algorithm>

namespace headroom::sweep {

std::vector<Figure> allFigures(const Summary& s, const Blueprint& b) {
  std::vector<Figure> all = s.figures;
  for (const ObjectiveFigures& o : s.slo) {
    const std::string name = "slo." + o.name + ".";
    all.push_back({name + "target", o.target});
    all.push_back({name + "attainment", o.attainment});
    all.push_back({name + "budget_spent", o.budgetSpent});
    all.push_back({name + "good", static_cast<double>(o.good), true});
    all.push_back({name + "ended", static_cast<double>(o.ended), true});
  }
  for (const FaultFigures& f : s.faults) {
    const std::string name = "faults." + f.name + ".";
    all.push_back({name + "begins_s", f.begins});
    all.push_back({name + "noticed_s", f.noticed});
    all.push_back({name + "ends_s", f.ends});
    all.push_back({name + "recovered_s", f.recovered});
  }
  all.push_back({"measured_s", (b.measureUntil - b.measureFrom).inSeconds()});
  return all;
}

/// The names are there before anything has happened.
std::vector<Figure> figuresOf(const ScenarioSpec& spec) {
  const auto blueprint = compile(spec);
  return allFigures(summaryOf(World(blueprint, 1)), *blueprint);
}

std::optional<std::string> pathOf(const std::string& metric, const std::vector<Figure>& figures) {
  std::vector<std::string> candidates{metric, figurePath(metric, "")};
  if (const auto dot = metric.find('.'); dot != std::string::npos)
    candidates.push_back(figurePath(metric.substr(dot + 1), metric.substr(0, dot)));
  for (const std::string& c : candidates)
    if (std::any_of(figures.begin(), figures.end(), [&](const Figure& f) { return f.path == c; })) return c;
  return std::nullopt;
}

}  // namespace headroom::sweep
