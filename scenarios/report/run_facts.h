/// What a report of one run is made of: its trace, its summary, its history, its scenario.
///
/// Numbers of the summary are asked for by the names of docs/definitions.md 11; one that is not there is NaN. Throws
/// Failure for a trace without tables of the control plane. A run that has not ended has no summary.
#pragma once

#include "analysis/measures/measured.h"
#include "analysis/optimum/regret.h"
#include "analysis/trace/trace.h"
#include "models/scenario_spec.h"
#include "scenarios/explain/history.h"

#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

namespace headroom {

struct RunFacts {
  const Trace& trace;
  std::string file;  // as it was named
  why::History history;
  nlohmann::ordered_json summary;
  std::optional<ScenarioSpec> spec;  // nothing: this program cannot read it
  measures::RunSeries series;
  measures::Measures measures;           // of the whole run, by analysis/measures
  std::vector<optimum::Regret> regrets;  // of each service

  double figure(const std::string& path) const;
  std::string text(const std::string& path) const;
  bool few(const std::string& path) const;
  bool ended() const { return summary.is_object() && summary.contains("requests"); }
  std::string serviceName(std::size_t s) const { return history.services[s].name; }
  /// "services.web."
  std::string of(std::size_t s) const { return "services." + serviceName(s) + "."; }
  std::size_t entry() const;
  std::vector<std::string> zones() const;  // without `regional`
  /// When the bucket of a service's greatest demand began [s]; NaN: there was none.
  double peakOf(std::size_t service) const;
  double duration() const { return history.end; }
};

RunFacts factsOf(const Trace&, const std::string& file);

/// Of a row of the summary. NaN, empty, false: it is not there, or is something else: a trace may come from anywhere.
double numberIn(const nlohmann::ordered_json& row, const char* key);
std::string wordIn(const nlohmann::ordered_json& row, const char* key);
bool flagIn(const nlohmann::ordered_json& row, const char* key);
/// A list of objects of the summary: "slo", "faults", "expect"; whatever else stands in it is left out.
std::vector<nlohmann::ordered_json> rowsIn(const RunFacts&, const char* key);

/// The command that runs it again, with further words: "headroom run az-outage --seed 1".
std::string commandFor(const RunFacts&, const std::string& verb, const std::vector<std::string>& more = {});

}  // namespace headroom
