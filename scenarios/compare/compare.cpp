#include "scenarios/compare/compare.h"

#include "analysis/stats/many.h"
#include "sim/histogram.h"
#include "sim/issue.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include <nlohmann/json.hpp>

namespace headroom {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();
const std::string objectivePrefix = "slo.";

nlohmann::json parsed(const std::string& summaryJson) {
  nlohmann::json json = nlohmann::json::parse(summaryJson, nullptr, false);
  if (!json.is_object()) throw Failure("the run has not ended: there is no summary to compare");
  return json;
}

double numberAt(const nlohmann::json& root, const std::string& path) {
  const nlohmann::json* at = &root;
  for (std::size_t begin = 0; begin <= path.size();) {
    const std::size_t end = std::min(path.find('.', begin), path.size());
    const std::string key = path.substr(begin, end - begin);
    if (!at->is_object() || !at->contains(key)) return nan;
    at = &(*at)[key];
    begin = end + 1;
  }
  return at->is_number() ? at->get<double>() : nan;
}

double attainmentIn(const nlohmann::json& root, const std::string& objective) {
  if (!root.contains("slo") || !root["slo"].is_array()) return nan;
  for (const nlohmann::json& o : root["slo"])
    if (o.is_object() && o.value("name", "") == objective) return numberAt(o, "attainment");
  return nan;
}

/// Quantiles come in steps: replications may agree on a difference that is the step's.
double stepOf(const ComparedMeasure& m, const MeasuredDifference& d) {
  const bool quantile = m.path.starts_with("latency_s.p");
  return quantile ? Histogram::relativeError * (std::abs(d.base.mean) + std::abs(d.other.mean)) : 0;
}

}  // namespace

std::vector<ComparedMeasure> measuresOf(const std::vector<std::vector<std::string>>& objectivesOfEach) {
  std::vector<ComparedMeasure> all{{"cost_usd.total", "cost", "cheaper", "dearer", false},
                                   {"availability", "availability", "less available", "more available", true},
                                   {"latency_s.p50", "p50", "faster at p50", "slower at p50", false},
                                   {"latency_s.p99", "p99", "faster at p99", "slower at p99", false},
                                   {"workers.mean", "workers", "smaller", "larger", false},
                                   {"capacity.unused_share", "unused", "less unused", "more unused", true},
                                   {"capacity.unmet_share", "unmet", "less unmet", "more unmet", true}};
  if (objectivesOfEach.empty()) return all;
  for (const std::string& name : objectivesOfEach[0])
    if (std::all_of(objectivesOfEach.begin(), objectivesOfEach.end(), [&](const std::vector<std::string>& names) {
          return std::find(names.begin(), names.end(), name) != names.end();
        }))
      all.push_back({objectivePrefix + name, name, "less often " + name, "more often " + name, true});
  return all;
}

double valueOf(const ComparedMeasure& m, const Summary& summary) {
  if (!m.path.starts_with(objectivePrefix)) return summary[m.path];
  for (const ObjectiveFigures& o : summary.slo)
    if (o.name == m.name) return o.attainment;
  return nan;
}

std::vector<double> valuesOf(const std::vector<ComparedMeasure>& measures, const std::string& summaryJson) {
  const nlohmann::json json = parsed(summaryJson);
  std::vector<double> values;
  for (const ComparedMeasure& m : measures)
    values.push_back(m.path.starts_with(objectivePrefix) ? attainmentIn(json, m.name) : numberAt(json, m.path));
  return values;
}

std::vector<std::string> objectivesIn(const std::string& summaryJson) {
  const nlohmann::json json = parsed(summaryJson);
  std::vector<std::string> names;
  if (json.contains("slo") && json["slo"].is_array())
    for (const nlohmann::json& o : json["slo"])
      if (o.is_object()) names.push_back(o.value("name", ""));
  return names;
}

ComparisonTable compareOperands(std::vector<ComparedMeasure> measures, const std::vector<Operand>& operands,
                                double level) {
  ComparisonTable table{level, operands[0].name, 0, std::move(measures), {}};
  std::vector<double> chances;
  for (std::size_t i = 1; i < operands.size(); ++i) {
    ComparedPair c{operands[i].name, {}};
    for (std::size_t m = 0; m < table.measures.size(); ++m) {
      const std::vector<double>&a = operands[0].values[m], &b = operands[i].values[m];
      table.replications = a.size();
      c.measures.push_back({stats::meanInterval(a, level), stats::meanInterval(b, level), stats::paired(a, b, level)});
      chances.push_back(c.measures.back().paired.chance);
    }
    table.comparisons.push_back(std::move(c));
  }
  const std::vector<double> corrected = stats::holm(chances);
  std::size_t next = 0;
  for (ComparedPair& c : table.comparisons)
    for (std::size_t m = 0; m < c.measures.size(); ++m) {
      MeasuredDifference& d = c.measures[m];
      d.chance = corrected[next++];
      d.told = d.chance <= 1 - level && std::abs(d.paired.difference.mean) > stepOf(table.measures[m], d);
    }
  return table;
}

}  // namespace headroom
