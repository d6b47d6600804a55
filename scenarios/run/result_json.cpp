#include "scenarios/run/result_json.h"

#include "scenarios/json_text.h"
#include "scenarios/run/few_values.h"

#include <cmath>

#include <nlohmann/json.hpp>

namespace headroom {
namespace {

using Json = nlohmann::ordered_json;

/// The place of "services.web.calls.offered" in a tree.
Json& placeOf(Json& root, const std::string& path) {
  Json* at = &root;
  for (std::size_t begin = 0;;) {
    const std::size_t end = path.find('.', begin);
    at = &(*at)[path.substr(begin, end - begin)];
    if (end == std::string::npos) return *at;
    begin = end + 1;
  }
}

Json head(const RunTitle& title, const std::string& fingerprint) {
  return {{"schema", 1},        {"scenario", title.scenario}, {"version", programVersion()},
          {"seed", title.seed}, {"fingerprint", fingerprint}, {"simulated_s", title.simulatedSeconds}};
}

Json nullable(const std::string& name) { return name.empty() ? Json(nullptr) : Json(name); }

Json changesOf(const std::vector<ChangeFigures>& changes) {
  Json all = Json::array();
  for (const ChangeFigures& c : changes) all.push_back({{"name", c.name}, {"at_s", c.at}, {"set", c.set}});
  return all;
}

void addObjectivesAndFaults(Json& json, const Summary& summary) {
  json["slo"] = Json::array();
  for (const ObjectiveFigures& o : summary.slo)
    json["slo"].push_back({{"name", o.name},
                           {"service", nullable(o.service)},
                           {"target", o.target},
                           {"attainment", jsonNumber(o.attainment)},
                           {"budget_spent", jsonNumber(o.budgetSpent)},
                           {"good", o.good},
                           {"ended", o.ended}});
  json["faults"] = Json::array();
  for (const FaultFigures& f : summary.faults)
    json["faults"].push_back({{"name", f.name},
                              {"begins_s", jsonNumber(f.begins)},
                              {"noticed_s", jsonNumber(f.noticed)},
                              {"ends_s", jsonNumber(f.ends)},
                              {"recovered_s", jsonNumber(f.recovered)}});
  json["changes"] = changesOf(summary.changes);
}

Json estimate(const Estimate& e, double level) {
  return {{"value", jsonNumber(e.value)}, {"half_width", jsonNumber(e.halfWidth)}, {"level", level}, {"n", e.n}};
}

void addObjectivesAndFaults(Json& json, const ReplicaResult& result) {
  const auto leaf = [&](const Estimate& e) { return estimate(e, result.level); };
  json["slo"] = Json::array();
  for (const ObjectiveEstimate& o : result.slo)
    json["slo"].push_back({{"name", o.name},
                           {"service", nullable(o.service)},
                           {"target", o.target},
                           {"attainment", leaf(o.attainment)},
                           {"budget_spent", leaf(o.budgetSpent)},
                           {"good", leaf(o.good)},
                           {"ended", leaf(o.ended)}});
  json["faults"] = Json::array();
  for (const FaultEstimate& f : result.faults)
    json["faults"].push_back({{"name", f.name},
                              {"begins_s", leaf(f.begins)},
                              {"noticed_s", leaf(f.noticed)},
                              {"ends_s", leaf(f.ends)},
                              {"recovered_s", leaf(f.recovered)}});
  json["changes"] = changesOf(result.changes);
}

void addPromises(Json& json, const std::vector<Verdict>& verdicts) {
  json["expect"] = Json::array();
  for (const Verdict& v : verdicts)
    json["expect"].push_back({{"metric", v.metric},
                              {"over", nullable(v.over)},
                              {"wanted", v.wanted},
                              {"got", jsonNumber(v.got)},
                              {"met", v.met}});
}

}  // namespace

std::string programVersion() { return HEADROOM_VERSION; }

std::string jsonOf(const RunTitle& title, const RunResult& result, const std::vector<Verdict>& verdicts, bool machine) {
  Json json = head(title, result.fingerprint);
  if (machine) json["wall_s"] = result.wallSeconds;
  json["events"] = result.events;
  if (result.interrupted) json["interrupted"] = true;
  json["entry"] = result.summary.entry;
  for (const Figure& f : result.summary.figures)
    placeOf(json, f.path) =
        f.whole && std::isfinite(f.value) ? Json(static_cast<std::int64_t>(f.value)) : jsonNumber(f.value);
  for (const NamedWord& w : result.summary.words) placeOf(json, w.path) = w.word;
  json["few_values"] = fewValues(result.summary);
  addObjectivesAndFaults(json, result.summary);
  addPromises(json, verdicts);
  return jsonText(json);
}

std::string jsonOf(const RunTitle& title, const ReplicaResult& result, const std::vector<Verdict>& verdicts,
                   bool machine) {
  Json json = head(title, result.fingerprint);
  json["replicas"] = result.replicas;
  if (machine) json["wall_s"] = result.wallSeconds;
  json["events"] = result.events;
  if (result.interrupted) json["interrupted"] = true;
  json["entry"] = result.entry;
  for (const Estimate& e : result.figures) placeOf(json, e.path) = estimate(e, result.level);
  for (const NamedWord& w : result.words) placeOf(json, w.path) = w.word;
  addObjectivesAndFaults(json, result);
  addPromises(json, verdicts);
  return jsonText(json);
}

}  // namespace headroom
