#include "scenarios/json_text.h"
#include "scenarios/run/result_json.h"
#include "scenarios/strategies/strategies.h"
#include "scenarios/units.h"

#include <cmath>

#include <fmt/format.h>

namespace headroom {
namespace {

using Json = nlohmann::ordered_json;

std::string percent(double x) { return std::isfinite(x) ? fmt::format("{:.2f} %", x * 100) : "unknown"; }

double attainmentOf(const RunResult& r) {
  return r.summary.slo.empty() ? std::nan("") : r.summary.slo.front().attainment;
}

double during(const RunResult& r, const char* figure) {
  return r.summary[std::string("over.") + zoneLossName + "." + figure];
}

const FaultFigures* lossOf(const RunResult& r) {
  for (const FaultFigures& f : r.summary.faults)
    if (f.name == zoneLossName) return &f;
  return nullptr;
}

std::string recovery(const RunResult& r) {
  const FaultFigures* f = lossOf(r);
  if (!f || r.summary.slo.empty()) return "unknown";
  return std::isnan(f->recovered) ? "never" : fmt::format("{:.0f} min", f->recovered / 60);
}

std::string row(const StrategyResult& r) {
  if (!r.impossible.empty()) return fmt::format("  {:<11} not possible: {}\n", r.name, r.impossible);
  const Summary& s = r.calm.summary;
  return fmt::format("  {:<11} {:>9.2f} {:>9} {:>9} {:>9} {:>7.2f} {:>5.0f}   {:>9} {:>9}\n", r.name,
                     s["cost_usd.total"], percent(s["capacity.unused_share"]), percent(s["capacity.unmet_share"]),
                     percent(attainmentOf(r.calm)), s["workers.mean"], s["workers.max"],
                     percent(during(r.loss, "availability")), recovery(r.loss));
}

Json figures(const RunResult& r) {
  const Summary& s = r.summary;
  Json json{{"fingerprint", r.fingerprint},
            {"cost_usd", jsonNumber(s["cost_usd.total"])},
            {"unused_share", jsonNumber(s["capacity.unused_share"])},
            {"not_serving_share", jsonNumber(s["capacity.not_serving_share"])},
            {"unmet_share", jsonNumber(s["capacity.unmet_share"])},
            {"availability", jsonNumber(s["availability"])},
            {"slo", Json::array()}};
  for (const ObjectiveFigures& o : s.slo)
    json["slo"].push_back({{"name", o.name}, {"target", o.target}, {"attainment", jsonNumber(o.attainment)}});
  json["workers"] = {{"mean", jsonNumber(s["workers.mean"])}, {"max", jsonNumber(s["workers.max"])}};
  return json;
}

Json lossFigures(const RunResult& r) {
  Json json = figures(r);
  const FaultFigures* f = lossOf(r);
  json["begins_s"] = f ? jsonNumber(f->begins) : Json(nullptr);
  json["recovered_s"] = f && !r.summary.slo.empty() ? jsonNumber(f->recovered) : Json(nullptr);
  json["during"] = {{"availability", jsonNumber(during(r, "availability"))},
                    {"offered", jsonNumber(during(r, "requests.offered"))},
                    {"served", jsonNumber(during(r, "requests.served"))}};
  return json;
}

}  // namespace

std::string textOf(const StrategyTable& c) {
  if (c.interrupted) return "interrupted; no figures\n";
  std::string objective = "objective";
  for (const StrategyResult& r : c.results)
    if (!r.calm.summary.slo.empty()) objective = r.calm.summary.slo.front().name;
  std::string out =
      fmt::format("{}\n{} simulated, at most {:.4g} requests/s at {}, seed {}\n\n", c.scenario,
                  writeDuration(Duration::fromSeconds(c.simulatedSeconds)), c.peakRate, c.service, c.seed);
  const std::string lost = fmt::format("zone {} lost at the peak", c.zone);
  out += fmt::format("  {:<11} {:>9} {:>9} {:>9} {:>9} {:>7} {:>5}   {}\n", "", "cost", "unused", "unmet", objective,
                     "workers", "", lost);
  out += fmt::format("  {:<11} {:>9} {:>9} {:>9} {:>9} {:>7} {:>5}   {:>9} {:>9}\n", "", "USD", "of paid", "of demand",
                     "", "mean", "most", "served", "kept again");
  for (const StrategyResult& r : c.results) out += row(r);
  out += "\n";
  for (const StrategyResult& r : c.results)
    if (r.impossible.empty()) out += fmt::format("  {:<11} {}\n", r.name, r.how);
  return out +
         "\n  What is planned is planned by a perfect forecast; the scenario's own faults and changes of settings are "
         "left "
         "out.\n";
}

std::string jsonOf(const StrategyTable& c) {
  Json json{{"schema", 1},
            {"scenario", c.scenario},
            {"version", programVersion()},
            {"seed", c.seed},
            {"simulated_s", c.simulatedSeconds},
            {"service", c.service},
            {"peak_rps", jsonNumber(c.peakRate)},
            {"zone", c.zone}};
  if (c.interrupted) json["interrupted"] = true;
  json["strategies"] = Json::array();
  for (const StrategyResult& r : c.results) {
    Json one{{"name", r.name}, {"how", r.how}};
    one["impossible"] = r.impossible.empty() ? Json(nullptr) : Json(r.impossible);
    if (r.impossible.empty()) {
      one["calm"] = figures(r.calm);
      one["zone_loss"] = lossFigures(r.loss);
    }
    json["strategies"].push_back(std::move(one));
  }
  return jsonText(json);
}

}  // namespace headroom
