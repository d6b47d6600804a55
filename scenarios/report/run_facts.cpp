#include "scenarios/report/run_facts.h"

#include "analysis/text/escape.h"
#include "scenarios/info/run_info.h"
#include "scenarios/load.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <sstream>

namespace headroom {
namespace {

using Json = nlohmann::ordered_json;

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

/// Names of services hold no dots.
const Json* placeOf(const Json& root, const std::string& path) {
  const Json* at = &root;
  for (std::size_t begin = 0; begin <= path.size();) {
    const std::size_t end = std::min(path.find('.', begin), path.size());
    if (!at->is_object()) return nullptr;
    const auto found = at->find(path.substr(begin, end - begin));
    if (found == at->end()) return nullptr;
    at = &*found;
    begin = end + 1;
  }
  return at;
}

}  // namespace

double RunFacts::figure(const std::string& path) const {
  const Json* at = placeOf(summary, path);
  return at && at->is_number() ? at->get<double>() : unknown;
}

std::string RunFacts::text(const std::string& path) const {
  const Json* at = placeOf(summary, path);
  return at && at->is_string() ? at->get<std::string>() : std::string();
}

bool RunFacts::few(const std::string& path) const {
  const Json* all = placeOf(summary, "few_values");
  return all && all->is_array() && std::find(all->begin(), all->end(), Json(path)) != all->end();
}

std::size_t RunFacts::entry() const {
  const std::string name = text("entry");
  for (std::size_t s = 0; s < history.services.size(); ++s)
    if (history.services[s].name == name) return s;
  return 0;
}

std::vector<std::string> RunFacts::zones() const {
  std::vector<std::string> all = history.zones;
  std::erase(all, "regional");
  return all;
}

double RunFacts::peakOf(std::size_t s) const {
  const std::vector<double>& demand = series.services[s].demand;
  double at = unknown, most = 0;
  for (std::size_t i = 0; i < demand.size(); ++i)
    if (demand[i] > most) most = demand[i], at = series.edges[i];
  return at;
}

RunFacts factsOf(const Trace& trace, const std::string& file) {
  RunFacts facts{trace, file, why::historyOf(trace), Json::parse(trace.summaryJson(), nullptr, false), {}, {}, {}, {}};
  if (!facts.summary.is_object()) facts.summary = Json::object();
  LoadOptions options;
  options.asItStands = true;
  Loaded loaded = loadText(trace.text("resolved"), "scenario.yaml", options);
  if (loaded.ok()) facts.spec = std::move(*loaded.spec);
  facts.series = measures::runSeriesOf(trace);
  facts.measures = measures::measuresOf(facts.series, factsOf(trace));
  for (std::size_t s = 0; s < facts.series.services.size(); ++s) {
    const double added = facts.figure(facts.of(s) + "cost_usd.minimum");
    const optimum::Billing billing =
        facts.spec ? billingOf(*facts.spec, facts.series.services[s].name, added) : optimum::Billing{};
    facts.regrets.push_back(optimum::regretOf(facts.series, s, facts.measures.services[s].rated, billing));
  }
  return facts;
}

double numberIn(const Json& row, const char* key) {
  const auto at = row.find(key);
  return at != row.end() && at->is_number() ? at->get<double>() : unknown;
}

std::string wordIn(const Json& row, const char* key) {
  const auto at = row.find(key);
  return at != row.end() && at->is_string() ? at->get<std::string>() : std::string();
}

bool flagIn(const Json& row, const char* key) {
  const auto at = row.find(key);
  return at != row.end() && at->is_boolean() && at->get<bool>();
}

std::vector<Json> rowsIn(const RunFacts& f, const char* key) {
  std::vector<Json> rows;
  const auto list = f.summary.find(key);
  if (list == f.summary.end() || !list->is_array()) return rows;
  for (const Json& row : *list)
    if (row.is_object()) rows.push_back(row);
  return rows;
}

std::string commandFor(const RunFacts& f, const std::string& verb, const std::vector<std::string>& more) {
  std::string line = "headroom " + verb;
  const std::string source = f.trace.text("source"), stage = f.trace.text("stage");
  const bool other = verb == "run" && f.trace.replica() > 0;  // only its trace says which replication it was
  if (source.empty() || source == "-" || other) {
    line += verb == "run" ? " --from " + shellWord(f.file) : " SCENARIO";  // it came from a pipe
  } else {
    line += " " + shellWord(source);
    if (!stage.empty()) line += " --stage " + shellWord(stage);
    std::istringstream sets(f.trace.text("sets"));
    for (std::string set; std::getline(sets, set);) line += " --set " + shellWord(set);
  }
  for (const std::string& word : more) line += " " + shellWord(word);
  return line;
}

}  // namespace headroom
