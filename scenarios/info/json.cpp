#include "analysis/measures/latency.h"
#include "scenarios/info/run_info.h"
#include "scenarios/json_text.h"

#include <cmath>

#include <nlohmann/json.hpp>

namespace headroom {
namespace {

using Json = nlohmann::ordered_json;

Json jsonCount(double x) { return std::isfinite(x) ? Json(static_cast<std::int64_t>(x)) : Json(nullptr); }

Json latency(const measures::LatencyFigures& l) {
  return {{"p50", jsonNumber(l.p50)},
          {"p90", jsonNumber(l.p90)},
          {"p95", jsonNumber(l.p95)},
          {"p99", jsonNumber(l.p99)},
          {"p999", jsonNumber(l.p999)},
          {"n", jsonCount(l.n)},
          {"relative_error", measures::latencyRelativeError}};
}

Json capacity(const measures::ServiceMeasures& s) {
  const measures::Capacity& c = s.capacity;
  return {{"rated_rps", jsonNumber(s.rated)},
          {"unused_share", jsonNumber(c.unusedShare)},
          {"not_serving_share", jsonNumber(c.notServingShare)},
          {"unmet_share", jsonNumber(c.unmetShare)},
          {"paid_worker_h", jsonNumber(s.paidHours)},
          {"unused_worker_h", jsonNumber(s.unusedHours)},
          {"not_serving_worker_h", jsonNumber(s.notServingHours)},
          {"unmet_worker_h", jsonNumber(s.unmetHours)},
          {"cost_usd", jsonNumber(c.costUsd)},
          {"unused_usd", jsonNumber(c.unusedUsd)},
          {"not_serving_usd", jsonNumber(c.notServingUsd)}};
}

Json elasticity(const measures::ServiceMeasures& s) {
  const measures::Elasticity& e = s.elasticity;
  return {{"theta_under", jsonNumber(e.thetaUnder)},
          {"theta_over", jsonNumber(e.thetaOver)},
          {"tau_under", jsonNumber(e.tauUnder)},
          {"tau_over", jsonNumber(e.tauOver)},
          {"under_workers", jsonNumber(e.absoluteUnder)},
          {"over_workers", jsonNumber(e.absoluteOver)},
          {"no_demand_share", jsonNumber(e.noDemandShare)},
          {"instability", jsonNumber(e.instability)},
          {"jitter_per_h", jsonNumber(e.jitterPerHour)},
          {"deviation", jsonNumber(e.deviation)},
          {"grid_s", jsonNumber(s.elasticityGrid)}};
}

Json headroom(const measures::ServiceMeasures& s) {
  Json all = Json::array();
  for (const measures::ZoneHeadroom& h : s.headroom)
    all.push_back({{"zones_lost", h.zonesLost},
                   {"demand_at_peak_rps", jsonNumber(h.demandAtPeak)},
                   {"supply_at_peak_rps", jsonNumber(h.supplyAtPeak)},
                   {"at_peak", jsonNumber(h.atPeak)},
                   {"least", jsonNumber(h.least)},
                   {"least_at_s", jsonNumber(h.leastAt)}});
  return all;
}

Json workers(const measures::ServiceMeasures& s) {
  return {{"mean", jsonNumber(s.workersMean)},          {"launched", jsonCount(s.launched)},
          {"launch_failed", jsonCount(s.launchFailed)}, {"lost", jsonCount(s.workersLost)},
          {"terminated", jsonCount(s.terminated)},      {"churn_per_day", jsonNumber(s.churnPerDay)}};
}

Json regret(const optimum::Regret& r) {
  return {{"paid_worker_h", jsonNumber(r.paidHours)},
          {"optimum_worker_h", jsonNumber(r.optimumHours)},
          {"worker_h", jsonNumber(r.hours)},
          {"share", jsonNumber(r.share)},
          {"usd", jsonNumber(r.usd)},
          {"usd_per_worker_h", jsonNumber(r.usdPerHour)},
          {"parts",
           {{"waited_worker_h", jsonNumber(r.parts.waited)},
            {"zone_reserve_worker_h", jsonNumber(r.parts.zoneReserve)},
            {"start_up_worker_h", jsonNumber(r.parts.startUp)},
            {"billing_worker_h", jsonNumber(r.parts.billing)},
            {"missing_worker_h", jsonNumber(r.parts.missing)}}},
          {"billing_minimum_worker_h", jsonNumber(r.minimumHours)},
          {"unmet_worker_h", jsonNumber(r.unmetHours)},
          {"unmet_starting_worker_h", jsonNumber(r.unmetStarting)},
          {"unmet_not_ordered_worker_h", jsonNumber(r.unmetHours - r.unmetStarting)},
          {"launch_s", jsonNumber(r.launchSeconds)},
          {"launches", r.launches}};
}

Json service(const measures::ServiceMeasures& s, const optimum::Regret& r) {
  return {{"availability", jsonNumber(s.availability)},
          {"calls", {{"served", jsonCount(s.served)}, {"lost", jsonCount(s.lost)}, {"late", jsonCount(s.late)}}},
          {"wasted_work_s", jsonNumber(s.wastedWork)},
          {"latency_s", latency(s.latency)},
          {"capacity", capacity(s)},
          {"headroom", headroom(s)},
          {"elasticity", elasticity(s)},
          {"workers", workers(s)},
          {"regret", regret(r)}};
}

Json runsOut(const measures::RunsOut& r) {
  constexpr const char* words[] = {"unknown", "never", "spent", "after"};
  return {{"when", words[static_cast<std::size_t>(r.kind)]},
          {"after_s", jsonNumber(r.seconds)},
          {"burn", jsonNumber(r.burn)},
          {"over_s", jsonNumber(r.over)}};
}

Json objective(const measures::ObjectiveMeasures& o) {
  Json burn = Json::array();
  for (const measures::Burn& b : o.burn)
    burn.push_back({{"window_s", b.window},
                    {"last", jsonNumber(b.last)},
                    {"worst", jsonNumber(b.worst)},
                    {"worst_at_s", jsonNumber(b.worstAt)}});
  return {{"name", o.name},
          {"target", jsonNumber(o.target)},
          {"window_s", jsonNumber(o.window)},
          {"good", jsonCount(o.good)},
          {"ended", jsonCount(o.ended)},
          {"attainment", jsonNumber(o.attainment)},
          {"budget_spent", jsonNumber(o.budgetSpent)},
          {"budget_left", jsonNumber(o.budgetLeft)},
          {"time_kept", jsonNumber(o.timeKept)},
          {"runs_out", runsOut(o.runsOut)},
          {"burn", std::move(burn)}};
}

Json measuresJson(const RunInfo& info) {
  const measures::Measures& m = info.measures;
  Json json{{"seconds", m.seconds},
            {"window", {{"from_s", info.window.from}, {"until_s", info.window.until}}},
            {"requests",
             {{"offered", jsonCount(m.offered)},
              {"served", jsonCount(m.served)},
              {"lost", jsonCount(m.lost)},
              {"retries", jsonCount(m.retries)}}},
            {"availability", jsonNumber(m.availability)},
            {"latency_s", latency(m.latency)},
            {"cost_usd",
             {{"workers", jsonNumber(m.costUsd)},
              {"per_million", jsonNumber(m.costPerMillion)},
              {"per_month", jsonNumber(m.costPerMonth)}}},
            {"services", Json::object()},
            {"objectives", Json::array()},
            {"faults", Json::array()},
            {"changes", Json::array()}};
  for (std::size_t i = 0; i < m.services.size(); ++i)
    json["services"][m.services[i].name] = service(m.services[i], info.regrets[i]);
  for (const measures::ObjectiveMeasures& o : m.objectives) json["objectives"].push_back(objective(o));
  for (const measures::FaultMeasures& f : m.faults)
    json["faults"].push_back({{"name", f.name},
                              {"times", f.times},
                              {"begins_s", jsonNumber(f.begins)},
                              {"noticed_s", jsonNumber(f.noticed)},
                              {"ends_s", jsonNumber(f.ends)},
                              {"recovered_s", jsonNumber(f.recovery)}});
  for (const ChangeFigures& c : info.changes)
    json["changes"].push_back({{"name", c.name}, {"at_s", c.at}, {"set", c.set}});
  return json;
}

}  // namespace

std::string jsonOf(const RunInfo& info, const Trace& trace, const std::string& file) {
  Json json{{"schema", 1},
            {"file", file},
            {"title", trace.title()},
            {"status", trace.status()},
            {"version", trace.version()},
            {"fingerprint", trace.fingerprint()},
            {"start", trace.start()},
            {"seed", trace.seed()},
            {"duration_s", trace.announcement().duration.inSeconds()},
            {"sample_s", trace.announcement().sample.inSeconds()},
            {"buckets", trace.buckets()},
            {"measures", measuresJson(info)}};
  for (const Axis& a : trace.announcement().axes)
    json["axes"][a.name] = a.labels.empty() ? Json(a.values) : Json(a.labels);
  json["series"] = Json::array();
  for (const Series& s : trace.announcement().series)
    json["series"].push_back({{"name", s.name}, {"unit", s.unit}, {"sentence", s.sentence}});
  for (std::size_t t = 0; t < trace.announcement().tables.size(); ++t)
    json["tables"][trace.announcement().tables[t].name] = trace.rows(t);
  return jsonText(json);
}

}  // namespace headroom
