#include "scenarios/report/run_facts.h"

#include "analysis/figure/trace_lines.h"
#include "analysis/text/escape.h"
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

std::vector<double> valuesOf(const Trace& trace, const std::string& asked) {
  const AskedLines found = linesOf(trace, asked, 0, std::numeric_limits<double>::infinity());
  return found.lines.size() == 1 ? found.lines[0].value : std::vector<double>();
}

std::size_t greatest(const std::vector<double>& values) {
  std::size_t at = values.size();
  for (std::size_t i = 0; i < values.size(); ++i)
    if (!std::isnan(values[i]) && (at == values.size() || values[i] > values[at])) at = i;
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

std::optional<PeakHeadroom> RunFacts::headroom(std::size_t s) const {
  const std::string name = serviceName(s);
  const std::vector<double> demand = valuesOf(trace, "demand[" + name + "]");
  const std::vector<double> supply = valuesOf(trace, "supply[" + name + "]");
  const std::size_t peak = greatest(demand);
  if (peak >= supply.size() || std::isnan(supply[peak]) || demand[peak] <= 0) return std::nullopt;
  PeakHeadroom h;
  h.at = trace.bounds(peak, 1).at(0);
  h.demand = demand[peak], h.supply = supply[peak];
  h.worker = figure(of(s) + "capacity.rated_rps");
  std::vector<double> workers;
  double all = 0;
  for (const std::string& zone : zones()) {
    const std::vector<double> there = valuesOf(trace, "workers_in_service[" + name + ";" + zone + "]");
    workers.push_back(peak < there.size() && !std::isnan(there[peak]) ? there[peak] : 0);
    all += workers.back();
  }
  std::sort(workers.rbegin(), workers.rend());
  h.left.push_back(h.supply);
  double gone = 0;
  for (std::size_t lost = 0; lost < 2 && lost < workers.size() && all > 0; ++lost) {
    gone += workers[lost];
    h.left.push_back(h.supply * std::max(0.0, all - gone) / all);
  }
  return h;
}

RunFacts factsOf(const Trace& trace, const std::string& file) {
  RunFacts facts{trace, file, why::historyOf(trace), Json::parse(trace.summaryJson(), nullptr, false), {}};
  if (!facts.summary.is_object()) facts.summary = Json::object();
  LoadOptions options;
  options.asItStands = true;
  Loaded loaded = loadText(trace.text("resolved"), "scenario.yaml", options);
  if (loaded.ok()) facts.spec = std::move(*loaded.spec);
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
  if (source.empty() || source == "-") {
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
